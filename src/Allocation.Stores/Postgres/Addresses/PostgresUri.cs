using System.Text.RegularExpressions;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Stores.Postgres.Addresses;

/// <summary>The address form that PostgreSQL's own tools read:
/// <c>postgres://user:password@host:port,host:port/database?option=value</c>.</summary>
internal static class PostgresUri
{
    // Options by the names that PostgreSQL gives them; the values are those of Npgsql.
    private static readonly Dictionary<string, string> s_options = new(StringComparer.OrdinalIgnoreCase)
    {
        ["host"] = "Host",
        ["port"] = "Port",
        ["dbname"] = "Database",
        ["user"] = "Username",
        ["password"] = "Password",
        ["passfile"] = "Passfile",
        ["sslmode"] = "SSL Mode",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["sslpassword"] = "SSL Password",
        ["sslrootcert"] = "Root Certificate",
        ["sslnegotiation"] = "SSL Negotiation",
        ["gssencmode"] = "GSS Encryption Mode",
        ["krbsrvname"] = "Kerberos Service Name",
        ["channel_binding"] = "Channel Binding",
        ["connect_timeout"] = "Timeout",
        ["application_name"] = "Application Name",
        ["target_session_attrs"] = "Target Session Attributes",
        ["options"] = "Options",
        ["schema"] = "schema",
    };

    /// <summary>The parts of an address by Npgsql's keywords.</summary>
    /// <exception cref="FormatException">It has not that form.</exception>
    public static Dictionary<string, string> Words(string address)
    {
        var words = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var parts = PostgresForm.Address().Match(address);
        if (!parts.Success)
            throw new FormatException(
                "the address must be written postgres://user@host:port/database?option=value (special characters in it as %XX)");
        Add(words, "Username", parts.Groups["user"]);
        Add(words, "Password", parts.Groups["password"]);
        Add(words, "Database", parts.Groups["database"]);
        if (parts.Groups["hosts"] is { Length: > 0 } hosts) AddHosts(words, hosts.Value);
        foreach (var option in parts.Groups["options"].Value.Split('&', StringSplitOptions.RemoveEmptyEntries)) AddOption(words, option);
        return words;
    }

    private static void Add(Dictionary<string, string> words, string word, Group part)
    {
        if (part.Length > 0) words[word] = Uri.UnescapeDataString(part.Value);
    }

    private static void AddHosts(Dictionary<string, string> words, string text)
    {
        var hosts = text.Split(',').Select(host => PostgresForm.Host().Match(host)).ToList();
        if (hosts.Exists(host => !host.Success)) throw new FormatException("a host of the address must be written host:port");
        if (hosts is [{ } only])
        {
            Add(words, "Host", only.Groups["name"]);
            Add(words, "Port", only.Groups["port"]);
            return;
        }

        words["Host"] = string
            .Join(',', hosts.Select(host => Uri.UnescapeDataString(host.Groups["name"].Value)
            + (host.Groups["port"].Length > 0 ? ":" + host.Groups["port"].Value : "")));
    }

    private static void AddOption(Dictionary<string, string> words, string option)
    {
        var name = Uri.UnescapeDataString(option.Split('=')[0]);
        if (!s_options.TryGetValue(name, out var word))
            throw new FormatException("an option of the address is unknown; known are " + string.Join(", ", s_options.Keys));
        var value = option.Contains('=', StringComparison.Ordinal)
            ? Uri.UnescapeDataString(option[(option.IndexOf('=', StringComparison.Ordinal) + 1)..])
            : "";
        words[word] = Value(word, value);
    }

    /// <summary>A value as Npgsql writes it: <c>verify-full</c> is its <c>VerifyFull</c>.</summary>
    public static string Value(string word, string value) =>
        word is "SSL Mode" or "SSL Negotiation" or "GSS Encryption Mode" or "Channel Binding"
            ? value.Replace("-", "", StringComparison.Ordinal)
            : value;
}
