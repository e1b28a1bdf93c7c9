# What -Verbose, -Debug and progress bars tell.

BeforeAll {
    . (Join-Path $PSScriptRoot 'Module.ps1')

    # What a script tells on each stream, in a session of its own.
    function Watch-Stream([string] $Script) {
        $shell = [powershell]::Create()
        try {
            $shell.AddScript("Import-Module '$manifest'; Connect-AllocationStore '$store' | Out-Null; `$ConfirmPreference = 'None'; $Script") | Out-Null
            $output = $shell.Invoke()
            [pscustomobject]@{
                Output   = $output
                Verbose  = @($shell.Streams.Verbose | ForEach-Object Message)
                Debug    = @($shell.Streams.Debug | ForEach-Object Message)
                Progress = @($shell.Streams.Progress)
                Errors   = @($shell.Streams.Error | ForEach-Object { $_.FullyQualifiedErrorId.Split(',')[0] })
            }
        }
        finally { $shell.Dispose() }
    }
}

Describe 'Streams' {
    BeforeEach {
        Connect-FreshStore
        New-AllocationPool vlan -From 100 -To 103 | Out-Null
    }

    It 'tell with -Verbose which number of which pool is taken and given back' {
        $seen = Watch-Stream 'New-VlanService a -Verbose; Remove-VlanService a -Verbose'
        $seen.Verbose | Should -Contain "'a' takes 100 from vlan as north_vlan_id."
        $seen.Verbose | Should -Contain "'a' takes 101 from vlan as south_vlan_id."
        $seen.Verbose | Should -Contain "'a' gives back 100 to vlan."
    }

    It 'tell also what is given back after a failure' {
        $seen = Watch-Stream 'New-VlanService a | Out-Null; New-VlanService b -Verbose'
        $seen.Errors | Should -Be 'AllocationFailed'
        $seen.Verbose | Should -Contain "'b' takes 102 from vlan as north_vlan_id."
    }

    It 'tell with -Verbose which store is used and why' {
        (Watch-Stream 'Get-AllocationPool -Verbose').Verbose | Should -Contain "Using $store (Session)."
    }

    It 'tell with -Verbose what is tried again' {
        $seen = Watch-Stream @"
            `$lock = [IO.File]::Open('$($store.Substring(7)).json.lock', 'OpenOrCreate', 'ReadWrite', 'None')
            Start-ThreadJob { param(`$lock) Start-Sleep -Milliseconds 300; `$lock.Dispose() } -ArgumentList `$lock | Out-Null
            New-AllocationPool x -From 1 -To 2 -Store 'json:$($store.Substring(7)).json' -Verbose
"@
        $seen.Output.Name | Should -Be 'x'
        $seen.Errors | Should -BeNullOrEmpty
    }

    It 'tell the statements to who wants to debug, without a value' {
        $seen = Watch-Stream "`$DebugPreference = 'Continue'; New-VlanService confidential-name"
        $seen.Debug | Where-Object { $_ -like 'INSERT INTO allocations*@pool*' } | Should -Not -BeNullOrEmpty
        "$($seen.Debug)" | Should -Not -Match 'confidential'
        (Watch-Stream 'New-VlanService quiet').Debug | Should -BeNullOrEmpty
    }

    It 'hold nothing while they tell: a pipeline behind them can write to the same store' {
        $seen = Watch-Stream 'New-VlanService a -Verbose 4>&1 | ForEach-Object { if (-not (Get-AllocationPool p* )) { New-AllocationPool p -From 1 -To 2 | Out-Null } }'
        $seen.Errors | Should -BeNullOrEmpty
        (Get-AllocationPool).Name | Should -Be 'p', 'vlan'
    }

    It 'show how far an import, a copy, a clearing, a repair and a wait are' {
        $file = Write-PoolFile 1 5000 (1..3000)
        $progress = (Watch-Stream "Import-AllocationPool '$file' -Name big").Progress
        $progress.PercentComplete | Sort-Object -Unique | Should -Contain 66
        "$($progress[-1].RecordType)" | Should -Be 'Completed'

        $progress = (Watch-Stream "Copy-AllocationStore -To 'sqlite:$($store.Substring(7)).copy'").Progress
        $progress.Count | Should -BeGreaterThan 1

        (Watch-Stream 'New-VlanService a | Remove-VlanService; Get-VlanService | Remove-VlanService; Clear-AllocationHistory -OlderThan 00:00:00 -Force').Progress.Activity | Should -Contain 'Clearing the history of allocations'
        (Watch-Stream 'Repair-Allocation').Progress.Activity | Should -Contain 'Repairing what a crash left behind'
    }

    It 'show the place of a ticket that waits' {
        New-AllocationPool vm -NewCommand 'exit 0' -DeleteCommand 'exit 0' -Tag a | Out-Null
        Set-AllocationPool vm -Paused
        $seen = Watch-Stream 'New-ResourceTicket a -Wait -TimeoutSeconds 5 -OnTimeout Close'
        $seen.Errors | Should -Be 'WaitTimeout'
        $seen.Progress[0].StatusDescription | Should -BeLike 'Place 1:*'
        "$($seen.Progress[-1].RecordType)" | Should -Be 'Completed'
    }
}
