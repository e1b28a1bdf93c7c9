# Rows of a file: a column that was meant for a parameter is never ignored, and an error says which row it is about.

Describe 'Rows of a file' {
    BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

    BeforeEach {
        Connect-FreshStore
        New-AllocationPool vlan -From 100 -To 300
    }

    AfterEach { Disconnect-AllocationStore }

    It 'with the column <Column> are refused by <Command>, and nothing is taken' -ForEach @(
        @{ Command = 'New-VlanService'; Column = 'north'; Meant = 'NorthVlanId' }
        @{ Command = 'New-VlanService'; Column = 'SouthVlan'; Meant = 'SouthVlanId' }
        @{ Command = 'New-VlanService'; Column = 'South-VLAN-ID'; Meant = 'SouthVlanId' }
        @{ Command = 'New-VlanService'; Column = 'VLAN ID'; Meant = 'NorthVlanId or SouthVlanId' }
        @{ Command = 'New-VlanService'; Column = 'Vlan'; Meant = 'NorthVlanId or SouthVlanId' }
        @{ Command = 'New-VlanService'; Column = 'NorthVlnaId'; Meant = 'NorthVlanId' }
        @{ Command = 'New-ServiceInstance VlanService'; Column = 'Atribute'; Meant = 'Attribute' }
        @{ Command = 'New-ServiceInstance VlanService'; Column = 'End Date'; Meant = 'EndDate' }
    ) {
        $row = [pscustomobject]@{ Name = 'a'; $Column = '101' }
        $cmdlet, [string[]] $before = -split $Command
        $seen = Watch-Command { $row | & $cmdlet @before }
        $seen.Errors | Should -Be InvalidService
        $seen.Records[0] | Should -BeLike "Row 1 cannot be used: the column '$Column'*$Meant*"
        Get-Allocation | Should -BeNullOrEmpty
    }

    It 'of a file with another delimiter say so' {
        $seen = Watch-Command { 'Name;NorthVlanId', 'a;101' | ConvertFrom-Csv | New-VlanService }
        $seen.Records | Should -BeLike '*delimiter*'
    }

    It 'without a name list the columns there are' {
        $seen = Watch-Command { 'title,Owner', 'a,me' | ConvertFrom-Csv | New-VlanService }
        $seen.Records | Should -BeLike 'Row 1 *title, Owner*'
    }

    It 'with two columns that mean the same are refused' {
        $seen = Watch-Command { 'Name,vid,ResourceId', 'a,100,101' | ConvertFrom-Csv | New-Allocation vlan }
        $seen.Errors | Should -Be InvalidAllocation
        $seen.Records | Should -BeLike "Row 1 *'vid' and 'ResourceId'*"
        Get-Allocation | Should -BeNullOrEmpty
    }

    It 'may have other columns, and those of an exported service' {
        'Name,Owner,Note,Id', 'a,me,x,7' | ConvertFrom-Csv | New-VlanService | ForEach-Object Name | Should -Be a
        $file = Join-Path $TestDrive services.csv
        Get-VlanService a | Export-Csv $file
        Get-VlanService a | Remove-VlanService
        (Import-Csv $file | New-VlanService).NorthVlanId | Should -Be 100
    }

    It 'have their number in each error' {
        $rows = 'Name,NorthVlanId', 'a,101', 'b,101', 'c,x', 'd,' | ConvertFrom-Csv
        $seen = Watch-Command { $rows | New-VlanService }
        $seen.Records | Should -HaveCount 2
        "$($seen.Records[0])" | Should -BeLike "Row 2: *101*"
        "$($seen.Records[1])" | Should -BeLike "Row 3: *'x'*"
        $seen.Output.Name | Should -Be a, d
    }

    It 'have their number in the error of a whole batch' {
        $seen = Watch-Command { 'Name,NorthVlanId', 'a,101', 'b,101' | ConvertFrom-Csv | New-VlanService -Atomic }
        "$($seen.Records[0])" | Should -BeLike 'Row 2: *'
        Get-VlanService | Should -BeNullOrEmpty
    }

    It 'all have their mistakes told at once<How>' -ForEach @(
        @{ How = ''; More = @{} }
        @{ How = ' by a preview'; More = @{ WhatIf = $true } }
    ) {
        New-VlanService web
        $rows = @'
Name,NorthVlanId,SouthPool
web,,
a,103,
b,103,
c,x,
d,,nowhere
a,,
e,999,
'@ | ConvertFrom-Csv
        $seen = Watch-Command { $rows | New-VlanService -Atomic @More }
        # The row that cannot be read comes first: nothing of it is known to the store.
        $expected = 'Row 4: *x*', 'Row 1: *web*', 'Row 3: *103*', 'Row 5: *nowhere*', 'Row 6: *already exists*', 'Row 7: *999*'
        $seen.Records | Should -HaveCount $expected.Count
        for ($i = 0; $i -lt $expected.Count; $i++) { "$($seen.Records[$i])" | Should -BeLike $expected[$i] }
        (Get-VlanService).Name | Should -Be web

        $seen = Watch-Command { $rows | Where-Object NorthVlanId -NE x | New-VlanService -Atomic @More }
        $seen.Records | Should -HaveCount 5
        "$($seen.Warnings)" | Should -BeLike '*no service was created*'
        (Get-VlanService).Name | Should -Be web
    }

    It 'are not all listed when all of a long file is wrong' {
        $rows = 1..150 | ForEach-Object { [pscustomobject]@{ Name = "s$_"; NorthVlanId = 999 } }
        $seen = Watch-Command { $rows | New-VlanService -Atomic }
        $seen.Records | Should -HaveCount 100
        "$($seen.Warnings)" | Should -BeLike '*more errors than the first 100*'
    }

    It 'of services of any definition have their mistakes told at once' {
        New-ServiceInstance VlanService web
        $seen = Watch-Command { 'a', 'web', 'a' | New-ServiceInstance VlanService -Atomic }
        $seen.Errors | Should -Be ServiceExists, ServiceExists
        Get-VlanService | Should -HaveCount 1
    }
}

