# A package brings machine code for some platforms, in module/bin/ahead. Where the folder of this platform is there, its assemblies are used.

BeforeAll {
    . (Join-Path $PSScriptRoot 'Module.ps1')
    $bin = Join-Path (Split-Path $manifest) 'module' 'bin'
    $platform = [System.Runtime.InteropServices.RuntimeInformation]::RuntimeIdentifier -replace '^(?!linux-|win-|osx-)[^-]+-', 'linux-'

    # Where machine code for a platform would be, with the assemblies of this build. (A package that is tested has its own there.)
    function New-Package([string] $Platform) {
        $copy = Join-Path $TestDrive ([guid]::NewGuid().ToString('N'))
        New-Item -ItemType Directory -Path $copy | Out-Null
        Copy-Item -LiteralPath $manifest -Destination $copy
        Copy-Item -LiteralPath (Join-Path (Split-Path $manifest) 'module') -Destination $copy -Recurse
        $folder = Join-Path $copy 'module' 'bin' 'ahead'
        Remove-Item -LiteralPath $folder -Recurse -ErrorAction Ignore
        New-Item -ItemType Directory -Path (Join-Path $folder $Platform) | Out-Null
        'Allocation.Core.dll', (Join-Path 'stores' 'Allocation.Stores.dll'), (Join-Path 'stores' 'Microsoft.Data.Sqlite.dll') |
            ForEach-Object { Copy-Item -LiteralPath (Join-Path $bin $_) -Destination (Join-Path $folder $Platform) }
        $copy
    }

    # The number of the first service of a new process, and the files of the assemblies that it loads.
    function Invoke-Package([string] $Package, [string] $LanguageMode = 'FullLanguage', [string] $Before = '') {
        $store = "sqlite:$(Join-Path $Package 'x.db')"
        $output = Invoke-PowerShell -Command @"
`$ErrorActionPreference = 'Stop'
$Before
`$state = [initialsessionstate]::CreateDefault()
`$state.LanguageMode = '$LanguageMode'
`$shell = [powershell]::Create(`$state)
`$shell.AddScript({
    `$ErrorActionPreference = 'Stop'
    Import-Module '$Package/Allocation.psd1'
    `$null = New-AllocationPool vlan -From 1 -To 9 -Store '$store' -WarningAction Ignore
    (New-VlanService a -Store '$store').SouthVlanId
}).Invoke()
`$shell.Streams.Warning | ForEach-Object { 'warned: ' + "`$_".Substring(0, 15) }
[AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { `$_.GetName().Name -in 'Allocation.Core', 'Allocation.Stores', 'Microsoft.Data.Sqlite', 'SQLitePCLRaw.core' } |
    ForEach-Object { [IO.Path]::GetRelativePath('$Package/module/bin', `$_.Location).Replace('\', '/') } | Sort-Object -Culture ''
"@ 2>&1
        $LASTEXITCODE | Should -Be 0 -Because "$output"
        $output
    }
}

Describe 'a module with machine code' {
    It 'uses that of its platform, and what is beside the cmdlets for all else' {
        Invoke-Package (New-Package $platform) |
            Should -Be '2', "ahead/$platform/Allocation.Core.dll", "ahead/$platform/Allocation.Stores.dll", "ahead/$platform/Microsoft.Data.Sqlite.dll", 'stores/SQLitePCLRaw.core.dll'
    }

    It 'uses nothing of other platforms' {
        Invoke-Package (New-Package 'other-x64') |
            Should -Be '2', 'Allocation.Core.dll', 'stores/Allocation.Stores.dll', 'stores/Microsoft.Data.Sqlite.dll', 'stores/SQLitePCLRaw.core.dll'
    }

    It 'can be imported again' {
        $package = New-Package $platform
        Invoke-Package $package -Before "Import-Module '$package/Allocation.psd1'; Import-Module '$package/Allocation.psd1' -Force; Remove-Module Allocation" |
            Select-Object -Skip 1 -First 1 | Should -Be "ahead/$platform/Allocation.Core.dll"
    }

    # The core cannot be chosen there, because a script may call no methods.
    It 'works in a session whose language is constrained' {
        Invoke-Package (New-Package $platform) -LanguageMode ConstrainedLanguage |
            Should -Be '2', 'warned: In this session', "ahead/$platform/Allocation.Stores.dll", "ahead/$platform/Microsoft.Data.Sqlite.dll", 'Allocation.Core.dll', 'stores/SQLitePCLRaw.core.dll'
    }
}
