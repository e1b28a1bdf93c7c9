BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Export-AllocationPool' {
    BeforeEach {
        Connect-FreshStore
        New-AllocationPool vlan -From 100 -To 200 | Out-Null
        New-Allocation vlan -Name web -Count 2 -Description 'Front; "end"' -Owner net -Tag site=berlin, critical | Out-Null
        New-VlanService service | Out-Null
        $file = Join-Path $TestDrive "$([guid]::NewGuid().ToString('N')).csv"
    }

    It 'writes what all holders have, and the import reads it elsewhere: <Format>' -ForEach @{ Format = 'Csv' }, @{ Format = 'NetBox' } {
        $done = Export-AllocationPool VLAN $file -Format $Format -WarningAction Ignore
        $done.Pool, $done.File, $done.Rows | Should -Be 'vlan', $file, 4
        $one = Get-Content -LiteralPath $file -Raw
        Connect-FreshStore
        New-AllocationPool campus -From 1 -To 4095 | Out-Null
        (Import-AllocationPool $file -Name campus -Format $Format).Held | Should -Be 4
        Get-AllocationPool campus | Export-AllocationPool -Path $file -Format $Format | Out-Null
        Get-Content -LiteralPath $file -Raw | Should -BeExactly $one
    }

    It 'warns of cells that a spreadsheet runs, and writes them unchanged' {
        New-Allocation vlan -Name '=1+1' | Out-Null
        $seen = Watch-Command { Export-AllocationPool vlan $file }
        "$($seen.Warnings)" | Should -BeLike '1 cell begins with =*'
        (Import-Csv -LiteralPath $file).name | Should -Contain '=1+1'
    }

    It 'writes nothing with -WhatIf, for a pool that is missing, or for NetBox from a pool of MAC addresses' {
        Export-AllocationPool vlan $file -WhatIf
        (Watch-Command { Export-AllocationPool nope $file }).Errors | Should -Be 'PoolNotFound'
        New-AllocationPool mac -MacPrefix 52:54:00 | Out-Null
        (Watch-Command { Export-AllocationPool mac $file -Format NetBox }).Errors | Should -Be 'InvalidPool'
        $file | Should -Not -Exist
    }

    It 'writes one pool to one file' {
        New-AllocationPool lab -From 1 -To 9 | Out-Null
        (Watch-Command { Get-AllocationPool | Export-AllocationPool -Path $file }).Ended | Should -Be 'Usage'
    }

    It 'refuses a folder' { (Watch-Command { Export-AllocationPool vlan $TestDrive }).Errors | Should -Be 'InvalidPoolFile' }
}
