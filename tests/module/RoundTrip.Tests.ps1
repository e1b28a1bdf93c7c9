# What goes in comes out: numbers stay numbers, text stays text, and an object that was read can be sent back.

BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Attributes' {
    BeforeEach {
        Connect-FreshStore
        Register-ServiceDefinition @{
            name       = 'Circuit'
            attributes = @{
                name = 'string'
                size = @{ type = 'int'; modifier = 'rw+'; optional = $true }
                rate = @{ type = 'number'; modifier = 'rw+'; optional = $true }
                on   = @{ type = 'bool'; modifier = 'rw+'; optional = $true }
                note = @{ type = 'string'; modifier = 'rw+'; optional = $true }
            }
        } | Out-Null
    }

    It 'have whole numbers as whole numbers, also above 2^53' -ForEach 100, 9007199254740993, -5, ([long]::MaxValue) {
        $read = (New-ServiceInstance Circuit c -Attribute @{ size = $_ }).Attributes
        $read.size | Should -BeOfType [long]
        $read.size | Should -Be $_
        ($read | ConvertTo-Json) | Should -Match "`"size`": $_[,\s]"
        @{ $_ = 'found' }[$read.size] | Should -Be $(if ($_ -is [long]) { 'found' })
        $again = Set-ServiceInstance Circuit c -Attribute $read
        $again.Attributes.size | Should -Be $_
    }

    It 'are unchanged by sending back what was read' -ForEach 0.1, 0.30000000000000004, 1e30, 1e-20, 12345678901234567890, 1.5, 79228162514264337593543950335d {
        $read = (New-ServiceInstance Circuit c -Attribute @{ rate = $_ }).Attributes
        $read.rate | Should -Be $_
        Set-ServiceInstance Circuit c -Attribute $read | Out-Null
        (Get-ServiceInstance c).Attributes | ConvertTo-Json | Should -Be ($read | ConvertTo-Json)
    }

    It 'cannot be a number that JSON does not have' {
        (Watch-Command { New-ServiceInstance Circuit c -Attribute @{ rate = [double]::NaN } }).Errors | Should -Be 'InvalidService'
    }

    It 'are whole numbers for the script of an allocator' {
        New-AllocationPool vlan -From 100 -To 110 | Out-Null
        $seen = [System.Collections.ArrayList]::new()
        New-ServiceAllocator 'types' { $null = $seen.Add($_.Instance.want.GetType()); $null = $seen.Add($_.Arguments.least.GetType()); $_.Arguments.least }.GetNewClosure() | Out-Null
        Register-ServiceDefinition @{
            name = 'Typed'; attributes = @{ name = 'string'; want = 'int'; id = @{ type = 'int'; modifier = 'r' } }
            allocation = @(@{ attribute = 'id'; allocator = 'types'; arguments = @{ least = 7 } })
        } | Out-Null
        $made = New-ServiceInstance Typed t -Attribute @{ want = 3 }
        $made.Attributes.id | Should -BeOfType [long]
        $seen | Select-Object -Unique | Should -Be ([long])
    }

    It 'take the text of a CSV cell for another type where nothing is lost' {
        $rows = "size,rate,on`n10,2.5,True`n -7 ,1,false" | ConvertFrom-Csv
        $made = $rows | ForEach-Object { New-ServiceInstance Circuit "c$([guid]::NewGuid())" -Attribute $_ }
        $made.Attributes.size | Should -Be 10, -7
        $made.Attributes.rate | Should -Be 2.5, 1
        $made.Attributes.on | Should -Be $true, $false
        (Set-ServiceInstance Circuit $made[0].Name -Attribute @{ size = '11' }).Attributes.size | Should -Be 11
    }

    It 'refuse text that would lose something: <_>' -ForEach '010', '1.5', '1e3', '1,000', '9223372036854775808', '', '0x10' {
        $seen = Watch-Command { New-ServiceInstance Circuit c -Attribute @{ size = $_ } }
        $seen.Errors | Should -Be 'InvalidService'
    }

    It 'keep text that looks like a time, also through ConvertFrom-Json: <_>' -ForEach '2031-04-05T08:00:00Z', '2031-04-05T08:00:00', '2031-04-05T08:00:00.5Z', '2031-04-05' {
        $json = @{ note = $_ } | ConvertTo-Json
        (New-ServiceInstance Circuit a -Attribute ($json | ConvertFrom-Json)).Attributes.note | Should -BeExactly $_
        (New-ServiceInstance Circuit b -Attribute $json).Attributes.note | Should -BeExactly $_
    }

    It 'are taken as JSON text exactly as it is' {
        $read = (New-ServiceInstance Circuit c -Attribute '{ "note": "2031-04-05T08:00:00+05:30", "size": 9007199254740993 }').Attributes
        $read.note | Should -BeExactly '2031-04-05T08:00:00+05:30'
        $read.size | Should -Be 9007199254740993
        foreach ($bad in '[1]', '{ "note": ', '{ "note": "a", "note": "b" }', 'note') {
            (Watch-Command { New-ServiceInstance Circuit d -Attribute $bad }).Errors | Should -Be 'InvalidService'
        }
    }
}
