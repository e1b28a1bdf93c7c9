BeforeAll {
    . (Join-Path $PSScriptRoot 'Module.ps1')

    function Register-Box([string] $Allocator, [hashtable] $More = @{}) {
        Register-ServiceDefinition @{
            name       = 'Box'
            attributes = @{ name = 'string'; note = @{ type = 'string'; modifier = 'rw+'; optional = $true }; top = @{ type = 'dict'; modifier = 'r' } }
            embedded   = @{ items = @{ modifier = 'rw+'; keys = 'id'; attributes = @{ id = 'int'; value = @{ type = 'int'; modifier = 'r' }; twice = @{ type = 'int'; modifier = 'r' } } } }
            allocation = @(@{ attribute = 'items[id=*].value'; allocator = $Allocator; arguments = @{ add = 5; id = @{ item = 'id' }; name = @{ path = 'name' } } } + $More)
        } | Out-Null
    }
}

Describe 'New-ServiceAllocator' {
    BeforeEach { Connect-FreshStore }

    It 'gives what the script puts out, <Kind>' -ForEach @(@{ Kind = 'between transactions'; Pure = $false }, @{ Kind = 'within one'; Pure = $true }) {
        New-ServiceAllocator add { $_.Arguments.id + $_.Arguments.add } -Pure:$Pure
        Register-Box add
        $box = New-ServiceInstance Box b -Attribute @{ items = @(@{ id = 1 }, @{ id = 2 }) }
        $box.Attributes.items.value | Should -Be 6, 7
    }

    It 'passes the context as $_, as $Context and as an argument' {
        New-ServiceAllocator see { param($c) $script:seen = "$($_.ServiceName) $($Context.Path) $($c.AttributePath) $($c.Instance.id) $($c.FullInstance.name)"; 1 }
        Register-Box see
        New-ServiceInstance Box b -Attribute @{ items = @(@{ id = 9 }) } | Out-Null
        $script:seen | Should -Be 'b items[id=9] items[id=9].value 9 b'
    }

    It 'asks -NeedsAllocation, and sets several values by path' {
        $script:asked = 0
        New-ServiceAllocator two -NeedsAllocation { $script:asked++; $null -eq $_.Instance.twice } -Allocate { $_.SetValue('value', $_.Instance.id); $_.SetValue('twice', 2 * $_.Instance.value) }
        New-ServiceAllocator two -NeedsAllocation { $script:asked++; $null -eq $_.Instance.twice } -Allocate { $_.SetValue('value', $_.Instance.id); $_.SetValue('twice', 2 * $_.Get('value')) }
        Register-ServiceDefinition @{
            name = 'Two'; attributes = @{ name = 'string'; note = @{ type = 'string'; modifier = 'rw+'; optional = $true } }
            embedded = @{ items = @{ keys = 'id'; attributes = @{ id = 'int'; value = @{ type = 'int'; modifier = 'r' }; twice = @{ type = 'int'; modifier = 'r' } } } }
            allocation = @(@{ forEach = 'items'; identifiedBy = 'id'; apply = @(@{ allocator = 'two' }) })
        } | Out-Null
        $s = New-ServiceInstance Two s -Attribute @{ items = @(@{ id = 4 }) }
        $s.Attributes.items[0].twice | Should -Be 8
        Set-ServiceInstance Two s @{ note = 'x' } | Out-Null
        $script:asked | Should -BeGreaterThan 1
        (Get-ServiceInstance s).Attributes.items[0].twice | Should -Be 8
    }

    It 'fails the allocation with its own message when the script <What>' -ForEach @(
        @{ What = 'throws'; Script = { throw 'my own words' } }
        @{ What = 'writes an error'; Script = { Write-Error 'my own words'; 5 } }
        @{ What = 'fails in a command'; Script = { Get-Item (Join-Path $TestDrive 'my own words') } }
        @{ What = 'gives the wrong type'; Script = { 'my own words' } }
    ) {
        New-ServiceAllocator bad $Script
        Register-Box bad
        $seen = Watch-Command { New-ServiceInstance Box b -Attribute @{ items = @(@{ id = 1 }) } }
        $seen.Errors | Should -Be 'AllocationFailed'
        $seen.Records[0].Exception.Message | Should -BeLike '*my own words*'
        $seen.Output | Should -BeNullOrEmpty
        Get-ServiceInstance | Should -BeNullOrEmpty
    }

    It 'passes on the words of a script that <What>, <Kind>, and nothing else' -ForEach @(
        foreach ($pure in $false, $true) {
            $kind = $pure ? 'within a transaction' : 'between transactions'
            @{ Kind = $kind; Pure = $pure; What = 'throws text'; Script = { throw 'my own words' } }
            @{ Kind = $kind; Pure = $pure; What = 'throws an exception'; Script = { throw [System.InvalidOperationException]::new('my own words') } }
            @{ Kind = $kind; Pure = $pure; What = 'stops at an error'; Script = { Write-Error 'my own words' -ErrorAction Stop } }
            @{ Kind = $kind; Pure = $pure; What = 'writes an error'; Script = { Write-Error 'my own words' } }
        }
    ) {
        New-ServiceAllocator bad $Script -Pure:$Pure
        Register-Box bad
        $seen = Watch-Command { New-ServiceInstance Box b -Attribute @{ items = @(@{ id = 1 }) } }
        $seen.Records[0].Exception.InnerException.Message | Should -Be 'my own words'
    }

    It 'shows $null for attributes without a value, also under strict mode' {
        New-ServiceAllocator strict {
            Set-StrictMode -Version Latest
            if ($null -ne $_.Instance.value -or $null -ne $_.Instance.twice -or $null -ne $_.FullInstance.note -or $null -ne $_.FullInstance.items[0].twice) { throw 'a value' }
            7
        }
        Register-Box strict
        (New-ServiceInstance Box b -Attribute @{ items = @(@{ id = 1 }) }).Attributes.items[0].value | Should -Be 7
    }

    It 'fails the allocation when the script gives nothing' {
        New-ServiceAllocator nothing { }
        Register-Box nothing
        (Watch-Command { New-ServiceInstance Box b -Attribute @{ items = @(@{ id = 1 }) } }).Errors | Should -Be 'AllocationFailed'
    }

    It 'may use this module itself' {
        New-AllocationPool vlan -From 1 -To 9 | Out-Null
        New-ServiceAllocator nested { (New-VlanService "for-$($_.ServiceName)-$($_.Instance.id)").NorthVlanId }
        Register-Box nested
        (New-ServiceInstance Box b -Attribute @{ items = @(@{ id = 1 }) }).Attributes.items[0].value | Should -Be 1
    }

    It 'refuses the name of a built-in one, and makes nothing with -WhatIf' {
        (Watch-Command { New-ServiceAllocator number { 1 } }).Errors | Should -Be 'InvalidDefinition'
        New-ServiceAllocator never-made { 1 } -WhatIf
        (Watch-Command { Register-Box never-made }).Errors | Should -Be 'InvalidDefinition'
    }
}
