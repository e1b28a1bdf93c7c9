# The script of 'allocation completion powershell', in the completion of this PowerShell. The other shells: CompletionTests in Allocation.Cli.Tests.

BeforeAll {
    . (Join-Path $PSScriptRoot 'Module.ps1')
    $script:cli = Get-ChildItem (Join-Path $PSScriptRoot '..' '..' 'src' 'Allocation.Cli' 'bin') -Filter allocation.dll -Recurse |
        Sort-Object LastWriteTime | Select-Object -Last 1 -ExpandProperty FullName
    function global:allocation { & dotnet $script:cli @args }
}

AfterAll { Remove-Item function:global:allocation }

Describe 'allocation completion powershell' {
    BeforeAll {
        Connect-FreshStore
        $env:ALLOCATION_STORE = $store
        'north', 'two words' | ForEach-Object { New-AllocationPool $_ -From 1 -To 9 } | Out-Null
        allocation completion powershell | Out-String | Invoke-Expression

        function Complete([string] $Line) {
            (TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches.CompletionText
        }
    }

    AfterAll { $env:ALLOCATION_STORE = $null }

    It 'completes <Line>' -ForEach @(
        @{ Line = 'allocation repo'; Words = 'report' }
        @{ Line = 'allocation pool li'; Words = 'list' }
        @{ Line = 'allocation pool new x --strategy L'; Words = 'LeastRecentlyUsed', 'Lowest' }
        @{ Line = 'allocation pool new x --strategy=Lo'; Words = '--strategy=Lowest' }
        @{ Line = 'allocation pool list '; Words = 'north', "'two words'" }
        @{ Line = "allocation pool list 'two"; Words = "'two words'" }
        @{ Line = "allocation pool set 'two words' --strat"; Words = '--strategy' }
        @{ Line = 'allocation vlan new x --ato'; Words = '--atomic' }
    ) {
        Complete $Line | Should -Be $Words
    }

    It 'makes no store' {
        $missing = Join-Path $TestDrive 'missing.db'
        Complete "allocation --store sqlite:$missing pool list nor" | Should -BeNullOrEmpty
        Test-Path $missing | Should -BeFalse
    }
}
