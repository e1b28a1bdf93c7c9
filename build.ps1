#!/usr/bin/env pwsh
<#
.SYNOPSIS
Builds, tests or packages Allocation. Needs the .NET SDK 10 and PowerShell 7.4 or later; the one that comes with the repository will do:
'dotnet tool restore', then 'dotnet pwsh ./build.ps1'.
.DESCRIPTION
Build    Builds everything; Import-Module ./Allocation.psd1 then loads the module.
Test     Builds and runs every test.
Package  Leaves out/Allocation/VERSION, a module that imports from there on its own, and out/Allocation.VERSION.nupkg,
         the same for a gallery. The Pester suite then runs against the packaged module.
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Package')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    # With Package: takes what is built, and leaves it there.
    [switch] $NoBuild,

    # With Package: leaves out the run of the Pester suite.
    [switch] $NoTest,

    # With Package: where to put it.
    [string] $OutputPath = (Join-Path $PSScriptRoot 'out')
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

# The platforms that PowerShell 7.4 runs on; the native SQLite comes for more.
$platforms = 'win-x64', 'win-arm64', 'linux-x64', 'linux-arm64', 'linux-musl-x64', 'osx-x64', 'osx-arm64'

function Invoke-DotNet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $args ended with exit code $LASTEXITCODE." }
}

function Export-Package {
    $version = (Import-PowerShellDataFile (Join-Path $PSScriptRoot 'Allocation.psd1')).ModuleVersion
    $package = Join-Path $OutputPath 'Allocation' $version

    # From nothing, so that no file of an earlier build comes along.
    $old = @($package) + @(if (-not $NoBuild) { Join-Path $PSScriptRoot 'module' 'bin'; Join-Path $PSScriptRoot 'en-US' })
    $old | Where-Object { Test-Path -LiteralPath $_ } | Remove-Item -Recurse -Force

    if (-not $NoBuild) { Invoke-DotNet build (Join-Path $PSScriptRoot 'src' 'Allocation.PowerShell') --configuration $Configuration }

    $null = New-Item -ItemType Directory -Path $package -Force
    Copy-Item -LiteralPath (Join-Path $PSScriptRoot 'Allocation.psd1'), (Join-Path $PSScriptRoot 'LICENSE') -Destination $package
    Copy-Item -LiteralPath (Join-Path $PSScriptRoot 'module'), (Join-Path $PSScriptRoot 'en-US') -Destination $package -Recurse
    # The sources of the help; what is made of them lies in en-US.
    Remove-Item -LiteralPath (Join-Path $package 'module' 'help') -Recurse -Force

    $module = Join-Path $package 'module'
    Get-ChildItem -LiteralPath (Join-Path $module 'bin' 'stores' 'runtimes') -Directory |
        Where-Object Name -NotIn $platforms |
        Remove-Item -Recurse -Force
    Get-ChildItem -LiteralPath (Join-Path $module 'bin') -Recurse -Include '*.pdb', '*.xml', 'System.Management.Automation.dll' |
        Where-Object Name -NotLike '*-Help.xml' |
        Remove-Item -Force

    $manifest = Test-ModuleManifest (Join-Path $package 'Allocation.psd1')
    Export-GalleryPackage $manifest $package
    Write-Information "Packaged: $package" -InformationAction Continue
    if (-not $NoTest) { Test-Package (Join-Path $package 'Allocation.psd1') }
}

# What Publish-Module would make: a NuGet package whose tags tell a gallery what commands there are.
function Export-GalleryPackage([psmoduleinfo] $Manifest, [string] $Package) {
    $escape = { [Security.SecurityElement]::Escape($args[0]) }
    $commands = $Manifest.ExportedCmdlets.Keys | Sort-Object
    $tags = @('PSModule', 'PSIncludes_Cmdlet') + $Manifest.Tags + @($commands | ForEach-Object { "PSCmdlet_$_"; "PSCommand_$_" })
    $specification = Join-Path $OutputPath 'Allocation.nuspec'
    @"
<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
  <metadata>
    <id>$($Manifest.Name)</id>
    <version>$($Manifest.Version)</version>
    <authors>$(& $escape $Manifest.Author)</authors>
    <copyright>$(& $escape $Manifest.Copyright)</copyright>
    <description>$(& $escape $Manifest.Description)</description>
    <license type="file">LICENSE</license>
    <tags>$(& $escape ($tags -join ' '))</tags>
  </metadata>
  <files>
    <file src="**" target="" />
  </files>
</package>
"@ | Set-Content -LiteralPath $specification -Encoding utf8NoBOM
    try {
        Invoke-DotNet pack (Join-Path $PSScriptRoot 'src' 'Allocation.Core') --no-build --no-restore --output $OutputPath "-p:NuspecFile=$specification" "-p:NuspecBasePath=$Package" '-p:NoPackageAnalysis=true'
    }
    finally { Remove-Item -LiteralPath $specification }
}

function Test-Package([string] $Manifest) {
    $suite = Join-Path $PSScriptRoot 'tests' 'Allocation.Module.Tests'
    Invoke-DotNet restore $suite
    $pester = Join-Path (Invoke-DotNet msbuild $suite -getProperty:PkgPester) 'tools' 'Pester.psd1'
    $powerShell, [string[]] $before = & (Join-Path $PSScriptRoot 'tests' 'module' 'PowerShell.ps1')
    $result = New-TemporaryFile
    $env:ALLOCATION_MODULE = $Manifest
    try {
        & $powerShell @before -NoProfile -NonInteractive -File (Join-Path $PSScriptRoot 'tests' 'module' 'Invoke-Suite.ps1') -PesterPath $pester -ResultPath $result
        if ($LASTEXITCODE -ne 0) { throw 'The Pester suite did not run.' }
        $run = Get-Content -Raw -LiteralPath $result | ConvertFrom-Json
        $failed = @($run.tests | Where-Object result -EQ 'Failed')
        Write-Information "Tested as packaged: $($run.tests.Count - $failed.Count) passed, $($failed.Count) failed" -InformationAction Continue
        if ($failed) { throw "Failed as packaged: $(($failed | ForEach-Object { "$($_.file): $($_.name)" }) -join '; ')" }
    }
    finally {
        $env:ALLOCATION_MODULE = $null
        Remove-Item -LiteralPath $result
    }
}

Push-Location $PSScriptRoot
try {
    switch ($Task) {
        'Build' { Invoke-DotNet build --configuration $Configuration }
        'Test' { Invoke-DotNet test }
        'Package' { Export-Package }
    }
}
finally {
    Pop-Location
}
