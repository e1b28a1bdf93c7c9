using System.Data.Common;

namespace Allocation.Core.Storage.Addresses;

/// <summary>A PostgreSQL address without its passwords, which can be used like the whole one.</summary>
internal static class PasswordlessAddress
{
    /// <summary>The address or connection string without them; null when it cannot be read.</summary>
    public static string? Of(string location)
    {
        if (!location.StartsWith("postgres://", StringComparison.Ordinal))
            return OfWords(location) is { } words ? "postgres:" + words : null;
        var parts = PostgresForm.Address().Match(location);
        if (!parts.Success) return null;
        var user = parts.Groups["user"].Success ? parts.Groups["user"].Value + "@" : "";
        var database = parts.Groups["database"].Success ? "/" + parts.Groups["database"].Value : "";
        var options = parts.Groups["options"].Value.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(option => !PostgresSecretWords.Contains(Uri.UnescapeDataString(option.Split('=')[0])))
            .ToList();
        return "postgres://" + user + parts.Groups["hosts"].Value + database + (options.Count == 0 ? "" : "?" + string.Join('&', options));
    }

    private static string? OfWords(string text)
    {
        try
        {
            var words = new DbConnectionStringBuilder { ConnectionString = text };
            foreach (var word in words.Keys.Cast<string>().Where(PostgresSecretWords.Contains).ToList()) words.Remove(word);
            return words.ConnectionString;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
