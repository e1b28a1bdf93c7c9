using Allocation.Core.Secrets;
using Allocation.Core.Texts;

namespace Allocation.Core.Inventories.Http;

/// <summary>Text of a server as it is shown to people: one line, not too long, without secrets, and nothing in it that a terminal would
/// obey.</summary>
internal static class ServerText
{
    private const int Longest = 600;

    /// <summary>The text to show. Secrets go first: cut or escaped, they would not be recognised.</summary>
    public static string Of(string text, SecretMask mask)
    {
        var masked = mask.Apply(text.Trim());
        return VisibleText.Of(masked.Length > Longest ? masked[..Longest] : masked) + (masked.Length > Longest ? "..." : "");
    }
}
