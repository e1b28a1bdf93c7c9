BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Rename-ServiceInstance' {
    BeforeEach {
        Connect-FreshStore
        New-AllocationPool vlan -From 100 -To 120 | Out-Null
        'web', 'db' | New-VlanService | Out-Null
    }

    It 'keeps the id, and refuses a version that is over and a name in use' {
        $before = Get-ServiceInstance web
        (Watch-Command { Rename-ServiceInstance VlanService web www -Version 99 }).Errors | Should -Be VersionConflict
        (Watch-Command { Rename-ServiceInstance VlanService web db }).Errors | Should -Be ServiceExists
        (Rename-ServiceInstance VlanService web www -Version $before.Version -PassThru).Id | Should -Be $before.Id
        (Get-VlanService).Name | Should -Be db, www
    }
}
