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

    It 'says with -WhatIf what would happen to what' {
        $transcript = Join-Path $TestDrive 'whatif.txt'
        Start-Transcript -LiteralPath $transcript | Out-Null
        Get-AllocationLeak | Repair-Allocation -WhatIf
        Stop-Transcript | Out-Null
        $text = (Get-Content -LiteralPath $transcript) -join ''
        $text | Should -Match "Mark 100 of file:.* as taken again for 'a'"
        (Get-AllocationLeak).Value | Should -Be 100
    }

    It 'keeps pool and detail readable at 80 columns, of leaks and of what became of them' {
        $leak = Get-AllocationLeak
        $words = 'UnknownToInventory', 'file:', '100', 'the ledger holds'
        $shown = $leak | Out-String -Width 80
        $shown -split '\n' | ForEach-Object { $_.TrimEnd().Length | Should -BeLessOrEqual 80 }
        foreach ($word in $words) { $shown | Should -Match ([regex]::Escape($word)) }
        ($shown -replace '\s') | Should -Match ([regex]::Escape(($leak.Pool -replace '\s')).Substring(0, 12))
        $outcome = $leak | Repair-Allocation -Confirm:$false | Out-String -Width 80
        $outcome | Should -Match 'Mended'
        $outcome | Should -Not -Match 'AllocationLeak \{'
        $outcome | Should -Match 'True'
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
