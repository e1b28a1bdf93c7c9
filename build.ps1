#!/usr/bin/env pwsh
<#
.SYNOPSIS
Builds, tests or packages Allocation. Needs PowerShell 7.4 or later and the .NET SDK 10; installs nothing.
.DESCRIPTION
Build    Builds everything; Import-Module ./Allocation.psd1 then loads the module.
Test     Builds and runs every test.
Package  Leaves out/Allocation/VERSION, a module that imports from there on its own.
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Package')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

# The platforms that PowerShell 7.4 runs on; the native SQLite comes for more.
$platforms = 'win-x64', 'win-arm64', 'linux-x64', 'linux-arm64', 'linux-musl-x64', 'osx-x64', 'osx-arm64'

function Invoke-DotNet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $args ended with exit code $LASTEXITCODE." }
}

function New-Package {
    $version = (Import-PowerShellDataFile (Join-Path $PSScriptRoot 'Allocation.psd1')).ModuleVersion
    $package = Join-Path $PSScriptRoot 'out' 'Allocation' $version

    # From nothing, so that no file of an earlier build comes along.
    foreach ($old in $package, (Join-Path $PSScriptRoot 'module' 'bin')) {
        if (Test-Path -LiteralPath $old) { Remove-Item -LiteralPath $old -Recurse -Force }
    }

    Invoke-DotNet build (Join-Path $PSScriptRoot 'src' 'Allocation.PowerShell') --configuration $Configuration

    $null = New-Item -ItemType Directory -Path $package -Force
    Copy-Item -LiteralPath (Join-Path $PSScriptRoot 'Allocation.psd1'), (Join-Path $PSScriptRoot 'LICENSE') -Destination $package
    Copy-Item -LiteralPath (Join-Path $PSScriptRoot 'module') -Destination $package -Recurse

    $module = Join-Path $package 'module'
    Get-ChildItem -LiteralPath (Join-Path $module 'bin' 'stores' 'runtimes') -Directory |
        Where-Object Name -NotIn $platforms |
        Remove-Item -Recurse -Force
    Get-ChildItem -LiteralPath (Join-Path $module 'bin') -Recurse -Include '*.pdb', '*.xml', 'System.Management.Automation.dll' |
        Where-Object Name -NotLike '*-Help.xml' |
        Remove-Item -Force

    $null = Test-ModuleManifest (Join-Path $package 'Allocation.psd1')
    Write-Host "Packaged: $package"
}

Push-Location $PSScriptRoot
try {
    switch ($Task) {
        'Build' { Invoke-DotNet build --configuration $Configuration }
        'Test' { Invoke-DotNet test }
        'Package' { New-Package }
    }
}
finally {
    Pop-Location
}
