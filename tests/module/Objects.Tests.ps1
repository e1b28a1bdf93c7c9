# What every cmdlet gives is the same before and after a file, a job or another machine, and can be read in CSV and JSON.

BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'Module.ps1')
    $types = Get-Command -Module Allocation | ForEach-Object { $_.OutputType.Type } | Where-Object { $_.Assembly.GetName().Name -like 'Allocation.*' } |
        Sort-Object FullName -Unique | ForEach-Object { @{ Type = $_ } }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Module.ps1')
    $script:when = [DateTimeOffset]::new(2031, 11, 2, 5, 30, 15, [TimeSpan]::Zero).AddTicks(1234560)

    # A value of a type: of objects, all that has room for a value has one.
    function New-Sample([type] $Type) {
        $plain = [Nullable]::GetUnderlyingType($Type)
        if ($plain) { $Type = $plain }
        if ($Type -eq [string]) { return 'ein "Text", mit Komma' }
        if ($Type -eq [DateTimeOffset]) { return $script:when }
        if ($Type -eq [TimeSpan]) { return [TimeSpan]::FromSeconds(90) }
        if ($Type -eq [double]) { return 0.5 }
        if ($Type -eq [bool]) { return $true }
        if ($Type.IsEnum) { return [enum]::GetValues($Type)[-1] }
        if ($Type.IsPrimitive) { return [convert]::ChangeType(7, $Type) }
        if ($Type -eq [psobject]) { return [pscustomobject]@{ id = [long] 5; ports = @([pscustomobject]@{ name = 'eth0' }); tags = @('a', 'b') } }
        if ($Type -eq [System.Text.Json.Nodes.JsonNode]) { return , [System.Text.Json.Nodes.JsonNode]::Parse('{"a": [1]}') }
        if ($Type -eq [Allocation.Core.Pools.NumberRangeList]) { return , [Allocation.Core.Pools.NumberRangeList]::Parse('150,160-170') }
        if ($Type.IsGenericType -and $Type.Name -like '*Dictionary*') {
            $map = [Activator]::CreateInstance([System.Collections.Generic.Dictionary`2].MakeGenericType($Type.GenericTypeArguments))
            $map.Add('key', (New-Sample $Type.GenericTypeArguments[1]))
            return , $map
        }
        if ($Type.IsGenericType -and $Type.IsAssignableTo([System.Collections.IEnumerable])) {
            $item = $Type.GenericTypeArguments[0]
            $list = [array]::CreateInstance($item, $script:isEmpty -or $item.IsAbstract -or $item -in $script:open ? 0 : 1)
            if ($list.Length) { $list.SetValue((New-Sample $item), 0) }
            return , $list
        }
        if ($Type.Name -eq 'PoolNotation') { return , $Type.GetProperty('Numbers').GetValue($null) }
        $object = [Runtime.CompilerServices.RuntimeHelpers]::GetUninitializedObject($Type)
        $script:open += $Type
        foreach ($field in $Type.GetFields([Reflection.BindingFlags] 'NonPublic, Instance') | Where-Object Name -Like '<*>k__BackingField') {
            $field.SetValue($object, (New-Sample $field.FieldType))
        }
        if ($Type -eq [Allocation.Core.Definitions.Lifecycles.Lifecycle]) { $Type.GetField('_states', [Reflection.BindingFlags] 'NonPublic, Instance').SetValue($object, [System.Collections.Generic.Dictionary[string, Allocation.Core.Definitions.Lifecycles.LifecycleState]]::new()) }
        $script:open = @($script:open | Where-Object { $_ -ne $Type })
        $object
    }

    # The properties of a type whose values are of the wanted kind.
    function Get-Kind([type] $Type, [scriptblock] $Wanted) {
        $Type.GetProperties() | Where-Object { & $Wanted ([Nullable]::GetUnderlyingType($_.PropertyType) ?? $_.PropertyType) }
    }
}

Describe 'What cmdlets give' {
    BeforeAll { $culture = [cultureinfo]::CurrentCulture }

    AfterEach { [cultureinfo]::CurrentCulture = $culture }

    It 'is known for every cmdlet that gives something' {
        (Get-Command -Module Allocation | Where-Object { -not $_.OutputType }).Name | Should -BeNullOrEmpty
    }

    It 'has only values that PowerShell keeps as they are: <Type.Name>' -ForEach $types {
        $script:open = @()
        $row = ConvertTo-Row (New-Sample $Type)
        $row.PSTypeNames[0] | Should -Be $Type.FullName
        foreach ($property in $row.PSObject.Properties) {
            if ($null -ne $property.Value -and $property.Value.PSTypeNames[0] -in 'Allocation.List', 'Allocation.Part') { continue }
            $property.Value | Should -Not -BeNullOrEmpty -Because $property.Name
            $value = $property.Value.PSObject.BaseObject
            $value.GetType() | Should -BeIn @([string], [bool], [int], [long], [double], [timespan], [datetime]) -Because $property.Name
            if ($value -is [datetime]) { $property.Value.PSTypeNames[0] | Should -Be 'Allocation.Time'; $value.Kind | Should -Be Local }
        }
    }

    It 'can be read in CSV, in every culture: <Type.Name>' -ForEach $types {
        $script:open = @()
        $row = ConvertTo-Row (New-Sample $Type)
        foreach ($name in '', 'de-DE', 'th-TH', 'fa-IR') {
            [cultureinfo]::CurrentCulture = $name
            $cells = $row | ConvertTo-Csv | ConvertFrom-Csv
            foreach ($cell in $cells.PSObject.Properties) {
                $cell.Value | Should -Not -Match '^@\{|^System\.|^[\w.]+\[\]$|`\d|Allocation\.(Core|PowerShell)|k__' -Because $cell.Name
                if ($row.($cell.Name).PSTypeNames[0] -eq 'Allocation.Part') { $cell.Value | ConvertFrom-Json | Should -Not -BeNullOrEmpty }
            }
            foreach ($time in Get-Kind $Type { $args[0] -eq [DateTimeOffset] }) {
                $cells.($time.Name) | Should -MatchExactly '^2031-11-0\dT\d\d:\d\d:15\.123456[+-]\d\d:\d\d$' -Because "$name $($time.Name)"
                [DateTimeOffset]::Parse($cells.($time.Name), [cultureinfo]::InvariantCulture) | Should -Be $when -Because $time.Name
            }
            foreach ($member in Get-Kind $Type { $args[0].IsEnum }) { $cells.($member.Name) | Should -MatchExactly '^[A-Z][A-Za-z]+$' -Because $member.Name }
        }
    }

    It 'has times and lists whose text is not compiled anew for each: <Type.Name>' -ForEach $types {
        $own = foreach ($property in (ConvertTo-Row (New-Sample $Type)).PSObject.Properties) {
            if ($null -eq $property.Value -or $property.Value.PSTypeNames[0] -notin 'Allocation.Time', 'Allocation.List') { continue }
            $property.Value.PSObject.Members['ToString'].GetType().Name
        }
        $own | Where-Object { $_ -ne 'PSScriptMethod' } | Should -BeNullOrEmpty
    }

    It 'names each list once, and leaves the empty lists of others as they are: <Type.Name>' -ForEach $types {
        $script:open = @()
        $script:isEmpty = $true
        try {
            $sample = New-Sample $Type
            foreach ($row in 1..3 | ForEach-Object { ConvertTo-Row $sample }) {
                foreach ($property in $row.PSObject.Properties | Where-Object { $null -ne $_.Value -and $_.Value.PSTypeNames -contains 'Allocation.List' }) {
                    @($property.Value.PSTypeNames) -eq 'Allocation.List' | Should -HaveCount 1 -Because $property.Name
                }
            }
        }
        finally { $script:isEmpty = $false }
        foreach ($item in [object], [string]) {
            $others = [array].GetMethod('Empty').MakeGenericMethod($item).Invoke($null, @())
            [psobject]::AsPSObject($others).TypeNames | Should -Not -Contain 'Allocation.List'
        }
    }

    It 'can be read in JSON: <Type.Name>' -ForEach $types {
        $script:open = @()
        $json = ConvertTo-Row (New-Sample $Type) | ConvertTo-Json -Depth 12 -WarningAction Stop
        $read = $json | ConvertFrom-Json -AsHashtable -DateKind String
        foreach ($member in Get-Kind $Type { $args[0].IsEnum }) { $read[$member.Name] | Should -BeOfType [string] -Because $member.Name }
        foreach ($time in Get-Kind $Type { $args[0] -eq [DateTimeOffset] }) {
            $read[$time.Name] | Should -MatchExactly '^2031-11-0\dT\d\d:\d\d:15\.123456[+-]\d\d:\d\d$' -Because $time.Name
        }
        $json | Should -Not -Match '"(BaseObject|TypeNames|Members|ImmediateBaseObject)"'
    }

    It 'is the same after a file: <Type.Name>' -ForEach $types {
        $script:open = @()
        $row = ConvertTo-Row (New-Sample $Type)
        $file = Join-Path $TestDrive "$($Type.Name).xml"
        $row | Export-Clixml -Depth 12 $file
        $copy = Import-Clixml $file
        $copy | ConvertTo-Csv | Should -Be ($row | ConvertTo-Csv)
        foreach ($time in Get-Kind $Type { $args[0] -eq [DateTimeOffset] }) {
            $copy.($time.Name) | Should -BeOfType ([datetime])
            $copy.($time.Name) | Should -Be $row.($time.Name)
        }
    }
}

