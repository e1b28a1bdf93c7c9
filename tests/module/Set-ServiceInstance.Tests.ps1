BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Set-ServiceInstance' {
    BeforeEach {
        Connect-FreshStore
        Register-Switch -To 103 | Out-Null
        $s = Add-Switch s a, b
    }

    It 'gives new items numbers, keeps those of kept ones, and holds the dropped ones until the update is for good' {
        $after = Set-ServiceInstance Switch s @{ ports = @(@{ name = 'b' }, @{ name = 'c' }) }
        $after.Attributes.ports.vlan | Should -Be 101, 102
        Get-Held | Should -Be 100, 101, 102
        Set-ServiceInstance Switch s @{ ports = @(@{ name = 'b' }) } -NoUndo | Out-Null
        Get-Held | Should -Be 101
    }

    It 'takes an object back that was changed' {
        $s.Attributes.site = 'north'
        $s.Attributes.ports[0].note = 'uplink'
        $after = $s | Set-ServiceInstance -Attribute $s.Attributes
        $after.Attributes.site, $after.Attributes.ports[0].note, $after.Attributes.ports[0].vlan | Should -Be 'north', 'uplink', 100
        $s.Attributes.ports[0].vlan = 7
        (Watch-Command { $s | Set-ServiceInstance -Attribute $s.Attributes }).Errors | Should -Be 'InvalidService'
    }

    It 'takes the object in the pipeline itself back, changed or not' {
        (Get-ServiceInstance s | Set-ServiceInstance).Version | Should -Be $s.Version
        $after = Get-ServiceInstance s | ForEach-Object { $_.Attributes.site = 'south'; $_ } | Set-ServiceInstance
        $after.Attributes.site, $after.Version | Should -Be 'south', ($s.Version + 4)
        $after.Attributes.ports.vlan | Should -Be 100, 101
        $after | Set-ServiceInstance -Attribute @{ site = 'west' } | ForEach-Object { $_.Attributes.site } | Should -Be 'west'
    }

    It 'addresses deep attributes by path' {
        (Set-ServiceInstance Switch s @{ 'ports[name=b].note' = 'x' }).Attributes.ports[1].note | Should -Be 'x'
        (Watch-Command { Set-ServiceInstance Switch s @{ 'ports[name=z].note' = 'x' } }).Errors | Should -Be 'InvalidService'
    }

    It 'leaves everything as it was when it fails, or keeps it rejected with -KeepPartial' {
        $many = @{ ports = @('a', 'c', 'd' | ForEach-Object { @{ name = $_ } }) }
        $seen = Watch-Command { Set-ServiceInstance Switch s $many }
        $seen.Errors | Should -Be 'AllocationFailed'
        (Get-ServiceInstance s).Version | Should -Be $s.Version
        $seen = Watch-Command { Set-ServiceInstance Switch s $many -KeepPartial }
        $seen.Errors | Should -Be 'AllocationFailed'
        $seen.Output.State | Should -Be 'update_rejected'
    }

    It 'refuses a stale version' {
        Set-ServiceInstance Switch s @{ site = 'x' } -Version $s.Version | Out-Null
        (Watch-Command { Set-ServiceInstance Switch s @{ site = 'y' } -Version $s.Version }).Errors | Should -Be 'VersionConflict'
        (Get-ServiceInstance s).Attributes.site | Should -Be 'x'
    }

    It 'changes nothing with -WhatIf' {
        Set-ServiceInstance Switch s @{ site = 'x' } -WhatIf | Should -BeNullOrEmpty
        (Get-ServiceInstance s).Version | Should -Be $s.Version
    }
}
