BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'The document of a store' {
    It 'goes out, into a store of another kind, and out again as the same' {
        Connect-FreshStore
        New-AllocationPool vlan -From 100 -To 120 | Out-Null
        'web', 'db' | New-VlanService | Out-Null
        Remove-VlanService db
        $one, $two = (Join-Path $TestDrive one.json), (Join-Path $TestDrive two.json)
        $rows = (Export-AllocationStore $one).Rows
        $other = "json:$(Join-Path $TestDrive other.json)"
        (Import-AllocationStore $one -Store $other).Rows | Should -Be $rows
        Export-AllocationStore $two -Store $other | Out-Null
        # The import tells of itself.
        $first, $second = $one, $two | ForEach-Object { $document = Get-Content $_ -Raw | ConvertFrom-Json -Depth 50; $document.events = @($document.events).Where({ $_.subject -ne 'Store' }); $document | ConvertTo-Json -Depth 50 }
        $second | Should -BeExactly $first
        (Watch-Command { Import-AllocationStore $one -Store $other }).Ended | Should -Be StoreNotEmpty
    }

    It 'that is missing or damaged changes nothing' {
        $new = Join-Path $TestDrive new.json
        (Watch-Command { Import-AllocationStore (Join-Path $TestDrive missing.json) -Store "json:$new" }).Errors | Should -Not -Be StoreNotEmpty
        Test-Path $new | Should -BeFalse
    }

    It 'writes nothing over the store itself, as the other exports: <_>' -ForEach 'sqlite', 'json' {
        $own = Join-Path $TestDrive "$([guid]::NewGuid().ToString('N'))"
        $uri = "${_}:$own"
        New-AllocationPool kept -From 1 -To 9 -Store $uri | Out-Null
        foreach ($export in { Export-AllocationStore $own -Store $uri }, { Export-AllocationReport $own -Store $uri },
            { Export-AllocationPool kept $own -Store $uri }) {
            $seen = Watch-Command $export
            "$($seen.Errors)$($seen.Ended)" | Should -Match 'StoreUnavailable|ReportNotWritten|InvalidPoolFile'
        }
        @(Get-AllocationPool -Store $uri).Name | Should -Be 'kept'
    }
}
