BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Set-AllocationPool' {
    BeforeEach {
        Connect-FreshStore
        New-AllocationPool vlan -From 100 -To 104 | Out-Null
        New-VlanService a | Out-Null
    }

    It 'grows, and is silent' {
        Set-AllocationPool vlan -From 90 -To 200 | Should -BeNullOrEmpty
        $pool = Get-AllocationPool vlan
        $pool.From, $pool.To, $pool.Free | Should -Be 90, 200, 108
    }

    It 'puts out the changed pool with -PassThru' {
        (Set-AllocationPool vlan -To 103 -PassThru).Free | Should -Be 1
    }

    It 'refuses to cut off a number that is held, and names it' {
        $seen = Watch-Command { Set-AllocationPool vlan -To 101 -Strategy Random }
        $seen.Errors | Should -Be 'PoolInUse'
        $seen.Records[0].Exception.ResourceId | Should -Be '101'
        $pool = Get-AllocationPool vlan
        $pool.To, "$($pool.Strategy)" | Should -Be 104, 'Lowest'
    }

    It 'replaces the exclusions, and takes them away' {
        Set-AllocationPool vlan -Exclude 103
        (Get-AllocationPool vlan).Free | Should -Be 1
        Set-AllocationPool vlan -Exclude @()
        (Get-AllocationPool vlan).Free | Should -Be 2
    }

    It 'changes strategy and delay' {
        $pool = Set-AllocationPool vlan -Strategy LeastRecentlyUsed -ReuseDelay 01:00:00 -PassThru
        "$($pool.Strategy) $($pool.ReuseDelay)" | Should -Be 'LeastRecentlyUsed 01:00:00'
    }

    It 'sets a limit for warnings, keeps it, and takes it away' {
        Set-AllocationPool vlan -WarnAt 50
        Get-AllocationPool vlan | Set-AllocationPool -To 105
        (Get-AllocationPool vlan).WarnAt | Should -Be 50
        (Set-AllocationPool vlan -WarnAt 0 -PassThru).WarnAt | Should -BeNullOrEmpty
        (Watch-Command { Set-AllocationPool vlan -WarnAt 101 }).Errors | Should -Be 'InvalidPool'
    }

    It 'takes a pool from the pipeline' {
        Get-AllocationPool vlan | Set-AllocationPool -To 150
        $pool = Get-AllocationPool vlan
        $pool.From, $pool.To | Should -Be 100, 150
    }

    It 'takes the rows of a CSV file, an empty cell as unchanged, and goes on after an error' {
        $seen = Watch-Command { 'Name,From,To', 'nothing,1,2', 'vlan,,300' | ConvertFrom-Csv | Set-AllocationPool }
        $seen.Errors | Should -Be 'PoolNotFound'
        $pool = Get-AllocationPool vlan
        $pool.From, $pool.To | Should -Be 100, 300
    }

    It 'changes nothing with -WhatIf' {
        Set-AllocationPool vlan -To 200 -WhatIf
        (Get-AllocationPool vlan).To | Should -Be 104
    }
}
