# What can match nothing known is an error, reading makes no store, and every message about a missing thing says which store was used.

Describe 'A filter that can match nothing known' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Module.ps1')
        Connect-FreshStore
        New-AllocationPool vlan -From 100 -To 200 | Out-Null
        'a', 'b', 'c' | New-VlanService | Out-Null
        Remove-VlanService c
    }

    It '<Reader> names the states there are when one is unknown' -ForEach @{ Reader = 'Get-VlanService' }, @{ Reader = 'Get-ServiceInstance' } {
        $seen = Watch-Command { & $Reader -State up, bogus }
        $seen.Errors | Should -Be 'InvalidService'
        "$($seen.Records)" | Should -BeLike "*'bogus'*rejected*terminated*"
    }

    It '<Reader> takes a list of states, in any case, with wildcards' -ForEach @{ Reader = 'Get-VlanService' }, @{ Reader = 'Get-ServiceInstance' } {
        (& $Reader -State UP, rejected).Name | Should -Be 'a', 'b'
        (& $Reader -State up, Terminated).Name | Should -Be 'a', 'b', 'c'
        (& $Reader -State *).Name | Should -Be 'a', 'b', 'c'
    }

    It 'is a pool that there is not and never was, and the error names the store' {
        foreach ($command in { Get-Allocation -Pool typo }, { Get-Allocation typo -State All }, { Get-Allocation typo -ByResource }, { Get-AllocationPool typo }) {
            $seen = Watch-Command $command
            $seen.Errors | Should -Be 'PoolNotFound'
            $seen.Records.ErrorDetails.RecommendedAction | Should -BeLike "*$script:store, because it is connected in this session*"
        }
    }

    It 'is no pool that has history only' {
        New-AllocationPool old -From 1 -To 9 | Out-Null
        New-VlanService gone -NorthPool old -SouthPool old | Remove-VlanService
        Remove-AllocationPool old
        Get-Allocation -Pool old | Should -BeNullOrEmpty
        Get-Allocation -Pool old -State All | Should -HaveCount 2
    }
}

Describe 'Pipelines that connect' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Module.ps1')
        Connect-FreshStore
        New-AllocationPool vlan -From 100 -To 200 | Out-Null
        'a', 'b' | New-VlanService | Out-Null
        Register-ServiceDefinition @{ name = 'Note'; attributes = @{ name = 'string' } } | Out-Null
    }

    It 'lead from an allocation to <Reader>' -ForEach @{ Reader = 'Get-VlanService'; Name = 'a' }, @{ Reader = 'Get-ServiceInstance'; Name = 'a' }, @{ Reader = 'Get-AllocationPool'; Name = 'vlan' }, @{ Reader = 'Resume-VlanService'; Name = 'a' } {
        (Get-Allocation -ResourceId 100 | & $Reader).Name | Should -Be $Name
    }

    It 'lead from an allocation to the removal of its service' {
        Get-Allocation -ResourceId 102 | Remove-VlanService
        (Get-VlanService).Name | Should -Be 'a'
    }

    It 'never make a name of the printed form of an object' {
        (Watch-Command { Get-Date | New-ServiceInstance Note }).Errors | Should -Be 'InvalidService'
        (Watch-Command { [pscustomobject]@{ want = '10' } | New-ServiceInstance Note }).Errors | Should -Be 'InvalidService'
        (Watch-Command { Get-Date | New-ServiceInstance Note -Atomic }).Errors | Should -Be 'InvalidService'
        Get-ServiceInstance -Definition Note | Should -BeNullOrEmpty
        ([pscustomobject]@{ Name = 'users'; want = '10' } | New-ServiceInstance Note).Name | Should -Be 'users'
        ([pscustomobject]@{ Attribute = @{ name = 'more' } } | New-ServiceInstance Note).Name | Should -Be 'more'
        ('text' | New-ServiceInstance Note).Name | Should -Be 'text'
    }
}

Describe 'A store that is only read' {
    BeforeDiscovery {
        . (Join-Path $PSScriptRoot 'Module.ps1')
        $readers = (Get-Command -Module Allocation -Verb Get, Export).Where({ $_.Name -notin 'Get-AllocationStore', 'Get-ServiceAllocator' }).Name
    }

    BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

    It '<_> makes none, and says which one and why' -ForEach $readers {
        $path = Join-Path $TestDrive "$([guid]::NewGuid().ToString('N')).db"
        $reader = $_
        $arguments = switch ($reader) { 'Get-PoolResourceLog' { @{ Resource = '1' } } 'Get-FreeResource' { @{ Pool = 'vlan' } } 'Export-AllocationReport' { @{ Path = Join-Path $TestDrive r.html } } 'Export-AllocationStore' { @{ Path = Join-Path $TestDrive s.json } } 'Export-AllocationPool' { @{ Name = 'vlan'; Path = Join-Path $TestDrive s.csv } } default { @{} } }
        $seen = Watch-Command { & $reader -Store "sqlite:$path" @arguments }
        $seen.Ended | Should -Be 'StoreUnavailable'
        Test-Path $path | Should -BeFalse
    }

    It 'is named with the reason' {
        Disconnect-AllocationStore
        $env:ALLOCATION_STORE = 'sqlite:' + (Join-Path $TestDrive none.db)
        try { { Get-AllocationPool -ErrorAction Stop } | Should -Throw '*none.db*it does not exist*because ALLOCATION_STORE names it*' }
        finally { $env:ALLOCATION_STORE = $null }
    }

    It 'is named where nothing is connected' {
        $env:ALLOCATION_STORE = 'sqlite:' + (Join-Path $TestDrive other.db)
        try {
            New-AllocationPool lab -From 1 -To 9 | Out-Null
            $seen = Watch-Command { New-VlanService a }
            $seen.Errors | Should -Be 'PoolNotFound'
            $seen.Records.ErrorDetails.RecommendedAction | Should -BeLike '*other.db, because ALLOCATION_STORE names it*'
        }
        finally { $env:ALLOCATION_STORE = $null }
    }
}

Describe 'A connection that fails' {
    BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

    It 'leaves no other store connected, and says so (<_>)' -ForEach 'foo', 'sqlite:/nowhere/at/all.db', '' {
        Connect-FreshStore
        $to = $_
        $seen = Watch-Command { Connect-AllocationStore $to }
        $seen.Ended | Should -Be ($to -like 'sqlite:*' ? 'StoreUnavailable' : 'InvalidStore')
        "$($seen.Warnings)" | Should -BeLike "*$script:store is no longer connected*"
        { New-AllocationPool vlan -From 1 -To 10 } | Should -Throw '*Connect-AllocationStore*-Store*Disconnect-AllocationStore*' -ErrorId 'StoreUnavailable*'
        (Get-AllocationStore -Store $script:store).Source | Should -Be Parameter
        Disconnect-AllocationStore
        (Get-AllocationStore).Source | Should -Not -Be 'Session'
    }

    It 'is said to have made a store that was not there' {
        $new = 'sqlite:' + (Join-Path $TestDrive new.db)
        (Watch-Command { Connect-AllocationStore $new }).Warnings | Should -HaveCount 1
        (Watch-Command { Connect-AllocationStore $new }).Warnings | Should -HaveCount 0
        Disconnect-AllocationStore
    }
}
