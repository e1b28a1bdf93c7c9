BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Remove-VlanService' {
    BeforeEach {
        Connect-FreshStore
        New-AllocationPool vlan -From 100 -To 110 | Out-Null
        'a', 'b', 'c' | New-VlanService | Out-Null
    }

    It 'gives both numbers back and is silent' {
        Remove-VlanService b | Should -BeNullOrEmpty
        Get-Held | Should -Be 100, 101, 104, 105
        (Get-Allocation -State Released).Value | Should -Be 102, 103
        (New-VlanService d).NorthVlanId | Should -Be 102
    }

    It 'puts out what was removed with -PassThru' {
        $service = Remove-VlanService b -PassThru
        $service.State, $service.NorthVlanId, $service.SouthVlanId | Should -Be 'terminated', 102, 103
    }

    It 'says ServiceNotFound when it is repeated, and goes on' {
        Remove-VlanService b
        $seen = Watch-Command { Remove-VlanService b, c }
        $seen.Errors | Should -Be 'ServiceNotFound'
        (Get-VlanService).Name | Should -Be 'a'
    }

    It 'takes wildcards, and one that fits nothing is no error' {
        Remove-VlanService '[ab]' -Force
        (Get-VlanService).Name | Should -Be 'c'
        (Watch-Command { Remove-VlanService x* }).Errors | Should -BeNullOrEmpty
    }

    It 'takes names, services, and objects with a name from the pipeline' {
        'a' | Remove-VlanService
        Get-VlanService b | Remove-VlanService
        'Name', 'c' | ConvertFrom-Csv | Remove-VlanService
        Get-VlanService | Should -BeNullOrEmpty
    }

    It 'takes a service from the pipeline by its id: wildcards in its name mean themselves' {
        New-VlanService '*' | Remove-VlanService
        New-VlanService '[abc]' | Remove-VlanService
        (Get-VlanService).Name | Should -Be 'a', 'b', 'c'
    }

    It 'does not remove a later service of the same name' {
        $old = Get-VlanService a
        Remove-VlanService a
        New-VlanService a | Out-Null
        (Watch-Command { $old | Remove-VlanService }).Errors | Should -Be 'ServiceNotFound'
        (Get-VlanService).Count | Should -Be 3
    }

    It 'frees what a rejected service kept' {
        Set-AllocationPool vlan -To 107
        New-VlanService half -KeepPartial -ErrorAction Ignore | Out-Null
        Get-Held | Should -Contain 106
        Remove-VlanService half
        Get-Held | Should -Not -Contain 106
    }

    It 'frees what a rejected service kept of a pool file, and nothing else' {
        $file = Write-PoolFile 500 503 -Used 500, 501
        New-VlanService half -PoolFile $file -KeepPartial -ErrorAction Ignore | Out-Null
        Remove-VlanService half
        (Get-Content -Raw -LiteralPath $file | ConvertFrom-Json).used | Should -Be 500, 501
    }

    It 'stays in deallocating when the pool file is damaged, and the next removal ends it' {
        $file = Write-PoolFile 500 510
        New-VlanService f -PoolFile $file | Out-Null
        $good = Get-Content -Raw -LiteralPath $file
        'no json' | Set-Content -LiteralPath $file
        (Watch-Command { Remove-VlanService f }).Errors | Should -Be 'ReleaseFailed'
        (Get-VlanService f).State | Should -Be 'deallocating'
        $good | Set-Content -LiteralPath $file
        Remove-VlanService f
        (Watch-Command { Get-VlanService f }).Errors | Should -Be 'ServiceNotFound'
        (Get-Content -Raw -LiteralPath $file | ConvertFrom-Json).used | Should -BeNullOrEmpty
    }

    It 'changes nothing with -WhatIf' {
        Remove-VlanService * -WhatIf
        Get-VlanService a | Remove-VlanService -WhatIf
        (Get-VlanService).Count | Should -Be 3
        Get-Held | Should -Be (100..105)
    }

    It 'has medium impact: no question unless $ConfirmPreference or -Confirm wants one' {
        $declared = (Get-Command Remove-VlanService).ImplementingType.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)
        "$($declared.ConfirmImpact)" | Should -Be 'Medium'
        Remove-VlanService * -Confirm:$false
        Get-VlanService | Should -BeNullOrEmpty
    }
}
