using System.Management.Automation;
using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Services;

namespace Allocation.PowerShell.Inventories;

/// <summary>
/// Makes an inventory of four script blocks. Each gets one object with the properties that it needs; what it returns is the
/// answer: a number, or an object with <c>Number</c> and, as far as there are such, <c>Id</c>, <c>Owner</c>, <c>Attribute</c>, <c>Key</c>.
/// One that throws, or writes an error, leaves open what it did.
/// </summary>
internal sealed class ScriptCalls(string name, ScriptBlock allocate, ScriptBlock free, ScriptBlock? find, ScriptBlock? list)
{
    private string Pool => PoolReference.OfInventory(name).Text;

    /// <summary>The inventory.</summary>
    public ScriptInventory ToInventory(InventoryKind kind) => new(name, kind, Allocate, Free)
    {
        Finder = find is null ? null : Find,
        Lister = list is null ? null : List,
    };

    private InventoryEntry Allocate(InventoryClaim claim)
    {
        var request = Described(claim.Tag with { OwnerName = claim.OwnerName });
        request.Properties.Add(new PSNoteProperty("Exactly", claim.Exactly));
        if (Single("allocate", Run("allocate", allocate, request)) is { } answer) return Entry("allocate", answer) with { Tag = claim.Tag };
        throw claim.Exactly is { } wanted
            ? new ValueTakenException(Pool, wanted, "the script returned nothing")
            : new PoolExhaustedException(Pool, "its script returned nothing");
    }

    private bool Free(InventoryEntry holding)
    {
        var request = holding.Tag is { } tag ? Described(tag) : new PSObject();
        request.Properties.Add(new PSNoteProperty("Number", holding.Number));
        request.Properties.Add(new PSNoteProperty("Id", holding.Id));
        return Single("free", Run("free", free, request)) is not { } answer || LanguagePrimitives.IsTrue(answer);
    }

    private InventoryEntry? Find(InventoryTag tag) =>
        Single("find", Run("find", find!, Described(tag))) is { } answer ? Entry("find", answer) : null;

    private IReadOnlyList<InventoryEntry> List() => [.. Run("list", list!).Select(o => Entry("list", o))];

    private static PSObject Described(InventoryTag tag)
    {
        var request = new PSObject();
        request.Properties.Add(new PSNoteProperty("Owner", tag.Owner));
        request.Properties.Add(new PSNoteProperty("OwnerName", tag.OwnerName));
        request.Properties.Add(new PSNoteProperty("Attribute", tag.Attribute));
        request.Properties.Add(new PSNoteProperty("Key", tag.Key));
        return request;
    }

    // An error of ours that the script passes on came from something that it called: it does not say that nothing was taken.
    private List<PSObject> Run(string operation, ScriptBlock script, params PSObject[] request)
    {
        try
        {
            return ScriptRun.Invoke("param($Script, $Request) & $Script @Request", CancellationToken.None, script, request);
        }
        catch (AllocationException e)
        {
            throw new InventoryFailedException(Pool, operation, e.Message, e) { OutcomeUnknown = true };
        }
    }

    private PSObject? Single(string operation, List<PSObject> output) => output switch
    {
        [] => null,
        [var one] => one,
        var several => throw Unknown(operation, $"its script returned {several.Count} objects; it must return one"),
    };

    private InventoryEntry Entry(string operation, PSObject answer)
    {
        var number = answer.Properties["Number"] is { } property ? Argument.Unwrap(property.Value) : answer.BaseObject;
        if (!LanguagePrimitives.TryConvertTo<long>(number, System.Globalization.CultureInfo.InvariantCulture, out var value)
            || number is null or bool || value < 0)
            throw Unknown(operation, $"its script returned '{answer}'; it must return a number from 0 on, or an object with a Number");
        var owner = Text(answer, "Owner");
        return new InventoryEntry(value, Text(answer, "Id"),
            owner is null ? null : new InventoryTag(owner, Text(answer, "Attribute"), Text(answer, "Key")));
    }

    private static string? Text(PSObject answer, string property) =>
        answer.Properties[property]?.Value is { } value && !Argument.IsBlank(value) ? LanguagePrimitives.ConvertTo<string>(value) : null;

    private InventoryFailedException Unknown(string operation, string reason) => new(Pool, operation, reason) { OutcomeUnknown = true };
}