Describe 'What a job gives' {
    It 'has dates that compare, sort and count, states that compare, and rows for CSV and JSON' {
        Connect-FreshStore
        New-AllocationPool vlan -From 1 -To 20 -ReuseDelay 00:10:00 | Out-Null
        'b', 'a' | New-VlanService -EndDate '2031-04-05T08:00:00.123456Z' | Out-Null
        $job = Start-Job -ArgumentList $manifest, $store -ScriptBlock {
            param($manifest, $store)
            Import-Module $manifest
            Get-VlanService -Store $store
            Get-Allocation -Store $store
        }
        $services, $lines = ($job | Receive-Job -Wait -AutoRemoveJob).Where({ $_.NorthVlanId }, 'Split')
        $services | Where-Object CreatedAt -LT (Get-Date) | Should -HaveCount 2
        $services | Where-Object { $_.CreatedAt -gt (Get-Date) } | Should -BeNullOrEmpty
        ($services | Sort-Object CreatedAt).Name | Should -Be 'b', 'a'
        $services[0].EndDate.AddDays(1).ToLocalTime().ToUniversalTime() | Should -Be ([datetime]::new(2031, 4, 6, 8, 0, 0).AddTicks(1234560))
        ($services[0].EndDate - (Get-VlanService $services[0].Name).EndDate).Ticks | Should -Be 0
        $lines | Where-Object State -EQ Active | Should -HaveCount 4
        $lines | Where-Object { $_.LeaseKind -eq 'Service' } | Should -HaveCount 4
        ($lines | ConvertTo-Csv | ConvertFrom-Csv)[0].StartDate | Should -Match '^\d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d:\d\d$'
        ($lines[0] | ConvertTo-Json | ConvertFrom-Json).State | Should -Be Active
    }
}

