# Objects that went through a file, a job or another machine come back as copies without types; they go on in a pipeline.

BeforeDiscovery { . (Join-Path $PSScriptRoot 'Tickets.ps1') }

BeforeAll {
    . (Join-Path $PSScriptRoot 'Module.ps1')
    . (Join-Path $PSScriptRoot 'Tickets.ps1')

    function Send-ThroughFile {
        $path = Join-Path $TestDrive "$([guid]::NewGuid().ToString('N')).xml"
        $input | Export-Clixml -LiteralPath $path
        Import-Clixml -LiteralPath $path
    }
}

Describe 'Objects from a file' {
    BeforeEach {
        Connect-FreshStore
        New-AllocationPool vlan -From 1 -To 20 | Out-Null
    }

    It 'VLAN services are removed, resumed and found' {
        New-VlanService 'a[1]', b | Out-Null
        $copies = Get-VlanService | Send-ThroughFile
        $copies[0].PSObject.TypeNames | Should -Contain 'Deserialized.Allocation.Core.Services.VlanService'
        ($copies | Get-VlanService).Name | Should -Be 'a[1]', 'b'
        ($copies | Get-Allocation).Value | Should -Be 1, 2, 3, 4
        $copies[0] | Remove-VlanService
        (Get-VlanService).Name | Should -Be 'b'
        New-AllocationPool short -From 1 -To 2 | Out-Null
        $partial = New-VlanService c -NorthPool short -SouthPool short -KeepPartial -ErrorAction SilentlyContinue | Send-ThroughFile
        Set-AllocationPool short -To 9
        ($partial | Resume-VlanService).SouthVlanId | Should -Be 2
    }

    It 'services of any definition are removed, changed, resumed and found' {
        Remove-AllocationPool vlan
        Register-Switch -To 101 | Out-Null
        Add-Switch one p1 | Out-Null
        $copy = Get-ServiceInstance one | Send-ThroughFile
        ($copy | Get-ServiceInstance).Name | Should -Be 'one'
        ($copy | Set-ServiceInstance -Attribute @{ site = 'x' }).State | Should -Not -BeNullOrEmpty
        Get-ServiceInstance one | Send-ThroughFile | Remove-ServiceInstance
        Get-ServiceInstance | Should -BeNullOrEmpty
    }

    It 'pools are removed, changed and found, and say which allocations are theirs' {
        New-AllocationPool lab -From 1 -To 9 | Out-Null
        New-VlanService x -NorthPool lab -SouthPool lab | Out-Null
        $copy = Get-AllocationPool lab | Send-ThroughFile
        ($copy | Get-AllocationPool).Name | Should -Be 'lab'
        ($copy | Get-Allocation).Value | Should -Be 1, 2
        ($copy | Set-AllocationPool -To 30 -PassThru).Size | Should -Be 29
        Remove-VlanService x
        $copy | Remove-AllocationPool
        (Get-AllocationPool).Name | Should -Be 'vlan'
    }

    It 'definitions and inventories are unregistered' {
        Register-ServiceDefinition @{ name = 'Link'; attributes = @{ name = 'string' } } | Out-Null
        Get-ServiceDefinition Link | Send-ThroughFile | Unregister-ServiceDefinition
        (Get-ServiceDefinition).Name | Should -Not -Contain 'Link'
        Register-AllocationInventory lab -Path (Write-PoolFile 1 9) -Kind ByValue | Out-Null
        Get-AllocationInventory lab | Send-ThroughFile | Unregister-AllocationInventory
        (Get-AllocationInventory).Name | Should -Not -Contain 'lab'
    }

    It 'tickets are found, waited for and closed; resources are removed' -Skip:$hasNoShell {
        Add-TestPool | Out-Null
        Complete-Maintenance
        $copy = New-ResourceTicket a | Send-ThroughFile
        ($copy | Get-ResourceTicket).Id | Should -Be $copy.Id
        ($copy | Wait-ResourceTicket -TimeoutSeconds $hangLimit).Ready | Should -BeTrue
        $copy | Close-ResourceTicket
        (Get-ResourceTicket $copy.Id).State | Should -Be 'Closed'
        Complete-Maintenance
        Get-AllocationPool vm | Send-ThroughFile | Get-Allocation -State All | Should -HaveCount 1
        Get-AllocationPool vm | Get-Allocation -State All | Should -HaveCount 1
        $resource = Get-PoolResource | Send-ThroughFile
        ($resource | Remove-PoolResource -PassThru).State | Should -Be 'DeleteRequest'
        $resource | Get-PoolResourceLog | Should -Not -BeNullOrEmpty
    }

    It 'keep the values that scripts bind to' {
        $service = New-VlanService a
        $copy = $service | Send-ThroughFile
        foreach ($name in 'Name', 'Id', 'State', 'NorthVlanId', 'NorthAllocationKey', 'SouthVlanId', 'SouthAllocationKey') { $copy.$name | Should -Be $service.$name }
        $line = Get-Allocation | Select-Object -First 1
        $copy = $line | Send-ThroughFile
        foreach ($name in 'ReservationId', 'Pool', 'ResourceId', 'Value', 'LeaseId', 'LeaseName', 'Attribute') { $copy.$name | Should -Be $line.$name }
        $copy.LeaseKind.ToString() | Should -Be 'Service'
        $copy.State.ToString() | Should -Be 'Active'
        $copy.StartDate.UtcDateTime | Should -Be $line.StartDate.UtcDateTime
        $use = Get-Allocation -ByResource -ResourceId 1 -Pool vlan | Send-ThroughFile
        $use.Reservations[0].LeaseId | Should -Be $service.Id
    }
}

Describe 'Objects from a job in another process' {
    It 'go on in a pipeline' {
        Connect-FreshStore
        New-AllocationPool vlan -From 1 -To 20 | Out-Null
        $job = Start-Job -ArgumentList $manifest, $store -ScriptBlock {
            param($manifest, $store)
            Import-Module $manifest
            'a', 'b' | New-VlanService -Store $store
        }
        $services = $job | Receive-Job -Wait -AutoRemoveJob
        $services.NorthVlanId | Should -Be 1, 3
        $services | Where-Object Name -EQ a | Remove-VlanService
        (Get-VlanService).Name | Should -Be 'b'
    }
}
