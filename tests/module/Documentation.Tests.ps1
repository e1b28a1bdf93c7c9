# Every example of docs/allocators.md, in order, in one session and one store: '# -> x' says what a line puts out.

BeforeDiscovery {
    $page = Join-Path $PSScriptRoot '..' '..' 'docs' 'allocators.md'
    $number = 0
    $examples = foreach ($match in [regex]::Matches((Get-Content -Raw $page), '(?ms)^```powershell\r?\n(.*?)^```')) {
        @{ Number = ++$number; Code = $match.Groups[1].Value }
    }
}

Describe 'docs/allocators.md' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Module.ps1')
        Connect-FreshStore
    }

    It 'example <Number> puts out what it says' -ForEach $examples {
        $expected = [regex]::Matches($Code, '(?m)# -> ?(.*?)\r?$') | ForEach-Object { $_.Groups[1].Value }
        $put = @(. ([scriptblock]::Create($Code)) | ForEach-Object { "$_" })
        $put | Should -Be @($expected)
    }
}
