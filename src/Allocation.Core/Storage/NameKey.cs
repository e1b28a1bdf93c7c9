using System.Text;

namespace Allocation.Core.Storage;

/// <summary>How names are compared: without case and without regard to how accents are composed (Unicode normalisation form C).</summary>
internal static class NameKey
{
    /// <summary>What makes the key of a name that is not ASCII, where the runtime was told to do without languages.</summary>
    public static Func<string, string>? BeyondAscii { get; set; }

    /// <summary>
    /// The form of <paramref name="name"/> that equal names share. Ill-formed text, which is not a name, is left unchanged.
    /// </summary>
    public static string Of(string name) =>
        BeyondAscii is { } make && !Ascii.IsValid(name) ? make(name) : Composed(name).ToUpperInvariant();

    private static string Composed(string name)
    {
        try
        {
            return name.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return name;
        }
    }
}
