# What can be given without the name of its parameter stands in one order, in all cmdlets.

BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'Module.ps1')
    $script:places = foreach ($command in Get-Command -Module Allocation) {
        foreach ($set in $command.ParameterSets) {
            $ordered = @($set.Parameters | Where-Object Position -GE 0 | Sort-Object Position)
            for ($i = 0; $i -lt $ordered.Count; $i++) {
                for ($j = $i + 1; $j -lt $ordered.Count; $j++) { [pscustomobject]@{ Command = $command.Name; First = $ordered[$i].Name; Then = $ordered[$j].Name } }
            }
        }
    }
}

Describe 'The order of arguments' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Module.ps1')
        $ordered = @($places)
    }

    It 'has no two parameters one way round in one cmdlet and the other way round in another' -ForEach @{ Places = $places } {
        $Places.Count | Should -BeGreaterThan 5
        foreach ($place in $Places) {
            $other = $Places | Where-Object { $_.First -eq $place.Then -and $_.Then -eq $place.First }
            "$($other.Command)" | Should -BeNullOrEmpty -Because "$($place.Command) has $($place.First) before $($place.Then)"
        }
    }

    It 'has what a thing is of before its name: <_>' -ForEach 'New', 'Set', 'Remove', 'Resume', 'Undo', 'Confirm' {
        $order = (Get-Command "$_-ServiceInstance").ParameterSets.Where({ $_.Parameters.Where({ $_.Name -eq 'Definition' -and $_.Position -ge 0 }) })[0].Parameters
        ($order | Where-Object Position -GE 0 | Sort-Object Position | Select-Object -First 2).Name | Should -Be Definition, Name
    }

    It 'is said where it was the other way round: <_>' -ForEach 'New', 'Set', 'Remove', 'Resume', 'Undo', 'Confirm' {
        Connect-FreshStore
        Register-ServiceDefinition @{ name = 'Note'; attributes = @{ name = 'string'; text = @{ type = 'string'; optional = $true; modifier = 'rw+' } } } | Out-Null
        New-ServiceInstance Note first | Out-Null
        $more = if ($_ -eq 'Set') { @{ Attribute = @{ text = 'x' } } } else { @{} }
        $seen = Watch-Command { & "$_-ServiceInstance" first Note @more }
        $seen.Errors | Should -Be DefinitionNotFound
        "$($seen.Records)" | Should -BeLike "*'first', but 'Note' is one: the definition comes first*"
        $seen = Watch-Command { & "$_-ServiceInstance" first other @more }
        "$($seen.Records)" | Should -Not -BeLike '*comes first*'
    }

    It 'of the pipeline has the definition alone' {
        Connect-FreshStore
        Register-ServiceDefinition @{ name = 'Note'; attributes = @{ name = 'string' } } | Out-Null
        'a', 'b' | New-ServiceInstance Note | Out-Null
        ('a', 'b' | Remove-ServiceInstance Note -PassThru).Name | Should -Be a, b
    }
}
