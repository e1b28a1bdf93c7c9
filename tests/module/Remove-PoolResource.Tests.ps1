BeforeDiscovery { . (Join-Path $PSScriptRoot 'Tickets.ps1') }

BeforeAll {
    . (Join-Path $PSScriptRoot 'Module.ps1')
    . (Join-Path $PSScriptRoot 'Tickets.ps1')
}

Describe 'Remove-PoolResource' -Skip:$hasNoShell {
    BeforeEach {
        Connect-FreshStore
        Add-TestPool | Out-Null
        Complete-Maintenance
    }

    It 'has a free resource deleted, from the pipeline' {
        Get-PoolResource -Unused | Remove-PoolResource | Should -BeNullOrEmpty
        Complete-Maintenance
        (Get-PoolResource 1).State | Should -Be 'Ended'
        (Get-PoolResource).Id | Should -Be 2
    }

    It 'refuses one that a ticket holds, unless it is forced' {
        $ticket = New-ResourceTicket a
        (Watch-Command { Remove-PoolResource 1 }).Errors | Should -Be 'PoolInUse'
        (Remove-PoolResource 1 -Force -PassThru).State | Should -Be 'DeleteRequest'
        ($ticket | Get-ResourceTicket).State | Should -Be 'Failed'
    }

    It 'says that there is none, and takes nothing with -WhatIf' {
        (Watch-Command { Remove-PoolResource 99 }).Errors | Should -Be 'ResourceNotFound'
        Remove-PoolResource 1 -WhatIf
        (Get-PoolResource 1).State | Should -Be 'Up'
    }
}
