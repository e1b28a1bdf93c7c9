# -WhatIf makes the checks of the real thing on a copy of the store: what would fail is told, and which numbers would come and go. Nothing is changed.

BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'Module.ps1')

    # Cmdlets whose preview does nothing to a copy of the store, each for a reason.
    $apart = @{
        'Clear-AllocationHistory' = 'counts in the store itself'
        'Copy-AllocationStore'    = 'looks at both stores'
        'Export-AllocationReport' = 'writes a file'
        'Export-AllocationPool'   = 'writes a file'
        'Export-AllocationStore'  = 'writes a file'
        'Import-AllocationStore'  = 'ends on a store that is not empty'
        'Invoke-PoolMaintenance'  = 'runs hooks'
        'New-ServiceAllocator'    = 'is for the session'
        'Remove-ServiceAllocator' = 'is for the session'
        'Repair-Allocation'       = 'asks inventories'
        'Start-PoolManager'       = 'runs hooks'
    }

    $previews = @(
        @{ Act = { New-AllocationPool vlan -From 1 -To 9 @args }; Fails = 'PoolExists'; Good = { New-AllocationPool lab -From 1 -To 9 @args }; Says = 'Create pool' }
        @{ Act = { Set-AllocationPool vlan -To 101 @args }; Fails = 'PoolInUse'; Good = { Set-AllocationPool vlan -To 300 @args }; Says = '100-299 with 200 numbers, 2 held, 198 free' }
        @{ Act = { Remove-AllocationPool vlan @args }; Fails = 'PoolInUse'; Good = { Remove-AllocationPool spare @args }; Says = 'Remove pool' }
        @{ Act = { Rename-AllocationPool ids other @args }; Fails = 'PoolInUse'; Good = { Rename-AllocationPool vlan campus @args }; Says = "Rename to 'campus'" }
        @{ Act = { Rename-VlanService web OUTSIDE @args }; Fails = 'ServiceExists'; Good = { Rename-VlanService web www @args }; Says = "Rename to 'www'" }
        @{ Act = { Rename-ServiceInstance Plan p q -Version 1 @args }; Fails = 'VersionConflict'; Good = { Rename-ServiceInstance Plan p q @args }; Says = "Rename to 'q'" }
        @{ Act = { Import-AllocationPool $file @args }; Fails = 'PoolExists'; Good = { Import-AllocationPool $file -Name lab @args }; Says = '8 numbers, 3 held' }
        @{ Act = { Import-AllocationPool $usage -Name taken @args }; Fails = 'InvalidPoolFile'; Good = { Import-AllocationPool $usage -Name ids @args }; Says = '3 numbers, 3 held' }
        @{ Act = { New-VlanService web @args }; Fails = 'ServiceExists'; Good = { New-VlanService new @args }; Says = 'takes north_vlan_id 102, south_vlan_id 103' }
        @{ Act = { Get-Process -Id $PID | Remove-VlanService @args }; Fails = 'ServiceNotFound'; Good = { Remove-VlanService web @args }; Says = 'gives back north_vlan_id 100, south_vlan_id 101' }
        @{ Act = { Set-VlanService nobody -Owner x @args }; Fails = 'ServiceNotFound'; Good = { Set-VlanService web -Owner plant @args }; Says = 'Change notes' }
        @{ Act = { Resume-VlanService nobody @args }; Fails = 'ServiceNotFound'; Good = { Resume-VlanService web @args }; Says = 'Resume VLAN service' }
        @{ Act = { New-ServiceInstance Plan p @args }; Fails = 'ServiceExists'; Good = { New-ServiceInstance Plan q @args }; Says = 'Create Plan: takes id 12' }
        @{ Act = { Set-ServiceInstance Plan p @{ id = 99 } @args }; Fails = 'InvalidService'; Good = { Set-ServiceInstance Plan p @{ note = 'x' } @args }; Says = 'Update Plan' }
        @{ Act = { Remove-ServiceInstance Plan p -Version 1 @args }; Fails = 'VersionConflict'; Good = { Remove-ServiceInstance Plan p @args }; Says = 'gives back id 11' }
        @{ Act = { Resume-ServiceInstance Plan p -Version 1 @args }; Fails = 'VersionConflict'; Good = { Resume-ServiceInstance Plan p @args }; Says = 'Resume Plan' }
        @{ Act = { Undo-ServiceInstance Plan p @args }; Fails = 'IllegalTransition'; Good = { Undo-ServiceInstance Plan changed @args }; Says = 'Undo the last update' }
        @{ Act = { Confirm-ServiceInstance Plan changed -Version 1 @args }; Fails = 'VersionConflict'; Good = { Confirm-ServiceInstance Plan changed @args }; Says = 'Confirm Plan' }
        @{ Act = { Register-ServiceDefinition @{ name = 'VlanService'; attributes = @{ name = 'string' } } @args }; Fails = 'InvalidDefinition'; Good = { Register-ServiceDefinition @{ name = 'N'; attributes = @{ name = 'string' } } @args }; Says = 'Register service definition' }
        @{ Act = { Unregister-ServiceDefinition Plan @args }; Fails = 'DefinitionInUse'; Good = { Unregister-ServiceDefinition Unused @args }; Says = 'Unregister service definition' }
        @{ Act = { Register-AllocationInventory list -Path $file @args }; Fails = 'PoolExists'; Good = { Register-AllocationInventory other -Path $file @args }; Says = 'Register inventory' }
        @{ Act = { Unregister-AllocationInventory list @args }; Fails = 'PoolInUse'; Good = { Unregister-AllocationInventory idle @args }; Says = 'Unregister inventory' }
        @{ Act = { New-ResourceTicket nope @args }; Fails = 'InvalidTicket'; Good = { New-ResourceTicket a @args }; Says = 'Open ticket: waits' }
        @{ Act = { Close-ResourceTicket 7 @args }; Fails = 'TicketNotFound'; Good = { Close-ResourceTicket 1 @args }; Says = 'Close' }
        @{ Act = { New-Allocation taken -Name old @args }; Fails = 'AllocationExists'; Good = { New-Allocation taken -Name new -Count 2 @args }; Says = "Take 2 numbers of pool 'taken'" }
        @{ Act = { Set-Allocation nobody -NoEndDate @args }; Fails = 'AllocationNotFound'; Good = { Set-Allocation old -Lifetime 1:00:00 @args }; Says = 'Hold for 01:00:00 from now' }
        @{ Act = { Remove-Allocation nobody @args }; Fails = 'AllocationNotFound'; Good = { Remove-Allocation old @args }; Says = 'Give back' }
        @{ Act = { Remove-PoolResource 7 @args }; Fails = 'ResourceNotFound' }
    )
    $changing = Get-Command -Module Allocation | Where-Object { $_.Parameters.ContainsKey('WhatIf') -and -not $apart.ContainsKey($_.Name) } | ForEach-Object { @{ Name = $_.Name; Tried = "$($previews.Act)" } }
}

