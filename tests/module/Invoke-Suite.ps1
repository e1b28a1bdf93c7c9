# Runs every *.Tests.ps1 beside this file, or those that are named, with the Pester whose manifest is given, and writes what came of
# each test as JSON.
param([Parameter(Mandatory)] [string] $PesterPath, [Parameter(Mandatory)] [string] $ResultPath, [string] $Name)

# No strict mode: the tests would inherit it, and users do not have it on.
$ErrorActionPreference = 'Stop'

$pester = Import-Module $PesterPath -PassThru

$configuration = New-PesterConfiguration
$configuration.Run.Path = $Name ? @($Name -split ',' | ForEach-Object { Join-Path $PSScriptRoot $_ }) : $PSScriptRoot
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'None'
$run = Invoke-Pester -Configuration $configuration

# A failure outside a test, such as in BeforeAll, stands with the block or the file.
$tests = foreach ($test in $run.Tests) {
    $errors = @($test.ErrorRecord)
    for ($block = $test.Block; $block -and $test.Result -eq 'Failed'; $block = $block.Parent) { $errors += @($block.ErrorRecord) }
    @{
        file   = [IO.Path]::GetFileName($test.ScriptBlock.File)
        name   = $test.ExpandedPath
        result = "$($test.Result)"
        error  = @($errors | Where-Object { $_ } | ForEach-Object { "$($_.DisplayErrorMessage)`n$($_.DisplayStackTrace)" }) -join "`n"
    }
}

$broken = foreach ($container in $run.Containers | Where-Object { $_.ErrorRecord }) {
    @{ file = [IO.Path]::GetFileName("$($container.Item)"); name = 'the file itself'; result = 'Failed'; error = "$($container.ErrorRecord)" }
}

@{
    powershell = "$($PSVersionTable.PSVersion)"
    pester     = "$($pester.Version)"
    tests      = @($tests) + @($broken | Where-Object { $_ })
} | ConvertTo-Json -Depth 5 | Set-Content -LiteralPath $ResultPath -Encoding utf8NoBOM
