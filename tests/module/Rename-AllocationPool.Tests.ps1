BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Rename-AllocationPool' {
    BeforeEach {
        Connect-FreshStore
        New-AllocationPool vlan -From 100 -To 120 | Out-Null
        'web', 'db' | New-VlanService | Out-Null
    }

    It 'of a pool takes along who names it, and a name in use is refused' {
        (Rename-AllocationPool vlan campus -PassThru).Held | Should -Be 4
        (Get-ServiceInstance web).Attributes.north_pool | Should -Be campus
        Get-Allocation -Pool campus | Should -HaveCount 4
        Remove-VlanService web, db
        (Get-AllocationPool campus).Free | Should -Be 20
        New-AllocationPool lab -From 1 -To 9 | Out-Null
        (Watch-Command { Get-AllocationPool lab | Rename-AllocationPool -NewName campus }).Errors | Should -Be PoolExists
    }
}
