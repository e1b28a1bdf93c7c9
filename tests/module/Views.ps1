# PowerShell leaves the last column of a terminal empty. Run in a process of its own whose output is no terminal: every table of the format file with long values, as JSON, by type.
param([string] $Module)
Import-Module $Module
$PSStyle.OutputRendering = 'PlainText'
$time = [DateTimeOffset]::new(2026, 11, 26, 11, 24, 46, [TimeSpan]::Zero)
$name = 'customer-with-a-long-name-frankfurt-0001'
$long = @{
    Pool = 'file:/var/lib/allocation/inv/vlan_pool.json'; Name = $name; LeaseName = $name; Definition = 'SwitchWithManyPorts'; ResourceName = 'vm_00000003_20261126_113624'
    ResourceId = [long] 4094; Attribute = 'ports[name=eth0].vlan_id'; State = 'Released'; Uri = "sqlite:/home/someone/.local/share/allocation/allocation.db"
    From = 'update_acknowledged'; To = 'update_acknowledged_failed'; Value = 'Pool is full: 2 of 2 held, 0 cooling down.'; Version = 12; Tag = @('x86_64', 'fast'); Tags = @(@{ Name = 'x86_64' }, @{ Name = 'fast' })
    TagOnDemand = @('gpu'); Waiting = 'the pool is full, and no resource of it has all the tags that were asked for'; QueuePosition = 12; Problem = 'cmd_new ended with exit code 1: no space left on device'
    Reservations = @(@{ LeaseName = $name; StartDate = $time; EndDate = $time }); Kind = 'Transferred'; Source = 'Environment'; Exists = $true; Schema = 12; Engine = 'PostgreSQL 17.4'
    Identity = 'device,name'; Description = 'A switch with its ports, each of which takes a number of the pool.'; BuiltIn = $true; Arguments = @('pool', 'inventory', 'value')
    Id = 123456; TicketId = 1234; Max = 100; Up = 100; Ready = 100; Taken = 100; Starting = 10; Deleting = 10; Leaked = 10; SuccessRate = 0.5; Outcome = 'Interrupted'
    Text = 'a line of a hook that is quite a bit longer than the window of the terminal is wide, as they are'; NorthVlanId = 4094; SouthVlanId = 4094
    Size = 4294967295; Held = 100000; Cooling = 100; Free = 4294867195; StartDate = $time; EndDate = $time; CreatedAt = $time; UpdatedAt = $time; At = $time; Since = $time; Mended = $true
    Owner = 'network team, Frankfurt'; ReservationId = '01a2179e-443a-7000-aaa3-77bd4cb70267'
    Action = 'given back to the inventory'; Detail = 'the inventory holds it, and nobody has it'; Location = 'https://netbox.example.org/api/ipam/vlans/'; Candidates = 3; CanList = $true
}
$long.Leak = [pscustomobject]@{ Kind = 'HeldByNobody'; Id = '01a2179e-443a-7000-aaa3-77bd4cb70267:101'; Pool = $long.Pool; Value = 4094; LeaseName = $name }
$more = @{
    'Allocation.Core.Pools.AllocationPool' = @{ From = 0; To = 4294967294 }
    'Allocation.Core.Services.VlanService' = @{ State = 'deallocating' }
    'Allocation.PowerShell.Services.Service' = @{ State = 'update_acknowledged_failed' }
    'Allocation.Core.Tickets.ResourceTicket' = @{ State = 'Failed'; Ready = $false }
    'Allocation.Core.ResourcePools.PoolResource' = @{ Id = 1234; State = 'DeleteRequest'; Name = 'vm_00000003_20261126_113624'; Pool = 'vm-linux-x86' }
    'Allocation.Core.Hooks.HookLogLine' = @{ Kind = 'livecheck' }
    'Allocation.Core.ResourcePools.Managing.ManagerEvent' = @{ Kind = 'livecheck'; Pool = 'vm-linux-x86' }
    'Allocation.Core.Inventories.AllocationInventory' = @{ Kind = 'Command' }
    'Allocation.Core.Storage.Events.AllocationEvent' = @{ Kind = 'Released'; Time = $time; Actor = 'someone@workstation-0042.example.org as ledger'; Summary = 'north_vlan_id of vlan: 100 -> none; State: up -> terminated' }
    'Allocation.Core.Leaks.AllocationLeak' = @{ Kind = 'HeldByNobody'; Id = '01a2179e-443a-7000-aaa3-77bd4cb70267:101'; Value = 4094 }
}
$views = [xml] (Get-Content -Raw (Join-Path (Split-Path $Module) 'module' 'Allocation.Format.ps1xml'))
$seen = foreach ($view in $views.SelectNodes('//View[TableControl]')) {
    $type = @($view.ViewSelectedBy.TypeName)[0]
    $values = $long.Clone()
    if ($more[$type]) { foreach ($key in $more[$type].Keys) { $values[$key] = $more[$type][$key] } }
    $row = [pscustomobject] $values
    $row.PSTypeNames.Insert(0, $type)
    $columns = @($view.SelectNodes('.//TableColumnHeader') | ForEach-Object { $_.Label })
    $items = @($view.SelectNodes('.//TableColumnItem') | ForEach-Object { $_.PropertyName })
    $titles = for ($i = 0; $i -lt $columns.Count; $i++) { $columns[$i] ? $columns[$i] : $items[$i] }
    [pscustomobject]@{ Type = $type; View = $view.Name; Titles = @($titles); Row = @{ Name = $values.Name; ResourceName = $values.ResourceName; Pool = $values.Pool; Lease = $values.LeaseName; Attribute = $values.Attribute; Uri = $values.Uri }
        Lines = @(($row | Format-Table -View $view.Name | Out-String -Width 79) -split '\r?\n' | Where-Object { $_ -and $_ -notlike '*Service: *' }) }
}
ConvertTo-Json -Depth 4 @($seen)
