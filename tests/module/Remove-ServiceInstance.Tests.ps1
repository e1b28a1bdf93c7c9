BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Remove-ServiceInstance' {
    BeforeEach {
        Connect-FreshStore
        Register-Switch | Out-Null
        Add-Switch a x, y | Out-Null
        Add-Switch b z | Out-Null
    }

    It 'gives back all numbers, and keeps the history' {
        $gone = Remove-ServiceInstance Switch a -PassThru
        $gone.State | Should -Be 'terminated'
        $gone.Attributes.ports.vlan | Should -Be 100, 101
        Get-Held | Should -Be 102
        (Get-ServiceInstance -Id $gone.Id -History | Where-Object Kind -EQ Released).Count | Should -Be 2
        (Watch-Command { Remove-ServiceInstance Switch a }).Errors | Should -Be 'ServiceNotFound'
    }

    It 'takes patterns and objects, and nothing with -WhatIf' {
        Remove-ServiceInstance Switch * -WhatIf
        Get-Held | Should -Be 100, 101, 102
        Get-ServiceInstance -Definition Switch | Remove-ServiceInstance
        Get-Held | Should -BeNullOrEmpty
    }

    It 'refuses a stale version' {
        (Watch-Command { Remove-ServiceInstance Switch a -Version 1 }).Errors | Should -Be 'VersionConflict'
        (Get-ServiceInstance a).State | Should -Be 'up'
    }

    It 'removes VLAN services as well: nothing about them is special' {
        New-VlanService v | Out-Null
        Get-ServiceInstance v | Remove-ServiceInstance
        Get-VlanService | Should -BeNullOrEmpty
    }
}
