BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Repair-Allocation' {
    BeforeEach {
        Connect-FreshStore
        New-AllocationPool own -From 0 -To 100 | Out-Null
        $script:file = Write-PoolFile 100 200
        New-VlanService a -NorthPool "file:$script:file" -SouthPool own | Out-Null
        '{"version": 9, "range": {"from": 100, "to": 200}, "used": []}' | Set-Content -LiteralPath $script:file
    }

    It 'mends what comes by the pipeline, once' {
        $leak = Get-AllocationLeak
        $outcome = $leak | Repair-Allocation -Confirm:$false
        $outcome | Should -BeOfType Allocation.Core.Inventories.RepairOutcome
        $outcome.Mended | Should -BeTrue
        (Get-Content -Raw -LiteralPath $script:file | ConvertFrom-Json).used | Should -Be 100
        Get-AllocationLeak | Should -BeNullOrEmpty
    }

    It 'mends nothing with -WhatIf' {
        Get-AllocationLeak | Repair-Allocation -WhatIf
        (Get-AllocationLeak).Value | Should -Be 100
    }

    It 'has a high impact' {
        $attribute = (Get-Command Repair-Allocation).ImplementingType.GetCustomAttributes($true) | Where-Object { $_ -is [System.Management.Automation.CmdletAttribute] }
        $attribute.ConfirmImpact, $attribute.SupportsShouldProcess | Should -Be 'High', $true
    }

    It 'alone leaves to people what is not certain' {
        Repair-Allocation -Confirm:$false | Should -BeNullOrEmpty
        (Get-AllocationLeak).Value | Should -Be 100
    }

    It 'says that an inventory failed, and goes on' {
        $leak = Get-AllocationLeak
        'no json' | Set-Content -LiteralPath $script:file
        (Watch-Command { $leak | Repair-Allocation -Confirm:$false }).Errors | Should -Be 'InvalidPoolFile'
    }
}
