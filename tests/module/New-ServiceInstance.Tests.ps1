BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'New-ServiceInstance' {
    BeforeEach {
        Connect-FreshStore
        Register-Switch -To 103 | Out-Null
    }

    It 'gives every embedded item its number' {
        $s = Add-Switch sw1 eth0, eth1
        $s.State, $s.Name, $s.Definition | Should -Be 'up', 'sw1', 'Switch'
        $s.Attributes.ports.name | Should -Be 'eth0', 'eth1'
        $s.Attributes.ports.vlan | Should -Be 100, 101
        (Get-Allocation -Pool vlan).Attribute | Should -Be 'ports[name=eth0].vlan', 'ports[name=eth1].vlan'
    }

    It 'gives everything back when an allocator fails' {
        $seen = Watch-Command { Add-Switch sw1 a, b, c, d }
        $seen.Errors | Should -Be 'AllocationFailed'
        $seen.Records[0].Exception.Attribute | Should -Be 'ports[name=d].vlan'
        Get-Held | Should -BeNullOrEmpty
        Get-ServiceInstance | Should -BeNullOrEmpty
    }

    It 'keeps a rejected service with -KeepPartial' {
        $seen = Watch-Command { New-ServiceInstance Switch -Attribute @{ name = 's'; ports = @('a', 'b', 'c', 'd' | ForEach-Object { @{ name = $_ } }) } -KeepPartial }
        $seen.Errors | Should -Be 'AllocationFailed'
        $seen.Output.State | Should -Be 'rejected'
        Get-Held | Should -Be 100, 101, 102
    }

    It 'makes all or none with -Atomic' {
        $rows = @{ Name = 'a' }, @{ Name = 'b' } | ForEach-Object { [pscustomobject]@{ Name = $_.Name; Attribute = @{ ports = @(@{ name = 'x' }, @{ name = 'y' }) } } }
        (Watch-Command { $rows | New-ServiceInstance Switch -Atomic }).Errors | Should -Be 'AllocationFailed'
        Get-Held | Should -BeNullOrEmpty
        Set-AllocationPool vlan -To 110
        ($rows | New-ServiceInstance Switch -Atomic).State | Should -Be 'up', 'up'
    }

    It 'takes names from the pipeline, paths as keys, and the same request id once' {
        ('a', 'b' | New-ServiceInstance Switch).Name | Should -Be 'a', 'b'
        (New-ServiceInstance Switch c -Attribute @{ 'ports[name=eth0].note' = 'deep' }).Attributes.ports.note | Should -Be 'deep'
        $first = New-ServiceInstance Switch d -RequestId r1
        (New-ServiceInstance Switch d -RequestId r1).Id | Should -Be $first.Id
        (Watch-Command { New-ServiceInstance Switch e -RequestId r1 }).Errors | Should -Be 'RequestConflict'
        (Watch-Command { New-ServiceInstance Switch d }).Errors | Should -Be 'ServiceExists'
    }

    It 'tells all mistakes at once and takes nothing' {
        $seen = Watch-Command { New-ServiceInstance Switch -Attribute @{ name = 's'; nobody = 1; site = 5; ports = @(@{ name = 'x'; vlan = 7 }, @{ name = 'x' }) } }
        $seen.Errors | Should -Be 'InvalidService'
        $seen.Records[0].Exception.Mistakes.Count | Should -Be 4
        Get-Held | Should -BeNullOrEmpty
        (Watch-Command { New-ServiceInstance Switch -Attribute @{} }).Errors | Should -Be 'InvalidService'
        (Watch-Command { New-ServiceInstance Switch s -Attribute @{ site = (Get-Process -Id $PID).Modules } }).Errors | Should -Be 'InvalidService'
        (Watch-Command { New-ServiceInstance Nobody s }).Errors | Should -Be 'DefinitionNotFound'
    }

    It 'ends after its lifetime' {
        $end = (Get-Date).AddHours(8)
        New-ServiceInstance Switch s -Attribute @{ ports = @(@{ name = 'x' }) } -Lifetime 08:00:00 | Out-Null
        ((Get-Allocation -Pool vlan).EndDate - $end).Duration().TotalMinutes | Should -BeLessThan 10
        (Watch-Command { New-ServiceInstance Switch t -EndDate 2001-01-01 }).Errors | Should -Be 'InvalidService'
    }

    It 'makes nothing with -WhatIf' {
        New-ServiceInstance Switch s -Attribute @{ ports = @(@{ name = 'x' }) } -WhatIf | Should -BeNullOrEmpty
        Get-Held | Should -BeNullOrEmpty
    }
}
