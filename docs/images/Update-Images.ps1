<#
.SYNOPSIS
Makes the pictures of the README again: report.png, of a store like the tour's, and terminal.svg, of a session in PowerShell.
.DESCRIPTION
Build first. Needs Chromium or Chrome for the report. Run it as: dotnet pwsh docs/images/Update-Images.ps1
#>
[CmdletBinding()]
param(
    # The browser; found on the path when not given.
    [string] $Browser = (Get-Command chromium, chromium-browser, google-chrome, chrome, msedge -ErrorAction Ignore | Select-Object -First 1).Source
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
if (-not $Browser) { throw 'No browser was found. Name one with -Browser.' }

Import-Module (Join-Path $PSScriptRoot '..' '..' 'Allocation.psd1')
$folder = New-Item -ItemType Directory -Path (Join-Path ([IO.Path]::GetTempPath()) "allocation-images-$PID")

# What the session shows; each line is run as it stands.
$session = @(
    'New-AllocationPool vlan -From 100 -To 200'
    "'web', 'shop', 'blog' | New-VlanService"
    'New-AllocationPool tiny -From 7 -To 8; New-VlanService mail -NorthPool tiny -SouthPool tiny'
    'Get-Allocation -Pool vlan'
    'Get-AllocationPool'
)

function Get-Session {
    $PSStyle.OutputRendering = 'Ansi'
    foreach ($line in $session) {
        "PS> $line"
        $shown = try { & ([scriptblock]::Create($line)) | Out-String -Width 116 } catch { "$($PSStyle.Formatting.Error)$_$($PSStyle.Reset)" }
        @($shown -split '\r?\n' | ForEach-Object TrimEnd | Where-Object { $_ -replace "`e\[[\d;]*m" })
        ''
    }
}

# Lines with colours of a terminal as text of an SVG; a line that is too long goes on below, broken at a blank.
function ConvertTo-Svg([string[]] $Lines, [int] $Columns = 120) {
    $colours = @{ 31 = '#ff7b72'; 32 = '#7ee787'; 33 = '#e3b341'; 34 = '#79c0ff'; 35 = '#d2a8ff'; 36 = '#76e3ea' }
    $rows = foreach ($line in $Lines) {
        $plain = $line -replace "`e\[[\d;]*m"
        if ($plain.Length -le $Columns) { $line; continue }
        while ($plain.Length -gt $Columns) {
            $end = $plain.LastIndexOf(' ', $Columns)
            if ($end -lt 1) { $end = $Columns }
            "`e[31m" + $plain.Substring(0, $end) + "`e[0m"
            $plain = $plain.Substring($end).TrimStart()
        }
        "`e[31m" + $plain + "`e[0m"
    }
    $y = 20
    $text = foreach ($row in $rows) {
        $parts = [regex]::Split($row, "(`e\[[\d;]*m)")
        $colour = $parts[0].StartsWith('PS> ') ? '#ffffff' : '#c9d1d9'
        $spans = foreach ($part in $parts) {
            if ($part -match "^`e\[([\d;]*)m$") {
                $codes = @($Matches[1] -split ';' | Where-Object { $_ } | ForEach-Object { [int]$_ % 60 })
                $known = @($codes | Where-Object { $colours.ContainsKey($_) })
                $colour = $known ? $colours[$known[0]] : '#c9d1d9'
            }
            elseif ($part) { "<tspan fill=`"$colour`">$([Security.SecurityElement]::Escape($part))</tspan>" }
        }
        "<text x=`"14`" y=`"$($y += 18; $y)`" xml:space=`"preserve`">$($spans -join '')</text>"
    }
    $width = 28 + [int](8.43 * $Columns)
    @"
<svg xmlns="http://www.w3.org/2000/svg" width="$width" height="$($y + 22)" viewBox="0 0 $width $($y + 22)" font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14">
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
$($text -join "`n")
</svg>
"@
}

try {
    Connect-AllocationStore "sqlite:$(Join-Path $folder session.db)" | Out-Null
    ConvertTo-Svg (Get-Session) | Set-Content -LiteralPath (Join-Path $PSScriptRoot terminal.svg) -Encoding utf8NoBOM
    $PSStyle.OutputRendering = 'Host'

    # As the tour, with enough in it that the page has something to show.
    Connect-AllocationStore "sqlite:$(Join-Path $folder report.db)" | Out-Null
    New-AllocationPool vlan -From 100 -To 200 | Out-Null
    New-AllocationPool legacy -From 2000 -To 2016 -Exclude 2005-2006 | Out-Null
    1..18 | ForEach-Object { "site$_" } | New-VlanService | Out-Null
    'scada', 'plant', 'voice' | New-VlanService -NorthPool legacy -SouthPool legacy | Out-Null
    Get-VlanService site1? | Select-Object -First 4 | Remove-VlanService -Confirm:$false
    $report = Join-Path $folder report.html
    Export-AllocationReport $report | Out-Null
    $picture = Join-Path $PSScriptRoot report.png
    $arguments = '--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--force-device-scale-factor=1', "--user-data-dir=$(Join-Path $folder profile)",
        '--window-size=1180,900', "--screenshot=$picture", [Uri]::new($report).AbsoluteUri
    & $Browser @arguments *> (Join-Path $folder browser.log)
    if ($LASTEXITCODE -ne 0) { throw "The browser ended with exit code $LASTEXITCODE`: $(Get-Content -Raw (Join-Path $folder browser.log))" }
}
finally {
    Remove-Item -LiteralPath $folder -Recurse -Force
}
