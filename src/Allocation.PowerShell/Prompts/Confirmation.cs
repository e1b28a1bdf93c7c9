using System.Management.Automation;
using System.Management.Automation.Host;
using Allocation.Core.Pools;

namespace Allocation.PowerShell.Prompts;

/// <summary>
/// The question before an act that reaches further than one named thing. <c>-Force</c>, <c>-Confirm:$false</c> and a preference answer it.
/// Where it cannot be asked it is an error that names both, and nothing is done.
/// </summary>
internal sealed class Confirmation(PSCmdlet cmdlet)
{
    private const string ErrorId = "ConfirmationRequired";

    private bool _yesToAll;
    private bool _noToAll;

    /// <summary>Whether the cmdlet only says what it would do.</summary>
    public static bool OnlyPreviews(PSCmdlet cmdlet) => LanguagePrimitives.IsTrue(
        cmdlet.MyInvocation.BoundParameters.TryGetValue("WhatIf", out var given) ? given : cmdlet.GetVariableValue("WhatIfPreference"));

    /// <summary>Whether all may be removed that a name found; one thing needs no question.</summary>
    public bool GivenToRemove(bool force, NamePattern names, IReadOnlyCollection<string> found, string things) =>
        WildcardRemoval.Describe(names, found, things) is not { } act || Given(force, act);

    /// <summary>Whether the act may begin.</summary>
    /// <param name="force">What <c>-Force</c> says.</param>
    /// <param name="act">The act and what it would do it to, such as <c>Remove 12 VLAN services</c>.</param>
    public bool Given(bool force, string act) => force || OnlyPreviews(cmdlet) || Answered || Asked(
        () => cmdlet.ShouldContinue($"{act}?", "Confirm", hasSecurityImpact: true, ref _yesToAll, ref _noToAll),
        act,
        "-Confirm:$false or -Force");

    /// <summary>Whether a cmdlet that asks about each thing may go on with one.</summary>
    /// <param name="target">The thing.</param>
    /// <param name="act">What would be done to it.</param>
    public bool GivenTo(string target, string act) => OnlyPreviews(cmdlet) || Answered
        ? cmdlet.ShouldProcess(target, act)
        : Asked(() => cmdlet.ShouldProcess(target, act), $"{act}, for {target}", "-Confirm:$false");

    private bool Asked(Func<bool> ask, string act, string wayOut)
    {
        try
        {
            if (!ReadsAnswersFromInput) return ask();
        }
        catch (Exception e) when (e is PSInvalidOperationException or HostException or PSNotImplementedException)
        {
            cmdlet.WriteDebug(e.Message);
        }

        var message = $"{act}: this must be confirmed, and this session cannot ask. Nothing was done. Use {wayOut} to confirm it.";
        cmdlet.WriteError(new ErrorRecord(new PSInvalidOperationException(message), ErrorId, ErrorCategory.InvalidOperation, null));
        return false;
    }

    // -Confirm makes PowerShell ask about each thing; -Confirm:$false and a preference of None are the answer.
    private bool Answered =>
        cmdlet.MyInvocation.BoundParameters.ContainsKey("Confirm")
        || (LanguagePrimitives.TryConvertTo<ConfirmImpact>(cmdlet.GetVariableValue("ConfirmPreference"), out var preference)
            && preference != ConfirmImpact.High);

    // pwsh itself would take the next line of a script, or the end of the input, for the answer.
    private bool ReadsAnswersFromInput => cmdlet.Host.Name == "ConsoleHost" && Console.IsInputRedirected;
}
