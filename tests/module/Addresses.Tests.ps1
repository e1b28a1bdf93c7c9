BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Pools of addresses' {
    BeforeEach {
        Connect-FreshStore
        New-AllocationPool lan -Network 10.20.0.0/24 -Exclude 10.20.0.1, 10.20.0.250-10.20.0.254 | Out-Null
    }

    It 'gives addresses, the next one or exactly one' {
        (New-Allocation lan -Name printer).ResourceId | Should -Be 10.20.0.2
        $exact = New-Allocation lan -Name plant -ResourceId 10.20.0.7
        $exact.ResourceId, $exact.Value | Should -Be 10.20.0.7, 7
        (Get-Allocation lan -ResourceId 10.20.0.7).LeaseName | Should -Be plant
        (Get-Allocation lan -ByResource | Select-Object -First 2).ResourceId | Should -Be 10.20.0.2, 10.20.0.3
        (Get-FreeResource lan -First 2).ResourceId | Should -Be 10.20.0.3, 10.20.0.4
        Remove-Allocation plant
        (Get-Allocation lan).ResourceId | Should -Be 10.20.0.2
    }

    It 'finds what is held by ranges and networks' {
        New-Allocation lan -Name plant -ResourceId 10.20.0.7, 10.20.0.63, 10.20.0.64 | Out-Null
        (Get-Allocation -ResourceId 10.20.0.0/26).ResourceId | Should -Be 10.20.0.7, 10.20.0.63
        (Get-Allocation lan -ResourceId 10.20.0.60-10.20.0.70).ResourceId | Should -Be 10.20.0.63, 10.20.0.64
        @(Get-Allocation lan -ResourceId 10.20.0.60-10.20.0.63 -ByResource).Count | Should -Be 4
        (Watch-Command { Get-Allocation lan -ResourceId 10.20.0.1/24 }).Errors | Should -Be 'InvalidAllocation'
    }

    It 'excludes what is held only with -AllowHeld' {
        New-Allocation lan -Name plant -ResourceId 10.20.0.7 | Out-Null
        $seen = Watch-Command { Set-AllocationPool lan -AddExclude 10.20.0.7 }
        $seen.Errors | Should -Be 'PoolInUse'
        "$($seen.Records[0])" | Should -BeLike "*10.20.0.7: it is held by 'plant'*-AllowHeld*"
        (Set-AllocationPool lan -AddExclude 10.20.0.7 -AllowHeld -PassThru).Excluded.ToString() | Should -BeLike '*10.20.0.7*'
    }

    It 'takes what a preview shows' {
        (Get-FreeResource lan -First 2 | New-Allocation -Name a).ResourceId | Should -Be 10.20.0.2, 10.20.0.3
    }

    It 'refuses <text> and takes nothing' -ForEach @(
        @{ text = '010.020.000.007'; id = 'InvalidAllocation' }
        @{ text = '2001:db8::7'; id = 'InvalidAllocation' }
        @{ text = '10.21.0.7'; id = 'ValueOutOfRange' }
        @{ text = '10.20.0.1'; id = 'ValueOutOfRange' }
    ) {
        { New-Allocation lan -Name a -ResourceId $text -ErrorAction Stop } | Should -Throw -ErrorId "$id,*"
        Get-Allocation | Should -BeNullOrEmpty
    }

    It 'normalises IPv6' {
        New-AllocationPool six -Network 2001:DB8::/64 | Out-Null
        (New-Allocation six -Name a -ResourceId 2001:DB8:0:0::7).ResourceId | Should -Be 2001:db8::7
        (Get-Allocation six -ResourceId 2001:0DB8::7).LeaseName | Should -Be a
    }

    It 'gives the addresses of a subnet for as long as that is held' {
        New-AllocationPool nets -Network 10.30.0.0/16 -PrefixLength 24 | Out-Null
        $subnet = New-Allocation nets -Name site
        $pool = New-AllocationPool site -ParentAllocation $subnet
        $pool.Network, $pool.ParentAllocation, $pool.Size | Should -Be 10.30.0.0/24, $subnet.ReservationId, 254
        (New-Allocation site -Name gateway).ResourceId | Should -Be 10.30.0.1
        (Watch-Command { Remove-Allocation site }).Errors | Should -Be 'PoolInUse'
        (Watch-Command { Remove-Allocation site -WhatIf }).Errors | Should -Be 'PoolInUse'
        Remove-Allocation gateway
        Remove-Allocation site
        (Get-AllocationPool).Name | Should -Be lan, nets
        (Watch-Command { New-AllocationPool site -ParentAllocation $subnet.ReservationId }).Errors | Should -Be 'AllocationNotFound'
        (Watch-Command { New-AllocationPool site -ParentAllocation $subnet -WhatIf }).Errors | Should -Be 'AllocationNotFound'
        { New-AllocationPool site -ParentAllocation $pool -ErrorAction Stop } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
        { New-AllocationPool site -ParentAllocation $null -ErrorAction Stop } | Should -Throw
        { New-AllocationPool site -ParentAllocation a -Network 10.0.0.0/8 -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidPool,*'
    }

    It 'refuses an overlap, unless it is allowed' {
        { New-AllocationPool part -Network 10.20.0.128/25 -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidPool,*'
        (New-AllocationPool part -Network 10.20.0.128/25 -AllowOverlap).Size | Should -Be 126
    }

    It 'changes exclusions one by one, and keeps them through the pipeline' {
        Set-AllocationPool lan -AddExclude 10.20.0.2 -RemoveExclude 10.20.0.1
        Get-AllocationPool lan | Set-AllocationPool -Strategy Lowest
        (Get-AllocationPool lan).Excluded.ToString() | Should -Be '10.20.0.2,10.20.0.250-10.20.0.254'
        (New-Allocation lan -Name a -Count 2).ResourceId | Should -Be 10.20.0.1, 10.20.0.3
        { Set-AllocationPool lan -RemoveExclude 10.20.0.9 -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidPool,*'
    }

    It 'takes networks from a file' {
        'Name,Network,Range', 'a,10.30.0.0/24,', 'b,10.31.0.0/24,10.31.0.5-10.31.0.6' | ConvertFrom-Csv | New-AllocationPool |
            ForEach-Object Size | Should -Be 254, 2
    }

    It 'makes a pool of several ranges' {
        (New-AllocationPool v -Range 100-101, 300).Gives | Should -Be '100-101,300'
        (New-Allocation v -Name a -Count 3).ResourceId | Should -Be 100, 101, 300
        { Set-AllocationPool v -Range 100-200 -ErrorAction Stop } | Should -Throw -ErrorId 'PoolInUse,*'
    }

    It 'says what a pool needs' {
        { New-AllocationPool w -ErrorAction Stop } | Should -Throw '*-From and -To, or -Range, or -Network*'
    }

    It 'shows what it gives' {
        Get-AllocationPool lan | Out-String | Should -Match '10\.20\.0\.1-10\.20\.0\.254'
        Get-AllocationPool lan | Format-List | Out-String | Should -Match 'Network *: 10\.20\.0\.0/24'
    }
}
