# Runs first when the module is imported, before its types and views, and before the cmdlets are looked at. (PowerShell has loaded their assembly by
# now, but nothing of it was used.)

# In ConstrainedLanguage a script may call no methods, and the scripts of the views call some. The core beside the cmdlets is loaded then; and if one
# of another version is loaded, the import itself fails at the assembly, with the words of .NET.
if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') {
    Write-Warning ('In this session the language is constrained, so PowerShell leaves most cells of the tables of Allocation empty. Name the ' +
        'properties instead: Get-Allocation | Format-Table Pool, ResourceId, LeaseName')
    return
}

# Usually no version was imported before, and so its core is not loaded. This line finds that out without a command, which PowerShell prepares at
# its first call: that took half of the import.
if ($null -eq ('Allocation.Core.Pools.AllocationPool' -as [type])) {
    [Allocation.PowerShell.Storage.PlatformAssemblies]::LoadCore()
    return
}

# .NET cannot unload the assemblies of a version that this process has loaded, nor load a second one beside it. So another version is refused here,
# in one sentence, before its types and views meet those that are loaded.
$ours = Join-Path $PSScriptRoot 'bin' 'Allocation.PowerShell.dll'
$loaded = [Allocation.PowerShell.AllocationCmdlet].Assembly.Location
if ($loaded -ne $ours) {
    throw [System.Management.Automation.ErrorRecord]::new(
        [InvalidOperationException]::new("The module at $(Split-Path $PSScriptRoot) cannot be imported into this session, because the one at " +
            "$(Split-Path (Split-Path (Split-Path $loaded))) was imported before: start a new session."),
        'NewSessionNeeded', 'ResourceExists', $ours)
}
