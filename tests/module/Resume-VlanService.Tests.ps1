BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Resume-VlanService' {
    BeforeEach {
        Connect-FreshStore
        New-AllocationPool vlan -From 100 -To 101 | Out-Null
        $half = New-VlanService a -KeepPartial -ErrorAction Ignore
    }

    It 'fills only what is missing when the pool has grown, and keeps the rest' {
        Set-AllocationPool vlan -To 103
        $service = Resume-VlanService a
        $service.State, $service.NorthVlanId, $service.SouthVlanId | Should -Be 'up', 100, 101
        $service.NorthAllocationKey | Should -Be $half.NorthAllocationKey
        $service.Id | Should -Be $half.Id
        Get-Held | Should -Be 100, 101
    }

    It 'fails again while nothing is free, and takes nothing twice' {
        $seen = Watch-Command { Resume-VlanService a }
        $seen.Errors | Should -Be 'AllocationFailed'
        $seen.Output.State, $seen.Output.NorthVlanId | Should -Be 'rejected', 100
        Get-Held | Should -Be 100
        (Get-Allocation -State All).Count | Should -Be 1
    }

    It 'leaves a complete service as it is' {
        Set-AllocationPool vlan -To 110
        $service = Resume-VlanService a
        (Resume-VlanService a | ConvertTo-Json) | Should -Be ($service | ConvertTo-Json)
        Get-Held | Should -Be 100, 101
    }

    It 'takes what Get-VlanService puts out' {
        Set-AllocationPool vlan -To 110
        (Get-VlanService -State rejected | Resume-VlanService).State | Should -Be 'up'
    }

    It 'changes nothing with -WhatIf' {
        Set-AllocationPool vlan -To 110
        Resume-VlanService a -WhatIf | Should -BeNullOrEmpty
        (Get-VlanService a).State | Should -Be 'rejected'
    }

    It 'says that there is no such service' {
        (Watch-Command { Resume-VlanService b }).Errors | Should -Be 'ServiceNotFound'
        (Watch-Command { Resume-VlanService b* }).Errors | Should -BeNullOrEmpty
    }

    It 'fills what is missing from a pool file that has grown' {
        $file = Write-PoolFile 500 501
        New-VlanService f -PoolFile $file -KeepPartial -ErrorAction Ignore | Out-Null
        '{"range": {"from": 500, "to": 502}, "used": [500]}' | Set-Content -LiteralPath $file
        $service = Resume-VlanService f
        $service.NorthVlanId, $service.SouthVlanId | Should -Be 500, 501
    }
}
