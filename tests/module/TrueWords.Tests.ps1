# What a message says is so, and names the way out.

Describe 'A message' {
    BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

    BeforeEach {
        Connect-FreshStore
        New-AllocationPool vlan -From 100 -To 104
        New-AllocationPool vm -NewCommand 'echo x' -DeleteCommand 'true' -Tag fast
    }

    AfterEach { Disconnect-AllocationStore }

    It 'says what a pool of the other kind gives: <_>' -ForEach @(
        { Set-AllocationPool vm -To 5 }
        { Set-AllocationPool vlan -Paused }
        { Set-AllocationPool vlan -Max 3 }
        { New-VlanService a -NorthPool vm }
    ) {
        $seen = Watch-Command $_
        "$($seen.Records[0])" | Should -Match 'gives (resources to tickets, not numbers|numbers, not resources to tickets)'
        "$($seen.Records[0].ErrorDetails.RecommendedAction)" | Should -Not -Match 'Get-AllocationPool lists'
    }

    It 'about a full pool shows its numbers as people write them' {
        1..2 | ForEach-Object { New-VlanService "s$_" }
        "$((Watch-Command { New-VlanService more }).Records[0])" | Should -BeLike "*Pool 'vlan' is full: 4 of 4 held, 0 cooling down; it gives 100-103*"
    }

    It 'about a wait that ended is true whatever becomes of the ticket' -ForEach 'Keep', 'Close' {
        $seen = Watch-Command { New-ResourceTicket fast -Wait -TimeoutSeconds 0 -OnTimeout $_ }
        "$($seen.Records[0])" | Should -BeLike 'Ticket 1 got no resource within*'
        "$($seen.Records[0])" | Should -Not -BeLike '*open*'
    }

    It 'about a wait that ended says what to do with the ticket' {
        $seen = Watch-Command { New-ResourceTicket fast -Wait -TimeoutSeconds 0 }
        $seen.Records[0].ErrorDetails.RecommendedAction | Should -BeLike '*Wait-ResourceTicket*Close-ResourceTicket*'
    }

    It 'about a missing thing names the store: <_>' -ForEach @(
        { Get-VlanService nope }
        { Remove-Allocation nope }
        { Get-ResourceTicket 99 }
        { Get-PoolResource 99 }
    ) {
        $seen = Watch-Command $_
        $seen.Records[0].ErrorDetails.RecommendedAction | Should -BeLike '*sqlite:*Get-*'
    }

    It 'warns of a pool that starts no resources' {
        New-AllocationPool idle -NewCommand true -DeleteCommand true -Max 1 -MaxPrealloc 0 -Tag idle -WarningVariable told -WarningAction Ignore | Out-Null
        "$told" | Should -Be "Pool 'idle' starts no resources: it keeps none ready (its MaxPrealloc is 0), and has no tag on demand."
        New-AllocationPool later -NewCommand true -DeleteCommand true -Max 1 -MaxPrealloc 0 -TagOnDemand later -WarningVariable told | Out-Null
        $told | Should -BeNullOrEmpty
    }

    It 'says what becomes of a pool that is removed while no pool manager runs' {
        New-AllocationPool short -NewCommand true -DeleteCommand true -Max 1 -MaxPrealloc 1 -Tag short | Out-Null
        Invoke-PoolMaintenance | Out-Null
        Remove-AllocationPool short -Confirm:$false -WarningVariable told -WarningAction Ignore
        "$told" | Should -BeLike "Pool 'short' goes with the last of its resources, and no pool manager runs*"
        "$((Watch-Command { New-AllocationPool short -From 1 -To 2 }).Records[0])" | Should -BeLike '*is being removed: the name is free when*'
        1..3 | ForEach-Object { Invoke-PoolMaintenance | Out-Null }
        New-AllocationPool short -From 1 -To 2 | ForEach-Object Name | Should -Be 'short'
    }

    It 'says why nothing is started for a ticket' {
        Set-AllocationPool vm -MaxPrealloc 0
        New-ResourceTicket fast
        (Get-ResourceTicket 1).Waiting | Should -BeLike "pool 'vm' keeps none ready (max_prealloc is 0)*"
    }

    It 'refuses a request id whose service was removed' {
        New-VlanService web -RequestId r1
        Remove-VlanService web
        $seen = Watch-Command { New-VlanService web -RequestId r1 }
        $seen.Errors | Should -Be RequestConflict
        "$($seen.Records[0])" | Should -BeLike "*'web'*removed*"
    }

    It 'about a definition names its file' {
        $file = Join-Path $TestDrive broken.json
        '{ "name": ' | Set-Content $file
        "$((Watch-Command { Register-ServiceDefinition -Path $file }).Records[0])" | Should -BeLike "*broken.json*line *"
        "$((Watch-Command { Register-ServiceDefinition $file }).Records[0])" | Should -BeLike "*broken.json*line *"
        "$((Watch-Command { Register-ServiceDefinition nowhere.json }).Records[0])" | Should -BeLike '*or the path of a file*'
    }
}

Describe 'What was' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Module.ps1')
        Connect-FreshStore
        New-AllocationPool vlan -From 100 -To 200
    }

    AfterAll { Disconnect-AllocationStore }

    It 'is in the history of a service that is gone' {
        New-VlanService web
        Remove-VlanService web
        (Get-ServiceInstance web -Definition VlanService -History).Count | Should -BeGreaterThan 2
    }

    It 'a file of names has besides them does not matter' {
        $file = Join-Path $TestDrive names.txt
        "one`n`n two `n" | Set-Content $file
        (Get-Content $file | New-VlanService).Name | Should -Be one, two
        (Watch-Command { New-VlanService '' }).Errors | Should -Be InvalidService
    }

    It 'a definition is registered by its path, as everywhere else' {
        $file = Join-Path $TestDrive good.json
        '{ "name": "Good", "attributes": { "name": "string" } }' | Set-Content $file
        (Register-ServiceDefinition $file).Name | Should -Be Good
    }
}
