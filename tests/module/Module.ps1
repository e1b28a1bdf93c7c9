# Dot-sourced by every *.Tests.ps1: the built module, imported by path, and what the tests share.

$script:manifest = $env:ALLOCATION_MODULE ? $env:ALLOCATION_MODULE : (Resolve-Path (Join-Path $PSScriptRoot '..' '..' 'Allocation.psd1')).Path
Import-Module $manifest

# The seconds that every wait of the tests is limited to. A test waits for an event; only a hang reaches this, however slow the machine is.
$script:hangLimit = 900

# A PowerShell process of its own, without profile.
function Invoke-PowerShell {
    $program, [string[]] $before = Get-PwshCommand
    & $program @before -NoProfile -NonInteractive @args
}

# A store that no other test has seen, chosen for this session.
function Connect-FreshStore {
    $env:ALLOCATION_STORE = $null
    $env:VLAN_POOL_FILE = $null
    $script:store = 'sqlite:' + (Join-Path $TestDrive "$([guid]::NewGuid().ToString('N')).db")
    Connect-AllocationStore $script:store -WarningAction Ignore | Out-Null
}

# What Tab offers at the end of a line. Where the store does not answer in time, as on a busy machine, that is nothing, for which PowerShell
# offers files; a person presses Tab again.
function Get-Completion([string] $Line) {
    $files = 'ProviderItem', 'ProviderContainer'
    for ($try = 0; $try -lt 5; $try++) {
        $found = (TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches
        if ($found | Where-Object { $_.ResultType -notin $files }) { break }
    }
    $found
}

# What a command puts out, the ids of its errors, and the id of the error that ended it.
function Watch-Command([scriptblock] $Command) {
    $ErrorActionPreference = 'Continue'
    $seen = [pscustomobject]@{ Output = @(); Errors = @(); Records = @(); Warnings = @(); Ended = $null }
    try {
        & $Command 2>&1 3>&1 | ForEach-Object {
            if ($_ -is [System.Management.Automation.ErrorRecord]) {
                $seen.Records += $_
                $seen.Errors += $_.FullyQualifiedErrorId.Split(',')[0]
            }
            elseif ($_ -is [System.Management.Automation.WarningRecord]) { $seen.Warnings += $_ }
            else { $seen.Output += $_ }
        }
    }
    catch { $seen.Ended = $_.FullyQualifiedErrorId.Split(',')[0] }
    $seen
}

# The PowerShell that the tests run in, as a command for a process of its own.
function Get-PwshCommand { & (Join-Path $PSScriptRoot 'PowerShell.ps1') }

# The command line as it was built, for 'dotnet': of the configuration under test, or the newest. What a publish for one system leaves in a folder
# below, perhaps while the tests run, is another program.
function Get-CommandLineProgram {
    $built = Join-Path $PSScriptRoot '..' '..' 'src' 'Allocation.Cli' 'bin' ($env:ALLOCATION_CONFIGURATION ?? '*') 'net10.0' 'allocation.dll'
    (Get-Item $built | Sort-Object LastWriteTime | Select-Object -Last 1).FullName
}

# The numbers that are held now, lowest first.
function Get-Held([string] $Pool = 'vlan') { @((Get-Allocation -Pool $Pool).Value) }

# A VLAN pool file with a range, and its path.
function Write-PoolFile([long] $From, [long] $To, [long[]] $Used = @()) {
    $path = Join-Path $TestDrive "$([guid]::NewGuid().ToString('N')).json"
    @{ version = 1; range = @{ from = $From; to = $To }; used = $Used } | ConvertTo-Json | Set-Content -LiteralPath $path
    $path
}

# A definition with embedded ports that take numbers of the pool vlan, which is made as well.
function Register-Switch([long] $To = 110) {
    New-AllocationPool vlan -From 100 -To $To | Out-Null
    Register-ServiceDefinition @{
        name       = 'Switch'
        attributes = @{ name = 'string'; site = @{ type = 'string'; modifier = 'rw+'; optional = $true } }
        embedded   = @{ ports = @{ modifier = 'rw+'; keys = 'name'; attributes = @{
                    name = 'string'; note = @{ type = 'string'; modifier = 'rw+'; optional = $true }; vlan = @{ type = 'int'; modifier = 'r' }
                } } }
        allocation = @(@{ attribute = 'ports[name=*].vlan'; allocator = 'number'; arguments = @{ pool = 'vlan' } })
    }
}

function Add-Switch([string] $Name, [string[]] $Port = @()) {
    New-ServiceInstance Switch -Attribute @{ name = $Name; ports = @($Port | ForEach-Object { @{ name = $_ } }) }
}

# An object of the core as the cmdlets give it.
function ConvertTo-Row($Object) {
    $shown = [Allocation.PowerShell.Views.ShownText].Assembly.GetType('Allocation.PowerShell.Views.Shown')
    $shown.GetMethod('Row', [Reflection.BindingFlags] 'Public, Static').Invoke($null, @($Object))
}
