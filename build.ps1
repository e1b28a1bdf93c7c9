#!/usr/bin/env pwsh
<#
.SYNOPSIS
Builds, tests or packages Allocation. Needs the .NET SDK 10 and PowerShell 7.4 or later; the one that comes with the repository will do:
'dotnet tool restore', then 'dotnet pwsh ./build.ps1'.
.DESCRIPTION
Build    Builds everything; Import-Module ./Allocation.psd1 then loads the module.
Test     Builds and runs every test.
Package  Leaves these in out; the Pester suite then runs against the packaged module:
         Allocation/VERSION                the module, which imports from there on its own
         Allocation.VERSION.nupkg          the same for a gallery
         Allocation.VERSION.symbols.zip    its symbols
         tool/allocation.VERSION.nupkg     the command line as a .NET tool, and its symbols
         native/allocation-VERSION-SYSTEM  the command line as a native program for this system (.tar.gz, on Windows .zip), and its symbols;
                                           with a warning instead where no linker is installed
         server/allocation-server-VERSION-SYSTEM
                                           the server for this system, which needs the ASP.NET Core Runtime (.tar.gz, on Windows .zip)
         Allocation.VERSION.cdx.json       the packages in the module, as CycloneDX; beside the tool the same for it
         SHA256SUMS                        the checksums of these files
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

    # With Package: leaves out the lists of packages, whose tool comes with 'dotnet tool restore'.
    [switch] $NoBillOfMaterials,

    # With Package: leaves out the native program, which takes minutes.
    [switch] $NoNative,

    # With Package: leaves out the server.
    [switch] $NoServer,

    # With Package: the platforms, as runtime identifiers of .NET, for which the module brings machine code (ReadyToRun), so that its first commands
    # take less time. On others, and with -NoBuild, .NET compiles what is used. With @() there is none, and its compiler is not downloaded.
    [string[]] $AheadPlatform = @('win-x64', 'linux-x64', 'linux-arm64', 'osx-arm64'),

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
    $symbols = Join-Path $OutputPath "Allocation.$version.symbols.zip"
    $tool = Join-Path $OutputPath 'tool'
    $native = Join-Path $OutputPath 'native'
    $server = Join-Path $OutputPath 'server'
    $ahead = Join-Path $PSScriptRoot 'src' 'Allocation.PowerShell' 'obj' 'ahead'
    $old = @($package, $symbols, $tool, $native, $server) +
        @(if (-not $NoBuild) { Join-Path $PSScriptRoot 'module' 'bin'; Join-Path $PSScriptRoot 'en-US'; $ahead })
    $old | Where-Object { Test-Path -LiteralPath $_ } | Remove-Item -Recurse -Force

    if (-not $NoBuild) {
        Invoke-DotNet build (Join-Path $PSScriptRoot 'src' 'Allocation.Cli') --configuration $Configuration
        Invoke-DotNet build (Join-Path $PSScriptRoot 'src' 'Allocation.PowerShell') --configuration $Configuration "-p:AheadPlatforms=$($AheadPlatform -join '%3B')" "-p:AheadOutput=$ahead/"
    }

    $null = New-Item -ItemType Directory -Path $package -Force
    Copy-Item -LiteralPath (Join-Path $PSScriptRoot 'Allocation.psd1'), (Join-Path $PSScriptRoot 'LICENSE') -Destination $package
    Copy-Item -LiteralPath (Join-Path $PSScriptRoot 'module'), (Join-Path $PSScriptRoot 'en-US') -Destination $package -Recurse
    Copy-Item -LiteralPath (Join-Path $PSScriptRoot 'packaging' 'icon.png') -Destination $package
    Copy-Item -LiteralPath (Join-Path $PSScriptRoot 'packaging' 'module.md') -Destination (Join-Path $package 'README.md')
    # The sources of the help; what is made of them lies in en-US.
    Remove-Item -LiteralPath (Join-Path $package 'module' 'help') -Recurse -Force

    $module = Join-Path $package 'module'
    Get-ChildItem -LiteralPath (Join-Path $module 'bin' 'stores' 'runtimes') -Directory |
        Where-Object Name -NotIn $platforms |
        Remove-Item -Recurse -Force
    Get-ChildItem -LiteralPath (Join-Path $module 'bin') -Recurse -Filter '*.pdb' | Compress-Archive -DestinationPath $symbols
    Get-ChildItem -LiteralPath (Join-Path $module 'bin') -Recurse -Include '*.pdb', '*.xml', 'System.Management.Automation.dll' |
        Where-Object Name -NotLike '*-Help.xml' |
        Remove-Item -Force
    if (-not $NoBuild -and $AheadPlatform) { Copy-Item -LiteralPath $ahead -Destination (Join-Path $module 'bin') -Recurse }
    Export-Notices (Join-Path $package 'THIRD-PARTY-NOTICES.txt') (Join-Path $module 'bin' 'stores' 'Allocation.Stores.deps.json')

    $manifest = Test-ModuleManifest (Join-Path $package 'Allocation.psd1')
    Export-GalleryPackage $manifest $package
    Export-Tool $tool $version
    if (-not $NoBillOfMaterials) {
        Export-BillOfMaterials 'Allocation.Stores' 'Allocation' $version $OutputPath
        Export-BillOfMaterials 'Allocation.Cli' 'allocation' $version $tool
    }
    if (-not $NoNative) { Export-Native $native $version }
    if (-not $NoServer) { Export-Server $server $version }
    Export-Checksums
    Write-Information "Packaged: $OutputPath" -InformationAction Continue
    if (-not $NoTest) { Test-Package (Join-Path $package 'Allocation.psd1') }
}

