BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Set-VlanService' {
    BeforeEach {
        Connect-FreshStore
        New-AllocationPool vlan -From 100 -To 120 | Out-Null
        New-VlanService web -Description 'the shop' -Owner net -Tag site=a, prod | Out-Null
    }

    It 'changes what is given and leaves the rest' {
        $before = Get-VlanService web
        Set-VlanService web -Owner shop
        $after = Get-VlanService web
        $after.Owner, $after.Description | Should -Be shop, 'the shop'
        $after.Tag | Should -Be $before.Tag
        $after.NorthVlanId | Should -Be $before.NorthVlanId
    }

    It 'clears by an empty text, refuses an empty variable, and leaves what a row has nothing for' {
        $nothing = $null
        $seen = Watch-Command { Set-VlanService web -Owner '' -Description $nothing }
        $seen.Ended | Should -Be Usage
        (Get-VlanService web).Owner | Should -Be net
        [pscustomobject]@{ Name = 'web'; Owner = $null; Description = 'the shop'; Tag = 'x' } | Set-VlanService
        (Get-VlanService web).Owner | Should -Be net
        Set-VlanService web -Owner ''
        (Get-VlanService web).Owner | Should -BeNullOrEmpty
        (Get-VlanService web).Description | Should -Be 'the shop'
    }

    It 'says for an empty tag how all tags are cleared' {
        $seen = Watch-Command { Set-VlanService web -Tag '' }
        $seen.Errors | Should -Be 'InvalidService'
        "$($seen.Records[0])" | Should -BeLike '*-Tag @()*'
        "$((Get-VlanService web).Tag)" | Should -Be 'prod site=a'
    }

    It 'refuses a version that is over' {
        (Watch-Command { Set-VlanService web -Owner x -Version 99 }).Errors | Should -Be VersionConflict
        (Get-VlanService web).Owner | Should -Be net
    }

    It 'makes services that are found by owner and tag' {
        New-VlanService db -Owner shop -Tag prod | Out-Null
        (Get-VlanService -Owner s*).Name | Should -Be db
        (Get-VlanService -Tag site=*).Name | Should -Be web
    }
}
