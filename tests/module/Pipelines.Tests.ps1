# Objects in a pipeline: what is no name is never taken for one, and a service is met once, whatever number of lines of the ledger it has.

BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'Module.ps1')
    # Paths of files, where FullName of an object is one.
    $paths = 'Import-AllocationPool -Path'
    $readers = 'NameTextAttribute', 'ServiceNameAttribute', 'OptionalNameAttribute', 'ResourceKeyAttribute'

    $named = foreach ($command in Get-Command -Module Allocation -CommandType Cmdlet) {
        foreach ($parameter in $command.Parameters.Values | Where-Object ParameterType -In ([string], [string[]])) {
            if ($parameter.Attributes.ValueFromPipeline -notcontains $true) { continue }
            $reader = $parameter.Attributes | ForEach-Object { $_.GetType().Name } | Where-Object { $_ -in $readers }
            if ("$($command.Name) -$($parameter.Name)" -notin $paths) { @{ Cmdlet = $command.Name; Parameter = $parameter.Name; Reader = $reader } }
        }
    }
}

Describe 'An object in a pipeline' {
    BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

    BeforeEach {
        Connect-FreshStore
        New-AllocationPool vlan -From 100 -To 300
        'a', 'b' | New-VlanService
    }

    AfterEach { Disconnect-AllocationStore }

    It 'is never taken by its printed form: <Cmdlet> -<Parameter>' -ForEach $named {
        $Reader | Should -Not -BeNullOrEmpty -Because 'PowerShell would take the printed form of any object for the text'
        if ($Reader -ne 'NameTextAttribute') { return }
        $others = $Cmdlet -like '*-ServiceInstance' -and $Cmdlet -ne 'Get-ServiceInstance' ? @{ Definition = 'VlanService' } : @{}
        if ($Cmdlet -eq 'Set-Allocation') { $others.NoEndDate = $true }
        if ($Cmdlet -eq 'Export-AllocationPool') { $others.Path = Join-Path $TestDrive 'never.csv' }
        if ($Cmdlet -eq 'Set-ServiceInstance') { $others.Attribute = @{} }
        $seen = Watch-Command { [pscustomobject]@{ Unknown = 'x' } | & $Cmdlet @others }
        $seen.Errors | Should -Be ParameterArgumentTransformationError
        "$($seen.Records)" | Should -BeLike '*an object with the property Name, not an object of the type PSCustomObject*'
    }

    It 'is never taken for something else of the same name: <From> | <To>' -ForEach @(
        foreach ($to in 'Remove-AllocationPool', 'Set-AllocationPool', 'Rename-AllocationPool') {
            foreach ($from in 'Get-VlanService', 'Get-ServiceInstance', 'Get-AllocationInventory', 'Get-ServiceDefinition VlanService', 'Get-ServiceAllocator number') {
                @{ From = $from; To = $to; Thing = 'pool' }
            }
        }
        foreach ($to in 'Remove-VlanService', 'Set-VlanService', 'Resume-VlanService', 'Remove-ServiceInstance -Definition VlanService') {
            foreach ($from in 'Get-AllocationPool', 'Get-AllocationInventory') { @{ From = $from; To = $to; Thing = 'service' } }
        }
        foreach ($from in 'Get-AllocationPool', 'Get-VlanService') {
            @{ From = $from; To = 'Unregister-AllocationInventory'; Thing = 'inventory' }
            @{ From = $from; To = 'Unregister-ServiceDefinition'; Thing = 'definition' }
            @{ From = $from; To = 'Remove-ServiceAllocator'; Thing = 'allocator' }
        }
    ) {
        New-AllocationPool a -From 1 -To 5 | Out-Null
        Register-AllocationInventory a -Path (Write-PoolFile 1 9) | Out-Null
        $more = switch -Wildcard ($To) { 'Set-AllocationPool' { ' -To 9' } 'Rename-*' { ' -NewName z' } 'Set-VlanService' { ' -Owner x' } default { '' } }
        $seen = Watch-Command { Invoke-Expression "$From | Select-Object -First 1 | $To$more" }
        $seen.Errors | Should -Be ParameterArgumentTransformationError
        "$($seen.Records)" | Should -BeLike "*must be that of the $Thing, not that of the *"
    }

    It 'that is a line of the ledger is no pool, and the cmdlets for it are named' {
        $seen = Watch-Command { Get-Allocation -ResourceId 100 | Remove-AllocationPool }
        $seen.Errors | Should -Be ParameterArgumentTransformationError
        "$($seen.Records)" | Should -BeLike '*Remove-VlanService*'
    }

    It 'that is a line of the ledger means its service once, by its name: <Cmdlet>' -ForEach @(
        @{ Cmdlet = 'Get-VlanService'; More = @{} }, @{ Cmdlet = 'Get-ServiceInstance'; More = @{} }
        @{ Cmdlet = 'Remove-VlanService'; More = @{ PassThru = $true } }, @{ Cmdlet = 'Remove-ServiceInstance'; More = @{ PassThru = $true } }
    ) {
        $seen = Watch-Command { Get-Allocation | & $Cmdlet @More }
        $seen.Errors | Should -BeNullOrEmpty
        $seen.Output.Name | Should -Be 'a', 'b'
    }

    It 'that is a line of the ledger shows its service by name with -WhatIf' {
        $said = (Invoke-PowerShell -Command "Import-Module '$manifest'; Connect-AllocationStore '$store' | Out-Null; Get-Allocation | Remove-VlanService -WhatIf") -like 'What if*'
        $said | Should -HaveCount 2
        $said[0] | Should -BeLike '*100*101*target "a".'
    }

    It 'that has an id which is of no service is told so' {
        $seen = Watch-Command { [pscustomobject]@{ Id = 'x7' } | Remove-VlanService }
        $seen.Errors | Should -Be ServiceNotFound
        "$($seen.Records)" | Should -BeLike "*with the id 'x7'*"
    }
}

