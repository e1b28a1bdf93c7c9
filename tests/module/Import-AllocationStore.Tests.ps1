BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Import-AllocationStore' {
    BeforeEach {
        Connect-FreshStore
        New-AllocationPool vlan -From 100 -To 120 | Out-Null
        'web', 'db' | New-VlanService -Owner net -Tag site=a | Out-Null
        $document = Join-Path $TestDrive "$(New-Guid).json"
        Export-AllocationStore $document
    }

    It 'gives an empty store all that the other one had' {
        $before = Get-VlanService | Sort-Object Name
        Connect-FreshStore
        Import-AllocationStore $document
        $after = Get-VlanService | Sort-Object Name
        $after.Id | Should -Be $before.Id
        $after.NorthVlanId | Should -Be $before.NorthVlanId
        $after.Owner | Should -Be net, net
    }

    It 'refuses a store that has something' {
        (Watch-Command { Import-AllocationStore $document }).Ended | Should -Be StoreNotEmpty
        Get-VlanService | Should -HaveCount 2
    }
}
