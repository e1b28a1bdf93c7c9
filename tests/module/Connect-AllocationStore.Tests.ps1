BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Connect-AllocationStore' {
    BeforeEach {
        Connect-FreshStore
        Disconnect-AllocationStore
        $file = Join-Path $TestDrive "$([guid]::NewGuid().ToString('N')).db"
    }

    AfterAll { Disconnect-AllocationStore }

    It 'makes the store and says what the session uses from now on' {
        $store = Connect-AllocationStore "sqlite:$file"
        $store | ForEach-Object { $_.PSTypeNames[0] } | Select-Object -Unique | Should -Be 'Allocation.Core.Storage.Addresses.StoreInfo'
        "$($store.Kind) $($store.Source) $($store.Exists)" | Should -Be 'Sqlite Session True'
        $store.Uri | Should -Be "sqlite:$file"
        $store.Schema | Should -BeGreaterThan 0
        $file | Should -Exist
    }

    It 'is for the owner only' -Skip:$IsWindows {
        Connect-AllocationStore "sqlite:$file" | Out-Null
        "$((Get-Item -LiteralPath $file).UnixFileMode)" | Should -Be 'UserWrite, UserRead'
    }

    It 'is what the following commands use, and -Store goes before it' {
        Connect-AllocationStore "sqlite:$file" | Out-Null
        New-AllocationPool here -From 1 -To 9 | Out-Null
        New-AllocationPool there -From 1 -To 9 -Store "sqlite:$file.2" | Out-Null
        (Get-AllocationPool).Name | Should -Be 'here'
        (Get-AllocationPool -Store "sqlite:$file.2").Name | Should -Be 'there'
    }

    It 'resolves a path from where PowerShell is, and its drives' {
        Push-Location -LiteralPath $TestDrive
        try { (Connect-AllocationStore sqlite:relative.db).Uri | Should -Be "sqlite:$(Join-Path $TestDrive 'relative.db')" }
        finally { Pop-Location }
        (Connect-AllocationStore 'sqlite:TestDrive:/drive.db').Uri | Should -Be "sqlite:$(Join-Path $TestDrive 'drive.db')"
    }

    It 'leaves the former store when the new one cannot be used, and no other is used instead' {
        Connect-AllocationStore "sqlite:$file" | Out-Null
        $seen = Watch-Command { Connect-AllocationStore "sqlite:$(Join-Path $TestDrive 'no' 'folder' 'x.db')" }
        $seen.Ended | Should -Be 'StoreUnavailable'
        "$($seen.Warnings)" | Should -BeLike "*sqlite:$file is no longer connected*"
        (Watch-Command { Get-AllocationPool }).Ended | Should -Be 'StoreUnavailable'
        Connect-AllocationStore "sqlite:$file" | Out-Null
        Get-AllocationPool | Should -BeNullOrEmpty
    }

    It 'refuses what names no store: <_>' -ForEach 'x.db', 'sqlite:', 'mysql:x', 'sqlite:Nowhere:x', 'sqlite:Variable:x' {
        (Watch-Command { Connect-AllocationStore $_ }).Ended | Should -Be 'InvalidStore'
    }

    It 'refuses a file that is no database, and leaves it as it was' {
        'This is a letter, and no database at all, however long it may be.' * 20 | Set-Content -LiteralPath $file
        $before = (Get-FileHash -LiteralPath $file).Hash
        (Watch-Command { Connect-AllocationStore "sqlite:$file" }).Ended | Should -Be 'StoreCorrupt'
        (Get-FileHash -LiteralPath $file).Hash | Should -Be $before
    }

    It 'shows no password, wherever it stands' {
        foreach ($text in 'postgres://user:s3cret@nowhere.invalid/db', 'postgres:Host=nowhere.invalid;Password=s3cret', 'nothing://user:s3cret@x') {
            $seen = Watch-Command { Connect-AllocationStore $text -Verbose 4>&1 }
            $seen.Ended | Should -Be ($text -like 'nothing*' ? 'InvalidStore' : 'StoreUnavailable')
            "$($seen.Output) $($Error[0].Exception) $($Error[0].TargetObject)" | Should -Not -Match 's3cret'
        }
    }

    It 'keeps no file open' {
        Connect-AllocationStore "sqlite:$file" | Out-Null
        New-AllocationPool vlan -From 1 -To 9 | Out-Null
        New-VlanService a | Out-Null
        Get-Allocation | Select-Object -First 1 | Out-Null
        if ($IsLinux) { (Get-ChildItem "/proc/$PID/fd").LinkTarget | Should -Not -Contain $file }
        Remove-Item -LiteralPath $file
        Rename-Item -LiteralPath (New-Item -Path "$file.next" -ItemType File).FullName -NewName (Split-Path -Leaf $file)
    }
}
