BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Get-AllocationInventory' {
    BeforeEach {
        Connect-FreshStore
        'lab-b', 'lab-a', 'Zoo' | ForEach-Object { Register-AllocationInventory $_ -Path (Write-PoolFile 100 200) | Out-Null }
    }

    It 'lists by name, with wildcards, in any case' {
        (Get-AllocationInventory).Name | Should -Be 'lab-a', 'lab-b', 'Zoo'
        (Get-AllocationInventory LAB-*).Name | Should -Be 'lab-a', 'lab-b'
        (Get-AllocationInventory zoo).Name | Should -BeExactly 'Zoo'
    }

    It 'says how many numbers of it are held' {
        New-VlanService a -NorthInventory zoo -SouthInventory zoo | Out-Null
        (Get-AllocationInventory zoo).Held | Should -Be 2
    }

    It 'says that there is none of that name' {
        (Watch-Command { Get-AllocationInventory x, lab-a }).Errors | Should -Be 'InventoryNotFound'
        Get-AllocationInventory x* | Should -BeNullOrEmpty
    }

    It 'shows no password of a database' {
        Register-AllocationInventory table -Database 'postgres://me:geheim@nowhere/db' -AllocateSql x -FreeSql x -FindSql x | Out-Null
        $inventory = Get-AllocationInventory table
        $inventory.Location | Should -Match 'me@nowhere'
        $inventory | ConvertTo-Json | Should -Not -Match 'geheim'
    }
}
