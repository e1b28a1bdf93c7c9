using System.Globalization;
using System.Numerics;

namespace Allocation.Core.ResourcePools.PoolsYaml;

/// <summary>Spellings of numbers that readers of YAML 1.1, such as resalloc, and of YAML 1.2 read differently.</summary>
internal static class YamlNumber
{
    /// <summary>What the readers make of a plain scalar, and what to write; null when all read the same.</summary>
    public static string? Doubt(string? scalar)
    {
        if (string.IsNullOrEmpty(scalar)) return null;
        var sign = scalar[0] is '-' or '+' ? scalar[..1] : "";
        var digits = scalar[sign.Length..];
        var minus = sign == "-" ? "-" : "";
        if (digits.StartsWith("0o", StringComparison.Ordinal) && Value(digits[2..], 8) is { } octal)
            return $"'{scalar}' is a text to resalloc (YAML 1.1) and {minus}{octal} to readers of YAML 1.2. Write {minus}{octal}.";
        if (digits.StartsWith("0x", StringComparison.Ordinal) && Value(digits[2..], 16) is { } hex)
            return $"'{scalar}' is {minus}{hex} to resalloc (YAML 1.1) and a text to other readers. Write {minus}{hex}.";
        if (digits.StartsWith("0b", StringComparison.Ordinal) && Value(digits[2..], 2) is { } binary)
            return $"'{scalar}' is {minus}{binary} to resalloc (YAML 1.1) and a text to readers of YAML 1.2. Write {minus}{binary}.";
        if (digits.Length > 1 && digits[0] == '0' && Value(digits, 10) is { } plain)
        {
            return Value(digits, 8) is { } eight
                ? $"'{scalar}' is {minus}{eight} to resalloc (YAML 1.1) and {minus}{plain} to readers of YAML 1.2. Write the number that " +
                    "is meant without a zero in front."
                : $"'{scalar}' is a text to resalloc (YAML 1.1) and {minus}{plain} to readers of YAML 1.2. Write {minus}{plain}.";
        }

        if (digits.Contains('_', StringComparison.Ordinal) && Plain(digits.Replace("_", "", StringComparison.Ordinal)))
        {
            var number = minus + digits.Replace("_", "", StringComparison.Ordinal);
            return $"'{scalar}' is {number} to resalloc (YAML 1.1) and a text to readers of YAML 1.2. Write {number}.";
        }

        return Sexagesimal(digits) is { } sixties
            ? $"'{scalar}' is {minus}{sixties} to resalloc (YAML 1.1) and a text to readers of YAML 1.2. Write {minus}{sixties}."
            : null;
    }

    private static bool Plain(string digits) =>
        double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);

    private static BigInteger? Value(string digits, int radix)
    {
        var value = BigInteger.Zero;
        var any = false;
        foreach (var c in digits)
        {
            if (c == '_') continue;
            if (!char.IsAsciiHexDigit(c)) return null;
            var digit = Convert.ToInt32(c.ToString(), 16);
            if (digit >= radix) return null;
            value = (value * radix) + digit;
            any = true;
        }

        return any ? value : null;
    }

    // 1:30 is 90: digits of 60, as times are written.
    private static BigInteger? Sexagesimal(string digits)
    {
        var parts = digits.Split(':');
        if (parts.Length < 2) return null;
        var value = BigInteger.Zero;
        foreach (var part in parts)
        {
            if (Value(part, 10) is not { } digit) return null;
            value = (value * 60) + digit;
        }

        return value;
    }
}