# The section of the changelog about a version; before it has one, what is not released yet.
function Get-ReleaseNotes([string] $Version) {
    $changelog = Get-Content -Raw -LiteralPath (Join-Path $PSScriptRoot 'CHANGELOG.md')
    foreach ($title in $Version, 'Unreleased') {
        $section = [regex]::Match($changelog, "(?ms)^## \[$([regex]::Escape($title))\][^\n]*\n(.*?)(?=^## |\z)")
        if ($section.Success) { return $section.Groups[1].Value.Trim() }
    }
    throw "CHANGELOG.md must have a section '## [$Version]' or '## [Unreleased]': it becomes the release notes."
}

function Export-Notices([string] $Path, [string] $DependencyFile, [string[]] $Besides = @()) {
    $packages = Invoke-DotNet msbuild (Join-Path $PSScriptRoot 'src' 'Allocation.Cli') '-getProperty:NuGetPackageRoot'
    & (Join-Path $PSScriptRoot 'packaging' 'Export-Notices.ps1') -DependencyFile $DependencyFile -PackageRoot $packages -Path $Path -Besides $Besides
}

# In a folder of its own: its id differs from that of the module in case alone.
function Export-Tool([string] $Tool, [string] $Version) {
    $project = Join-Path $PSScriptRoot 'src' 'Allocation.Cli'
    $null = New-Item -ItemType Directory -Path $Tool -Force
    $notes = Join-Path $Tool 'release-notes.md'
    $notices = Join-Path $Tool 'THIRD-PARTY-NOTICES.txt'
    try {
        Get-ReleaseNotes $Version | Set-Content -LiteralPath $notes -Encoding utf8NoBOM
        Export-Notices $notices (Join-Path $project 'bin' $Configuration 'net10.0' 'allocation.deps.json')
        Get-ChildItem -LiteralPath (Join-Path $project 'bin' $Configuration 'net10.0') -Filter '*.pdb' |
            Compress-Archive -DestinationPath (Join-Path $Tool "allocation.$Version.symbols.zip")
        Invoke-DotNet pack $project --no-build --configuration $Configuration --output $Tool '-p:AsTool=true' "-p:ReleaseNotesFile=$notes" "-p:NoticesFile=$notices"
    }
    finally { Remove-Item -LiteralPath $notes, $notices -ErrorAction Ignore }
}

# What compiles and links for this system: null where it is there, else how it is installed.
function Get-MissingLinker {
    if ($IsWindows) {
        $finder = Join-Path ${env:ProgramFiles(x86)} 'Microsoft Visual Studio' 'Installer' 'vswhere.exe'
        $found = (Test-Path -LiteralPath $finder) -and (& $finder -latest -products * -requires Microsoft.VisualStudio.Component.VC.Tools.x86.x64 -property installationPath)
        if ($found) { return }
        return "Visual Studio or its build tools with 'Desktop development with C++'"
    }
    if (Get-Command clang, gcc -CommandType Application -ErrorAction Ignore) { return }
    if ($IsMacOS) { return "the command line tools of Xcode, 'xcode-select --install'" }
    "clang or gcc, and the files for zlib: on Debian and Ubuntu 'apt install clang zlib1g-dev'"
}

