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
}
