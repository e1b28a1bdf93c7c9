BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Get-AllocationLeak' {
    BeforeEach {
        Connect-FreshStore
        New-AllocationPool own -From 0 -To 100 | Out-Null
    }

    It 'finds nothing where nothing is wrong' {
        New-VlanService a -NorthPool "file:$(Write-PoolFile 100 200)" -SouthPool own | Out-Null
        Get-AllocationLeak | Should -BeNullOrEmpty
    }

    It 'finds a number that its inventory forgot' {
        $file = Write-PoolFile 100 200
        $service = New-VlanService a -NorthPool "file:$file" -SouthPool own
        '{"version": 9, "range": {"from": 100, "to": 200}, "used": []}' | Set-Content -LiteralPath $file
        $leak = Get-AllocationLeak
        $leak | ForEach-Object { $_.PSTypeNames[0] } | Select-Object -Unique | Should -Be 'Allocation.Core.Leaks.AllocationLeak'
        $leak.Kind, $leak.Value, $leak.LeaseName, $leak.ReservationId | Should -Be 'UnknownToInventory', 100, 'a', $service.NorthAllocationKey
        Get-AllocationLeak -Kind Suspect | Should -BeNullOrEmpty
    }

    It 'finds what a program took that failed to answer, and a service that cannot give back' {
        $script:taken = [System.Collections.Generic.List[long]]::new()
        $script:down = $false
        Register-AllocationInventory flaky -Kind ByValue -Allocate { $script:taken.Add(700 + $script:taken.Count); if ($script:down) { throw 'lost' }; $script:taken[-1] } -Free { if ($script:down) { throw 'down' }; $true } -List { $script:taken } | Out-Null
        try {
            New-VlanService good -NorthInventory flaky -SouthPool own | Out-Null
            $script:down = $true
            (Watch-Command { New-VlanService lost -NorthInventory flaky -SouthPool own }).Errors | Should -Be 'AllocationFailed'
            (Watch-Command { Remove-VlanService good }).Errors | Should -Be 'ReleaseFailed'
            $leaks = Get-AllocationLeak
            ($leaks | Where-Object Kind -EQ Suspect).Value | Should -Be 701
            ($leaks | Where-Object Kind -EQ StuckService).LeaseName | Should -Be 'good'
            $leaks.Count | Should -Be 2
        }
        finally {
            $script:down = $false
            Get-AllocationLeak | Repair-Allocation -Confirm:$false | Out-Null
            Unregister-AllocationInventory flaky
        }
    }

    It 'warns of an inventory that does not answer, and goes on' {
        $file = Write-PoolFile 100 200
        New-VlanService a -NorthPool "file:$file" -SouthPool own | Out-Null
        Remove-Item -LiteralPath $file
        $seen = Watch-Command { Get-AllocationLeak }
        $seen.Errors + $seen.Output | Should -BeNullOrEmpty
        $seen.Warnings.Count | Should -Be 1
    }
}
