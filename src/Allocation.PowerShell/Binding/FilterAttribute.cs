using System.Management.Automation;

namespace Allocation.PowerShell.Binding;

/// <summary>
/// A parameter that chooses among what exists. Given without a value (<c>$null</c>, an empty or blank text, an empty list) it is an
/// error: an empty variable of a script must never mean everything. It looks before PowerShell converts, which makes 0 of an
/// empty text.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FilterAttribute : ArgumentTransformationAttribute
{
    /// <summary>What is said of an empty value.</summary>
    public const string Empty = "The value is $null or empty, and a parameter that is given must have a value.";

    /// <summary>What is said of a ticket without a resource.</summary>
    public const string WaitingTicket = "a ticket that waits has none. Wait-ResourceTicket waits until it has one.";

    /// <summary>What may be behind an empty value, as a sentence.</summary>
    public string? Hint { get; set; }

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var items = Argument.Items(Argument.Unwrap(inputData)).ToList();
        if (items.Count > 0 && !items.Exists(Argument.IsBlank)) return inputData;
        throw new ArgumentTransformationMetadataException(Hint is null ? Empty : $"{Empty} {Hint}");
    }
}
