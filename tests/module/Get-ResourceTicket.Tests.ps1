BeforeDiscovery { . (Join-Path $PSScriptRoot 'Tickets.ps1') }

BeforeAll {
    . (Join-Path $PSScriptRoot 'Module.ps1')
    . (Join-Path $PSScriptRoot 'Tickets.ps1')
}

Describe 'Get-ResourceTicket' -Skip:$hasNoShell {
    BeforeEach {
        Connect-FreshStore
        Add-TestPool -With @{ Max = 1 } | Out-Null
        1..3 | ForEach-Object { New-ResourceTicket a } | Out-Null
        New-ResourceTicket b | Out-Null
    }

    It 'tells the place in the queue and why a ticket waits' {
        Complete-Maintenance
        $tickets = Get-ResourceTicket
        $tickets[0].Ready | Should -BeTrue
        $tickets[0].Waiting | Should -BeNullOrEmpty
        $tickets[1..3].QueuePosition | Should -Be 1, 2, 1
        $tickets[2].Waiting | Should -Be 'the pool is full'
        Set-AllocationPool vm -Paused
        (Get-ResourceTicket 3).Waiting | Should -Be 'the pool is paused'
    }

    It 'shows control characters in its views, and keeps data exact' {
        Add-TestPool evil -With @{ NewCommand = "printf 'host\033[31m\n'"; Tag = 'evil' } | Out-Null
        $ticket = New-ResourceTicket evil -Wait -TimeoutSeconds $hangLimit
        $ticket.Data | Should -BeExactly "host`e[31m"
        foreach ($view in ($ticket | Format-List | Out-String), ($ticket | Format-Table | Out-String)) { $view | Should -Not -Match "`e\[31m" }
        $ticket | Format-List | Out-String | Should -Match ([regex]::Escape('host\u001b[31m'))
        $ticket | Close-ResourceTicket
    }

    It 'filters by tag and state, and leaves closed ones out' {
        Close-ResourceTicket 2
        (Get-ResourceTicket).Id | Should -Be 1, 3, 4
        (Get-ResourceTicket -State Closed).Id | Should -Be 2
        (Get-ResourceTicket -State Closed, Open -Tag a).Id | Should -Be 1, 2, 3
        (Get-ResourceTicket -Tag b).Id | Should -Be 4
        (Get-ResourceTicket 2).State | Should -Be 'Closed'
    }

    It 'says that there is no such ticket, and goes on' {
        $seen = Watch-Command { 1, 99, 3 | Get-ResourceTicket }
        $seen.Output.Id | Should -Be 1, 3
        $seen.Errors | Should -Be 'TicketNotFound'
    }
}
