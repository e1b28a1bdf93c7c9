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

    It 'never takes the id of something else for that of a ticket: <Label>' -ForEach @(
        @{ Label = 'a resource that no ticket holds'; Item = { Get-PoolResource -Unused }; Says = '*No ticket holds the resource*' }
        @{ Label = 'a line of a service'; Item = { Get-Allocation -LeaseKind Service }; Says = '*not of a ticket*' }
        @{ Label = 'a pool'; Item = { Get-AllocationPool vm }; Says = '*not an object of the type ResourcePoolStatus*' }
        @{ Label = 'a process'; Item = { Get-Process -Id $PID }; Says = '*not an object of the type Process*' }
    ) {
        Set-AllocationPool vm -Max 2 -MaxPrealloc 2 | Out-Null
        New-AllocationPool vlan -From 1 -To 10 | Out-Null
        New-VlanService web | Out-Null
        $ticket = New-ResourceTicket a -Wait -TimeoutSeconds $hangLimit
        Complete-Maintenance
        $seen = Watch-Command { & $Item | Select-Object -First 1 | Close-ResourceTicket }
        $seen.Errors | Should -Be ParameterArgumentTransformationError
        "$($seen.Records)" | Should -BeLike $Says
        (Get-ResourceTicket $ticket.Id).State | Should -Be 'Open'
    }

    It 'closes the ticket that holds a resource, that of a line of the ledger, and that of a row' {
        Set-AllocationPool vm -Max 3 | Out-Null
        $tickets = 1..3 | ForEach-Object { New-ResourceTicket a -Wait -TimeoutSeconds $hangLimit }
        (Get-PoolResource $tickets[0].ResourceId | Close-ResourceTicket -PassThru).Id | Should -Be $tickets[0].Id
        (Get-Allocation -LeaseKind Ticket -LeaseId $tickets[1].Id | Close-ResourceTicket -PassThru).Id | Should -Be $tickets[1].Id
        ([pscustomobject]@{ Id = "$($tickets[2].Id)" } | Close-ResourceTicket -PassThru).Id | Should -Be $tickets[2].Id
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
