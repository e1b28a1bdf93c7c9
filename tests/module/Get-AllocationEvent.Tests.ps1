# Who changed what: an event for each change, with who did it and by which cmdlet.

BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Get-AllocationEvent' {
    BeforeEach {
        Connect-FreshStore
        New-AllocationPool vlan -From 100 -To 120 | Out-Null
        New-VlanService web -Owner plant -RequestId r1 | Out-Null
        Set-VlanService web -Owner office | Out-Null
        Remove-VlanService web
    }

    It 'lists the latest first, with the cmdlet, the actor and what changed' {
        $events = Get-AllocationEvent
        $events.Kind | Should -Be Released, Changed, Created, Created
        $events.Command | Should -Be Remove-VlanService, Set-VlanService, New-VlanService, New-AllocationPool
        $events.Name | Should -Be web, web, web, vlan
        $events[1].Change[0].Property, $events[1].Change[0].From, $events[1].Change[0].To | Should -Be Owner, plant, office
        $events[0].Summary | Should -BeLike '*north_vlan_id of vlan: 100 -> none*'
        $events[2].RequestId | Should -Be r1
        $events.User | Select-Object -Unique | Should -Be ([Environment]::UserName)
        $events.ProcessId | Select-Object -Unique | Should -Be $PID
        $events[0].Time.Kind | Should -Be Local
        $events[0].ServerUser | Should -BeNullOrEmpty
    }

    It 'filters by pool, name, kind, subject, actor and time' {
        New-AllocationPool lan -From 1 -To 9 | Out-Null
        (Get-AllocationEvent vlan).Count | Should -Be 3
        (Get-AllocationEvent -Pool LAN).Name | Should -Be lan
        (Get-AllocationEvent -Name w*).Count | Should -Be 3
        (Get-AllocationEvent -Kind Created -Subject Service).Name | Should -Be web
        Get-AllocationEvent -Actor nobody | Should -BeNullOrEmpty
        { Get-AllocationEvent -Pool nope -ErrorAction Stop } | Should -Throw -ErrorId 'PoolNotFound*'
        (Get-AllocationEvent -Actor "$([Environment]::UserName)@*").Count | Should -Be 5
        $last = (Get-AllocationEvent -First 1).Time
        (Get-AllocationEvent -From $last).Name | Should -Be lan
        (Get-AllocationEvent -To $last).Count | Should -Be 4
        (Watch-Command { Get-AllocationEvent -From 2027-01-02 -To 2027-01-01 }).Ended | Should -Not -BeNullOrEmpty
    }

    It 'takes services and pools from the pipeline' {
        (New-VlanService shop | Get-AllocationEvent).Name | Should -Be shop
        (Get-AllocationPool vlan | Get-AllocationEvent).Count | Should -Be 4
    }

    It 'gives pages that repeat nothing while events are added' {
        $first = Get-AllocationEvent -First 2
        New-VlanService late | Out-Null
        $second = Get-AllocationEvent -First 2 -Skip 2
        @($first) + @($second) | ForEach-Object Kind | Should -Be Released, Changed, Created, Created
        [ulong](Get-AllocationEvent -First 0 -IncludeTotalCount) | Should -Be 5
    }

    It 'leaves none for what failed and for a preview' {
        New-VlanService other -NorthPool nope -ErrorAction SilentlyContinue
        New-VlanService other -WhatIf
        Remove-AllocationPool vlan -WhatIf
        Clear-AllocationHistory 00:00:00 -WhatIf
        (Get-AllocationEvent).Count | Should -Be 4
    }

    It 'is cleared with the history, which leaves an event itself' {
        $said = Clear-AllocationHistory 00:00:00 -WhatIf *>&1 | Out-String
        $removed = Clear-AllocationHistory 00:00:00 -Force -PassThru
        $removed | Should -Be 6
        $left = Get-AllocationEvent
        $left.Kind, $left.Command, $left.Subject | Should -Be Cleared, Clear-AllocationHistory, History
        ($left.Change | Where-Object Property -EQ Records).To | Should -Be 6
    }

    It 'has no secrets of inventories' {
        Register-AllocationInventory box -Kind ByValue -Command echo, token=hunter2 | Out-Null
        (Get-AllocationEvent -Subject Inventory).Name | Should -Be box
        Get-AllocationEvent | ConvertTo-Json -Depth 5 | Should -Not -Match hunter2
    }
}
