# A parameter that a command line gives without a value is an error that names it: tried with every parameter of every cmdlet that makes or changes something.

BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'Module.ps1')
    $common = [Management.Automation.Cmdlet]::CommonParameters + [Management.Automation.Cmdlet]::OptionalCommonParameters

    # Where nothing is a value: it removes a setting, or the core says what must be.
    $meansSomething = @(
        'New-Allocation -Name', 'New-VlanService -Name', 'New-AllocationPool -Name', 'New-ResourceTicket -Tag', 'Connect-AllocationStore -Store'
    )

    # Typed as '' or @(), they clear; $null does not.
    $areCleared = '-Description', '-Owner', '-Tag', '-LivecheckCommand', '-ReleaseCommand', '-ListCommand', '-Exclude'

    $given = foreach ($command in Get-Command -Module Allocation -CommandType Cmdlet | Where-Object Verb -In New, Set, Import, Register, Copy, Export, Clear) {
        foreach ($parameter in $command.Parameters.Values | Where-Object Name -NotIn ($common + 'InputObject') | Where-Object ParameterType -NE ([switch])) {
            if ("$($command.Name) -$($parameter.Name)" -in $meansSomething) { continue }
            $set = $command.ParameterSets | Where-Object { $_.Parameters.Name -contains $parameter.Name } | Select-Object -First 1
            $others = @($set.Parameters | Where-Object IsMandatory | Where-Object Name -NE $parameter.Name)
            # Of settings of pools that are lists, the core tells all mistakes at once.
            $isList = $parameter.ParameterType -eq [string[]] -and $command.Noun -eq 'AllocationPool'
            foreach ($value in @{ Shown = '$null'; Value = $null }, @{ Shown = "''"; Value = '' }) {
                if ("-$($parameter.Name)" -in $areCleared -and $null -ne $value.Value) { continue }
                if ($isList -and $null -ne $value.Value) { continue }
                @{ Cmdlet = $command.Name; Parameter = $parameter.Name; Shown = $value.Shown; Value = $value.Value; Others = $others }
            }
        }
    }
}

Describe 'A parameter without a value' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Module.ps1')
        Connect-FreshStore
        New-AllocationPool vlan -From 100 -To 200
    }

    AfterAll { Disconnect-AllocationStore }

    It '<Cmdlet> -<Parameter> <Shown> is an error that names the parameter' -ForEach $given {
        $arguments = @{ $Parameter = $Value }
        foreach ($other in $Others) {
            $arguments[$other.Name] = switch ($other.ParameterType) {
                ([scriptblock]) { {} }
                ([switch]) { $true }
                { $_ -in [timespan], [Nullable[timespan]] } { [timespan]::FromDays(1) }
                ([hashtable]) { @{} }
                default { '1' }
            }
        }
        $failure = { & $Cmdlet @arguments -ErrorAction Stop } | Should -Throw -PassThru
        "$failure" | Should -Match "-$Parameter\b|'$Parameter'"
    }

    It 'of a list of settings may be an empty list, which means none' {
        Set-AllocationPool vlan -Exclude 150
        Set-AllocationPool vlan -Exclude @()
        (Get-AllocationPool vlan).Excluded | Should -BeNullOrEmpty
    }

    It 'of a command of a resource pool must be typed as none to remove it' {
        New-AllocationPool vm -NewCommand x -DeleteCommand x -ReleaseCommand clean -Tag t | Out-Null
        $nothing = $null
        (Watch-Command { Set-AllocationPool vm -ReleaseCommand $nothing }).Ended | Should -Be Usage
        (Get-AllocationPool vm).Settings.Release | Should -Not -BeNullOrEmpty
        Set-AllocationPool vm -ReleaseCommand @()
        (Get-AllocationPool vm).Settings.Release | Should -BeNullOrEmpty
    }

    It 'is nothing that was asked for in a cell of a file' {
        $row = [pscustomobject]@{ Name = 'a'; NorthVlanId = ''; NorthPool = $null; RequestId = '' }
        ($row | New-VlanService).NorthVlanId | Should -Be 100
    }

    It 'of the numbers of an allocation takes none' {
        $numbers = @()
        (Watch-Command { New-Allocation vlan -Name x -ResourceId $numbers }).Ended | Should -Be Usage
        Get-Allocation -LeaseKind Direct | Should -BeNullOrEmpty
    }
}
