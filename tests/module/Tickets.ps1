# Dot-sourced by the tests of tickets and resource pools, after Module.ps1, and where tests are found.

# Hooks of tests are lines for sh. On Windows that of Git for Windows reads them; where it is not installed, the tests are skipped.
$script:gitShell = if ($IsWindows) { Join-Path $env:ProgramFiles 'Git' 'bin' 'sh.exe' }
$script:hasNoShell = $IsWindows -and -not (Test-Path -LiteralPath $gitShell)

# The hook that is this line.
function Get-ShellHook([string] $Line) { if ($IsWindows) { $gitShell, '-c', $Line } else { $Line } }

# A resource pool whose resources have the data 'data <id>'.
function Add-TestPool([string] $Name = 'vm', [hashtable] $With = @{}) {
    $settings = @{ NewCommand = 'echo data $RESALLOC_ID'; DeleteCommand = 'true'; Max = 3; MaxStarting = 3; MaxPrealloc = 1; Tag = 'a', 'b' }
    foreach ($key in $With.Keys) { $settings[$key] = $With[$key] }
    foreach ($key in @($settings.Keys) -like '*Command') { if ($settings[$key] -is [string]) { $settings[$key] = Get-ShellHook $settings[$key] } }
    New-AllocationPool $Name @settings
}

# Passes until nothing more happens.
function Complete-Maintenance {
    do { $done = @(Invoke-PoolMaintenance) } while ($done.Count -gt 0)
}
