using System.Globalization;
using System.Management.Automation;
using Allocation.Core.Errors;

namespace Allocation.PowerShell.Binding;

/// <summary>
/// A number that may be absent. PowerShell itself makes 0 of an empty cell of a CSV file and 2 of 1.5; here the one
/// means that nothing was asked for, and the other is refused.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WholeNumberAttribute : ArgumentTransformationAttribute
{
    /// <summary>Passes what is not a whole number on (<see cref="UnreadableArguments"/>) instead of refusing it.</summary>
    public bool KeepUnreadable { get; set; }

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = Argument.Unwrap(inputData);
        if (Argument.IsBlank(value)) return null!;
        if (Read(value) is { } number) return number;
        var mistake = $"must be a whole number, not '{value}'";
        return KeepUnreadable
            ? long.MinValue + UnreadableArguments.Keep(mistake)
            : throw new ArgumentTransformationMetadataException($"The value {mistake}.");
    }

    /// <summary>A number that was passed on.</summary>
    /// <param name="name">For what it was asked.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="number">What it was given.</param>
    /// <param name="refusal">The error of a number that could not be read.</param>
    public static long? Readable(string name, string parameter, long? number, Func<string?, string, AllocationException> refusal) =>
        number is < 0 && UnreadableArguments.Take(number.Value - long.MinValue) is { } mistake
            ? throw refusal(name, $"The {parameter} asked for '{name}' {mistake}.")
            : number;

    private static long? Read(object? value) => value switch
    {
        string text =>
            long.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture, out var parsed) ? parsed : null,
        long or int or short or sbyte or byte or ushort or uint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        ulong big => big <= long.MaxValue ? (long)big : null,
        double or float or decimal when Convert.ToDouble(value, CultureInfo.InvariantCulture) is var real && real == Math.Floor(real)
            && Math.Abs(real) < 9e15 => (long)real,
        System.Numerics.BigInteger big => big >= long.MinValue && big <= long.MaxValue ? (long)big : null,
        _ => null,
    };
}