AfterAll { Disconnect-AllocationStore }

BeforeAll {
    . (Join-Path $PSScriptRoot 'Module.ps1')
    . (Join-Path $PSScriptRoot 'Tickets.ps1')

    function Watch-Preview([scriptblock] $Command) {
        $transcript = Join-Path $TestDrive "$([guid]::NewGuid().ToString('N')).txt"
        Start-Transcript -LiteralPath $transcript | Out-Null
        $seen = Watch-Command $Command
        Stop-Transcript | Out-Null
        $said = ((Get-Content -LiteralPath $transcript) -join ' ') -replace '\s+', ' '
        $seen | Add-Member Said ([regex]::Matches($said, 'Performing the operation "(.*?)" on target').ForEach{ $_.Groups[1].Value })
        $seen | Add-Member Text $said -PassThru
    }

    # The whole store as a document.
    function Read-Store {
        $json = Join-Path $TestDrive "$([guid]::NewGuid().ToString('N')).json"
        Export-AllocationStore $json | Out-Null
        Get-Content -LiteralPath $json -Raw
    }

    Connect-FreshStore
    New-AllocationPool vlan -From 100 -To 200 | Out-Null
    New-AllocationPool spare -From 1 -To 9 | Out-Null
    New-AllocationPool ids -From 10 -To 13 | Out-Null
    New-AllocationPool taken -From 1 -To 9 | Out-Null
    New-Allocation taken -Name old | Out-Null
    Add-TestPool | Out-Null
    New-ResourceTicket a | Out-Null
    New-VlanService web | Out-Null
    $file = Write-PoolFile 1 9 -Used 3
    $usage = Join-Path $TestDrive 'usage.csv'
    'number,name', '12,kept' | Set-Content -LiteralPath $usage
    Register-AllocationInventory list -Path $file -Kind ByValue | Out-Null
    Register-AllocationInventory idle -Path (Write-PoolFile 1 9) -Kind ByValue | Out-Null
    Register-ServiceDefinition @{ name = 'Unused'; attributes = @{ name = 'string' } } | Out-Null
    Register-ServiceDefinition @{
        name = 'Plan'; attributes = @{ name = 'string'; note = @{ type = 'string'; modifier = 'rw+'; optional = $true }; id = @{ type = 'int'; modifier = 'r' } }
        allocation = @(@{ attribute = 'id'; allocator = 'number'; arguments = @{ pool = 'ids' } })
    } | Out-Null
    New-ServiceInstance Plan changed | Set-ServiceInstance -Attribute @{ note = 'new' } | Out-Null
    New-ServiceInstance Plan p | Out-Null
    New-VlanService outside -NorthInventory list -SouthInventory list | Out-Null
    $before = Read-Store
    $fileBefore = Get-Content -LiteralPath $file -Raw
}

