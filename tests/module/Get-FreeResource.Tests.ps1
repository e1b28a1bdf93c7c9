BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Get-FreeResource' {
    BeforeEach {
        Connect-FreshStore
        New-AllocationPool vlan -From 100 -To 120 -Exclude 103 | Out-Null
        New-AllocationPool chance -From 1 -To 5 -Strategy Random | Out-Null
        New-Allocation vlan -Name a -ResourceId 101, 110 | Out-Null
    }

    It 'shows what would come next and the free ranges, as a preview, and takes nothing' {
        $free = Get-FreeResource vlan -First 3
        $free.Next | Should -Be 100, 102, 104
        $free.Free, $free.IsPreview, "$($free.Pool)" | Should -Be 17, $true, vlan
        $free.FreeRanges.ToString() | Should -Be '100,102,104-109,111-119'
        (Get-FreeResource vlan).Next | Should -Be 100
        Get-Held | Should -Be 101, 110
    }

    It 'tells no next number of a pool that gives at random' {
        $free = Get-FreeResource chance -First 3
        $free.Next | Should -BeNullOrEmpty
        $free.Free | Should -Be 4
    }

    It 'takes pools, names and wildcards from the pipeline' {
        (Get-AllocationPool | Get-FreeResource).Pool | Should -Be chance, vlan
        ('v*', 'chance' | Get-FreeResource).Pool | Should -Be vlan, chance
    }

    It 'says PoolNotFound for what is no pool of numbers' {
        (Watch-Command { Get-FreeResource nope }).Errors | Should -Be PoolNotFound
        (Watch-Command { Get-FreeResource nope* }).Errors | Should -BeNullOrEmpty
        New-AllocationPool vm -NewCommand true -DeleteCommand true -Max 1 -Tag t | Out-Null
        (Watch-Command { Get-FreeResource vm }).Errors | Should -Be PoolNotFound
    }

    It 'has a table that says that it is a preview' {
        Get-FreeResource vlan -First 2 | Out-String | Should -Match 'Next \(preview\)[\s\S]*100 102'
    }
}
