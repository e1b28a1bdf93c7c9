BeforeDiscovery { . (Join-Path $PSScriptRoot 'Tickets.ps1') }

BeforeAll {
    . (Join-Path $PSScriptRoot 'Module.ps1')
    . (Join-Path $PSScriptRoot 'Tickets.ps1')
}

Describe 'Close-ResourceTicket' -Skip:$hasNoShell {
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

    It 'has a bad resource deleted with -Discard, so that its sandbox gets another one, and no manager has to run' {
        Set-AllocationPool vm -ReuseOpportunityTime 01:00:00 -Max 2 | Out-Null
        $bad = New-ResourceTicket a -Sandbox red -Wait -TimeoutSeconds $hangLimit
        $bad | Close-ResourceTicket -Discard | Should -BeNullOrEmpty
        (Get-PoolResource $bad.ResourceId).State | Should -Be 'DeleteRequest'
        (Get-PoolResource $bad.ResourceId).Problem | Should -Be 'ticket 1 found it bad'
        $next = New-ResourceTicket a -Sandbox red -Wait -TimeoutSeconds $hangLimit
        $next.ResourceId | Should -Not -Be $bad.ResourceId
        ($next | Close-ResourceTicket -PassThru).State | Should -Be 'Closed'
        (New-ResourceTicket a -Sandbox red).ResourceId | Should -Be $next.ResourceId
        (Watch-Command { $next | Close-ResourceTicket -Discard }).Errors | Should -Be 'PoolInUse'
        (Watch-Command { Close-ResourceTicket 99 -Discard }).Errors | Should -Be 'TicketNotFound'
    }

    It 'deletes nothing with -Discard -WhatIf, and has the errors of the real thing' {
        $ticket = New-ResourceTicket a -Wait -TimeoutSeconds $hangLimit
        $ticket | Close-ResourceTicket -Discard -WhatIf
        (Get-ResourceTicket 1).State | Should -Be 'Open'
        (Get-PoolResource $ticket.ResourceId).State | Should -Be 'Up'
        (Watch-Command { Close-ResourceTicket 99 -Discard -WhatIf }).Errors | Should -Be 'TicketNotFound'
    }

    It 'closes nothing with -WhatIf' {
        New-ResourceTicket a | Close-ResourceTicket -WhatIf
        (Get-ResourceTicket 1).State | Should -Be 'Open'
    }
}
