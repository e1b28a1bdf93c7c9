namespace Allocation.Core.Storage.Addresses;

/// <summary>The words whose values are passwords, in the options of an address as in a connection string: the one table.</summary>
internal static class PostgresSecretWords
{
    // By all words that Npgsql takes.
    private static readonly Dictionary<string, string> s_names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["password"] = "Password",
        ["pwd"] = "Password",
        ["psw"] = "Password",
        ["ssl password"] = "SSL Password",
        ["sslpassword"] = "SSL Password",
    };

    /// <summary>Whether the value of a word is a password.</summary>
    public static bool Contains(string word) => s_names.ContainsKey(word);

    /// <summary>The name of a password as connection strings have it; null when the word means none.</summary>
    public static string? NameOf(string word) => s_names.GetValueOrDefault(word);
}
