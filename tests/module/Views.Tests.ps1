BeforeAll {
    . (Join-Path $PSScriptRoot Module.ps1)
    $script:tables = Invoke-PowerShell -File (Join-Path $PSScriptRoot Views.ps1) $script:manifest | Out-String | ConvertFrom-Json

    # The text of one column, from all its lines. All that are asked for are aligned left.
    function Get-ColumnText($Table, [string] $Title) {
        $rule = [regex]::Matches($Table.Lines[1], '-+')
        $place = [array]::IndexOf([string[]] $Table.Titles, $Title)
        $start = $rule[$place].Index
        $end = $place + 1 -lt $rule.Count ? $rule[$place + 1].Index : 80
        -join ($Table.Lines | Select-Object -Skip 2 | ForEach-Object { $_.PadRight(80).Substring($start, $end - $start).Trim() })
    }
}

Describe 'Tables in a terminal of 80 columns' {
    It 'has each header of each table whole, on one line, and drops no column' {
        $tables.Count | Should -BeGreaterThan 15
        foreach ($table in $tables) {
            ($table.Lines[0].Trim() -split '\s+') -join ' ' | Should -Be ($table.Titles -join ' ') -Because $table.Type
            $table.Lines[1] | Should -Match '^[- ]+$' -Because $table.Type
            $table.Lines | ForEach-Object { $_.Length | Should -BeLessOrEqual 80 -Because $table.Type }
        }
    }

    It 'ends no cell before its text ends: what tells names apart is at their ends' {
        foreach ($table in $tables) { $table.Lines -join "`n" | Should -Not -Match '…(\s|$)' -Because $table.Type }
    }

    It 'shows names, paths and attributes whole or with both ends' {
        $checked = 0
        foreach ($table in $tables) {
            foreach ($title in 'Name', 'Pool', 'Lease', 'Attribute') {
                if ($table.Titles -notcontains $title) { continue }
                $start, $end = (Get-ColumnText $table $title) -split '…'
                $table.Row.$title | Should -BeLike "$([WildcardPattern]::Escape($start))*$([WildcardPattern]::Escape($end))" -Because "$($table.Type) $title"
                if ($end) { $end.Length | Should -BeGreaterThan 3 -Because "$($table.Type) $title" }
                $checked++
            }
        }
        $checked | Should -BeGreaterThan 10
    }

    It 'has names of services of 40 characters whole, in one line' {
        foreach ($type in '*.VlanService', '*.Service') {
            ($tables | Where-Object Type -Like $type).Lines -join "`n" | Should -Match 'customer-with-a-long-name-frankfurt-0001' -Because $type
        }
    }

    It 'has dates whole, and the time of day' {
        foreach ($table in $tables) {
            $times = @($table.Titles | Where-Object { $_ -cmatch '(At|Date|Time)$' })
            ([regex]::Matches($table.Lines -join "`n", '2026-11-26')).Count | Should -BeGreaterOrEqual $times.Count -Because $table.Type
            # The ledger needs the room for addresses: the beginning of a reservation has its day there.
            $ofDay = $times.Count - ($table.Type -like '*.AllocationRecord')
            ([regex]::Matches($table.Lines -join "`n", '11:24Z')).Count | Should -Be $ofDay -Because $table.Type
        }
    }

    It 'has names of machines whole' {
        foreach ($name in 'PoolResource', 'ResourceTicket') {
            $table = $tables | Where-Object Type -Like "*.$name"
            $table.Lines -join "`n" | Should -Match 'vm_00000003_20261126_113624' -Because $name
        }
    }
}

Describe 'The ledger in a terminal of 80 columns' {
    It 'has subnets, addresses and MAC addresses whole' {
        Connect-FreshStore
        New-AllocationPool nets -Network 10.0.0.0/8 -PrefixLength 24 | Out-Null
        New-AllocationPool macs -MacPrefix 52:54:00 | Out-Null
        New-Allocation nets -Name a -ResourceId 10.130.210.0/24 | Out-Null
        New-Allocation macs -Name b -ResourceId 52:54:00:12:34:56 | Out-Null
        foreach ($view in { Get-Allocation }, { Get-Allocation -ByResource -Pool nets -ResourceId 10.130.210.0/24; Get-Allocation -ByResource -Pool macs -ResourceId 52:54:00:12:34:56 }) {
            $text = & $view | Out-String -Width 80
            $text | Should -Match '10\.130\.210\.0/24'
            $text | Should -Match '52:54:00:12:34:56'
        }
    }
}

Describe 'Times in lists' {
    BeforeAll { Connect-FreshStore; New-AllocationPool vlan -From 100 -To 110 | Out-Null }

    It 'is year, month, day and UTC, in every list view that names a time' {
        $views = [xml] (Get-Content -Raw (Join-Path (Split-Path $script:manifest) 'module' 'Allocation.Format.ps1xml'))
        $items = $views.SelectNodes('//ListItem') | Where-Object { "$($_.Label)$($_.PropertyName)" -cmatch '(^|[a-z])(At|Date|Since|LastStart|LastSuccess)$' -and $_.PropertyName -ne 'WarnAt' }
        $items.Count | Should -BeGreaterThan 10
        $items | ForEach-Object { $_.ScriptBlock | Should -Be "[Allocation.PowerShell.Views.Cell]::Moment(`$_.$($_.Label))" -Because "$($_.Label)$($_.PropertyName)" }
    }

    It 'keeps a property that is a time a time' {
        $service = New-VlanService web
        $service.CreatedAt | Should -BeOfType ([datetime])
        $service | Format-List | Out-String | Should -Match 'CreatedAt +: \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ'
    }
}
