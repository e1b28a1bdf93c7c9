<#
.SYNOPSIS
Writes the licences of everything that a package ships and that others made, from the packages that were restored.
.DESCRIPTION
The packages are those of the .deps.json files of what is shipped. A licence that a package names by its SPDX id comes from the folder
licences beside this script; one without a text there is an error, so that a new licence is looked at by a person.
#>
[CmdletBinding()]
param(
    # The .deps.json files of what is shipped.
    [Parameter(Mandatory)] [string[]] $DependencyFile,

    # Other packages, written ID/VERSION: what a native program has of .NET in it.
    [string[]] $Besides = @(),

    # The folder of restored packages.
    [Parameter(Mandatory)] [string] $PackageRoot,

    # The file to write.
    [Parameter(Mandatory)] [string] $Path
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$packages = foreach ($file in $DependencyFile) {
    $libraries = (Get-Content -Raw -LiteralPath $file | ConvertFrom-Json -AsHashtable).libraries
    $libraries.Keys | Where-Object { $libraries[$_].type -eq 'package' }
}

$notices = foreach ($package in @($packages) + $Besides | Sort-Object -Unique) {
    $id, $version = $package -split '/'
    $folder = Join-Path $PackageRoot $id.ToLowerInvariant() $version
    $metadata = ([xml] (Get-Content -Raw -LiteralPath (Join-Path $folder "$($id.ToLowerInvariant()).nuspec"))).package.metadata
    $license = $metadata.license
    if (-not $license) { throw "Package '$package' does not say its licence." }
    $own = Get-ChildItem -LiteralPath $folder -File | Where-Object Name -In $license.InnerText, 'LICENSE.txt', 'LICENSE.TXT', 'LICENSE' | Select-Object -First 1
    $text = if ($own) { $own.FullName } else { Join-Path $PSScriptRoot 'licences' "$($license.InnerText).txt" }
    if (-not (Test-Path -LiteralPath $text)) { throw "Package '$package' has the licence '$($license.InnerText)', whose text must be in $text." }
    $third = Get-ChildItem -LiteralPath $folder -File -Filter 'THIRD-PARTY-NOTICES*' | Select-Object -First 1

    @(
        '=' * 80
        "$id $version"
        "Licence: $($license.type -eq 'file' ? 'see below' : $license.InnerText)"
        if ($metadata['projectUrl']) { $metadata.projectUrl }
        if ($metadata['copyright']) { $metadata.copyright }
        ''
        (Get-Content -Raw -LiteralPath $text).Trim()
        if ($third) { '', (Get-Content -Raw -LiteralPath $third.FullName).Trim() }
        ''
    ) -join "`n"
}

$head = 'Allocation is shipped with the following packages. Allocation itself is under the licence in LICENSE.', ''
Set-Content -LiteralPath $Path -Value (($head + $notices) -join "`n").ReplaceLineEndings("`n") -Encoding utf8NoBOM
