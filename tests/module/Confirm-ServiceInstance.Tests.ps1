BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Confirm-ServiceInstance' {
    BeforeEach {
        Connect-FreshStore
        Register-Switch -To 103 | Out-Null
        Add-Switch s a, b | Out-Null
    }

    It 'keeps the last update for good and gives back what it replaced' {
        Set-ServiceInstance Switch s @{ ports = @(@{ name = 'c' }) } | Out-Null
        Get-Held | Should -Be 100, 101, 102
        $kept = Get-ServiceInstance s | Confirm-ServiceInstance
        $kept.State, $kept.Rollback | Should -Be 'up', $null
        Get-Held | Should -Be 102
        (Watch-Command { Undo-ServiceInstance Switch s }).Errors | Should -Be 'IllegalTransition'
    }

    It 'changes nothing where there is nothing to keep, as an update without a change does' {
        $before = Get-ServiceInstance s
        (Confirm-ServiceInstance Switch s).Version | Should -Be $before.Version
        Set-ServiceInstance Switch s @{ site = 'x' } | Out-Null
        (Set-ServiceInstance Switch s @{} -NoUndo).Rollback | Should -BeNullOrEmpty
    }

    It 'takes the edge of a lifecycle of your own, and says when there is none' {
        Register-ServiceDefinition @{
            name = 'Plan'; attributes = @{ name = 'string' }
            lifecycle = @{ initial = 'designed'
                states = @(@{ name = 'designed' }, @{ name = 'up' }, @{ name = 'gone'; deleted = $true })
                transfers = @(@{ source = 'designed'; target = 'up'; trigger = 'confirm'; operation = 'promote' }, @{ source = 'designed'; target = 'gone'; trigger = 'delete' }, @{ source = 'up'; target = 'gone'; trigger = 'delete' }) }
        } | Out-Null
        (New-ServiceInstance Plan p).State | Should -Be 'designed'
        Confirm-ServiceInstance Plan p -WhatIf
        (Confirm-ServiceInstance Plan p).State | Should -Be 'up'
        (Watch-Command { Confirm-ServiceInstance Plan p }).Errors | Should -Be 'IllegalTransition'
    }

    It 'refuses a stale version' {
        $now = Set-ServiceInstance Switch s @{ site = 'x' }
        (Watch-Command { Confirm-ServiceInstance Switch s -Version 1 }).Errors | Should -Be 'VersionConflict'
        (Get-ServiceInstance s).Version | Should -Be $now.Version
    }
}
