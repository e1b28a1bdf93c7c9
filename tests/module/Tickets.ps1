# Dot-sourced by the tests of tickets and resource pools, after Module.ps1.

# A resource pool whose resources have the data 'data <id>'.
function Add-TestPool([string] $Name = 'vm', [hashtable] $With = @{}) {
    $settings = @{ NewCommand = 'echo data $RESALLOC_ID'; DeleteCommand = 'true'; Max = 3; MaxStarting = 3; MaxPrealloc = 1; Tag = 'a', 'b' }
    foreach ($key in $With.Keys) { $settings[$key] = $With[$key] }
    New-AllocationPool $Name @settings
}

# Passes until nothing more happens.
function Complete-Maintenance {
    do { $done = @(Invoke-PoolMaintenance) } while ($done.Count -gt 0)
}
