BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Import-AllocationPool' {
    BeforeEach { Connect-FreshStore }

    It 'takes over range and used numbers, and leaves the file as it was' {
        $file = Write-PoolFile 100 110 -Used 100, 105
        $before = [IO.File]::ReadAllText($file)
        $pool = Import-AllocationPool $file
        $pool.Name, $pool.From, $pool.To, $pool.Held, $pool.Free | Should -Be 'vlan', 100, 110, 2, 8
        Get-Held | Should -Be 100, 105
        "$((Get-Allocation).LeaseKind)" | Should -Be 'Import Import'
        [IO.File]::ReadAllText($file) | Should -BeExactly $before
        (New-VlanService a).NorthVlanId | Should -Be 101
    }

    It 'lets a service take over a number that was used in the file' {
        Import-AllocationPool (Write-PoolFile 100 110 -Used 105) | Out-Null
        (New-VlanService a -NorthVlanId 105).NorthVlanId | Should -Be 105
        Get-Held | Should -Be 100, 105
    }

    It 'takes another name, a file from the pipeline, and a relative path' {
        $file = Write-PoolFile 1 9
        (Import-AllocationPool -Path $file -Name other).Name | Should -Be 'other'
        (Get-Item -LiteralPath $file | Import-AllocationPool -Name third).Name | Should -Be 'third'
        Push-Location -LiteralPath $TestDrive
        try { (Import-AllocationPool (Split-Path -Leaf $file) -Name fourth).Size | Should -Be 8 }
        finally { Pop-Location }
    }

    It 'says which name a pool has that was given none' {
        Import-AllocationPool (Write-PoolFile 1 9) -InformationVariable told | Out-Null
        "$told" | Should -BeLike "*'vlan'*"
        Import-AllocationPool (Write-PoolFile 1 9) -Name other -InformationVariable told | Out-Null
        $told | Should -BeNullOrEmpty
    }

    It 'takes wildcards in a path as themselves' {
        $file = Join-Path $TestDrive 'pool[1].json'
        Move-Item -LiteralPath (Write-PoolFile 1 9) -Destination $file
        (Import-AllocationPool $file).Size | Should -Be 8
        (Get-Item -LiteralPath $file | Import-AllocationPool -Name other).Size | Should -Be 8
    }

    It 'makes a pool without numbers of a file without a range' {
        $file = Join-Path $TestDrive 'empty.json'
        '{}' | Set-Content -LiteralPath $file
        $pool = Import-AllocationPool $file
        $pool.From, $pool.To, $pool.Size | Should -Be 0, 0, 0
    }

    It 'refuses a file that is missing or damaged' {
        $file = Join-Path $TestDrive 'damaged.json'
        'no json' | Set-Content -LiteralPath $file
        $seen = Watch-Command { Import-AllocationPool $file }
        $seen.Errors | Should -Be 'InvalidPoolFile'
        $seen.Records[0].CategoryInfo.Category | Should -Be 'InvalidData'
        (Watch-Command { Import-AllocationPool (Join-Path $TestDrive 'missing.json') }).Errors | Should -Be 'InvalidPoolFile'
        Get-AllocationPool | Should -BeNullOrEmpty
    }

    It 'refuses a name that is taken' {
        New-AllocationPool vlan -From 1 -To 2 | Out-Null
        (Watch-Command { Import-AllocationPool (Write-PoolFile 1 9) }).Errors | Should -Be 'PoolExists'
    }

    It 'changes nothing with -WhatIf' {
        Import-AllocationPool (Write-PoolFile 1 9) -WhatIf
        Get-AllocationPool | Should -BeNullOrEmpty
    }

    Context 'with a file of used numbers' {
        BeforeEach {
            New-AllocationPool vlan -From 100 -To 200 | Out-Null
            $usage = Join-Path $TestDrive 'usage.csv'
            'vid;name;description;owner;tags', '150;web;"Front; end";net;"site=berlin,critical"', '160-162;lab;;;' | Set-Content -LiteralPath $usage
        }

        It 'takes them from the pool, with what is noted of them' {
            $pool = Import-AllocationPool $usage -Name vlan
            $pool.Name, $pool.Held | Should -Be 'vlan', 4
            $web = Get-Allocation -LeaseName web
            $web.Value, "$($web.LeaseKind)", $web.Description, $web.Owner | Should -Be 150, 'Direct', 'Front; end', 'net'
            $web.Tag | Should -Be 'critical', 'site=berlin'
            Get-Held | Should -Be 150, 160, 161, 162
        }

        It 'tells all mistakes with their lines, and takes nothing' {
            'number,name', '150,a', 'x,b', '200,c', '150,d' | Set-Content -LiteralPath $usage
            $seen = Watch-Command { Import-AllocationPool $usage -Name vlan }
            $seen.Errors | Should -Be 'InvalidPoolFile'
            ($seen.Records[0].Exception.Message -split "`r?`n" | Select-Object -Skip 1) -replace ':.*' | Should -Be 'line 3', 'line 4', 'line 5'
            Get-Held | Should -BeNullOrEmpty
        }

        It 'writes each mistake in a line of its own, also below the line of a script' {
            'number,name', '150,a', 'x,b', '200,c' | Set-Content -LiteralPath $usage
            $script = Join-Path $TestDrive 'import.ps1'
            "Import-AllocationPool '$usage' -Name vlan -ErrorAction Continue" | Set-Content -LiteralPath $script
            foreach ($errorView in 'ConciseView', 'NormalView') {
                $ErrorView = $errorView
                $shown = & $script 2>&1 | Out-String -Width 300
                ($shown -split "`r?`n" | Select-String '^\W*(\[31;1m)?\s*line \d:').Count | Should -Be 2 -Because $shown
                $shown | Should -Match 'import\.ps1'
            }
        }

        It 'must be told the pool' {
            (Watch-Command { Import-AllocationPool $usage }).Ended | Should -Be 'Usage'
            (Watch-Command { Import-AllocationPool $usage -Format NetBox }).Ended | Should -Be 'Usage'
            Get-Held | Should -BeNullOrEmpty
        }

        It 'and New-Allocation read the same columns: <_>' -ForEach ResourceId, number, Vid, vlan, address, prefix, mac, text {
            "$_,LeaseName,Pool,Count,description,owner,tags,end_date", '150,web,vlan,1,d,o,"a,b",2100-01-01' | Set-Content -LiteralPath $usage
            $held = { Get-Allocation | ForEach-Object { "$($_.ResourceId) $($_.LeaseName) $($_.Description) $($_.Owner) $($_.Tag) $($_.EndDate.Year)" } }
            Import-AllocationPool $usage -Name vlan | Out-Null
            $imported = & $held
            Remove-Allocation web | Out-Null
            Import-Csv $usage | New-Allocation | Out-Null
            & $held | Should -Be $imported
            $imported | Should -BeLike '150 web d o a b 2*'
        }

        It 'leaves what is there with -IfNotExists, and refuses it without' {
            Import-AllocationPool $usage -Name vlan | Out-Null
            (Watch-Command { Import-AllocationPool $usage -Name vlan }).Errors | Should -Be 'InvalidPoolFile'
            (Import-AllocationPool $usage -Name vlan -IfNotExists -InformationVariable told).Held | Should -Be 4
            "$told" | Should -Match '0 taken, 4 held'
        }

        It 'refuses -IfNotExists with a file that makes a pool' {
            (Watch-Command { Import-AllocationPool (Write-PoolFile 1 9) -Name x -IfNotExists }).Ended | Should -Be 'Usage'
        }

        It 'needs a pool and makes no store' {
            (Watch-Command { Import-AllocationPool $usage -Name nope }).Errors | Should -Be 'PoolNotFound'
            (Watch-Command { Import-AllocationPool $usage -Name vlan -Store "sqlite:$(Join-Path $TestDrive none.db)" }).Ended | Should -Be 'StoreUnavailable'
            Join-Path $TestDrive none.db | Should -Not -Exist
        }

        It 'takes the format that is said: <Format>' -ForEach @(
            @{ Format = 'NetBox'; Lines = 'vid,name,status,site', '150,web,active,Berlin' }
            @{ Format = 'ShowVlan'; Lines = 'VLAN Name                             Status    Ports', '---- -------------------------------- --------- -----', '150  web                              active    Gi1/0/1' }
        ) {
            $file = Join-Path $TestDrive 'usage.txt'
            $Lines | Set-Content -LiteralPath $file
            (Import-AllocationPool $file -Name vlan -Format $Format).Held | Should -Be 1
            (Get-Allocation).LeaseName | Should -Be 'web'
        }
    }
}
