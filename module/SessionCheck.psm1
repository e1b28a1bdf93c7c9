# Runs first when the module is imported. .NET cannot unload the assemblies of a version that this process has loaded, nor load a second one beside
# it. So another version is refused here, in one sentence, before its types and views meet those that are loaded.

# Usually none is loaded. This line finds that out without a command or a method, which PowerShell prepares at their first call: that took
# longer than all the rest of the import.
$cmdlet = 'Allocation.PowerShell.AllocationCmdlet' -as [type]
if ($null -eq $cmdlet) { return }

# In ConstrainedLanguage a script may call no methods; the import itself then fails at the assembly, with the words of .NET.
if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') { return }

$ours = Join-Path $PSScriptRoot 'bin' 'Allocation.PowerShell.dll'
$loaded = $cmdlet.Assembly.Location
if ($loaded -eq $ours) { return }
throw [System.Management.Automation.ErrorRecord]::new(
    [InvalidOperationException]::new("The module at $(Split-Path $PSScriptRoot) cannot be imported into this session, because the one at " +
        "$(Split-Path (Split-Path (Split-Path $loaded))) was imported before: start a new session."),
    'NewSessionNeeded', 'ResourceExists', $ours)
