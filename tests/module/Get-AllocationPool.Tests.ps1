BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

Describe 'Get-AllocationPool' {
    BeforeEach {
        Connect-FreshStore
        'lab-1', 'Lab-2', 'vlan' | ForEach-Object { New-AllocationPool $_ -From 1 -To 9 | Out-Null }
    }

    It 'lists all by name, and how full they are' {
        New-VlanService a | Out-Null
        $pools = Get-AllocationPool
        $pools.Name | Should -Be 'lab-1', 'Lab-2', 'vlan'
        $pools.Held | Should -Be 0, 0, 2
        $pools.Free | Should -Be 8, 8, 6
    }

    It 'takes wildcards and lists of names, in any case' {
        (Get-AllocationPool LAB-*).Name | Should -Be 'lab-1', 'Lab-2'
        (Get-AllocationPool vlan, lab-1).Name | Should -Be 'vlan', 'lab-1'
        (Watch-Command { Get-AllocationPool x* }).Errors | Should -BeNullOrEmpty
    }

    It 'says that an exact name is not there, and goes on' {
        $seen = Watch-Command { 'x', 'vlan' | Get-AllocationPool }
        $seen.Errors | Should -Be 'PoolNotFound'
        $seen.Records[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $seen.Output.Name | Should -Be 'vlan'
    }

    It 'shows a table of numbers, aligned to the right, and a list of everything' {
        $table = Get-AllocationPool vlan | Out-String -Width 120
        $table | Should -Match '(?m)^Name +Gives +Used +Size +Held +Cooling +Free *\r?$'
        $table | Should -Match '(?m)^vlan +1-8 +0% +8 +0 +0 +8 *\r?$'
        Get-AllocationPool vlan | Format-List | Out-String | Should -Match 'ReuseDelay'
    }

    It 'shows both kinds in one table, and resource pools alone with all that their resources do' {
        New-AllocationPool vm -NewCommand 'echo x' -DeleteCommand true -Max 7 | Out-Null
        New-AllocationPool none -NewCommand 'echo x' -DeleteCommand true -Max 0 | Out-Null
        $table = Get-AllocationPool | Out-String -Width 79
        $table | Should -Match '(?m)^Name +Gives +Used +Size +Held +Cooling +Free *\r?$'
        $table | Should -Match '(?m)^vlan +1-8 +0% +8 +0 +0 +8 *\r?$'
        $table | Should -Match '(?m)^vm +resources +0% +7 +0 +0 *\r?$'
        $table | Should -Match '(?m)^none +resources +0 +0 +0 *\r?$'
        $table | Should -Not -Match ' : '
        Get-AllocationPool vm, none | Out-String -Width 79 | Should -Match '(?m)^Name +Max +Up +Ready +Taken'
        Get-AllocationPool vm | Format-List | Out-String | Should -Match '(?m)^Ready +: 0'
    }

    It 'finds pools by their use; a pool that gives nothing is used to no part' {
        New-AllocationPool none -From 5 -To 5 | Out-Null
        New-VlanService a, b, c, d | Out-Null
        (Get-AllocationPool -MinimumPercentUsed 0).Name | Should -Be 'lab-1', 'Lab-2', 'vlan'
        (Get-AllocationPool v*, lab-1 -MinimumPercentUsed 80).Name | Should -Be 'vlan'
        (Get-AllocationPool | Sort-Object PercentUsed -Descending)[0].Name | Should -Be 'vlan'
        (Get-AllocationPool none | ConvertTo-Json | ConvertFrom-Json).PercentUsed | Should -BeNullOrEmpty
        (Watch-Command { Get-AllocationPool -MinimumPercentUsed 101 }).Ended | Should -Be 'ParameterArgumentValidationError'
    }

    It 'finds pools of both kinds by their notes, completes them, and shows them in a list' {
        Set-AllocationPool vlan -Owner 'web team' -Tag site=berlin -Description 'for shops'
        Set-AllocationPool lab-1 -Owner plant -Tag site=bern
        New-AllocationPool vm -NewCommand true -DeleteCommand true -Tag site | Out-Null
        (Get-AllocationPool -Owner 'WEB *').Name | Should -Be 'vlan'
        (Get-AllocationPool -Tag site=ber*).Name | Should -Be 'lab-1', 'vlan'
        (Get-AllocationPool -Tag site).Name | Should -Be 'lab-1', 'vlan', 'vm'
        Get-AllocationPool lab-1 -Owner web* | Should -BeNullOrEmpty
        (Get-AllocationPool vlan | Format-List | Out-String) | Should -Match '(?s)for shops.*web team.*site=berlin'
        (Get-AllocationPool lab-2 | Format-List | Out-String) | Should -Not -Match 'Owner|Description'
        (Get-Completion 'Get-AllocationPool -Owner w').CompletionText | Should -Be "'web team'"
        (Get-Completion 'New-VlanService x -Tag site=be').ListItemText | Should -Be 'site=berlin', 'site=bern'
    }

    It 'shows a use from 80 and from 95 percent on in a colour, where colours are wanted' {
        New-VlanService a, b, c | Out-Null
        New-Allocation vlan -Name x | Out-Null
        $before = $PSStyle.OutputRendering
        try {
            $PSStyle.OutputRendering = 'Ansi'
            Get-AllocationPool vlan | Out-String | Should -Match ([regex]::Escape("$($PSStyle.Foreground.Yellow)87.5%"))
            New-Allocation vlan -Name y | Out-Null
            Get-AllocationPool vlan | Out-String | Should -Match ([regex]::Escape("$($PSStyle.Foreground.Red)100%"))
            $PSStyle.OutputRendering = 'PlainText'
            Get-AllocationPool vlan | Out-String | Should -Not -Match "`e"
        }
        finally { $PSStyle.OutputRendering = $before }
    }
}
