using System.Globalization;

namespace Allocation.Core.Pools.Notations;

/// <summary>Numbers as they are: <c>150</c>.</summary>
internal sealed class NumberNotation : PoolNotation
{
    /// <inheritdoc/>
    public override NotationKind Kind => NotationKind.Number;

    /// <inheritdoc/>
    public override string? Stored => null;

    /// <inheritdoc/>
    public override string Title => "number";

    /// <inheritdoc/>
    public override string One => "a number";

    /// <inheritdoc/>
    public override string Several => "numbers";

    /// <inheritdoc/>
    public override NumberRange Whole => new(0, long.MaxValue);

    /// <inheritdoc/>
    public override NumberRange? Usual => null;

    /// <inheritdoc/>
    public override string Forms => NumberRange.Forms;

    /// <inheritdoc/>
    public override string Write(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override Reading Read(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < long.MaxValue
            ? Reading.Of(number)
            : Reading.Wrong($"it is neither {Forms}");

    /// <inheritdoc/>
    protected override (UInt128 First, UInt128 Last)? Extent(string text) =>
        UInt128.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (number, number) : null;
}
