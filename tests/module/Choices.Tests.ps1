# A parameter that takes one of a few words says what they are when it is given another: tried with every such parameter of every cmdlet.

BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'Module.ps1')
    $choices = foreach ($command in Get-Command -Module Allocation -CommandType Cmdlet) {
        foreach ($parameter in $command.Parameters.Values) {
            $type = $parameter.ParameterType
            if ($type.IsArray) { $type = $type.GetElementType() }
            if ([Nullable]::GetUnderlyingType($type)) { $type = [Nullable]::GetUnderlyingType($type) }
            if (-not $type.IsEnum -or $type.Namespace -notlike 'Allocation*') { continue }
            $set = $command.ParameterSets | Where-Object { $_.Parameters.Name -contains $parameter.Name } | Select-Object -First 1
            $others = @($set.Parameters | Where-Object IsMandatory | Where-Object Name -NE $parameter.Name)
            $words = @($parameter.Attributes | Where-Object { $_ -is [ValidateSet] } | ForEach-Object ValidValues)
            if (-not $words) { $words = [enum]::GetNames($type) }
            @{ Cmdlet = $command.Name; Parameter = $parameter.Name; Words = $words; Others = $others }
        }
    }
}

Describe 'A parameter that takes one of a few words' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Module.ps1')
        Connect-FreshStore
    }

    AfterAll { Disconnect-AllocationStore }

    It '<Cmdlet> -<Parameter> says them when it is given another' -ForEach $choices {
        foreach ($value in 'None of them', 99) {
            $arguments = @{ $Parameter = $value }
            foreach ($other in $Others) {
                $arguments[$other.Name] = switch ($other.ParameterType) { ([scriptblock]) { {} } ([hashtable]) { @{} } default { '1' } }
            }
            $failure = { & $Cmdlet @arguments -ErrorAction Stop } | Should -Throw -PassThru
            "$failure" | Should -BeLike "*'$Parameter'*must be one of $($Words -join ', '), not '$value'.*"
            "$failure" | Should -Not -Match 'Allocation\.'
        }
    }

    It 'takes them in any case, several with commas where it is a list' {
        { Get-ResourceTicket -State open, CLOSED -ErrorAction Stop } | Should -Not -Throw
        { Get-Allocation -State all -LeaseKind direct -ErrorAction Stop } | Should -Not -Throw
    }
}
