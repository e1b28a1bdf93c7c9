using System.Globalization;
using System.Management.Automation;
using Allocation.Core.Leaks;

namespace Allocation.PowerShell.Binding;

/// <summary>Leaks as Get-AllocationLeak gave them, also when they went through a file or a job.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LeakAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        Argument.Items(Argument.Unwrap(inputData)).Select(Read).ToArray();

    private static AllocationLeak Read(object? value)
    {
        if (value is AllocationLeak leak) return leak;
        var row = PSObject.AsPSObject(value ?? "").Properties;
        return new AllocationLeak
        {
            Kind = LanguagePrimitives.ConvertTo<LeakKind>(Needed(nameof(AllocationLeak.Kind))),
            Pool = Text(nameof(AllocationLeak.Pool)),
            Value = Given(nameof(AllocationLeak.Value)) is { } number ? LanguagePrimitives.ConvertTo<long>(number) : null,
            Handle = Text(nameof(AllocationLeak.Handle)),
            ListedHandle = Text(nameof(AllocationLeak.ListedHandle)),
            DismissedAt = Given(nameof(AllocationLeak.DismissedAt)) is { } dismissed ? TimeAttribute.Of(dismissed) : null,
            LeaseId = LanguagePrimitives.ConvertTo<string>(Needed(nameof(AllocationLeak.LeaseId))),
            LeaseName = LanguagePrimitives.ConvertTo<string>(Needed(nameof(AllocationLeak.LeaseName))),
            Attribute = Text(nameof(AllocationLeak.Attribute)),
            Key = Text(nameof(AllocationLeak.Key)),
            ReservationId = Text(nameof(AllocationLeak.ReservationId)),
            IntentId = Text(nameof(AllocationLeak.IntentId)),
            Since = TimeAttribute.Of(Needed(nameof(AllocationLeak.Since))),
            Candidates = LanguagePrimitives.ConvertTo<int>(Needed(nameof(AllocationLeak.Candidates))),
            Detail = LanguagePrimitives.ConvertTo<string>(Needed(nameof(AllocationLeak.Detail))),
        };

        // A row of a CSV file has an empty cell for what is not known.
        object? Given(string name) => row[name]?.Value is { } given && !Argument.IsBlank(given) ? given : null;
        object Needed(string name) => Given(name) ?? throw NoLeak(value, name);
        string? Text(string name) => Given(name) is { } text ? LanguagePrimitives.ConvertTo<string>(text) : null;
    }

    private static ArgumentTransformationMetadataException NoLeak(object? value, string missing) => new(string.Create(
        CultureInfo.InvariantCulture, $"A leak must be one that Get-AllocationLeak gave; '{value}' has no {missing}."));
}
