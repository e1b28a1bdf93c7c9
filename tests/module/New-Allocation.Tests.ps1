BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'New-Allocation -WhatIf' {
    BeforeEach {
        Connect-FreshStore
        New-AllocationPool vlan -From 100 -To 102 | Out-Null
    }

    It 'sees in each row what the rows before it would take, and takes nothing' {
        $rows = 'Pool,Name,ResourceId', 'vlan,a,100', 'vlan,b,100', 'vlan,a,', 'vlan,c,', 'vlan,d,' | ConvertFrom-Csv
        $seen = Watch-Command { $rows | New-Allocation -WhatIf }
        $seen.Errors | Should -Be 'ValueTaken', 'AllocationExists', 'PoolExhausted'
        (Get-AllocationPool vlan).Held | Should -Be 0
        Get-Allocation -State All | Should -BeNullOrEmpty
    }
}

Describe 'New-Allocation' {
    BeforeEach {
        Connect-FreshStore
        New-AllocationPool vlan -From 100 -To 120 | Out-Null
        New-AllocationPool vxlan -From 5000 -To 5004 | Out-Null
    }

    It 'takes the next number, which the ledger shows beside the rest' {
        $line = New-Allocation vlan -Name legacy
        $line.ResourceId, $line.LeaseName, "$($line.LeaseKind)", "$($line.State)" | Should -Be 100, 'legacy', 'Direct', 'Active'
        New-VlanService web | Out-Null
        (Get-Allocation).ResourceId | Should -Be 100, 101, 102
        (Get-Allocation -LeaseKind Direct).ReservationId | Should -Be $line.ReservationId
        (Get-Allocation -LeaseName LEG*).ResourceId | Should -Be 100
    }

    It 'takes exactly the numbers <Text> or none' -ForEach @(
        @{ Text = '105'; Given = 105; Expected = 105 }
        @{ Text = '105 and 107'; Given = 105, 107; Expected = 105, 107 }
        @{ Text = '105-107'; Given = '105-107'; Expected = 105, 106, 107 }
        @{ Text = '105,107-108'; Given = '105,107-108'; Expected = 105, 107, 108 }
        @{ Text = '105-106 and 110'; Given = '105-106', 110; Expected = 105, 106, 110 }
    ) {
        (New-Allocation vlan -Name a -ResourceId $Given).ResourceId | Should -Be $Expected
        $seen = Watch-Command { New-Allocation vlan -Name b -ResourceId 101, 105 }
        $seen.Errors | Should -Be ValueTaken
        Get-Held | Should -Be $Expected
    }

    It 'takes any so many, or so many in a row' {
        (New-Allocation vlan -Name any -Count 3).ResourceId | Should -Be 100, 101, 102
        New-Allocation vlan -Name hole -ResourceId 105 | Out-Null
        (New-Allocation vlan -Name row -Count 3 -Contiguous).ResourceId | Should -Be 106, 107, 108
        (Watch-Command { New-Allocation vlan -Name more -Count 50 }).Errors | Should -Be PoolExhausted
    }

    It 'takes a number for each name, and for each pool' {
        (New-Allocation vlan, vxlan a, b).ResourceId | Should -Be 100, 101, 5000, 5001
        ('c', ' ', 'd ' | New-Allocation vlan).LeaseName | Should -Be c, d
    }

    It 'takes pools from the pipeline, and needs a name for them' {
        (Get-AllocationPool v* | New-Allocation -Name a).Pool | Should -Be vlan, vxlan
        (Watch-Command { Get-AllocationPool vlan | New-Allocation }).Errors | Should -Be InvalidAllocation
        (Watch-Command { New-Allocation -Name a }).Errors | Should -Be InvalidAllocation
    }

    It 'reads rows of a file, each with its own pool' {
        $rows = 'Pool,Name,ResourceId,Count,EndDate', 'vlan,a,110,,', 'vxlan,b,,2,2031-04-05', 'vlan,c,"115,117",,' | ConvertFrom-Csv
        ($rows | New-Allocation).ResourceId | Should -Be 110, 5000, 5001, 115, 117
        (Get-Allocation -LeaseName b)[0].EndDate.Year | Should -Be 2031
    }

    It 'gives back what an exported ledger has' {
        New-Allocation vlan -Name a -ResourceId 110 | Export-Csv (Join-Path $TestDrive lines.csv)
        Remove-Allocation a
        (Import-Csv (Join-Path $TestDrive lines.csv) | New-Allocation).ResourceId | Should -Be 110
    }

    It 'tells the row, the value and what was expected of every row, and takes nothing with -Atomic' {
        New-Allocation vlan -Name held -ResourceId 111 | Out-Null
        $rows = @(
            1..16 | ForEach-Object { [pscustomobject]@{ Pool = 'vlan'; Name = "r$_"; ResourceId = ''; Count = '' } }
            [pscustomobject]@{ Pool = 'vlan'; Name = 'taken'; ResourceId = '111'; Count = '' }
            [pscustomobject]@{ Pool = 'vlan'; Name = 'outside'; ResourceId = '99'; Count = '' }
            [pscustomobject]@{ Pool = 'nope'; Name = 'lost'; ResourceId = ''; Count = '' }
            [pscustomobject]@{ Pool = 'vlan'; Name = 'Held'; ResourceId = ''; Count = '' }
            [pscustomobject]@{ Pool = 'vlan'; Name = 'text'; ResourceId = 'x'; Count = '' }
            [pscustomobject]@{ Pool = 'vlan'; Name = 'part'; ResourceId = ''; Count = '1.5' }
        )
        $seen = Watch-Command { $rows | New-Allocation -Atomic }
        $seen.Output | Should -BeNullOrEmpty
        $seen.Records | ForEach-Object { "$_" } | Should -Be @(
            "Row 22: The Count asked for 'part' must be a whole number, not '1.5'."
            "Row 17: 111 of pool 'vlan' cannot be taken: 'held' holds it."
            "Row 18: 99 is not a number that pool 'vlan' gives: it must be in 100-119."
            "Row 19: There is no pool named 'nope'."
            ("Row 20: 'held' already exists in pool 'vlan': it holds 111. With -IfNotExists a name that holds what is asked for " +
                'already stays unchanged, instead of an error.')
            ("Row 21: 'text' cannot have 'x' of pool 'vlan': it is neither a number such as 150 " +
                "nor a range such as 150-160 (both ends included).")
        )
        $seen.Warnings | Should -HaveCount 1
        Get-Held | Should -Be 111
    }

    It 'takes what can be had without -Atomic, and tells the row of the rest' {
        $rows = 'Pool,Name,ResourceId', 'vlan,a,100', 'vlan,b,100', 'vlan,c,' | ConvertFrom-Csv
        $seen = Watch-Command { $rows | New-Allocation }
        $seen.Output.ResourceId | Should -Be 100, 101
        $seen.Records | Should -BeLike "Row 2: 100 of pool 'vlan'*'a' holds it*"
    }

    It 'refuses the column <_> of a file, because it is not read' -ForEach Contiguous, Atomic, Store, Names, Resource_Id {
        $row = [pscustomobject]@{ Pool = 'vlan'; Name = 'a'; $_ = 'x' }
        $seen = Watch-Command { $row | New-Allocation }
        $seen.Errors | Should -Be InvalidAllocation
        "$($seen.Records)" | Should -BeLike "Row 1 cannot be used: the column '$_'*"
        Get-Held | Should -BeNullOrEmpty
    }

    It 'gives what is there with -IfNotExists, and refuses the name without' {
        $first = New-Allocation vlan -Name legacy -Count 2
        (New-Allocation vlan -Name Legacy -IfNotExists).ReservationId | Should -Be $first.ReservationId
        (Watch-Command { New-Allocation vlan -Name legacy }).Errors | Should -Be AllocationExists
        (Watch-Command { New-Allocation vlan -Name legacy -IfNotExists -ResourceId 110 }).Errors | Should -Be AllocationExists
        Get-Held | Should -HaveCount 2
    }

    It 'gives the same for the same request id' {
        $first = New-Allocation vlan -Name a -RequestId r1
        (New-Allocation vlan -Name a -RequestId r1).ReservationId | Should -Be $first.ReservationId
        (Watch-Command { New-Allocation vlan -Name b -RequestId r1 }).Errors | Should -Be RequestConflict
        $rows = 'Pool,Name', 'vlan,x', 'vxlan,y' | ConvertFrom-Csv
        $batch = $rows | New-Allocation -Atomic -RequestId r2
        ($rows | New-Allocation -Atomic -RequestId r2).ReservationId | Should -Be $batch.ReservationId
        Remove-Allocation y
        (Watch-Command { $rows | New-Allocation -Atomic -RequestId r2 }).Errors | Should -Be RequestConflict
    }

    It 'tells with -WhatIf what would fail, and takes nothing' {
        New-Allocation vlan -Name held -ResourceId 111 | Out-Null
        (Watch-Command { New-Allocation vlan -Name a -ResourceId 111 -WhatIf }).Errors | Should -Be ValueTaken
        (Watch-Command { New-Allocation vlan -Name held -WhatIf }).Errors | Should -Be AllocationExists
        (Watch-Command { New-Allocation vlan -Name a -Count 19 -WhatIf }).Errors | Should -BeNullOrEmpty
        $rows = 'Pool,Name,ResourceId', 'vlan,a,112', 'vlan,b,112', 'nope,c,' | ConvertFrom-Csv
        (Watch-Command { $rows | New-Allocation -Atomic -WhatIf }).Records | ForEach-Object { "$_" } | Should -Be @(
            "Row 2: 112 of pool 'vlan' cannot be taken: 'a' asks for it in the same request."
            "Row 3: There is no pool named 'nope'."
        )
        Get-Held | Should -Be 111
    }

    It 'makes no store' {
        $path = Join-Path $TestDrive 'missing.db'
        (Watch-Command { New-Allocation vlan -Name a -Store "sqlite:$path" }).Ended | Should -Be StoreUnavailable
        $path | Should -Not -Exist
    }

    It 'says why a pool file gives nothing directly' {
        $seen = Watch-Command { New-Allocation file:/tmp/vlan.json -Name a }
        $seen.Errors | Should -Be InvalidAllocation
        "$($seen.Records)" | Should -BeLike '*only pools of the store*'
    }

    It 'is given back at its end by a maintenance pass' {
        New-Allocation vlan -Name brief -Lifetime 00:00:00.001 | Out-Null
        Invoke-PoolMaintenance | Out-Null
        while (Get-Allocation -LeaseName brief) { Invoke-PoolMaintenance | Out-Null }
        (Get-Allocation -LeaseName brief -State Released).ResourceId | Should -Be 100
    }

    It 'completes pools' {
        (Get-Completion 'New-Allocation -Pool vx').CompletionText | Should -Be vxlan
    }
}
