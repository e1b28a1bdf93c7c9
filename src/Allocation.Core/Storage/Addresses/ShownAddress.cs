using System.Data.Common;
using System.Text.RegularExpressions;

namespace Allocation.Core.Storage.Addresses;

/// <summary>
/// A PostgreSQL address for people. Only parts are shown that were understood and are not secret; what cannot be read, or could
/// be a part of a password that was not encoded, is replaced by <see cref="Hidden"/>.
/// </summary>
internal static partial class ShownAddress
{
    /// <summary>Stands for what is not shown.</summary>
    public const string Hidden = "...";

    private const string Secret = "***";

    private static readonly HashSet<string> s_options = new(StringComparer.OrdinalIgnoreCase)
    {
        "host", "port", "dbname", "user", "passfile", "sslmode", "sslcert", "sslkey", "sslrootcert", "sslnegotiation", "gssencmode",
        "krbsrvname", "channel_binding", "connect_timeout", "application_name", "target_session_attrs", "schema",
    };

    // By the words that Npgsql takes, in lower case, as the connection string parser gives them.
    private static readonly Dictionary<string, string> s_words = new()
    {
        ["host"] = "Host",
        ["server"] = "Host",
        ["port"] = "Port",
        ["database"] = "Database",
        ["db"] = "Database",
        ["username"] = "Username",
        ["user name"] = "Username",
        ["userid"] = "Username",
        ["user id"] = "Username",
        ["uid"] = "Username",
        ["schema"] = "schema",
        ["passfile"] = "Passfile",
        ["ssl mode"] = "SSL Mode",
        ["sslmode"] = "SSL Mode",
        ["root certificate"] = "Root Certificate",
        ["ssl certificate"] = "SSL Certificate",
        ["ssl key"] = "SSL Key",
        ["timeout"] = "Timeout",
        ["application name"] = "Application Name",
        ["target session attributes"] = "Target Session Attributes",
    };

    /// <summary>What is shown of an address or a connection string, with <c>postgres:</c> in front.</summary>
    public static string Of(string location) =>
        location.StartsWith("postgres://", StringComparison.Ordinal) ? OfAddress(location) : "postgres:" + OfWords(location);

    private static string OfAddress(string address)
    {
        var parts = PostgresForm.Address().Match(address);

        // With an @ more than the one behind a user it is unclear where the password ends.
        if (!parts.Success || address.Count(c => c == '@') > (parts.Groups["user"].Success ? 1 : 0)) return "postgres:" + Hidden;
        var user = parts.Groups["user"].Success ? Part(parts.Groups["user"].Value) + "@" : "";
        var database = parts.Groups["database"].Success ? "/" + Part(parts.Groups["database"].Value) : "";
        var options = parts.Groups["options"].Success
            ? "?" + string.Join('&', parts.Groups["options"].Value.Split('&').Select(Option))
            : "";
        return "postgres://" + user + string.Join(',', parts.Groups["hosts"].Value.Split(',').Select(Host)) + database + options;
    }

    private static string Host(string text)
    {
        var host = PostgresForm.Host().Match(text);
        if (!host.Success) return Hidden;
        return text.StartsWith('[')
            ? (IPv6().IsMatch(host.Groups["name"].Value) ? text : Hidden)
            : Part(host.Groups["name"].Value) + text[host.Groups["name"].Length..];
    }

    private static string Option(string option)
    {
        var equals = option.IndexOf('=', StringComparison.Ordinal);
        var name = Uri.UnescapeDataString(equals < 0 ? option : option[..equals]);
        if (PostgresSecretWords.Contains(name)) return $"{name}={Secret}";
        return s_options.Contains(name) ? $"{name}={Part(equals < 0 ? "" : option[(equals + 1)..])}" : Hidden;
    }

    private static string OfWords(string text)
    {
        try
        {
            var words = new DbConnectionStringBuilder { ConnectionString = text };
            return string.Join(';', words.Keys.Cast<string>().Select(word => Word(word.ToLowerInvariant(), (string)words[word])));
        }
        catch (ArgumentException)
        {
            return Hidden;
        }
    }

    private static string Word(string word, string value)
    {
        if (PostgresSecretWords.NameOf(word) is { } secret) return $"{secret}={Secret}";
        return s_words.TryGetValue(word, out var known) ? $"{known}={Part(value)}" : Hidden;
    }

    // A colon or an @ in it, also an encoded one, may be of a password beside which something was forgotten.
    private static string Part(string text) =>
        Plain().IsMatch(text) && Uri.UnescapeDataString(text).AsSpan().IndexOfAny(":@") < 0 ? text : Hidden;

    [GeneratedRegex(@"^[\p{L}\p{Nd}._~%+*/\\-]*\z")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^[0-9A-Fa-f:.]+\z")]
    private static partial Regex IPv6();
}
