BeforeAll {
    . (Join-Path $PSScriptRoot 'Module.ps1')
    . (Join-Path $PSScriptRoot 'Tickets.ps1')
}

Describe 'Close-ResourceTicket' -Skip:$IsWindows {
    BeforeEach {
        Connect-FreshStore
        Add-TestPool -With @{ Max = 1 } | Out-Null
    }

    It 'has the resource deleted, is silent, and may be repeated' {
        $ticket = New-ResourceTicket a -Wait -TimeoutSeconds $hangLimit
        $ticket | Close-ResourceTicket | Should -BeNullOrEmpty
        $ticket | Close-ResourceTicket
        (Get-PoolResource $ticket.ResourceId).State | Should -Be 'DeleteRequest'
        Get-Allocation -Pool vm | Should -BeNullOrEmpty
        Complete-Maintenance
        (Get-PoolResource $ticket.ResourceId).State | Should -Be 'Ended'
    }

    It 'takes a waiting ticket from the queue' {
        $tickets = 1..3 | ForEach-Object { New-ResourceTicket a }
        ($tickets[0] | Close-ResourceTicket -PassThru).State | Should -Be 'Closed'
        (Get-ResourceTicket 2).QueuePosition | Should -Be 1
    }

    It 'says that there is no such ticket, and goes on' {
        New-ResourceTicket a | Out-Null
        (Watch-Command { 99, 1 | Close-ResourceTicket }).Errors | Should -Be 'TicketNotFound'
        (Get-ResourceTicket 1).State | Should -Be 'Closed'
    }

    It 'closes nothing with -WhatIf' {
        New-ResourceTicket a | Close-ResourceTicket -WhatIf
        (Get-ResourceTicket 1).State | Should -Be 'Open'
    }
}
