BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Get-Allocation' {
    BeforeEach {
        Connect-FreshStore
        New-AllocationPool vlan -From 1 -To 100 | Out-Null
        New-AllocationPool other -From 1 -To 100 | Out-Null
        $services = 1..6 | New-VlanService
        $elsewhere = New-VlanService x -NorthPool other -SouthPool other
    }

    It 'lists what is held, by pool and then by number: 2 before 10' {
        $all = Get-Allocation
        $all | Should -BeOfType Allocation.Core.Ledger.AllocationRecord
        $all.Pool | Select-Object -First 3 | Should -Be 'other', 'other', 'vlan'
        (Get-Allocation -Pool VLAN).ResourceId | Should -Be (1..12 | ForEach-Object { "$_" })
    }

    It 'filters by resource, lease and reservation' {
        (Get-Allocation -ResourceId 2).Pool | Should -Be 'other', 'vlan'
        (Get-Allocation -Pool vlan -ResourceId 2).LeaseName | Should -Be '1'
        (Get-Allocation -LeaseId $services[1].Id).Value | Should -Be 3, 4
        (Get-Allocation -ReservationId $services[1].SouthAllocationKey).Value | Should -Be 4
    }

    It 'shows released ones when asked, and by their reservation' {
        Remove-VlanService 1
        (Get-Allocation -Pool vlan).Count | Should -Be 10
        (Get-Allocation -Pool vlan -State Released).Value | Should -Be 1, 2
        (Get-Allocation -Pool vlan -State All).Count | Should -Be 12
        "$((Get-Allocation -ReservationId $services[0].NorthAllocationKey).State)" | Should -Be 'Released'
    }

    It 'says that there is no such reservation, and nothing of a filter that fits nothing' {
        $seen = Watch-Command { Get-Allocation -ReservationId nothing }
        $seen.Errors | Should -Be 'AllocationNotFound'
        $seen.Records[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        (Watch-Command { Get-Allocation -Pool nothing }).Errors | Should -BeNullOrEmpty
    }

    It 'pages' {
        (Get-Allocation -Pool vlan -First 3).Value | Should -Be 1, 2, 3
        (Get-Allocation -Pool vlan -Skip 10).Value | Should -Be 11, 12
        (Get-Allocation -Pool vlan -Skip 2 -First 2).Value | Should -Be 3, 4
        Get-Allocation -Pool vlan -Skip 12 | Should -BeNullOrEmpty
        Get-Allocation -Pool vlan -First 0 | Should -BeNullOrEmpty
    }

    It 'counts exactly what -First leaves out' {
        $page = Get-Allocation -Pool vlan -First 2 -IncludeTotalCount
        $page[0] | Should -BeExactly 12
        $page[0].Accuracy | Should -Be 1.0
        $page[1..2].Value | Should -Be 1, 2
    }

    It 'takes services and pools from the pipeline' {
        ($services[0, 2] | Get-Allocation).Value | Should -Be 1, 2, 5, 6
        (Get-AllocationPool other | Get-Allocation).LeaseName | Should -Be 'x', 'x'
        (Get-Allocation -Pool other | Get-Allocation).Value | Should -Be 1, 2
    }

    It 'pages over all that the pipeline asks for' {
        ($services | Get-Allocation -First 3).Value | Should -Be 1, 2, 3
        ($services | Get-Allocation -Skip 3 -First 4).Value | Should -Be 4, 5, 6, 7
        ($services | Get-Allocation -First 1 -IncludeTotalCount)[0] | Should -BeExactly 12
    }

    It 'shows a table' {
        $table = Get-Allocation -Pool vlan -First 1 | Out-String -Width 120
        $table | Should -Match '(?m)^Pool +ResourceId +State +Lease +Attribute +StartDate +EndDate *\r?$'
        $table | Should -Match '(?m)^vlan +1 +Active +1 +north_vlan_id '
    }
}
