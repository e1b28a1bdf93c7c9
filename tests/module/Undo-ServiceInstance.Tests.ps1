BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Undo-ServiceInstance' {
    BeforeEach {
        Connect-FreshStore
        Register-Switch -To 103 | Out-Null
        Add-Switch s a, b | Out-Null
    }

    It 'brings the old attributes back with their old numbers' {
        Set-ServiceInstance Switch s @{ ports = @(@{ name = 'c' }) } | Out-Null
        $undone = Undo-ServiceInstance Switch s
        $undone.State, $undone.Rollback | Should -Be 'up', $null
        $undone.Attributes.ports.vlan | Should -Be 100, 101
        Get-Held | Should -Be 100, 101
    }

    It 'drops a rejected update' {
        Set-ServiceInstance Switch s @{ ports = @('c', 'd' | ForEach-Object { @{ name = $_ } }) } -KeepPartial -ErrorAction Ignore | Out-Null
        (Get-ServiceInstance -State update_rejected | Undo-ServiceInstance).State | Should -Be 'up'
        Get-Held | Should -Be 100, 101
    }

    It 'names what can be done when there is nothing to take back' {
        $seen = Watch-Command { Undo-ServiceInstance Switch s }
        $seen.Errors | Should -Be 'IllegalTransition'
        $seen.Records[0].Exception.Possible | Should -Contain 'update to update_start'
    }

    It 'refuses a stale version and does nothing with -WhatIf' {
        $now = Set-ServiceInstance Switch s @{ site = 'x' }
        Undo-ServiceInstance Switch s -WhatIf
        (Watch-Command { Undo-ServiceInstance Switch s -Version 1 }).Errors | Should -Be 'VersionConflict'
        (Get-ServiceInstance s).Version | Should -Be $now.Version
    }
}
