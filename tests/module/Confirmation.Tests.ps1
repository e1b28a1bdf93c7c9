# A wildcard that removes several things, and what clears the history, asks first; where it cannot ask, nothing is done.

BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'Module.ps1')
    $removals = @(
        @{ Removal = 'Remove-VlanService'; List = 'Get-VlanService'; Pattern = 'web-*'; More = @{}; Things = 'VLAN services'; Way = 0 }
        @{ Removal = 'Remove-Allocation'; List = 'Get-Direct'; Pattern = 'dir-*'; More = @{}; Things = 'direct allocations'; Way = 1 }
        @{ Removal = 'Remove-ServiceInstance'; List = 'Get-ServiceInstance'; Pattern = 'note-*'; More = @{ Definition = 'Note' }; Things = 'Note services'; Way = 1 }
        @{ Removal = 'Remove-AllocationPool'; List = 'Get-AllocationPool'; Pattern = 'lab-*'; More = @{}; Things = 'pools'; Way = 2 }
        @{ Removal = 'Unregister-AllocationInventory'; List = 'Get-AllocationInventory'; Pattern = 'list-*'; More = @{}; Things = 'inventories'; Way = 0 }
        @{ Removal = 'Remove-ServiceAllocator'; List = 'Get-ServiceAllocator'; Pattern = 'make-*'; More = @{}; Things = 'service allocators'; Way = 2 }
        @{ Removal = 'Unregister-ServiceDefinition'; List = 'Get-ServiceDefinition'; Pattern = 'Kind-*'; More = @{}; Things = 'service definitions'; Way = 1 }
    )
}

Describe 'A wildcard that removes several' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Module.ps1')
        Connect-FreshStore
        function Get-Direct([string] $Name) { Get-Allocation -LeaseKind Direct -LeaseName $Name }
        New-AllocationPool vlan -From 100 -To 200 | Out-Null
        1..4 | ForEach-Object {
            New-Allocation vlan "dir-$_"
            New-AllocationPool "lab-$_" -From 1 -To 9
            New-VlanService "web-$_"
            New-ServiceAllocator "make-$_" { 1 } -Pure
            Register-AllocationInventory "list-$_" -Path (Write-PoolFile 1 9)
            Register-ServiceDefinition @{ name = "Kind-$_"; attributes = @{ name = 'string' } }
        } | Out-Null
        Register-ServiceDefinition @{ name = 'Note'; attributes = @{ name = 'string' } } | Out-Null
        1..4 | ForEach-Object { New-ServiceInstance Note "note-$_" } | Out-Null
    }

    It '<Removal> asks for no single name, no single find and no preview' -ForEach $removals {
        (Watch-Command { & $Removal ($Pattern -replace '\*', '4') @More }).Errors | Should -BeNullOrEmpty
        (Watch-Command { & $Removal ($Pattern -replace '\*', '[3]') @More }).Errors | Should -BeNullOrEmpty
        (Watch-Command { & $Removal $Pattern @More -WhatIf }).Errors | Should -BeNullOrEmpty
        @(& $List $Pattern) | Should -HaveCount 2
    }

    It '<Removal> does nothing where it cannot ask, and says how to confirm' -ForEach $removals {
        $seen = Watch-Command { & $Removal $Pattern @More }
        $seen.Errors | Should -Be 'ConfirmationRequired'
        "$($seen.Records)" | Should -BeLike "*the 2 $Things that match '$Pattern'*-Confirm:`$false*-Force*"
        @(& $List $Pattern) | Should -HaveCount 2
    }

    It 'goes on with the other names' {
        (Watch-Command { Remove-AllocationPool lab-*, vlan }).Errors | Should -Be 'ConfirmationRequired', 'PoolInUse'
    }

    It '<Removal> does it with -Force, -Confirm:$false, or the preference to ask nothing' -ForEach $removals {
        $answers = @{ Force = $true }, @{ Confirm = $false }, @{}
        $answer = $answers[$Way]
        $ConfirmPreference = $Way -eq 2 ? 'None' : 'High'
        (Watch-Command { & $Removal $Pattern @More @answer }).Errors | Should -BeNullOrEmpty
        @(& $List $Pattern) | Should -HaveCount 0
    }

    It 'asks for no object of the pipeline' {
        'obj-1', 'obj-2' | New-VlanService | Out-Null
        (Watch-Command { Get-VlanService obj-* | Remove-VlanService }).Errors | Should -BeNullOrEmpty
        Get-VlanService obj-* | Should -BeNullOrEmpty
    }

    It 'has -Force in every cmdlet that removes what a wildcard finds' -ForEach @{ Known = $removals.Removal } {
        $wild = Get-Command -Module Allocation -Verb Remove, Unregister, Clear | Where-Object { $_.Parameters['Name'].Attributes.TypeId.Name -contains 'SupportsWildcardsAttribute' }
        $wild.Name | Sort-Object | Should -Be ($Known | Sort-Object)
        $wild | ForEach-Object { $_.Parameters.Keys | Should -Contain Force }
    }

    It 'clears no history where it cannot ask' {
        New-VlanService old | Remove-VlanService
        Clear-AllocationHistory -OlderThan 00:00:00 -Force
        New-VlanService old | Remove-VlanService
        $seen = Watch-Command { Clear-AllocationHistory -OlderThan 00:00:00 -PassThru }
        $seen.Errors | Should -Be 'ConfirmationRequired'
        "$($seen.Records)" | Should -BeLike '*5 records*-Confirm:$false*-Force*'
        Get-Allocation -Terminated | Should -HaveCount 2
        Clear-AllocationHistory -OlderThan 00:00:00 -PassThru -Confirm:$false | Should -Be 5
        Clear-AllocationHistory -OlderThan 1.00:00:00 -PassThru | Should -Be 0
    }
}
