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
    It 'has each header of each table whole, on one line, and drops no column but the owner of the ledger' {
        $tables.Count | Should -BeGreaterThan 15
        foreach ($table in $tables) {
            # The owner is the last column of the ledger: longer names and ids leave it out in 80 columns.
            $titles = @($table.Titles | Where-Object { $table.View -ne 'AllocationRecord' -or $_ -ne 'Owner' })
            ($table.Lines[0].Trim() -split '\s+') -join ' ' | Should -Be ($titles -join ' ') -Because $table.Type
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
            $ofDay = $times.Count - ($table.View -eq 'AllocationRecord')
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

Describe 'The ledger in a terminal of 120 columns' {
    It 'has the owner beside the longest names, states and ids' {
        $table = ([xml] (Get-Content -Raw (Join-Path (Split-Path $script:manifest) 'module' 'Allocation.Format.ps1xml'))).SelectNodes('//View[TableControl]') |
            Where-Object Name -EQ AllocationRecord
        $titles = @($table.SelectNodes('.//TableColumnHeader') | ForEach-Object Label)
        $titles[-1] | Should -Be Owner
        $widths = @{ State = 'Released'.Length; StartDate = '2026-11-26'.Length; EndDate = '2026-11-26'.Length; Owner = 0 }
        $items = @($table.SelectNodes('.//TableColumnItem'))
        for ($i = 0; $i -lt $titles.Count; $i++) {
            if ($items[$i].InnerText -match 'Cell\]::Text\([^,]+, (\d+), (\d+)\)' -and $titles[$i] -ne 'Owner') { $widths[$titles[$i]] = [int] $Matches[1] + [math]::Floor(40 * [int] $Matches[2] / 100) }
        }
        $widths.Count | Should -Be $titles.Count
        120 - ($widths.Values | Measure-Object -Sum).Sum - ($titles.Count - 1) | Should -BeGreaterOrEqual 10
    }

    It 'has the owner, and in 80 columns too where names are short' {
        Connect-FreshStore
        New-AllocationPool lan -Network 10.20.0.0/24 | Out-Null
        New-AllocationPool nets -Network 2001:db8::/32 -PrefixLength 48 | Out-Null
        New-Allocation lan -Name printer-of-the-third-floor -Owner 'web team' | Out-Null
        New-Allocation nets -Name a -Owner plant | Out-Null
        Get-Allocation | Out-String -Width 120 | Should -Match '10\.20\.0\.1 Active.+web team\s*\n.*2001:db8::/48 Active.+plant'
        Get-Allocation -Pool nets | Out-String -Width 80 | Should -Match '2001:db8::/48 Active.+plant'
    }
}

Describe 'The table of reservation ids' {
    It 'has what is given back by its id, whole' {
        Connect-FreshStore
        New-AllocationPool macs -MacPrefix 52:54:00 | Out-Null
        $first, $second = New-Allocation macs -Name vm -Count 2
        $text = Get-Allocation | Format-Table -View ReservationId | Out-String -Width 80
        $text | Should -Match "$($first.ReservationId) macs +52:54:00:00:00:00 vm"
        $text | Should -Match "$($second.ReservationId) macs +52:54:00:00:00:01 vm"
        Remove-Allocation -ReservationId $second.ReservationId | Out-Null
        (Get-Allocation).ResourceId | Should -Be '52:54:00:00:00:00'
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
