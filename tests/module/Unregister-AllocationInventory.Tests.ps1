BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Unregister-AllocationInventory' {
    BeforeEach {
        Connect-FreshStore
        'lab-a', 'lab-b' | ForEach-Object { Register-AllocationInventory $_ -Path (Write-PoolFile 100 200) | Out-Null }
    }

    It 'forgets by wildcard and from the pipeline, silently or with -PassThru' {
        Get-AllocationInventory lab-a | Unregister-AllocationInventory | Should -BeNullOrEmpty
        (Unregister-AllocationInventory * -Force -PassThru).Name | Should -Be 'lab-b'
        Get-AllocationInventory | Should -BeNullOrEmpty
    }

    It 'refuses one whose numbers are held, and goes on' {
        New-VlanService a -NorthInventory lab-a -SouthInventory lab-a | Out-Null
        (Watch-Command { Unregister-AllocationInventory * -Force }).Errors | Should -Be 'PoolInUse'
        (Get-AllocationInventory).Name | Should -Be 'lab-a'
    }

    It 'forgets script blocks whose numbers are held, with a warning; the same name gives them back' {
        Register-AllocationInventory script -Kind ByValue -Allocate { 600 } -Free { $true } | Out-Null
        New-VlanService a -NorthInventory script -SouthInventory lab-b | Out-Null
        Unregister-AllocationInventory script -WarningVariable said -WarningAction SilentlyContinue
        "$said" | Should -BeLike '*still has 1 numbers*'
        (Watch-Command { Register-AllocationInventory script -Path (Write-PoolFile 1 2) }).Errors | Should -Be 'PoolInUse'
        Register-AllocationInventory script -Kind ByValue -Allocate { 600 } -Free { $true } | Out-Null
        Remove-VlanService a
        Get-Allocation | Should -BeNullOrEmpty
    }

    It 'forgets nothing with -WhatIf' {
        Unregister-AllocationInventory * -WhatIf
        (Get-AllocationInventory).Count | Should -Be 2
    }

    It 'says that there is none of that name' {
        (Watch-Command { Unregister-AllocationInventory x }).Errors | Should -Be 'InventoryNotFound'
    }
}