Describe 'A session that is constrained after the import' {
    It 'counts with dates, compares them and writes lists and parts' {
        Connect-FreshStore
        # PowerShell may read a types file on a thread that knows no session. The scripts of the file then run in the mode of who calls
        # them, and not in the one of the import. So no script may need more than the mode of the session.
        $said = Invoke-PowerShell -Command @"
Import-Module '$manifest'
`$mode = [scriptblock].GetProperty('LanguageMode', [Reflection.BindingFlags] 'Instance, NonPublic')
`$scripts = Select-Xml '//Type[Members/ScriptMethod]/Name' '$(Join-Path (Split-Path $manifest) module Allocation.Types.ps1xml)' |
    ForEach-Object { (Get-TypeData `$_.Node.InnerText).Members['ToString'].Script }
foreach (`$script in `$scripts) { `$mode.SetValue(`$script, `$null) }
`$scripts.Count
`$env:ALLOCATION_STORE = '$store'
New-AllocationPool vlan -From 1 -To 20 | Out-Null
`$part = [pscustomobject]@{ PSTypeName = 'Allocation.Part'; Name = 'a'; Number = 1 }
`$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
`$made = New-VlanService a -EndDate 2031-04-05T08:00:00Z -Tag x, y
`$made.EndDate.AddDays(1).ToUniversalTime().ToString('u')
`$made.CreatedAt -lt (Get-Date).AddMinutes(1)
(New-VlanService b -EndDate `$made.EndDate).EndDate -eq `$made.EndDate
`$made.EndDate.ToString('u')
`$row = `$made | Select-Object EndDate, Tag, @{ n = 'Part'; e = { `$part } } | ConvertTo-Csv | ConvertFrom-Csv
`$row.EndDate
`$row.Tag
`$row.Part
"@
        $said[0] | Should -Be 6
        $said[1] | Should -Be '2031-04-06 08:00:00Z'
        $said[2, 3] | Should -Be 'True', 'True'
        $said[4] | Should -Be '2031-04-05 08:00:00Z'
        [DateTimeOffset]::Parse($said[5], [cultureinfo]::InvariantCulture).ToUniversalTime().Hour | Should -Be 8
        $said[6] | Should -Be 'x,y'
        $said[7] | Should -Be '{"Name":"a","Number":1}'
    }
}

Describe 'A time that is shown' {
    BeforeAll {
        Connect-FreshStore
        New-AllocationPool vlan -From 1 -To 20 | Out-Null
        $made = New-VlanService a -EndDate 2031-04-05T08:00:00Z
    }

    It 'has its offset: <_>' -ForEach 'alone', 'in a list', 'in a table', 'as text', 'in a copy' {
        $text = switch ($_) {
            'alone' { $made.EndDate | Out-String }
            'in a list' { $made | Select-Object EndDate | Format-List | Out-String }
            'in a table' { $made | Select-Object EndDate | Format-Table | Out-String }
            'as text' { $made.EndDate.ToString() }
            'in a copy' { $file = Join-Path $TestDrive time.xml; $made | Export-Clixml $file; (Import-Clixml $file).EndDate | Out-String }
        }
        $found = [regex]::Match($text, '2031-04-\d\dT\d\d:00:00[+-]\d\d:\d\d').Value
        [DateTimeOffset]::Parse($found, [cultureinfo]::InvariantCulture).ToUniversalTime().Hour | Should -Be 8
    }

    It 'ends in Z only where it is in UTC' {
        $made.EndDate.ToString('u') | Should -Be '2031-04-05 08:00:00Z'
        $made.EndDate.ToString('r') | Should -Be 'Sat, 05 Apr 2031 08:00:00 GMT'
        $file = Join-Path $TestDrive utc.xml
        $made | Export-Clixml $file
        (Import-Clixml $file).EndDate.ToString('u') | Should -Be '2031-04-05 08:00:00Z'
        (Import-Clixml $file).EndDate.ToString('r') | Should -Be 'Sat, 05 Apr 2031 08:00:00 GMT'
        $made.EndDate.ToString('yyyy') | Should -Be 2031
    }
}
