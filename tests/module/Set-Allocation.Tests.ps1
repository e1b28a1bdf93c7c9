BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Set-Allocation' {
    BeforeEach {
        Connect-FreshStore
        New-AllocationPool vlan -From 100 -To 120 | Out-Null
        New-Allocation vlan -Name a -Count 2 | Out-Null
    }

    It 'changes the end of all numbers that were taken together' {
        Set-Allocation a -EndDate 2031-04-05T00:00:00Z | Should -BeNullOrEmpty
        (Get-Allocation).EndDate.Year | Should -Be 2031, 2031
        (Get-Allocation -ResourceId 101 | Set-Allocation -EndDate 2032-04-05T00:00:00Z -PassThru).EndDate.Year | Should -Be 2032, 2032
        Set-Allocation -ReservationId (Get-Allocation -ResourceId 100).ReservationId -NoEndDate
        (Get-Allocation).EndDate | Where-Object { $_ } | Should -BeNullOrEmpty
    }

    It 'changes what a name holds once, however many of its numbers come through the pipeline' {
        New-Allocation vlan -Name b -Count 3 | Out-Null
        (Get-Allocation | Set-Allocation -Owner plant -PassThru).ResourceId | Should -Be 100, 101, 102, 103, 104
        (Get-Allocation).Owner | Select-Object -Unique | Should -Be plant
        (Watch-Command { Get-Allocation -Name a | Set-Allocation -EndDate 2020-01-01 }).Errors | Should -Be InvalidAllocation
    }

    It 'changes it again where a row asks for something else' {
        $rows = Get-Allocation | Select-Object ReservationId, @{ Name = 'Owner'; Expression = { "team $($_.ResourceId)" } }
        ($rows | Set-Allocation -PassThru).Owner | Should -Be 'team 100', 'team 100', 'team 101', 'team 101'
        (Get-Allocation).Owner | Should -Be 'team 101', 'team 101'
    }

    It 'counts a lifetime from now' {
        $before = Get-Date
        $line = (Set-Allocation a -Lifetime 1.00:00:00 -PassThru)[0]
        $line.EndDate | Should -BeGreaterOrEqual $before.AddDays(1)
    }

    It 'needs something to change, and one end at most' {
        (Watch-Command { Set-Allocation a }).Errors | Should -Be InvalidAllocation
        (Watch-Command { Set-Allocation a -NoEndDate -Lifetime 00:10:00 }).Ended | Should -Be Usage
    }

    It 'refuses an end that is over, and what was not taken directly' {
        (Watch-Command { Set-Allocation a -EndDate 2020-01-01 }).Errors | Should -Be InvalidAllocation
        New-VlanService web | Out-Null
        (Watch-Command { Get-Allocation -ResourceId 102 | Set-Allocation -NoEndDate }).Errors | Should -Be InvalidAllocation
        (Watch-Command { Set-Allocation web -NoEndDate }).Errors | Should -Be InvalidAllocation
    }

    It 'changes nothing with -WhatIf' {
        Set-Allocation a -EndDate 2031-04-05 -WhatIf
        Get-Allocation | Set-Allocation -EndDate 2031-04-05 -WhatIf
        (Get-Allocation).EndDate | Where-Object { $_ } | Should -BeNullOrEmpty
    }
}
