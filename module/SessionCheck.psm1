# Runs first when the module is imported. .NET cannot unload the assemblies of a version that this process has loaded, nor load a second one beside
# it. So another version is refused here, in one sentence, before its types and views meet those that are loaded.

# In ConstrainedLanguage a script may call no methods; the import itself then fails at the assembly, with the words of .NET.
if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') { return }

$ours = Join-Path $PSScriptRoot 'bin' 'Allocation.PowerShell.dll'
$loaded = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -ceq 'Allocation.PowerShell' }
$other = $loaded | Where-Object Location -NE $ours | Select-Object -First 1
if ($other) {
    throw [System.Management.Automation.ErrorRecord]::new(
        [InvalidOperationException]::new("The module at $(Split-Path $PSScriptRoot) cannot be imported into this session, because the one at " +
            "$(Split-Path (Split-Path (Split-Path $other.Location))) was imported before: start a new session."),
        'NewSessionNeeded', 'ResourceExists', $ours)
}
