using System.Globalization;
using System.Management.Automation;

namespace Allocation.PowerShell.Binding;

/// <summary>A parameter whose values are the names of an enumeration. Another text is an error that says what the names are; PowerShell's
/// own speaks of the type.</summary>
/// <param name="enumeration">The enumeration.</param>
/// <param name="words">Those of its names that may be given; all when there are none.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ChoiceAttribute(Type enumeration, params string[] words) : ArgumentTransformationAttribute
{
    private readonly string[] _words = words.Length > 0 ? words : Enum.GetNames(enumeration);

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        // Whether a parameter may be without a value is not decided here.
        foreach (var item in Argument.Items(Argument.Unwrap(inputData)).Where(item => !Argument.IsBlank(item) && !IsKnown(item)))
            throw new ArgumentTransformationMetadataException($"The value must be one of {string.Join(", ", _words)}, not '{item}'.");
        return inputData;
    }

    private bool IsKnown(object? item) =>
        LanguagePrimitives.TryConvertTo(item, enumeration, CultureInfo.InvariantCulture, out var value) && _words.Contains($"{value}");
}
