BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Resume-ServiceInstance' {
    BeforeEach {
        Connect-FreshStore
        Register-Switch -To 101 | Out-Null
        $half = New-ServiceInstance Switch s -Attribute @{ ports = @(@{ name = 'a' }, @{ name = 'b' }) } -KeepPartial -ErrorAction Ignore
    }

    It 'fills only what is missing' {
        Set-AllocationPool vlan -To 110
        $whole = Get-ServiceInstance -State rejected | Resume-ServiceInstance
        $whole.State, $whole.Id | Should -Be 'up', $half.Id
        $whole.Attributes.ports.vlan | Should -Be 100, 101
    }

    It 'fails again while nothing is free, and takes nothing twice' {
        $seen = Watch-Command { Resume-ServiceInstance Switch s }
        $seen.Errors | Should -Be 'AllocationFailed'
        $seen.Output.State | Should -Be 'rejected'
        Get-Held | Should -Be 100
    }

    It 'leaves a complete service as it is, refuses a stale version, and does nothing with -WhatIf' {
        (Watch-Command { Resume-ServiceInstance Switch s -Version 99 }).Errors | Should -Be 'VersionConflict'
        Set-AllocationPool vlan -To 110
        Resume-ServiceInstance Switch s -WhatIf | Should -BeNullOrEmpty
        $whole = Resume-ServiceInstance Switch s
        (Resume-ServiceInstance Switch s).Version | Should -Be $whole.Version
        (Watch-Command { Resume-ServiceInstance Switch nobody }).Errors | Should -Be 'ServiceNotFound'
    }
}