Describe 'One request id' {
    BeforeAll { . (Join-Path $PSScriptRoot 'Module.ps1') }

    BeforeEach {
        Connect-FreshStore
        New-AllocationPool vlan -From 100 -To 300
    }

    AfterEach { Disconnect-AllocationStore }

    It 'for several <Things> is refused before anything is made, with the way out' -ForEach @(
        @{ Things = 'services'; Act = { New-VlanService q3, q4 -RequestId r }; Id = 'InvalidService' }
        @{ Things = 'allocations'; Act = { New-Allocation vlan -Name q3, q4 -RequestId r }; Id = 'InvalidAllocation' }
    ) {
        $seen = Watch-Command $Act
        $seen.Errors | Should -Be $Id
        "$($seen.Records)" | Should -BeLike "*'r' was given for 2 $Things*-Atomic*"
        Get-Allocation | Should -BeNullOrEmpty
    }

    It 'in a pipeline is of the first; the second is told whose it is' {
        $seen = Watch-Command { 'q3', 'q4' | New-VlanService -RequestId r }
        $seen.Output.Name | Should -Be q3
        "$($seen.Records)" | Should -BeLike "*'r' was used in this command for 'q3'*-Atomic*'q4'*"
    }

    It 'may be given again for the same' {
        (Watch-Command { 'q3', 'q3' | New-VlanService -RequestId r }).Output.Name | Should -Be q3, q3
    }
}

Describe 'A ticket that waits' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Module.ps1')
        Connect-FreshStore
        New-AllocationPool things -Max 2 -MaxPrealloc 1 -Tag lab -NewCommand true -DeleteCommand true | Out-Null
        Invoke-PoolMaintenance | Out-Null
        $first = New-ResourceTicket lab
        Wait-ResourceTicket $first.Id | Out-Null
        $first | Close-ResourceTicket
        Set-AllocationPool things -Paused
        $waiting = New-ResourceTicket lab -Sandbox s | Where-Object ResourceId -EQ $null
        while (-not $waiting) { $waiting = New-ResourceTicket lab | Where-Object ResourceId -EQ $null }
    }

    AfterAll { Disconnect-AllocationStore }

    It 'has no resource: <Cmdlet> says that it waits' -ForEach @(
        @{ Cmdlet = 'Get-Allocation' }, @{ Cmdlet = 'Get-PoolResource' }, @{ Cmdlet = 'Get-PoolResourceLog' }, @{ Cmdlet = 'Remove-PoolResource' }
    ) {
        $seen = Watch-Command { $waiting | & $Cmdlet }
        $seen.Errors | Should -Be ParameterArgumentTransformationError
        "$($seen.Records)" | Should -BeLike '*a ticket that waits has none. Wait-ResourceTicket*'
        $seen.Output | Should -BeNullOrEmpty
    }
}
