using System.Text;

namespace Allocation.Core.Storage;

/// <summary>How names are compared: without case and without regard to how accents are composed (Unicode normalisation form C).</summary>
public static class NameKey
{
    /// <summary>The form of <paramref name="name"/> that equal names share.</summary>
    public static string Of(string name) => name.Normalize(NormalizationForm.FormC).ToUpperInvariant();
}