# Compiled ahead of time for this system alone: one linker knows one system.
function Export-Native([string] $Folder, [string] $Version) {
    $missing = Get-MissingLinker
    if ($missing) {
        Write-Warning "The native program was not made: it needs a linker, and there is none. Install $missing, or choose -NoNative."
        return
    }
    $system = [Runtime.InteropServices.RuntimeInformation]::RuntimeIdentifier
    $project = Join-Path $PSScriptRoot 'src' 'Allocation.Cli'
    $name = "allocation-$Version-$system"
    $files = Join-Path $Folder $name
    try {
        Invoke-DotNet publish $project --configuration $Configuration --runtime $system --output $files
        $compiler = (Get-Content -Raw -LiteralPath (Join-Path $project 'obj' 'project.assets.json') | ConvertFrom-Json).project.frameworks.'net10.0'.downloadDependencies |
            Where-Object name -EQ "runtime.$system.Microsoft.DotNet.ILCompiler"
        Export-Notices (Join-Path $files 'THIRD-PARTY-NOTICES.txt') (Join-Path $project 'bin' $Configuration 'net10.0' 'allocation.deps.json') "$($compiler.name)/$($compiler.version.Trim('[', ']').Split(',')[0])"
        Copy-Item -LiteralPath (Join-Path $PSScriptRoot 'LICENSE') -Destination $files
        Copy-Item -LiteralPath (Join-Path $PSScriptRoot 'packaging' 'native.md') -Destination (Join-Path $files 'README.md')
        Get-ChildItem -Path (Join-Path $project 'bin' $Configuration 'net10.0' $system 'native' '*') -Include '*.dbg', '*.pdb', '*.dSYM' |
            Compress-Archive -DestinationPath (Join-Path $Folder "$name.symbols.zip")
        Export-Archive $files
    }
    finally {
        Remove-Item -LiteralPath $files -Recurse -Force -ErrorAction Ignore
        # The packages of the program that needs .NET, as they were.
        Invoke-DotNet restore $project
    }
}

# One archive of a folder, beside it.
function Export-Archive([string] $Files) {
    if ($IsWindows) { Compress-Archive -Path (Join-Path $Files '*') -DestinationPath "$Files.zip" }
    else {
        # Zip files of PowerShell lose the right to execute.
        & tar --create --gzip --file "$Files.tar.gz" --directory (Split-Path $Files) (Split-Path -Leaf $Files)
        if ($LASTEXITCODE -ne 0) { throw "tar ended with exit code $LASTEXITCODE." }
    }
}

# For this system, whose library of SQLite it brings; the framework does not come along, so that its updates reach it.
function Export-Server([string] $Folder, [string] $Version) {
    $system = [Runtime.InteropServices.RuntimeInformation]::RuntimeIdentifier
    $project = Join-Path $PSScriptRoot 'src' 'Allocation.Server'
    $files = Join-Path $Folder "allocation-server-$Version-$system"
    try {
        Invoke-DotNet publish $project --configuration $Configuration --runtime $system --self-contained false --output $files
        Export-Notices (Join-Path $files 'THIRD-PARTY-NOTICES.txt') (Join-Path $files 'allocation-server.deps.json')
        Copy-Item -LiteralPath (Join-Path $PSScriptRoot 'LICENSE') -Destination $files
        Copy-Item -LiteralPath (Join-Path $PSScriptRoot 'packaging' 'server.md') -Destination (Join-Path $files 'README.md')
        Export-Archive $files
    }
    finally {
        Remove-Item -LiteralPath $files -Recurse -Force -ErrorAction Ignore
        # The packages of the program that runs on every system, as they were.
        Invoke-DotNet restore $project
    }
}

# What is in a package and under which licences (SBOM), for programs that look for known faults.
function Export-BillOfMaterials([string] $Project, [string] $Name, [string] $Version, [string] $Folder) {
    Invoke-DotNet tool restore
    $file = Join-Path $PSScriptRoot 'src' $Project "$Project.csproj"
    Invoke-DotNet tool run dotnet-CycloneDX $file '--disable-package-restore' '--output' $Folder '--filename' "$Name.$Version.cdx.json" '--output-format' Json '--set-name' $Name '--set-version' $Version
}

# In the form that 'sha256sum --check' reads.
function Export-Checksums {
    $sums = Join-Path $OutputPath 'SHA256SUMS'
    Get-ChildItem -LiteralPath $OutputPath -Recurse -Include '*.nupkg', '*.zip', '*.tar.gz', '*.cdx.json' | Sort-Object FullName | ForEach-Object {
        $name = [IO.Path]::GetRelativePath($OutputPath, $_.FullName).Replace('\', '/')
        "$((Get-FileHash -LiteralPath $_.FullName -Algorithm SHA256).Hash.ToLowerInvariant())  $name"
    } | Join-String -Separator "`n" -OutputSuffix "`n" | Set-Content -LiteralPath $sums -NoNewline -Encoding utf8NoBOM
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
    <icon>icon.png</icon>
    <readme>README.md</readme>
    <releaseNotes>$(& $escape (Get-ReleaseNotes $Manifest.Version))</releaseNotes>
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
    $pester = Join-Path (Invoke-DotNet msbuild $suite '-getProperty:PkgPester') 'tools' 'Pester.psd1'
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
