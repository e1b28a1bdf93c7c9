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
        $all | ForEach-Object { $_.PSTypeNames[0] } | Select-Object -Unique | Should -Be 'Allocation.Core.Ledger.AllocationRecord'
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

    It 'says that there is no such reservation and no such pool, and nothing of a filter that fits nothing' {
        $seen = Watch-Command { Get-Allocation -ReservationId nothing }
        $seen.Errors | Should -Be 'AllocationNotFound'
        $seen.Records[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        (Watch-Command { Get-Allocation -Pool nothing }).Errors | Should -Be 'PoolNotFound'
        "$({ Get-Allocation web -ErrorAction Stop } | Should -Throw -PassThru)" |
            Should -BeExactly "There is no pool named 'web'. -LeaseName finds what is held under a name."
        "$({ Get-Allocation nothing -LeaseName web -ErrorAction Stop } | Should -Throw -PassThru)" | Should -BeExactly "There is no pool named 'nothing'."
        (Watch-Command { Get-Allocation -LeaseName nothing }).Errors | Should -BeNullOrEmpty
        (Get-Allocation -Name 1).LeaseName | Should -Be (Get-Allocation -LeaseName 1).LeaseName
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
        $table | Should -Match '(?m)^Pool +ResourceId +State +Lease +Attribute +StartDate +EndDate +Owner *\r?$'
        $table | Should -Match '(?m)^vlan +1 +Active +1 +north_vlan_id '
    }

    Context '-ByResource' {
        It 'gives each resource once, used or not, in numeric order' {
            $all = Get-Allocation -ByResource -Pool vlan
            $all | ForEach-Object { $_.PSTypeNames[0] } | Select-Object -Unique | Should -Be 'Allocation.Core.Ledger.ResourceUse'
            $all.ResourceId | Should -Be (1..99 | ForEach-Object { "$_" })
            ($all | Where-Object { $_.Reservations.Count }).ResourceId | Should -Be (1..12 | ForEach-Object { "$_" })
            $all[3].Reservations[0].LeaseId | Should -Be $services[1].Id
            $all[50].Reservations.Count | Should -Be 0
        }

        It 'narrows the reservations, never the resources' {
            $all = Get-Allocation -ByResource -Pool vlan -LeaseId $services[0].Id
            $all.Count | Should -Be 99
            ($all | Where-Object { $_.Reservations.Count }).ResourceId | Should -Be '1', '2'
        }

        It 'becomes JSON whose shape people can read' {
            $json = Get-Allocation -ByResource -Pool vlan -ResourceId 1 | ConvertTo-Json -Depth 4 | ConvertFrom-Json
            $json.PSObject.Properties.Name | Should -Be 'Pool', 'ResourceId', 'Reservations', 'Value'
            $json.Reservations[0].PSObject.Properties.Name | Should -Be 'Id', 'LeaseId', 'LeaseName', 'StartDate', 'EndDate'
        }

        It 'walks through a pool of 2^32 numbers only as far as it is asked to' {
            New-AllocationPool big -From 0 -To 4294967296 | Out-Null
            New-VlanService y -NorthPool big -NorthVlanId 4000000000 | Out-Null
            (Get-Allocation -ByResource -Pool big | Select-Object -First 3).ResourceId | Should -Be '0', '1', '2'
            (Get-Allocation -ByResource -Pool big -Skip 4000000000 -First 2).Reservations.Count | Should -Be 1
            (Get-Allocation -ByResource -Pool big -First 1 -IncludeTotalCount)[0] | Should -Be 4294967296
        }

        It 'says that there is no such resource, or pool' {
            (Watch-Command { Get-Allocation -ByResource -Pool vlan -ResourceId 100 }).Errors | Should -Be 'ResourceNotFound'
            (Watch-Command { Get-Allocation -ByResource -Pool nowhere }).Errors | Should -Be 'PoolNotFound'
        }
    }

    Context 'in time' {
        BeforeEach {
            $soon = [DateTimeOffset]::UtcNow.AddDays(10)
            New-VlanService later -NorthPool other -SouthPool other -StartDate $soon -Lifetime 1.00:00:00 | Out-Null
        }

        It 'finds what overlaps a time' {
            (Get-Allocation -Pool other -From $soon.AddDays(2)).LeaseName | Should -Be 'x', 'x'
            (Get-Allocation -Pool other -From $soon -To $soon.AddHours(1)).LeaseName | Should -Be 'x', 'x', 'later', 'later'
            (Get-Allocation -Pool other -To $soon).LeaseName | Should -Be 'x', 'x'
            (Get-Allocation -Pool other -From ($soon.AddDays(2).LocalDateTime)).Count | Should -Be 2
        }

        It 'finds by name and kind' {
            (Get-Allocation -LeaseName LAT* -LeaseKind Service).Count | Should -Be 2
            Get-Allocation -LeaseName later -LeaseKind Ticket | Should -BeNullOrEmpty
        }

        It 'finds what is over under either name' {
            Remove-VlanService later
            (Get-Allocation -Terminated).LeaseName | Should -Be 'later', 'later'
            (Watch-Command { Get-Allocation -Terminated -State Active }).Ended | Should -Not -BeNullOrEmpty
        }

        It 'finds a subnet and the addresses in it by the same network, and resources of several pools by one list' {
            New-AllocationPool small -Network 10.20.0.0/24 | Out-Null
            New-AllocationPool nets -Network 10.20.0.0/16 -PrefixLength 24 | Out-Null
            New-Allocation small -Name gw -ResourceId 10.20.0.7 -Tag critical, 'site=berlin' | Out-Null
            New-Allocation nets -Name branch -ResourceId 10.20.0.0/24 | Out-Null
            (Get-Allocation -ResourceId 10.20.0.0/24).LeaseName | Sort-Object | Should -Be 'branch', 'gw'
            (Get-Allocation -ResourceId 10.20.0.0/30, 10.20.0.4-10.20.0.9).LeaseName | Sort-Object | Should -Be 'branch', 'gw'
            (Get-Allocation -ResourceId 2, 10.20.0.7 -Pool small -State All -ErrorAction Ignore).LeaseName | Should -BeNullOrEmpty
            (Get-Allocation -ResourceId 2, 10.20.0.7).Pool | Sort-Object -Unique | Should -Be 'nets', 'other', 'small', 'vlan'
            (Get-Allocation -Tag 'critical,site=berlin').LeaseName | Should -Be 'gw'
            Get-Allocation -Tag 'critical,site=rome' | Should -BeNullOrEmpty
            (Get-Allocation -ResourceId 10.20.0.99).LeaseName | Should -Be 'branch'
            (Get-Allocation -ResourceId 10.0.0.0-10.255.255.255).LeaseName | Sort-Object | Should -Be 'branch', 'gw'
            (Get-Allocation other -ResourceId 0-9223372036854775807).Count | Should -Be 4
            foreach ($wrong in '150-100', '10.20.0.9-10.20.0.1', '10.20.0.1/24') {
                $seen = Watch-Command { Get-Allocation -ResourceId $wrong }
                $seen.Errors | Should -Be 'InvalidAllocation'
                "$($seen.Records[0])" | Should -Match ([regex]::Escape($wrong))
            }
        }

        It 'never takes an empty value for everything' -ForEach 'Pool', 'ResourceId', 'LeaseId', 'LeaseName', 'ReservationId' {
            $arguments = @{ $_ = '' }
            (Watch-Command { Get-Allocation @arguments }).Ended | Should -BeLike 'ParameterArgumentTransformationError*'
        }
    }

    It 'gives each line at most once, page after page, while others write' {
        $seen = @()
        for ($skip = 0; ; $skip += 3) {
            $page = @(Get-Allocation -Pool vlan -Skip $skip -First 3)
            if (-not $page) { break }
            $seen += $page.ReservationId
            # One line before the page that comes next goes, and one comes.
            if ($skip -eq 0) { Remove-VlanService 1 }
            if ($skip -eq 3) { New-VlanService early | Out-Null }
        }

        ($seen | Sort-Object -Unique).Count | Should -Be $seen.Count
        $seen.Count | Should -Be 12
    }

    It 'survives a journey as text, and comes back into a pipeline' {
        $path = Join-Path $TestDrive 'services.xml'
        $services[0, 1] | Export-Clixml -LiteralPath $path
        (Import-Clixml -LiteralPath $path | Get-Allocation).Value | Should -Be 1, 2, 3, 4
        (Get-Allocation -ByResource -Pool vlan -First 1 | ForEach-Object { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($_, 3)) }).Reservations.LeaseId | Should -Be $services[0].Id
        Import-Clixml -LiteralPath $path | Remove-VlanService
        (Get-Allocation -Pool vlan).Value | Should -Be (5..12)
    }
}
