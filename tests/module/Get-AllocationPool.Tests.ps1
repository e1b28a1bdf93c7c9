BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Get-AllocationPool' {
    BeforeEach {
        Connect-FreshStore
        'lab-1', 'Lab-2', 'vlan' | ForEach-Object { New-AllocationPool $_ -From 1 -To 9 | Out-Null }
    }

    It 'lists all by name, and how full they are' {
        New-VlanService a | Out-Null
        $pools = Get-AllocationPool
        $pools.Name | Should -Be 'lab-1', 'Lab-2', 'vlan'
        $pools.Held | Should -Be 0, 0, 2
        $pools.Free | Should -Be 8, 8, 6
    }

    It 'takes wildcards and lists of names, in any case' {
        (Get-AllocationPool LAB-*).Name | Should -Be 'lab-1', 'Lab-2'
        (Get-AllocationPool vlan, lab-1).Name | Should -Be 'vlan', 'lab-1'
        (Watch-Command { Get-AllocationPool x* }).Errors | Should -BeNullOrEmpty
    }

    It 'says that an exact name is not there, and goes on' {
        $seen = Watch-Command { 'x', 'vlan' | Get-AllocationPool }
        $seen.Errors | Should -Be 'PoolNotFound'
        $seen.Records[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $seen.Output.Name | Should -Be 'vlan'
    }

    It 'shows a table of numbers, aligned to the right, and a list of everything' {
        $table = Get-AllocationPool vlan | Out-String -Width 120
        $table | Should -Match '(?m)^Name +Gives +Size +Held +Cooling +Free *\r?$'
        $table | Should -Match '(?m)^vlan +1-8 +8 +0 +0 +8 *\r?$'
        Get-AllocationPool vlan | Format-List | Out-String | Should -Match 'ReuseDelay'
    }
}
