BeforeDiscovery { . (Join-Path $PSScriptRoot 'Tickets.ps1') }

BeforeAll {
    . (Join-Path $PSScriptRoot 'Module.ps1')
    . (Join-Path $PSScriptRoot 'Tickets.ps1')
}

Describe 'Invoke-PoolMaintenance' -Skip:$hasNoShell {
    BeforeEach { Connect-FreshStore }

    It 'starts what is missing and puts out how each hook ended' {
        Add-TestPool | Out-Null
        Add-TestPool bad -With @{ NewCommand = 'exit 7'; Tag = 'x' } | Out-Null
        $done = Invoke-PoolMaintenance | Sort-Object Pool
        $done.Outcome | Should -Be 'Failed', 'Succeeded'
        $done[0].Problem | Should -Match '7'
        (Get-AllocationPool vm).Up | Should -Be 1
        (Get-AllocationPool bad).SuccessRate | Should -Be 0
    }

    It 'leaves events that name the manager, and none of what checks alone do' {
        Add-TestPool -With @{ LivecheckCommand = 'true'; LivecheckPeriod = [timespan]::FromSeconds(1) } | Out-Null
        Complete-Maintenance
        $told = Get-AllocationEvent -Subject Resource
        $told.Command | Select-Object -Unique | Should -Be Invoke-PoolMaintenance
        $told.Manager | Should -Not -Contain $null
        $told[-1].Kind, $told[-1].Pool | Should -Be Created, vm
        (Get-AllocationEvent -Subject ResourcePool).Manager | Should -BeNullOrEmpty
        $before = (Get-AllocationEvent -First 0 -IncludeTotalCount)
        New-ResourceTicket a -Wait -TimeoutSeconds $hangLimit | Out-Null
        $ticket = @(Get-AllocationEvent -Subject Ticket)
        $ticket[-1].Command, $ticket[-1].Manager | Should -Be New-ResourceTicket, $null
        [ulong](Get-AllocationEvent -First 0 -IncludeTotalCount) | Should -BeGreaterThan ([ulong]$before)
    }

    It 'has nothing to do without pools, or when all is well' {
        Invoke-PoolMaintenance | Should -BeNullOrEmpty
        Add-TestPool | Out-Null
        Complete-Maintenance
        Invoke-PoolMaintenance | Should -BeNullOrEmpty
    }

    It 'does nothing with -WhatIf' {
        Add-TestPool | Out-Null
        Invoke-PoolMaintenance -WhatIf | Should -BeNullOrEmpty
        Get-PoolResource | Should -BeNullOrEmpty
    }
}

Describe 'Invoke-PoolMaintenance and leases whose time is over' {
    BeforeEach {
        Connect-FreshStore
        New-AllocationPool vlan -From 1 -To 9 | Out-Null
    }

    It 'removes the services, and no others' {
        New-VlanService over -Lifetime 00:00:00.3 | Out-Null
        New-VlanService stays -Lifetime 01:00:00 | Out-Null
        while (-not (Get-Allocation -Expired)) { [Threading.Thread]::Sleep(50) }
        Get-Held | Should -Be 1, 2, 3, 4
        Invoke-PoolMaintenance | Should -BeNullOrEmpty
        (Get-VlanService).Name | Should -Be 'stays'
        Get-Held | Should -Be 3, 4
        (Get-Allocation -State Released).LeaseName | Should -Be 'over', 'over'
    }

    It 'leaves them with -WhatIf' {
        New-VlanService over -Lifetime 00:00:00.3 | Out-Null
        while (-not (Get-Allocation -Expired)) { [Threading.Thread]::Sleep(50) }
        Invoke-PoolMaintenance -WhatIf
        Get-Held | Should -Be 1, 2
    }

    It 'closes the tickets' -Skip:$hasNoShell {
        Add-TestPool | Out-Null
        Complete-Maintenance
        New-ResourceTicket a -Lifetime 00:00:00.3 | Out-Null
        while (-not (Get-Allocation -Expired -LeaseKind Ticket)) { [Threading.Thread]::Sleep(50) }
        Complete-Maintenance
        (Get-ResourceTicket 1).State | Should -Be 'Closed'
        Get-Held vm | Should -BeNullOrEmpty
    }
}
