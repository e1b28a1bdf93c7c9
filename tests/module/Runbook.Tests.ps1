# docs/tickets-runbook.md, in order, in one folder and one session: the shell's blocks that need no command line of ours, and
# every PowerShell block. '# -> x' says what a line puts out. The rest is run by the tests of the command line.

BeforeDiscovery {
    $page = Join-Path $PSScriptRoot '..' '..' 'docs' 'tickets-runbook.md'
    $number = 0
    $blocks = foreach ($match in [regex]::Matches((Get-Content -Raw $page), '(?ms)^```(powershell|sh)\r?\n(.*?)^```')) {
        if ($match.Groups[1].Value -eq 'powershell' -or $match.Groups[2].Value -notmatch '\ballocation\b') {
            @{ Number = ++$number; Language = $match.Groups[1].Value; Code = $match.Groups[2].Value }
        }
    }
}

Describe 'docs/tickets-runbook.md' -Skip:$IsWindows {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Module.ps1')
        $folder = Join-Path $TestDrive 'runbook'
        New-Item -ItemType Directory $folder | Out-Null
        Push-Location $folder
    }

    AfterAll { Pop-Location }

    It 'block <Number>, <Language>, puts out what it says' -ForEach $blocks {
        $expected = [regex]::Matches($Code, '(?m)# -> ?(.*?)\r?$') | ForEach-Object { $_.Groups[1].Value }
        if ($Language -eq 'sh') {
            $put = @($Code | sh -e -s)
            $LASTEXITCODE | Should -Be 0
        }
        else { $put = @(. ([scriptblock]::Create($Code)) | ForEach-Object { "$_".Trim() } | Where-Object { $_ }) }
        $put | Should -Be @($expected)
    }
}
