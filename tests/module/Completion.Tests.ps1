# Completion of the parameters of the module, and the script of 'allocation completion powershell', in the completion of this PowerShell. The other shells:
# CompletionTests in Allocation.Cli.Tests.

BeforeAll {
    . (Join-Path $PSScriptRoot 'Module.ps1')
    $script:cli = Get-CommandLineProgram
    function global:allocation { & dotnet $script:cli @args }
}

AfterAll { Remove-Item function:global:allocation }

Describe 'allocation completion powershell' {
    BeforeAll {
        Connect-FreshStore
        $env:ALLOCATION_STORE = $store
        'north', 'two words' | ForEach-Object { New-AllocationPool $_ -From 1 -To 9 } | Out-Null
        allocation completion powershell | Out-String | Invoke-Expression

        function Complete([string] $Line) {
            (Get-Completion $Line).CompletionText
        }
    }

    AfterAll { $env:ALLOCATION_STORE = $null }

    It 'completes <Line>' -ForEach @(
        @{ Line = 'allocation repo'; Words = 'report' }
        @{ Line = 'allocation pool li'; Words = 'list' }
        @{ Line = 'allocation pool new x --strategy L'; Words = 'LeastRecentlyUsed', 'Lowest' }
        @{ Line = 'allocation pool new x --strategy=Lo'; Words = '--strategy=Lowest' }
        @{ Line = 'allocation pool list '; Words = 'north', "'two words'" }
        @{ Line = "allocation pool list 'two"; Words = "'two words'" }
        @{ Line = "allocation pool set 'two words' --strat"; Words = '--strategy' }
        @{ Line = 'allocation vlan new x --ato'; Words = '--atomic' }
    ) {
        Complete $Line | Should -Be $Words
    }

    It 'makes no store' {
        $missing = Join-Path $TestDrive 'missing.db'
        Complete "allocation --store sqlite:$missing pool list nor" | Should -BeNullOrEmpty
        Test-Path $missing | Should -BeFalse
    }
}

Describe 'The completion of a parameter' {
    BeforeAll {
        Connect-FreshStore
        New-AllocationPool vlan -From 100 -To 200
        New-AllocationPool other -From 1 -To 9
        New-AllocationPool gaps -From 1 -To 9 -Exclude 4, 7-8
        'a', 'gone' | New-VlanService
        Remove-VlanService gone
        New-Allocation other -Name printer | Out-Null
        Register-ServiceDefinition @{ name = 'Note'; attributes = @{ name = 'string' } } | Out-Null
        New-ServiceInstance Note n
        New-AllocationPool things -Max 1 -Tag lab -NewCommand true -DeleteCommand true | Out-Null
        New-ResourceTicket lab -Sandbox box | Out-Null

        function Complete([string] $Line) {
            (Get-Completion $Line).CompletionText
        }
    }

    AfterAll { Disconnect-AllocationStore }

    It 'offers what there is after <Line>' -ForEach @(
        @{ Line = 'Get-Allocation -ResourceId 1'; Words = '1', '100', '101' }
        @{ Line = 'Get-Allocation -Pool vlan -ResourceId 1'; Words = '100', '101' }
        @{ Line = 'Get-Allocation -LeaseName '; Words = 'printer', 'a' }
        @{ Line = 'Get-VlanService -State '; Words = 'up', 'terminated' }
        @{ Line = 'Get-ServiceInstance -Definition Note -State '; Words = 'up', 'terminated' }
        @{ Line = 'New-ResourceTicket lab -Sandbox '; Words = 'box' }
        @{ Line = 'Get-PoolResource -Pool thi'; Words = 'things' }
        @{ Line = 'New-Allocation other -Name x -ResourceId '; Words = '2', '3', '4', '5', '6', '7', '8' }
        @{ Line = 'Set-AllocationPool gaps -RemoveExclude '; Words = '4', '7-8' }
        @{ Line = 'Get-AllocationEvent -Actor '; Words = "'$([Environment]::UserName)@$([Environment]::MachineName)'" }
    ) {
        Complete $Line | Should -Be $Words
    }

    It 'offers ids' {
        $service = Get-VlanService a
        Complete 'Get-VlanService -Id ' | Should -Be $service.Id
        Complete 'Remove-ServiceInstance -Id ' | Should -Be $service.Id, (Get-ServiceInstance n).Id
        Complete 'Get-Allocation -Pool vlan -LeaseId ' | Should -Be $service.Id
        Complete 'Remove-Allocation -ReservationId ' | Should -Be (Get-Allocation -LeaseKind Direct).ReservationId
        Complete 'Get-Allocation -Pool vlan -ReservationId ' | Should -Be (Get-Allocation -Pool vlan).ReservationId
    }

    It 'is there for every parameter that names what exists' {
        # What people make up, such as the tags of notes, and what has words of its own.
        $new = 'New-*Name', 'New-AllocationPool*', 'Set-AllocationPool -Tag*', 'Set-AllocationPool -Name?*',
            'Register-*', 'Repair-*', '*-RequestId', '*-Store', 'New-* -Tag', 'Set-* -Tag', 'Get-Allocation -Tag', 'Get-ServiceInstance -Tag', 'Get-VlanService -Tag'
        $existing = 'Name', 'Id', 'Pool', 'NorthPool', 'SouthPool', 'NorthInventory', 'SouthInventory', 'Definition', 'Resource', 'ResourceId', 'LeaseId', 'LeaseName',
            'ReservationId', 'Sandbox', 'Tag', 'State'
        $without = foreach ($command in Get-Command -Module Allocation -CommandType Cmdlet) {
            foreach ($parameter in $command.Parameters.Values | Where-Object Name -In $existing | Where-Object { $_.ParameterType -in [string], [string[]], [long[]] }) {
                $text = "$($command.Name) -$($parameter.Name)"
                if ($new.Where({ $text -like $_ })) { continue }
                if (-not $parameter.Attributes.Where({ $_ -is [ArgumentCompleter] })) { $text }
            }
        }
        $without | Should -BeNullOrEmpty
    }
}
