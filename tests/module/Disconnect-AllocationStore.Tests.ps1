BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Disconnect-AllocationStore' {
    BeforeEach { Connect-FreshStore }

    It 'forgets the store of the session, which stays as it is, and is silent' {
        New-AllocationPool vlan -From 1 -To 9 | Out-Null
        Disconnect-AllocationStore | Should -BeNullOrEmpty
        "$((Get-AllocationStore).Source)" | Should -Not -Be 'Session'
        (Get-AllocationPool -Store $store).Name | Should -Be 'vlan'
    }

    It 'does nothing when there is none' {
        Disconnect-AllocationStore
        $seen = Watch-Command { Disconnect-AllocationStore }
        $seen.Errors + $seen.Ended | Should -BeNullOrEmpty
    }
}
