BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Rename-VlanService' {
    BeforeEach {
        Connect-FreshStore
        New-AllocationPool vlan -From 100 -To 120 | Out-Null
        'web', 'db' | New-VlanService | Out-Null
    }

    It 'of a VLAN service keeps its id and its numbers' {
        $before = Get-VlanService web
        Rename-VlanService web www | Should -BeNullOrEmpty
        $after = Rename-VlanService www -NewName shop -PassThru
        $after.Id, $after.NorthVlanId, $after.SouthVlanId | Should -Be $before.Id, $before.NorthVlanId, $before.SouthVlanId
        (Get-Allocation -LeaseName shop).ResourceId | Should -Be 100, 101
        (Get-ServiceInstance shop -History)[-1].Kind | Should -Be Renamed
    }

    It 'takes objects and rows' {
        Get-VlanService web | Rename-VlanService -NewName www
        [pscustomobject]@{ Name = 'db'; NewName = 'sql' } | Rename-VlanService
        (Get-VlanService).Name | Should -Be sql, www
        Get-ServiceInstance sql | Rename-ServiceInstance -NewName db
        (Rename-ServiceInstance VlanService www web -PassThru).Name | Should -Be web
    }

    It 'of several services to one name renames none' {
        (Watch-Command { Rename-VlanService * new }).Errors | Should -Be InvalidService
        (Watch-Command { Rename-ServiceInstance VlanService * new }).Errors | Should -Be InvalidService
        (Get-VlanService).Name | Should -Be db, web
    }
}