Describe 'The act itself' {
    It 'leaves events that name it, and one that fails leaves none: <Good>' -ForEach ($previews | Where-Object { $_.Good }) {
        # Previews of other tests are of the store as it is.
        $own = 'sqlite:' + (Join-Path $TestDrive "$([guid]::NewGuid().ToString('N')).db")
        Copy-AllocationStore -To $own | Out-Null
        $at = Get-AllocationEvent -Store $own -First 1
        $connected = (Get-AllocationStore).Uri
        Connect-AllocationStore $own | Out-Null
        try {
            Watch-Command $Act | Out-Null
            Watch-Command $Act | Out-Null
            (Get-AllocationEvent -First 1).EventId | Should -Be $at.EventId
            $told = "$Good" -replace '.*\| ' -replace '^\s*(\S+).*', '$1'
            (Watch-Command $Good).Errors | Should -BeNullOrEmpty
            $events = @(Get-AllocationEvent -From $at.Time | Where-Object EventId -NE $at.EventId)
            if ($told -in 'Resume-VlanService', 'Resume-ServiceInstance') { return $events | Should -BeNullOrEmpty -Because 'there was nothing left to do' }
            $events | Should -Not -BeNullOrEmpty
            $events.Command | Select-Object -Unique | Should -Be $told
            $events.User | Select-Object -Unique | Should -Be ([Environment]::UserName)
        }
        finally { Connect-AllocationStore $connected | Out-Null }
    }

    It 'has its own tests where no preview tries it: <_>' -ForEach $apart.Keys {
        # Those that change a store: Clear-AllocationHistory, Copy- and Import-AllocationStore, Repair-Allocation in their tests of events; maintenance in those of managers.
        $_ | Should -BeIn 'Clear-AllocationHistory', 'Copy-AllocationStore', 'Export-AllocationPool', 'Export-AllocationReport', 'Export-AllocationStore', 'Import-AllocationStore',
            'Invoke-PoolMaintenance', 'New-ServiceAllocator', 'Remove-ServiceAllocator', 'Repair-Allocation', 'Start-PoolManager' -Because 'a cmdlet that changes something must leave an event, or have a reason here'
    }
}

