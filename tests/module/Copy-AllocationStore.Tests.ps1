BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Copy-AllocationStore' {
    BeforeEach {
        Connect-FreshStore
        New-AllocationPool vlan -From 100 -To 200 -Exclude 150 -ReuseDelay 00:10:00 | Out-Null
        'a', "O'Hara", 'gone' | New-VlanService | Out-Null
        Remove-VlanService gone
        $next = "$([guid]::NewGuid().ToString('N'))"
        $json = 'json:' + (Join-Path $TestDrive "$next.json")
        $copy = 'sqlite:' + (Join-Path $TestDrive "$next.db")

        function Get-Everything([string] $From) {
            Get-AllocationPool -Store $From | ConvertTo-Json -Depth 5
            Get-VlanService -Store $From | ConvertTo-Json
            Get-VlanService -State terminated -Store $From | ConvertTo-Json
            Get-Allocation -State All -Store $From | ConvertTo-Json
        }
    }

    It 'copies pools, services and the ledger with its history, there and back' {
        $done = Copy-AllocationStore -From $store -To $json
        $done | ForEach-Object { $_.PSTypeNames[0] } | Select-Object -Unique | Should -Be 'Allocation.Core.Storage.StoreCopy'
        $done.From, $done.To | Should -Be $store, $json
        $done.Rows | Should -BeGreaterThan 9
        (Copy-AllocationStore -From $json -To $copy).Rows | Should -Be ($done.Rows + 1)
        Get-Everything $json | Should -Be (Get-Everything $store)
        Get-Everything $copy | Should -Be (Get-Everything $store)
    }

    It 'gives a store that works on where the source stood' {
        Copy-AllocationStore -From $store -To $json | Out-Null
        (New-VlanService next -Store $json).NorthVlanId | Should -Be (New-VlanService next -Store $store).NorthVlanId
        (Watch-Command { New-VlanService a -Store $json }).Errors | Should -Be 'ServiceExists'
    }

    It 'copies the store in use when none is named' {
        (Copy-AllocationStore -To $json).From | Should -Be $store
    }

    It 'takes a destination that is there and empty, and no other' {
        Connect-AllocationStore $json | Out-Null
        Copy-AllocationStore $store $json | Out-Null
        $before = Get-Everything $json
        $seen = Watch-Command { Copy-AllocationStore $store $json }
        $seen.Ended | Should -Be 'StoreNotEmpty'
        Get-Everything $json | Should -Be $before
        (Watch-Command { Copy-AllocationStore $store $store }).Ended | Should -Be 'StoreNotEmpty'
    }

    It 'makes no source, and no destination without one' {
        (Watch-Command { Copy-AllocationStore -From $copy -To $json }).Ended | Should -Be 'StoreUnavailable'
        $copy.Substring(7), $json.Substring(5) | Should -Not -Exist
    }

    It 'refuses what names no store: <_>' -ForEach 'x.db', 'json:', 'mysql:x' {
        (Watch-Command { Copy-AllocationStore -From $store -To $_ }).Ended | Should -Be 'InvalidStore'
        (Watch-Command { Copy-AllocationStore -From $_ -To $json }).Ended | Should -Be 'InvalidStore'
    }

    It 'resolves drives of PowerShell' {
        (Copy-AllocationStore -From $store -To "json:TestDrive:/$next.json").To | Should -Be $json
    }

    It 'has no -Store beside -From and -To' {
        (Get-Command Copy-AllocationStore).Parameters.Keys | Should -Not -Contain 'Store'
    }

    It 'copies nothing with -WhatIf' {
        Copy-AllocationStore -From $store -To $json -WhatIf | Should -BeNullOrEmpty
        $json.Substring(5) | Should -Not -Exist
    }

    It 'shows its progress and takes it away again' {
        $shell = [powershell]::Create()
        $shell.AddScript("Import-Module '$manifest'; Copy-AllocationStore '$store' '$json'").Invoke() | Out-Null
        $records = @($shell.Streams.Progress | Where-Object Activity -EQ 'Copying the store')
        $shell.Dispose()
        $records.Count | Should -BeGreaterThan 1
        "$($records[-1].RecordType)" | Should -Be 'Completed'
    }

    It 'shows no password, wherever it stands' {
        foreach ($text in 'postgres://user:s3cret@nowhere.invalid/db', 'postgres:Host=nowhere.invalid;Password=s3cret') {
            $seen = Watch-Command { Copy-AllocationStore -From $store -To $text -Verbose 4>&1 }
            $seen.Ended | Should -Be 'StoreUnavailable'
            "$($seen.Output) $($Error[0].Exception) $($Error[0].TargetObject)" | Should -Not -Match 's3cret'
            (Watch-Command { Copy-AllocationStore -From $text -To $json -WhatIf }).Ended | Should -Be 'StoreUnavailable'
        }
    }
}
