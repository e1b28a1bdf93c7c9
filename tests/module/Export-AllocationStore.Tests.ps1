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
        Get-Content $two -Raw | Should -BeExactly (Get-Content $one -Raw)
        (Watch-Command { Import-AllocationStore $one -Store $other }).Ended | Should -Be StoreNotEmpty
    }

    It 'that is missing or damaged changes nothing' {
        $new = Join-Path $TestDrive new.json
        (Watch-Command { Import-AllocationStore (Join-Path $TestDrive missing.json) -Store "json:$new" }).Errors | Should -Not -Be StoreNotEmpty
        Test-Path $new | Should -BeFalse
    }
}
