BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'New-VlanService' {
    BeforeEach { Connect-FreshStore }

    Context 'from one pool' {
        BeforeEach { New-AllocationPool vlan -From 100 -To 200 | Out-Null }

        It 'takes the two lowest numbers and says who holds them' {
            $service = New-VlanService a
            $service | ForEach-Object { $_.PSTypeNames[0] } | Select-Object -Unique | Should -Be 'Allocation.Core.Services.VlanService'
            $service.Name, $service.State, $service.NorthVlanId, $service.SouthVlanId | Should -Be 'a', 'up', 100, 101
            (Get-Allocation -ReservationId $service.NorthAllocationKey).LeaseId | Should -Be $service.Id
            (Get-Allocation -ReservationId $service.SouthAllocationKey).ResourceId | Should -Be '101'
        }

        It 'makes one service for each string of the pipeline, in order' {
            $services = 'a', 'b', 'c' | New-VlanService
            $services.Name | Should -Be 'a', 'b', 'c'
            $services.NorthVlanId | Should -Be 100, 102, 104
        }

        It 'takes several names at once' {
            (New-VlanService a, b).NorthVlanId | Should -Be 100, 102
        }

        It 'takes exactly the number that is asked for' {
            $service = New-VlanService a -NorthVlanId 150 -SouthVlanId 120
            $service.NorthVlanId, $service.SouthVlanId | Should -Be 150, 120
        }

        It 'refuses a number that is taken, and gives the other one back' {
            New-VlanService a -NorthVlanId 120 | Out-Null
            $seen = Watch-Command { New-VlanService b -SouthVlanId 120 }
            $seen.Errors | Should -Be 'AllocationFailed'
            $seen.Records[0].Exception.InnerException.Kind | Should -Be 'ValueTaken'
            $seen.Output | Should -BeNullOrEmpty
            Get-Held | Should -Be 100, 120
        }

        It 'refuses a number outside the pool and takes nothing' -ForEach 99, 200, 0 {
            $seen = Watch-Command { New-VlanService a -NorthVlanId $_ }
            $seen.Errors | Should -Be 'ValueOutOfRange'
            Get-Held | Should -BeNullOrEmpty
        }

        It 'refuses a negative number' {
            (Watch-Command { New-VlanService a -NorthVlanId -1 }).Errors | Should -Be 'InvalidService'
        }

        It 'does not round a number' -ForEach '120.5', 120.5, 'x', '1kb', '0x64' {
            $seen = Watch-Command { New-VlanService a -NorthVlanId $_ }
            $seen.Errors | Should -Be 'InvalidService'
            Get-Held | Should -BeNullOrEmpty
        }

        It 'takes nothing with -WhatIf' {
            $seen = Watch-Command { 'a', 'b' | New-VlanService -WhatIf }
            $seen.Output + $seen.Errors | Should -BeNullOrEmpty
            Get-VlanService | Should -BeNullOrEmpty
            Get-Held | Should -BeNullOrEmpty
        }

        It 'tells with -WhatIf what would be refused' {
            (Watch-Command { New-VlanService '' -WhatIf }).Errors | Should -Be 'InvalidService'
        }

        It 'refuses a second service of the same name, in any case, and the rest goes on' {
            New-VlanService Web | Out-Null
            $seen = Watch-Command { 'a', 'WEB', 'b' | New-VlanService }
            $seen.Errors | Should -Be 'ServiceExists'
            $seen.Output.Name | Should -Be 'a', 'b'
            (Get-VlanService).Name | Should -Be 'a', 'b', 'Web'
        }

        It 'ends at the first error with -ErrorAction Stop' {
            $seen = Watch-Command { 'a', "b`tb", 'c' | New-VlanService -ErrorAction Stop }
            $seen.Ended | Should -Be 'InvalidService'
            (Get-VlanService).Name | Should -Be 'a'
        }

        It 'stops making services when nobody wants more' {
            1..10 | New-VlanService | Select-Object -First 2 | Out-Null
            (Get-VlanService).Name | Should -Be '1', '2'
        }

        It 'refuses the name <Label>' -ForEach @(
            @{ Label = 'that is empty'; Name = '' }
            @{ Label = 'of spaces'; Name = '   ' }
            @{ Label = 'with a line feed'; Name = "a`nb" }
            @{ Label = 'with a NUL'; Name = "a`0b" }
            @{ Label = 'of 201 characters'; Name = 'x' * 201 }
        ) {
            $seen = Watch-Command { New-VlanService $Name }
            $seen.Errors | Should -Be 'InvalidService'
            $seen.Records[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
            Get-Held | Should -BeNullOrEmpty
        }

        It 'keeps the name <_> as it is' -ForEach @(
            "O'Brien ""the net""; DROP TABLE pool; --", "z`u{fc}rich-`u{7f51}`u{7edc}-`u{1f600}", 'a[1]*?`', '$(exit)', ('x' * 200)
        ) {
            (New-VlanService $_).Name | Should -BeExactly $_
            (Get-VlanService ([WildcardPattern]::Escape($_).Replace('```', '``'))).Name | Should -BeExactly $_
        }

        It 'does not pass on a number from one object to the next' {
            $services = [pscustomobject]@{ Name = 'a'; NorthVlanId = 150 }, [pscustomobject]@{ Name = 'b' } | New-VlanService
            $services.NorthVlanId | Should -Be 150, 101
        }

        It 'takes the printed form of no object for a name' {
            $seen = Watch-Command { [pscustomobject]@{ Title = 'a' } | New-VlanService }
            $seen.Errors | Should -Be 'InvalidService'
            Get-VlanService | Should -BeNullOrEmpty
        }

        It 'takes an empty cell of a CSV file as not asked for' {
            New-AllocationPool zero -From 0 -To 10 | Out-Null
            $services = 'Name,NorthPool,SouthPool,NorthVlanId,SouthVlanId,PoolFile,RequestId',
                'a,,,,,,',
                'b,,zero,150,,,',
                'c,zero,zero, ,1,,r1' | ConvertFrom-Csv | New-VlanService
            $services.NorthVlanId | Should -Be 100, 150, 2
            $services.SouthVlanId | Should -Be 101, 0, 1
        }

        It 'says what is wrong with a cell of a CSV file and goes on' {
            $seen = Watch-Command { 'Name,NorthVlanId', 'a,1x', ' ,105', 'b,' | ConvertFrom-Csv | New-VlanService }
            $seen.Errors | Should -Be 'InvalidService', 'InvalidService'
            $seen.Output.Name | Should -Be 'b'
        }
    }

    It 'gives 0, which is a number like any other' {
        New-AllocationPool vlan -From 0 -To 2 | Out-Null
        $service = New-VlanService a
        $service.NorthVlanId | Should -BeExactly 0
        $service.SouthVlanId | Should -BeExactly 1
        New-AllocationPool more -From 0 -To 9 | Out-Null
        (New-VlanService b -NorthPool more -SouthPool more -SouthVlanId 0).SouthVlanId | Should -BeExactly 0
    }

    It 'fails with PoolNotFound when there is no such pool' {
        $seen = Watch-Command { New-VlanService a }
        $seen.Errors | Should -Be 'PoolNotFound'
        $seen.Records[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        Get-VlanService | Should -BeNullOrEmpty
    }

    Context 'when the second pool is full' {
        BeforeEach {
            New-AllocationPool north -From 100 -To 200 | Out-Null
            New-AllocationPool south -From 5 -To 5 | Out-Null
        }

        It 'gives the first number back and leaves no service' {
            $seen = Watch-Command { New-VlanService a -NorthPool north -SouthPool south }
            $seen.Errors | Should -Be 'AllocationFailed'
            $seen.Output | Should -BeNullOrEmpty
            $failure = $seen.Records[0]
            $failure.CategoryInfo.Category | Should -Be 'ResourceUnavailable'
            $failure.TargetObject | Should -Be 'a'
            $failure.Exception.Attribute | Should -Be 'south_vlan_id'
            $failure.Exception.Released | Should -Be 'north_vlan_id 100'
            $failure.Exception.InnerException.Kind | Should -Be 'PoolExhausted'
            Get-Held north | Should -BeNullOrEmpty
            Get-VlanService | Should -BeNullOrEmpty
            (Get-AllocationPool north).Free | Should -Be 100
        }

        It 'makes the other services of the pipeline' {
            New-AllocationPool vlan -From 1 -To 3 | Out-Null
            $seen = Watch-Command {
                [pscustomobject]@{ Name = 'a'; SouthPool = 'south' }, [pscustomobject]@{ Name = 'b' } | New-VlanService
            }
            $seen.Errors | Should -Be 'AllocationFailed'
            $seen.Output.Name | Should -Be 'b'
        }
    }

    Context '-KeepPartial' {
        BeforeEach { New-AllocationPool vlan -From 100 -To 101 | Out-Null }

        It 'keeps the one number of the pool 100-100 and is rejected' {
            $seen = Watch-Command { New-VlanService a -KeepPartial }
            $seen.Errors | Should -Be 'AllocationFailed'
            $seen.Records[0].Exception.Kept | Should -Be 'north_vlan_id 100'
            $seen.Output.State, $seen.Output.NorthVlanId | Should -Be 'rejected', 100
            $seen.Output.SouthVlanId | Should -BeNullOrEmpty
            $seen.Output.SouthAllocationKey | Should -BeNullOrEmpty
            Get-Held | Should -Be 100
        }

        It 'ends after the error with -ErrorAction Stop, and the service is still there' {
            (Watch-Command { New-VlanService a -KeepPartial -ErrorAction Stop }).Ended | Should -Be 'AllocationFailed'
            (Get-VlanService a).State | Should -Be 'rejected'
        }

        It 'is not for -Atomic' {
            (Watch-Command { New-VlanService a -KeepPartial -Atomic }).Ended | Should -Be 'AmbiguousParameterSet'
        }
    }

    Context '-Atomic' {
        BeforeEach { New-AllocationPool vlan -From 100 -To 106 | Out-Null }

        It 'makes all and puts them out in order' {
            $services = 'c', 'a', 'b' | New-VlanService -Atomic
            $services.Name | Should -Be 'c', 'a', 'b'
            $services.NorthVlanId | Should -Be 100, 102, 104
        }

        It 'takes what a later row asks for by number first' {
            $file = Join-Path $TestDrive 'rows.csv'
            "Name,NorthVlanId,SouthVlanId`na,,`nb,101,`nc,,100" | Set-Content -LiteralPath $file
            $services = Import-Csv -LiteralPath $file | New-VlanService -Atomic
            $services.Name | Should -Be 'a', 'b', 'c'
            $services.NorthVlanId | Should -Be 102, 101, 105
            $services.SouthVlanId | Should -Be 103, 104, 100
        }

        It 'leaves nothing when the last one fails' {
            $seen = Watch-Command { 'a', 'b', 'c', 'd' | New-VlanService -Atomic }
            $seen.Errors | Should -Be 'AllocationFailed'
            $seen.Output | Should -BeNullOrEmpty
            Get-VlanService | Should -BeNullOrEmpty
            Get-Allocation -State All | Should -BeNullOrEmpty
            (Get-AllocationPool vlan).Free | Should -Be 6
        }

        It 'leaves nothing when one cannot be asked for: <Label>' -ForEach @(
            @{ Label = 'a bad name'; Item = [pscustomobject]@{ Name = "b`n" } }
            @{ Label = 'no name'; Item = [pscustomobject]@{ Title = 'b' } }
            @{ Label = 'no object'; Item = $null }
            @{ Label = 'no number'; Item = [pscustomobject]@{ Name = 'b'; NorthVlanId = 'x' } }
            @{ Label = 'half a number'; Item = [pscustomobject]@{ Name = 'b'; SouthVlanId = 100.5 } }
            @{ Label = 'a list of numbers'; Item = [pscustomobject]@{ Name = 'b'; SouthVlanId = 1, 2 } }
            @{ Label = 'a list for a pool'; Item = [pscustomobject]@{ Name = 'b'; NorthPool = 'x', 'y' } }
        ) {
            $seen = Watch-Command { 'a', $Item, 'c' | New-VlanService -Atomic }
            $seen.Errors.Count | Should -Be 1
            $seen.Output | Should -BeNullOrEmpty
            Get-VlanService | Should -BeNullOrEmpty
        }

        It 'leaves nothing when two of them have one name' {
            (Watch-Command { 'a', 'b', 'A' | New-VlanService -Atomic }).Errors | Should -Be 'ServiceExists'
            Get-VlanService | Should -BeNullOrEmpty
        }

        It 'leaves nothing when the pipeline ends before its last object' {
            Watch-Command { & { 'a'; throw 'enough' } | New-VlanService -Atomic } | Out-Null
            Get-VlanService | Should -BeNullOrEmpty
        }

        It 'takes nothing with -WhatIf' {
            (Watch-Command { 'a', 'b' | New-VlanService -Atomic -WhatIf }).Errors | Should -BeNullOrEmpty
            Get-VlanService | Should -BeNullOrEmpty
        }

        It 'is one request: the same again takes nothing' {
            $first = 'a', 'b' | New-VlanService -Atomic -RequestId r1
            $again = 'a', 'b' | New-VlanService -Atomic -RequestId r1
            $again.Id | Should -Be $first.Id
            Get-Held | Should -Be 100, 101, 102, 103
        }

        It 'has one request id' {
            $seen = Watch-Command {
                [pscustomobject]@{ Name = 'a'; RequestId = 'r1' }, [pscustomobject]@{ Name = 'b'; RequestId = 'r2' } | New-VlanService -Atomic
            }
            $seen.Errors | Should -Be 'InvalidService'
            Get-VlanService | Should -BeNullOrEmpty
        }
    }

    Context '-RequestId' {
        BeforeEach { New-AllocationPool vlan -From 100 -To 200 | Out-Null }

        It 'returns the same service for the same request and takes nothing' {
            $first = New-VlanService a -RequestId r1
            $again = New-VlanService a -RequestId r1
            $again.Id | Should -Be $first.Id
            Get-Held | Should -Be 100, 101
        }

        It 'is a conflict for another request' {
            New-VlanService a -RequestId r1 | Out-Null
            $seen = Watch-Command { New-VlanService b -RequestId r1 }
            $seen.Errors | Should -Be 'RequestConflict'
            Get-Held | Should -Be 100, 101
        }
    }

    Context 'from a VLAN pool file' {
        It 'takes both numbers, and writes them and the next version into the file' {
            $file = Write-PoolFile 100 200
            $service = New-VlanService a -PoolFile $file
            $service.NorthVlanId, $service.SouthVlanId | Should -Be 100, 101
            $content = Get-Content -Raw -LiteralPath $file | ConvertFrom-Json
            $content.used | Should -Be 100, 101
            $content.version | Should -BeGreaterThan 1
        }

        It 'makes the services of a pipeline in groups, in order' {
            $file = Write-PoolFile 100 300
            $services = 1..40 | ForEach-Object { "s$_" } | New-VlanService -PoolFile $file
            $services.Name | Should -Be (1..40 | ForEach-Object { "s$_" })
            $services.NorthVlanId | Should -Be (0..39 | ForEach-Object { 100 + 2 * $_ })
            (Get-Content -Raw -LiteralPath $file | ConvertFrom-Json).used | Should -Be (100..179)
        }

        It 'keeps only what was read when the reader stops' {
            $file = Write-PoolFile 100 300
            $read = 1..40 | ForEach-Object { "s$_" } | New-VlanService -PoolFile $file | Select-Object -First 5
            $read.Name | Should -Be 's1', 's2', 's3', 's4', 's5'
            (Get-VlanService).Name | Should -Be 's1', 's2', 's3', 's4', 's5'
            (Get-Content -Raw -LiteralPath $file | ConvertFrom-Json).used | Should -Be (100..109)
            Get-AllocationLeak | Should -BeNullOrEmpty
        }

        It 'says in which row an error of a group is' {
            $file = Write-PoolFile 100 300
            New-VlanService s6 -PoolFile $file | Out-Null
            $rows = 1..9 | ForEach-Object { [pscustomobject]@{ Name = "s$_"; PoolFile = $file } }
            $seen = Watch-Command { $rows | New-VlanService }
            $seen.Errors | Should -Be 'ServiceExists'
            $seen.Records[0].ErrorDetails.Message | Should -BeLike 'Row 6:*'
            $seen.Output.Name | Should -Be 's1', 's2', 's3', 's4', 's5', 's7', 's8', 's9'
        }

        It 'stops at the first error with -ErrorAction Stop' {
            $file = Write-PoolFile 100 300
            New-VlanService s6 -PoolFile $file | Out-Null
            { 1..9 | ForEach-Object { "s$_" } | New-VlanService -PoolFile $file -ErrorAction Stop } | Should -Throw
            (Get-VlanService).Name | Should -Be 's1', 's2', 's3', 's4', 's5', 's6'
        }

        It 'takes both numbers from a pool, also of a row, but for a side that names another one' {
            foreach ($pool in 'p', 'q') { New-AllocationPool $pool -From 1 -To 10 | Out-Null }
            $rows = @'
Name,Pool,SouthPool
a,p,
b,p,q
'@ | ConvertFrom-Csv
            $seen = $rows | New-VlanService
            ($seen | ForEach-Object { "$($_.Name) $($_.NorthPool) $($_.SouthPool)" }) -join '; ' | Should -BeExactly 'a p p; b p q'
            $one = New-VlanService c -Pool q
            "$($one.NorthPool) $($one.SouthPool)" | Should -BeExactly 'q q'
        }

        It 'resolves a path from where PowerShell is' {
            $file = Write-PoolFile 100 200
            Push-Location -LiteralPath $TestDrive
            try { (New-VlanService a -PoolFile (Join-Path '.' (Split-Path -Leaf $file))).NorthVlanId | Should -Be 100 }
            finally { Pop-Location }
        }

        It 'takes the file that the environment names when neither a file nor a pool is given' {
            New-AllocationPool vlan -From 500 -To 600 | Out-Null
            $env:VLAN_POOL_FILE = Write-PoolFile 100 200
            (New-VlanService a).NorthVlanId | Should -Be 100
            (New-VlanService b -NorthPool vlan).NorthVlanId | Should -Be 500
        }

        It 'takes numbers from pools or from a file, not from both' {
            foreach ($side in 'Pool', 'NorthPool') {
                $pool = @{ $side = 'vlan' }
                $seen = Watch-Command { New-VlanService a @pool -PoolFile (Write-PoolFile 100 200) }
                $seen.Errors | Should -Be 'InvalidService'
            }
        }

        It 'gives the first number back when there is no second one' {
            $file = Write-PoolFile 100 101
            $seen = Watch-Command { New-VlanService a -PoolFile $file }
            $seen.Errors | Should -Be 'AllocationFailed'
            (Get-Content -Raw -LiteralPath $file | ConvertFrom-Json).used | Should -BeNullOrEmpty
            Get-VlanService | Should -BeNullOrEmpty
        }

        It 'keeps the one number of 100-100 with -KeepPartial' {
            $file = Write-PoolFile 100 101
            $seen = Watch-Command { New-VlanService a -PoolFile $file -KeepPartial }
            $seen.Output.State, $seen.Output.NorthVlanId | Should -Be 'rejected', 100
            (Get-Content -Raw -LiteralPath $file | ConvertFrom-Json).used | Should -Be 100
        }

        It 'has nothing to give without a range' {
            $file = Join-Path $TestDrive 'norange.json'
            '{}' | Set-Content -LiteralPath $file
            $seen = Watch-Command { New-VlanService a -PoolFile $file }
            $seen.Errors | Should -Be 'AllocationFailed'
            $seen.Records[0].Exception.InnerException.Kind | Should -Be 'PoolExhausted'
        }

        It 'leaves a damaged file as it was: <_>' -ForEach 'no json', '[1]', '{"range": 5}', '{"range": {"from": 1, "to": 9}, "used": [1, 1]}', '' {
            $file = Join-Path $TestDrive 'damaged.json'
            [IO.File]::WriteAllText($file, $_)
            $seen = Watch-Command { New-VlanService a -PoolFile $file }
            $seen.Errors | Should -Be 'InvalidPoolFile'
            [IO.File]::ReadAllText($file) | Should -BeExactly $_
            Get-VlanService | Should -BeNullOrEmpty
        }

        It 'says that a file is missing' {
            (Watch-Command { New-VlanService a -PoolFile (Join-Path $TestDrive 'missing.json') }).Errors | Should -Be 'InvalidPoolFile'
        }

        It 'refuses what is no path of the file system' {
            (Watch-Command { New-VlanService a -PoolFile 'Variable:x' }).Errors | Should -Be 'InvalidPoolFile'
            (Watch-Command { New-VlanService a -PoolFile 'Nowhere:x' }).Errors | Should -Be 'InvalidPoolFile'
        }
    }
}
