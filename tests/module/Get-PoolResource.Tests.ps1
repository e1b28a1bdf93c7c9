BeforeDiscovery { . (Join-Path $PSScriptRoot 'Tickets.ps1') }

BeforeAll {
    . (Join-Path $PSScriptRoot 'Module.ps1')
    . (Join-Path $PSScriptRoot 'Tickets.ps1')
}

Describe 'Get-PoolResource' -Skip:$hasNoShell {
    BeforeEach {
        Connect-FreshStore
        Add-TestPool vm-1 | Out-Null
        Add-TestPool vm-2 -With @{ Tag = 'c' } | Out-Null
        Complete-Maintenance
        $script:ticket = New-ResourceTicket a
    }

    It 'filters by pool, tag, state and use' {
        Get-PoolResource | Should -HaveCount 2
        (Get-PoolResource -Pool *-2).Tags.Name | Should -Be 'c'
        (Get-PoolResource -Tag b).Pool | Should -Be 'vm-1'
        (Get-PoolResource -Unused).Pool | Should -Be 'vm-2'
        Get-PoolResource -State Starting | Should -BeNullOrEmpty
        (Get-PoolResource -State Up -Tag a).TicketId | Should -Be $ticket.Id
    }

    It 'finds by id and by name, also what is ended' {
        $name = $ticket.ResourceName
        (Get-PoolResource $name).Id | Should -Be $ticket.ResourceId
        $ticket | Close-ResourceTicket
        Complete-Maintenance
        (Get-PoolResource $ticket.ResourceId).State | Should -Be 'Ended'
        (Get-PoolResource -Ended).State | Should -Contain 'Ended'
        (Get-PoolResource -State Ended).Id | Should -Be $ticket.ResourceId
        (Get-PoolResource -State Up, Ended).State | Sort-Object -Unique | Should -Be 'Ended', 'Up'
        (Get-PoolResource).State | Should -Not -Contain 'Ended'
    }

    It 'says that there is none' {
        (Watch-Command { Get-PoolResource nothing }).Errors | Should -Be 'ResourceNotFound'
        (Watch-Command { Get-PoolResource -Pool nothing }).Errors | Should -Be 'PoolNotFound'
    }
}
