BeforeDiscovery { . (Join-Path $PSScriptRoot 'Tickets.ps1') }

BeforeAll {
    . (Join-Path $PSScriptRoot 'Module.ps1')
    . (Join-Path $PSScriptRoot 'Tickets.ps1')
}

Describe 'Wait-ResourceTicket' -Skip:$hasNoShell {
    BeforeEach {
        Connect-FreshStore
        Add-TestPool | Out-Null
    }

    It 'waits for each ticket of the pipeline' {
        $tickets = 1..3 | ForEach-Object { New-ResourceTicket a } | Wait-ResourceTicket -TimeoutSeconds $hangLimit
        $tickets.Ready | Should -Be $true, $true, $true
        $tickets.ResourceId | Sort-Object -Unique | Should -HaveCount 3
    }

    It 'ends with TicketClosed, TicketFailed and TicketNotFound' {
        $closed = New-ResourceTicket a
        $closed | Close-ResourceTicket
        $failed = New-ResourceTicket a -Wait -TimeoutSeconds $hangLimit
        Remove-PoolResource $failed.ResourceId -Force
        (Watch-Command { $closed.Id, $failed.Id, 99 | Wait-ResourceTicket }).Errors | Should -Be 'TicketClosed', 'TicketFailed', 'TicketNotFound'
    }

    It 'ends in time and closes the ticket when it is told so' {
        Set-AllocationPool vm -Paused
        $ticket = New-ResourceTicket a
        (Watch-Command { $ticket | Wait-ResourceTicket -TimeoutSeconds 0.1 }).Errors | Should -Be 'WaitTimeout'
        ($ticket | Get-ResourceTicket).State | Should -Be 'Open'
        (Watch-Command { $ticket | Wait-ResourceTicket -TimeoutSeconds 0.1 -OnTimeout Close }).Errors | Should -Be 'WaitTimeout'
        ($ticket | Get-ResourceTicket).State | Should -Be 'Closed'
    }
}
