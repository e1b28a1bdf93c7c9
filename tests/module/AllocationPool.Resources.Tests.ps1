BeforeDiscovery { . (Join-Path $PSScriptRoot 'Tickets.ps1') }

BeforeAll {
    . (Join-Path $PSScriptRoot 'Module.ps1')
    . (Join-Path $PSScriptRoot 'Tickets.ps1')
}

Describe 'Resource pools' {
    BeforeEach { Connect-FreshStore }

    It 'are made with settings, and refused with all that is wrong' {
        $pool = Add-TestPool -With @{ TagPriority = @{ a = 10 }; LivecheckCommand = 'check', '--fast'; ReuseOpportunityTime = [timespan]'00:01:30' }
        $pool.Tag | Should -Be 'a', 'b'
        $pool.Settings.Tags[0].Priority | Should -Be 10
        $pool.Settings.Livecheck.Arguments | Should -Be 'check', '--fast'
        $pool.Settings.ReuseOpportunityTime.TotalSeconds | Should -Be 90
        $pool.Settings.MaxStarting | Should -Be 3
        $seen = Watch-Command { New-AllocationPool x -NewCommand ' ' -DeleteCommand true -Max -1 }
        $seen.Errors | Should -Be 'InvalidPool'
        "$($seen.Records[0])" | Should -Match 'cmd_new.*max must not be negative'
    }

    It 'list what exists as often as they are set to' {
        (Add-TestPool -With @{ ListCommand = 'true'; ListPeriod = '00:05:00' }).Settings.ListPeriod.TotalSeconds | Should -Be 300
        (Set-AllocationPool vm -ListPeriod 00:10:00 -PassThru).Settings.ListPeriod.TotalMinutes | Should -Be 10
        (Set-AllocationPool vm -Max 2 -KeepFailedStart -PassThru).Settings.ListPeriod.TotalMinutes | Should -Be 10
        (Get-AllocationPool vm).Settings.DeleteFailedStart | Should -BeFalse
        (Set-AllocationPool vm -KeepFailedStart:$false -PassThru).Settings.DeleteFailedStart | Should -BeTrue
    }

    It 'are meant where only settings are changed that pools of numbers have as well' {
        Add-TestPool -With @{ TagPriority = @{ a = 10 } } | Out-Null
        $pool = Set-AllocationPool vm -Description 'for builds' -WarnAt 90 -PassThru
        "$($pool.Description) $($pool.WarnAt) $($pool.Settings.Tags[0].Priority)" | Should -Be 'for builds 90 10'
        Get-AllocationPool vm | Set-AllocationPool -WarnAt 0
        $pool = Get-AllocationPool vm
        "$($pool.Description) $($pool.WarnAt) $($pool.Settings.Tags[0].Priority)" | Should -Be 'for builds  10'
        Set-AllocationPool vm -Tag c -WhatIf
        (Set-AllocationPool vm -Tag b, c -PassThru).Tag | Should -Be 'b', 'c'
        (Watch-Command { Set-AllocationPool vm -WarnAt 5 -To 9 }).Errors | Should -Be 'PoolNotFound'
    }

    It 'share their names with number pools' {
        Add-TestPool VM | Out-Null
        (Watch-Command { New-AllocationPool vm -From 1 -To 2 }).Errors | Should -Be 'PoolExists'
        New-AllocationPool vlan -From 1 -To 2 | Out-Null
        (Watch-Command { Add-TestPool vlan }).Errors | Should -Be 'PoolExists'
        (Get-AllocationPool).Name | Should -Be 'vlan', 'VM'
        (Get-AllocationPool vm).Max | Should -Be 3
        (Watch-Command { Get-AllocationPool nothing }).Errors | Should -Be 'PoolNotFound'
    }

    It 'are changed, paused and emptied' -Skip:$hasNoShell {
        Add-TestPool | Out-Null
        Complete-Maintenance
        (Set-AllocationPool vm -Max 9 -Description text -PassThru).Max | Should -Be 9
        (Get-AllocationPool vm).Settings.MaxPrealloc | Should -Be 1
        (Set-AllocationPool vm -Paused -PassThru).Paused | Should -BeTrue
        (Set-AllocationPool vm -Paused:$false -PassThru).Paused | Should -BeFalse
        (Set-AllocationPool vm -Drain -PassThru).Draining | Should -BeTrue
        Complete-Maintenance
        (Get-AllocationPool vm).Up | Should -Be 0
        (Watch-Command { New-ResourceTicket a }).Errors | Should -Be 'InvalidTicket'
        Set-AllocationPool vm -Drain:$false
        Complete-Maintenance
        (Get-AllocationPool vm).Up | Should -Be 1
    }

    It 'are removed once nothing of them is held' -Skip:$hasNoShell {
        Add-TestPool | Out-Null
        $ticket = New-ResourceTicket a -Wait -TimeoutSeconds $hangLimit
        Get-AllocationPool vm | Remove-AllocationPool
        Complete-Maintenance
        (Get-AllocationPool vm).Removed | Should -BeTrue
        ($ticket | Get-ResourceTicket).Ready | Should -BeTrue
        $ticket | Close-ResourceTicket
        Complete-Maintenance
        Get-AllocationPool | Should -BeNullOrEmpty
    }

    It 'are imported from a pools.yaml, with warnings, or not at all' {
        $path = Join-Path $TestDrive 'pools.yaml'
        Set-Content $path "one:`n  cmd_new: 'true'`n  cmd_delete: 'true'`n  tags: [a, {name: b, priority: 3}]`n  nonsense: 1`n"
        $seen = Watch-Command { Import-AllocationPool $path }
        $seen.Output.Name | Should -Be 'one'
        "$($seen.Warnings)" | Should -Match 'line 5'
        Set-Content $path "two:`n  cmd_new: 'true'`n  max: many`n"
        $seen = Watch-Command { Import-AllocationPool $path }
        $seen.Errors | Should -Be 'InvalidPoolFile'
        "$($seen.Records[0])" | Should -Match 'line 1: two: cmd_delete is missing[\s\S]*line 3: two: max must be a whole number'
        (Get-AllocationPool).Name | Should -Be 'one'
        Import-AllocationPool $path -WhatIf -ErrorAction SilentlyContinue
    }
}
