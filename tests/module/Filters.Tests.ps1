# An empty variable must never mean everything: tried with every parameter of every cmdlet that chooses among what exists.

BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'Module.ps1')
    $choosing = 'Get', 'Remove', 'Close', 'Wait', 'Undo', 'Resume', 'Unregister', 'Confirm'
    # -First '' is nothing, not everything: PowerShell's own parameters of paging.
    $settings = 'Store', 'Version', 'TimeoutSeconds', 'OnTimeout', 'First', 'Skip'
    $common = [Management.Automation.Cmdlet]::CommonParameters + [Management.Automation.Cmdlet]::OptionalCommonParameters

    $filters = foreach ($command in Get-Command -Module Allocation | Where-Object Verb -In $choosing) {
        foreach ($set in $command.ParameterSets) {
            foreach ($parameter in $set.Parameters | Where-Object Name -NotIn ($common + $settings) | Where-Object ParameterType -NE ([switch])) {
                $others = @($set.Parameters | Where-Object IsMandatory | Where-Object Name -NE $parameter.Name | Where-Object ParameterType -In ([string], [string[]]) | ForEach-Object Name)
                foreach ($value in @{ Shown = '$null'; Value = $null }, @{ Shown = "''"; Value = '' }, @{ Shown = "' '"; Value = ' ' }, @{ Shown = '@()'; Value = @() }) {
                    @{ Command = $command.Name; Set = $set.Name; Parameter = $parameter.Name; Shown = $value.Shown; Value = $value.Value; Others = $others }
                }
            }
        }
    }
}

Describe 'A filter by state' {
    BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

    # Active, Released and All exclude each other.
    It 'takes a list, in every cmdlet that finds by one' {
        $states = Get-Command -Module Allocation -ParameterName State | Where-Object Name -NE 'Get-Allocation'
        $states.Count | Should -BeGreaterThan 3
        foreach ($command in $states) { $command.Parameters.State.ParameterType.IsArray | Should -BeTrue -Because $command.Name }
    }
}

Describe 'An empty filter' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Module.ps1')
        Connect-AllocationStore "sqlite:$(Join-Path $TestDrive filters.db)"
        New-AllocationPool vlan -From 100 -To 200
        'a', 'b' | New-VlanService
    }

    AfterAll { Disconnect-AllocationStore }

    It '<Command> -<Parameter> <Shown> is an error that names the parameter (<Set>)' -ForEach $filters {
        $arguments = @{ $Parameter = $Value }
        foreach ($other in $Others) { $arguments[$other] = 'x' }
        $failure = { & $Command @arguments -ErrorAction Stop } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike 'ParameterArgument*'
        $failure.Exception.ParameterName | Should -Be $Parameter
    }

    It 'removes nothing when the variable of a filter is empty' {
        $state = $null
        { Get-VlanService -State $state -ErrorAction Stop | Remove-VlanService -ErrorAction Stop } | Should -Throw
        (Get-VlanService).Name | Should -Be 'a', 'b'
    }
}
