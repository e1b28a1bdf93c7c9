# Another module brings its own copies of the packages that the stores use, before or after this one.

BeforeAll {
    . (Join-Path $PSScriptRoot 'Module.ps1')
    $stores = Join-Path (Split-Path $manifest) 'module' 'bin' 'stores'

    # A module that loads its copies where PowerShell loads everything, as most modules do.
    $other = Join-Path $TestDrive 'Other'
    New-Item -ItemType Directory -Path $other | Out-Null
    Get-ChildItem -LiteralPath $stores -Filter '*.dll' | Where-Object Name -Match '^(Microsoft\.Data\.Sqlite|SQLitePCLRaw\.core|Npgsql|YamlDotNet)' | Copy-Item -Destination $other
    @'
Get-ChildItem -LiteralPath $PSScriptRoot -Filter '*.dll' | ForEach-Object { $null = [Reflection.Assembly]::LoadFrom($_.FullName) }
function Get-OtherAssembly {
    [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.Location -and (Split-Path $_.Location) -eq $PSScriptRoot }
}
'@ | Set-Content -LiteralPath (Join-Path $other 'Other.psm1')

    function Invoke-Fresh([string] $Script) {
        $output = Invoke-PowerShell -Command $Script 2>&1
        $LASTEXITCODE | Should -Be 0 -Because "$output"
        $output
    }
}

Describe 'beside a module with its own copies of the packages' {
    BeforeEach {
        $path = Join-Path $TestDrive "$([guid]::NewGuid().ToString('N')).db"
        $work = "New-AllocationPool vlan -From 1 -To 9 -Store 'sqlite:$path' | Out-Null; (New-VlanService a -Store 'sqlite:$path').NorthVlanId"
        $count = '@([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq "Microsoft.Data.Sqlite" }).Count'
    }

    It 'works when the other one was loaded first' {
        Invoke-Fresh "`$ErrorActionPreference = 'Stop'; Import-Module '$other/Other.psm1'; Import-Module '$manifest'; $work; $count; @(Get-OtherAssembly).Count -gt 1" | Should -Be '1', '2', 'True'
    }

    It 'works when the other one is loaded second' {
        Invoke-Fresh "`$ErrorActionPreference = 'Stop'; Import-Module '$manifest'; $work; Import-Module '$other/Other.psm1'; $count; (New-VlanService b -Store 'sqlite:$path').NorthVlanId" | Should -Be '1', '2', '3'
    }

    It 'works again after -Force and after Remove-Module' {
        Invoke-Fresh "`$ErrorActionPreference = 'Stop'; Import-Module '$other/Other.psm1'; Import-Module '$manifest'; $work; Import-Module '$manifest' -Force; (New-VlanService b -Store 'sqlite:$path').NorthVlanId; Remove-Module Allocation; Import-Module '$manifest'; (New-VlanService c -Store 'sqlite:$path').NorthVlanId" | Should -Be '1', '3', '5'
    }

    It 'shows nothing of its packages to scripts' {
        Invoke-Fresh "Import-Module '$manifest'; New-AllocationPool seen -From 1 -To 2 -Store 'sqlite:$path' | Out-Null; [bool]('Microsoft.Data.Sqlite.SqliteConnection' -as [type])" | Should -Be 'False'
    }
}
