BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Remove-AllocationPool' {
    BeforeEach {
        Connect-FreshStore
        'lab-1', 'lab-2', 'vlan' | ForEach-Object { New-AllocationPool $_ -From 1 -To 9 | Out-Null }
    }

    It 'removes by name, in any case, and is silent' {
        Remove-AllocationPool LAB-1 | Should -BeNullOrEmpty
        (Get-AllocationPool).Name | Should -Be 'lab-2', 'vlan'
    }

    It 'removes by wildcard and from the pipeline' {
        Remove-AllocationPool lab-* -Force
        Get-AllocationPool vlan | Remove-AllocationPool
        Get-AllocationPool | Should -BeNullOrEmpty
    }

    It 'puts out what was removed with -PassThru' {
        (Remove-AllocationPool lab-* -Force -PassThru).Name | Should -Be 'lab-1', 'lab-2'
    }

    It 'refuses a pool that is in use, and goes on' {
        New-VlanService a -NorthPool lab-1 -SouthPool lab-1 | Out-Null
        $seen = Watch-Command { Remove-AllocationPool * -Force }
        $seen.Errors | Should -Be 'PoolInUse'
        $seen.Records[0].CategoryInfo.Category | Should -Be 'ResourceBusy'
        (Get-AllocationPool).Name | Should -Be 'lab-1'
    }

    It 'says that there is no such pool' {
        (Watch-Command { Remove-AllocationPool x }).Errors | Should -Be 'PoolNotFound'
        (Watch-Command { Remove-AllocationPool x* }).Errors | Should -BeNullOrEmpty
    }

    It 'keeps the history of a removed pool' {
        New-VlanService a | Remove-VlanService
        Remove-AllocationPool vlan
        (Get-Allocation -Pool vlan -State All).Count | Should -Be 2
    }

    It 'changes nothing with -WhatIf' {
        Remove-AllocationPool * -WhatIf
        (Get-AllocationPool).Count | Should -Be 3
    }
}
