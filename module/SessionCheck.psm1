# Runs first when the module is imported. .NET cannot unload the assemblies of a version that this process has loaded, nor load a second one beside
# it. So another version is refused here, in one sentence, before its types and views meet those that are loaded.

# Usually no version was imported before, and so its core is not loaded. (PowerShell has loaded our assembly with the cmdlets by now, but nothing of
# it was used.) This line finds that out without a command or a method, which PowerShell prepares at their first call: that took half of the import.
if ($null -eq ('Allocation.Core.Pools.AllocationPool' -as [type])) { return }

# In ConstrainedLanguage a script may call no methods; the import itself then fails at the assembly, with the words of .NET.
if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') { return }

$ours = Join-Path $PSScriptRoot 'bin' 'Allocation.PowerShell.dll'
$loaded = [Allocation.PowerShell.AllocationCmdlet].Assembly.Location
if ($loaded -ne $ours) {
    throw [System.Management.Automation.ErrorRecord]::new(
        [InvalidOperationException]::new("The module at $(Split-Path $PSScriptRoot) cannot be imported into this session, because the one at " +
            "$(Split-Path (Split-Path (Split-Path $loaded))) was imported before: start a new session."),
        'NewSessionNeeded', 'ResourceExists', $ours)
}
