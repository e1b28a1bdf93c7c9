@{
    RootModule           = 'module/bin/Allocation.PowerShell.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '6c0f6d0e-6f0b-4a43-9a5d-0c7b8f6f2e11'
    Author               = 'The Allocation authors'
    CompanyName          = 'The Allocation authors'
    Copyright            = '(c) The Allocation authors. MIT licence.'
    Description          = 'Hands out scarce things from pools: VLAN ids and other numbers to services, machines to tickets. Two callers never get the same thing, a half-finished claim gives back what it took, and nothing leaks when a machine dies in the middle.'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = @('Core')
    TypesToProcess       = @('module/Allocation.Types.ps1xml')
    FormatsToProcess     = @('module/Allocation.Format.ps1xml')
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    CmdletsToExport      = @(
        'Clear-AllocationHistory'
        'Close-ResourceTicket'
        'Confirm-ServiceInstance'
        'Connect-AllocationStore'
        'Copy-AllocationStore'
        'Disconnect-AllocationStore'
        'Export-AllocationReport'
        'Export-AllocationStore'
        'Get-Allocation'
        'Get-AllocationInventory'
        'Get-AllocationLeak'
        'Get-AllocationPool'
        'Get-AllocationStore'
        'Get-FreeResource'
        'Get-PoolResource'
        'Get-PoolResourceLog'
        'Get-ResourceTicket'
        'Get-ServiceAllocator'
        'Get-ServiceDefinition'
        'Get-ServiceInstance'
        'Get-VlanService'
        'Import-AllocationPool'
        'Import-AllocationStore'
        'Invoke-PoolMaintenance'
        'New-Allocation'
        'New-AllocationPool'
        'New-ResourceTicket'
        'New-ServiceAllocator'
        'New-ServiceInstance'
        'New-VlanService'
        'Register-AllocationInventory'
        'Register-ServiceDefinition'
        'Remove-Allocation'
        'Remove-AllocationPool'
        'Remove-PoolResource'
        'Remove-ServiceAllocator'
        'Remove-ServiceInstance'
        'Remove-VlanService'
        'Rename-AllocationPool'
        'Rename-ServiceInstance'
        'Rename-VlanService'
        'Repair-Allocation'
        'Resume-ServiceInstance'
        'Resume-VlanService'
        'Set-Allocation'
        'Set-AllocationPool'
        'Set-ServiceInstance'
        'Set-VlanService'
        'Start-PoolManager'
        'Undo-ServiceInstance'
        'Unregister-AllocationInventory'
        'Unregister-ServiceDefinition'
        'Wait-ResourceTicket'
    )
    PrivateData          = @{
        PSData = @{
            Tags = @('Allocation', 'VLAN', 'IPAM', 'Inventory', 'Network', 'Pool', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
        }
    }
}
