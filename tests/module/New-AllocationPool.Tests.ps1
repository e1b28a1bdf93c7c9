BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'New-AllocationPool' {
    BeforeEach { Connect-FreshStore }

    It 'makes a half-open range' {
        $pool = New-AllocationPool vlan -From 100 -To 200
        $pool | ForEach-Object { $_.PSTypeNames[0] } | Select-Object -Unique | Should -Be 'Allocation.Core.Pools.AllocationPool'
        $pool.Name, $pool.From, $pool.To, $pool.Size, $pool.Free, $pool.Held | Should -Be 'vlan', 100, 200, 100, 100, 0
        "$($pool.Strategy)" | Should -Be 'Lowest'
    }

    It 'never gives what is excluded, both ends of a range included' {
        $pool = New-AllocationPool vlan -From 100 -To 110 -Exclude 100, '102-104', '106,108'
        $pool.Free | Should -Be 4
        (New-VlanService a, b).NorthVlanId | Should -Be 101, 107
    }

    It 'waits the reuse delay' {
        New-AllocationPool vlan -From 1 -To 9 -ReuseDelay 00:10:00 | Out-Null
        New-VlanService a | Remove-VlanService
        (Get-AllocationPool vlan).Cooling | Should -Be 2
        (New-VlanService b).NorthVlanId | Should -Be 3
    }

    It 'warns once in a command that takes above -WarnAt, whatever takes' {
        New-AllocationPool vlan -From 0 -To 10 -WarnAt 70 | Out-Null
        (Watch-Command { New-VlanService a, b, c }).Warnings | Should -BeNullOrEmpty
        $seen = Watch-Command { 'd', 'e' | ForEach-Object { [pscustomobject]@{ Pool = 'vlan'; Name = $_ } } | New-Allocation }
        $seen.Warnings.Message | Should -Be "Pool 'vlan' is used to 80 percent: 8 of 10 are held. Its limit for warnings is 70 percent."
        (Watch-Command { New-VlanService f }).Warnings.Count | Should -Be 1
        (Watch-Command { New-VlanService g }).Warnings | Should -BeNullOrEmpty
        (Watch-Command { Remove-VlanService a; New-VlanService h -WhatIf; Get-AllocationPool }).Warnings | Should -BeNullOrEmpty
    }

    It 'takes the strategy <_>' -ForEach 'Random', 'LeastRecentlyUsed', 'lowest' {
        "$((New-AllocationPool vlan -From 1 -To 9 -Strategy $_).Strategy)" | Should -Be $_
    }

    It 'takes a pool of 2^32 numbers at once' {
        (New-AllocationPool big -From 0 -To 4294967296).Free | Should -Be 4294967296
    }

    It 'refuses <Label>' -ForEach @(
        @{ Label = 'a reversed range'; Arguments = @{ Name = 'p'; From = 9; To = 1 } }
        @{ Label = 'a negative number'; Arguments = @{ Name = 'p'; From = -1; To = 1 } }
        @{ Label = 'an exclusion outside'; Arguments = @{ Name = 'p'; From = 1; To = 9; Exclude = '9' } }
        @{ Label = 'an exclusion that is none'; Arguments = @{ Name = 'p'; From = 1; To = 9; Exclude = 'x' } }
        @{ Label = 'an empty name'; Arguments = @{ Name = ''; From = 1; To = 9 } }
        @{ Label = 'a wildcard in the name'; Arguments = @{ Name = 'p*'; From = 1; To = 9 } }
        @{ Label = 'a long name'; Arguments = @{ Name = 'p' * 201; From = 1; To = 9 } }
        @{ Label = 'a line feed in the name'; Arguments = @{ Name = "p`n"; From = 1; To = 9 } }
        @{ Label = 'a negative delay'; Arguments = @{ Name = 'p'; From = 1; To = 9; ReuseDelay = [timespan]::FromSeconds(-1) } }
    ) {
        $seen = Watch-Command { New-AllocationPool @Arguments }
        $seen.Errors | Should -Be 'InvalidPool'
        $seen.Records[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        Get-AllocationPool | Should -BeNullOrEmpty
    }

    It 'refuses a number that PowerShell would round and a duration that it would guess' {
        (Watch-Command { New-AllocationPool p -From 1.5 -To 9 }).Ended | Should -Be 'ParameterArgumentTransformationError'
        (Watch-Command { New-AllocationPool p -From 1 -To 9 -ReuseDelay 600 }).Ended | Should -Be 'ParameterArgumentTransformationError'
        (Watch-Command { New-AllocationPool p -From 1 -To 9 -ReuseDelay '10' }).Ended | Should -Be 'ParameterArgumentTransformationError'
    }

    It 'refuses a name that is taken, in any case' {
        New-AllocationPool vlan -From 1 -To 9 | Out-Null
        $seen = Watch-Command { New-AllocationPool VLAN -From 1 -To 9 }
        $seen.Errors | Should -Be 'PoolExists'
        $seen.Records[0].CategoryInfo.Category | Should -Be 'ResourceExists'
    }

    It 'makes nothing with -WhatIf, not even the store' {
        Disconnect-AllocationStore
        $file = Join-Path $TestDrive 'whatif.db'
        New-AllocationPool vlan -From 1 -To 9 -Store "sqlite:$file" -WhatIf | Should -BeNullOrEmpty
        $file | Should -Not -Exist
    }

    It 'takes the rows of a CSV file, an empty cell as not asked for' {
        $pools = 'Name,From,To,Exclude,Strategy,ReuseDelay',
            'a,0,10,"5,7-8",Random,00:01:00',
            'b,1,9,,,' | ConvertFrom-Csv | New-AllocationPool
        $pools.Name | Should -Be 'a', 'b'
        $pools.Free | Should -Be 7, 8
        $pools[0].ReuseDelay | Should -Be ([timespan]'00:01:00')
        "$($pools[1].Strategy)" | Should -Be 'Lowest'
    }

    It 'takes an empty cell for From as nothing, not as 0, and goes on' {
        $seen = Watch-Command { 'Name,From,To', 'a,,10', 'b,1,9' | ConvertFrom-Csv | New-AllocationPool }
        $seen.Errors.Count | Should -Be 1
        $seen.Output.Name | Should -Be 'b'
    }
}