Describe 'A preview' {
    AfterEach {
        Read-Store | Should -BeExactly $before
        Get-Content -LiteralPath $file -Raw | Should -BeExactly $fileBefore
    }

    It 'tells the error that would come: <Act>' -ForEach $previews {
        $act = $Act
        $seen = Watch-Preview { & $act -WhatIf }
        $seen.Errors | Should -Be $Fails
        $seen.Said | Should -BeNullOrEmpty
        $seen.Output | Should -BeNullOrEmpty
    }

    It 'tells what would come of it: <Good>' -ForEach ($previews | Where-Object { $_.Good }) {
        $act = $Good
        $seen = Watch-Preview { & $act -WhatIf }
        $seen.Errors | Should -BeNullOrEmpty
        $seen.Ended | Should -BeNullOrEmpty
        "$($seen.Said)" | Should -BeLike "*$Says*" -Because $seen.Text
        $seen.Output | Should -BeNullOrEmpty
    }

    It 'is tried of every cmdlet that changes something: <Name>' -ForEach $changing {
        $Tried | Should -BeLike "*$Name *"
    }

    It 'of several rows has each see what those before it take' {
        $seen = Watch-Preview { 'a', 'b', 'a' | New-VlanService -WhatIf }
        $seen.Said | Should -Be 'Create VLAN service: takes north_vlan_id 102, south_vlan_id 103', 'Create VLAN service: takes north_vlan_id 104, south_vlan_id 105'
        $seen.Errors | Should -Be 'ServiceExists'
    }

    It 'of a batch tells the numbers of all, or why there would be none' {
        (Watch-Preview { 'a', 'b' | New-VlanService -Atomic -WhatIf }).Said | Should -HaveCount 2
        $seen = Watch-Preview { 'a', 'web' | New-VlanService -Atomic -WhatIf }
        $seen.Errors | Should -Be 'ServiceExists'
        $seen.Said | Should -BeNullOrEmpty
    }

    It 'asks no inventory, and says so' {
        "$((Watch-Preview { New-VlanService x -NorthInventory list -WhatIf }).Said)" | Should -BeLike '*takes south_vlan_id 102; north_vlan_id is not known, because inventory:list is not asked*'
        "$((Watch-Preview { Remove-VlanService outside -WhatIf }).Said)" | Should -BeLike '*gives back north_vlan_id 1, south_vlan_id 2*inventory:list is not asked to take 1 back*'
        $asked = [System.Collections.ArrayList]::new()
        $note = { $null = $asked.Add(1); 5 }.GetNewClosure()
        Register-AllocationInventory blocks -Kind ByValue -Allocate $note -Free $note | Out-Null
        (Watch-Preview { New-VlanService x -NorthInventory blocks -WhatIf }).Errors | Should -BeNullOrEmpty
        (Watch-Preview { Unregister-AllocationInventory blocks -WhatIf }).Errors | Should -BeNullOrEmpty
        (Get-AllocationInventory blocks).Name | Should -Be blocks
        Unregister-AllocationInventory blocks
        $asked | Should -BeNullOrEmpty
    }

    It 'of a copy looks at both stores' {
        (Watch-Preview { Copy-AllocationStore -To $store -WhatIf }).Ended | Should -Be 'StoreNotEmpty'
        "$((Watch-Preview { Copy-AllocationStore -To "json:$(Join-Path $TestDrive new.json)" -WhatIf }).Said)" | Should -BeLike '*rows'
    }

    It 'makes no store, and says what would come of it in one' {
        $none = 'sqlite:' + (Join-Path $TestDrive none.db)
        (Watch-Preview { New-AllocationPool lab -From 1 -To 9 -Store $none -WhatIf }).Said | Should -HaveCount 1
        (Watch-Preview { New-VlanService x -Store $none -WhatIf }).Errors | Should -Be 'PoolNotFound'
        Join-Path $TestDrive none.db | Should -Not -Exist
    }
}

Describe 'A preview of a request id' {
    BeforeAll {
        Connect-FreshStore
        New-AllocationPool vlan -From 100 -To 200 | Out-Null
    }

    It 'says that nothing is taken where the request was made' {
        New-VlanService again -RequestId r1 | Out-Null
        "$((Watch-Preview { New-VlanService again -RequestId r1 -WhatIf }).Said)" | Should -BeLike "*nothing, because the request 'r1' has made it already"
        Remove-VlanService again
        (Watch-Preview { New-VlanService again -RequestId r1 -WhatIf }).Errors | Should -Be 'RequestConflict'
    }
}
