BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Remove-Allocation' {
    BeforeEach {
        Connect-FreshStore
        New-AllocationPool vlan -From 100 -To 120 | Out-Null
        New-AllocationPool vxlan -From 5000 -To 5004 | Out-Null
        New-Allocation vlan -Name a, b -Count 2 | Out-Null
    }

    It 'gives back all that a name holds, and is silent' {
        Remove-Allocation A | Should -BeNullOrEmpty
        Get-Held | Should -Be 102, 103
        (Get-Allocation -State Released).ResourceId | Should -Be 100, 101
    }

    It 'gives back one number by object and by reservation id' {
        (Get-Allocation -ResourceId 101 | Remove-Allocation -PassThru).ResourceId | Should -Be 101
        Remove-Allocation -ReservationId (Get-Allocation -ResourceId 102).ReservationId
        Get-Held | Should -Be 100, 103
    }

    It 'takes names and rows from the pipeline' {
        'a' | Remove-Allocation
        'Name,Pool', 'b,vlan' | ConvertFrom-Csv | Remove-Allocation
        Get-Held | Should -BeNullOrEmpty
    }

    It 'never gives back what a service holds' {
        New-VlanService web | Out-Null
        (Watch-Command { Get-Allocation -LeaseName web | Remove-Allocation }).Errors | Should -Be InvalidAllocation, InvalidAllocation
        (Watch-Command { Remove-Allocation web }).Errors | Should -Be InvalidAllocation
        (Get-Allocation -LeaseName web).ResourceId | Should -Be 104, 105
    }

    It 'never gives back what an import holds' {
        Import-AllocationPool -Path (Write-PoolFile 1 9 -Used 5) -Name old | Out-Null
        (Watch-Command { Get-Allocation -Pool old | Remove-Allocation }).Errors | Should -Be InvalidAllocation
        Get-Held old | Should -Be 5
    }

    It 'wants the pool for a name that holds numbers of several' {
        New-Allocation vxlan -Name a | Out-Null
        (Watch-Command { Remove-Allocation a }).Errors | Should -Be InvalidAllocation
        Remove-Allocation a -Pool VXLAN
        Get-Held vxlan | Should -BeNullOrEmpty
        Get-Held | Should -HaveCount 4
    }

    It 'asks before a wildcard gives back what several names hold' {
        (Watch-Command { Remove-Allocation * }).Errors | Should -Be ConfirmationRequired
        Get-Held | Should -HaveCount 4
        Remove-Allocation * -Force
        Get-Held | Should -BeNullOrEmpty
    }

    It 'says AllocationNotFound for what is over' {
        $line = Get-Allocation -ResourceId 100
        $line | Remove-Allocation
        (Watch-Command { $line | Remove-Allocation }).Errors | Should -Be AllocationNotFound
        (Watch-Command { Remove-Allocation nope }).Errors | Should -Be AllocationNotFound
        (Watch-Command { Remove-Allocation nope* }).Errors | Should -BeNullOrEmpty
    }

    It 'changes nothing with -WhatIf, and tells what would fail' {
        Remove-Allocation a -WhatIf
        (Watch-Command { Remove-Allocation nope -WhatIf }).Errors | Should -Be AllocationNotFound
        New-VlanService web | Out-Null
        (Watch-Command { Get-Allocation -ResourceId 104 | Remove-Allocation -WhatIf }).Errors | Should -Be InvalidAllocation
        Get-Held | Should -HaveCount 6
    }

    It 'completes the names that hold numbers' {
        New-Allocation vlan -Name 'b [1]' | Out-Null
        $found = Get-Completion 'Remove-Allocation b'
        $found.ListItemText | Should -Be b, 'b [1]'
        Invoke-Expression "Remove-Allocation $($found[1].CompletionText)"
        (Get-Allocation -LeaseKind Direct).LeaseName | Sort-Object -Unique | Should -Be a, b
    }
}