Describe 'The resource of an allocation' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Module.ps1')
        Connect-FreshStore
        New-AllocationPool vlan -From 95 -To 105
        1..5 | ForEach-Object { New-VlanService "s$_" }
    }

    AfterAll { Disconnect-AllocationStore }

    It 'compares and sorts as the number that it is' {
        (Get-Allocation | Where-Object ResourceId -GE 100).ResourceId | Should -Be 100, 101, 102, 103, 104
        (Get-Allocation | Sort-Object ResourceId -Descending | Select-Object -First 1).ResourceId | Should -Be 104
        (Get-Allocation -ByResource | Where-Object ResourceId -LT 100).ResourceId | Should -Be 95, 96, 97, 98, 99
    }

    It 'finds its allocation by the pipeline' {
        (Get-Allocation | Where-Object ResourceId -EQ 101 | Get-Allocation).LeaseName | Should -Be s4
    }
}

Describe 'Excluded numbers' {
    BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

    BeforeEach {
        Connect-FreshStore
        New-AllocationPool vlan -From 100 -To 200 -Exclude 150, 160-170 | Out-Null
    }

    AfterEach { Disconnect-AllocationStore }

    It 'are written as people write them, and survive a CSV file' {
        "$((Get-AllocationPool vlan).Excluded)" | Should -Be '150 160-170'
        $file = Join-Path $TestDrive pools.csv
        New-AllocationPool plain -From 1 -To 9
        Get-AllocationPool | Export-Csv $file
        (Import-Csv $file)[1].Excluded | Should -Be '150,160-170'
        Get-AllocationPool | Remove-AllocationPool -Force
        $pools = Import-Csv $file | New-AllocationPool
        $pools.Size | Should -Be 8, 88
    }

    It 'can be read, changed and written' {
        Set-AllocationPool vlan -Exclude (@((Get-AllocationPool vlan).Excluded) + '180-185')
        (Get-AllocationPool vlan).Excluded -join ' ' | Should -Be '150 160-170 180-185'
        Get-AllocationPool vlan | Set-AllocationPool -To 210
        (Get-AllocationPool vlan).Size | Should -Be 92
        Set-AllocationPool vlan -Exclude @()
        (Get-AllocationPool vlan).Size | Should -Be 110
    }

    It 'are not freed by an empty variable' {
        { Set-AllocationPool vlan -Exclude '' -ErrorAction Stop } | Should -Throw '*-Exclude @()*'
        (Get-AllocationPool vlan).Size | Should -Be 88
    }
}
