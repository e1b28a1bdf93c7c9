# Dot-sourced by the tests of tickets and resource pools, after Module.ps1.

# Hooks are lines for sh there.
function Skip-OnWindows { if ($IsWindows) { Set-ItResult -Skipped -Because 'the hooks of these tests are lines for sh' } }

# A resource pool whose resources have the data 'data <id>'.
function New-TestPool([string] $Name = 'vm', [hashtable] $With = @{}) {
    $settings = @{ NewCommand = 'echo data $RESALLOC_ID'; DeleteCommand = 'true'; Max = 3; MaxStarting = 3; MaxPrealloc = 1; Tag = 'a', 'b' }
    foreach ($key in $With.Keys) { $settings[$key] = $With[$key] }
    New-AllocationPool $Name @settings
}

# Passes until nothing more happens.
function Complete-Maintenance {
    do { $done = @(Invoke-PoolMaintenance) } while ($done.Count -gt 0)
}
