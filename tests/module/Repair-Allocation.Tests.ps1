BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Repair-Allocation' {
    BeforeEach {
        Connect-FreshStore
        New-AllocationPool own -From 0 -To 100 | Out-Null
        $script:file = Write-PoolFile 100 200
        New-VlanService a -NorthPool "file:$script:file" -SouthPool own | Out-Null
        '{"version": 9, "range": {"from": 100, "to": 200}, "used": []}' | Set-Content -LiteralPath $script:file
    }

    It 'mends both numbers of an expired service, although the first took the second with it' {
        New-VlanService late -NorthPool own -SouthPool own -Lifetime 00:00:00.1 | Out-Null
        while (@(Get-Allocation -Expired).Count -lt 2) { [Threading.Thread]::Sleep(50) }
        $outcomes = Get-AllocationLeak -Kind ExpiredLease | Repair-Allocation -Confirm:$false
        $outcomes.Mended | Should -Be $true, $true
        Get-AllocationLeak -Kind ExpiredLease | Should -BeNullOrEmpty
    }

    It 'does nothing where it cannot ask, and says how to confirm' {
        New-VlanService late -NorthPool own -SouthPool own -Lifetime 00:00:00.1 | Out-Null
        while (@(Get-Allocation -Expired).Count -lt 2) { [Threading.Thread]::Sleep(50) }
        $seen = Watch-Command { Get-AllocationLeak -Kind ExpiredLease | Repair-Allocation }
        $seen.Errors | Should -Be 'ConfirmationRequired', 'ConfirmationRequired'
        "$($seen.Records)" | Should -BeLike '*Use -Confirm:$false to confirm it*'
        @(Get-Allocation -Expired) | Should -HaveCount 2
    }

    It 'mends what comes by the pipeline, once' {
        $leak = Get-AllocationLeak
        $outcome = $leak | Repair-Allocation -Confirm:$false
        $outcome | ForEach-Object { $_.PSTypeNames[0] } | Select-Object -Unique | Should -Be 'Allocation.Core.Leaks.RepairOutcome'
        $outcome.Mended | Should -BeTrue
        (Get-Content -Raw -LiteralPath $script:file | ConvertFrom-Json).used | Should -Be 100
        Get-AllocationLeak | Should -BeNullOrEmpty
        $told = Get-AllocationEvent -Kind Repaired
        $told.Command, $told.Subject, $told.SubjectId | Should -Be Repair-Allocation, Leak, (Get-VlanService a).Id
        $told.Name | Should -BeLike '100 of file:*'
    }

    It 'leaves an event of what it dismisses' {
        Get-AllocationLeak | Repair-Allocation -Dismiss -Confirm:$false | Out-Null
        $told = Get-AllocationEvent -Kind Repaired
        $told.Name | Should -BeLike '100 of file:*'
        $told.Summary | Should -BeLike '*State: Dismissed*'
    }

    It 'mends what went through a file: <_>' -ForEach 'Clixml', 'Csv' {
        $leak = Join-Path $TestDrive "leak.$_"
        Get-AllocationLeak | & "Export-$_" $leak
        (& "Import-$_" $leak | Repair-Allocation -Confirm:$false).Mended | Should -BeTrue
        Get-AllocationLeak | Should -BeNullOrEmpty
        (Watch-Command { Repair-Allocation -Leak ([pscustomobject]@{ Kind = 'HeldByNobody' }) }).Ended | Should -Be ParameterArgumentTransformationError
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

    It 'dismisses a difference, lists it on request, and repairs it all the same' {
        $leak = Get-AllocationLeak
        $leak | Repair-Allocation -Dismiss -WhatIf
        (Get-AllocationLeak).Value | Should -Be 100
        ($leak | Repair-Allocation -Dismiss -Confirm:$false).Mended | Should -BeTrue
        Get-AllocationLeak | Should -BeNullOrEmpty
        $dismissed = Get-AllocationLeak -Dismissed
        $dismissed.Kind, $dismissed.Value | Should -Be 'UnknownToInventory', 100
        ($dismissed | Repair-Allocation -Confirm:$false).Mended | Should -BeTrue
        Get-AllocationLeak -Dismissed | Should -BeNullOrEmpty
    }

    It 'has a high impact' {
        $attribute = (Get-Command Repair-Allocation).ImplementingType.GetCustomAttributes($true) | Where-Object { $_ -is [System.Management.Automation.CmdletAttribute] }
        $attribute.ConfirmImpact, $attribute.SupportsShouldProcess | Should -Be 'High', $true
    }

    It 'alone leaves to people what is not certain' {
        Repair-Allocation -Confirm:$false | Should -BeNullOrEmpty
        (Get-AllocationLeak).Value | Should -Be 100
    }

    Context 'with several numbers that come into question for one call' {
        BeforeEach {
            $script:taken = [System.Collections.Generic.SortedSet[long]]::new([long[]](110, 111))
            $script:down = $true
            Register-AllocationInventory lab -Kind ByValue -Allocate {
                $script:down = $false
                $script:taken.Add(300) | Out-Null
                throw 'lost'
            } -Free { param($holding) $script:taken.Remove($holding.Number) } -List { if ($script:down) { throw 'down' }; $script:taken } | Out-Null
            (Watch-Command { New-VlanService b -NorthInventory lab -SouthPool own }).Errors | Should -Be 'AllocationFailed'
            $script:suspects = Get-AllocationLeak -Kind Suspect
        }

        AfterEach {
            Get-AllocationLeak -Kind Suspect | Repair-Allocation -Dismiss -Confirm:$false | Out-Null
            Unregister-AllocationInventory lab
        }

        It 'frees none when all are passed on' {
            $script:suspects.Value | Should -Be 110, 111, 300
            $script:suspects.Candidates | Should -Be 3, 3, 3
            ($script:suspects | Repair-Allocation -Confirm:$false).Mended | Should -Be $false, $false, $false
            ($script:suspects | Repair-Allocation -Force -Confirm:$false).Mended | Should -Be $false, $false, $false
            $script:taken | Should -Be 110, 111, 300
        }

        It 'frees the one that is chosen with -Force' {
            $one = $script:suspects | Where-Object Value -eq 300
            ($one | Repair-Allocation -Confirm:$false).Mended | Should -BeFalse
            ($one | Repair-Allocation -Force -Confirm:$false).Mended | Should -BeTrue
            $script:taken | Should -Be 110, 111
        }

        It 'frees none with -Dismiss, and reports them no more' {
            ($script:suspects | Repair-Allocation -Dismiss -Confirm:$false).Mended | Should -BeTrue
            $script:taken | Should -Be 110, 111, 300
            Get-AllocationLeak -Kind Suspect | Should -BeNullOrEmpty
        }
    }

    It 'says that an inventory failed, and goes on' {
        $leak = Get-AllocationLeak
        'no json' | Set-Content -LiteralPath $script:file
        (Watch-Command { $leak | Repair-Allocation -Confirm:$false }).Errors | Should -Be 'InvalidPoolFile'
    }
}
