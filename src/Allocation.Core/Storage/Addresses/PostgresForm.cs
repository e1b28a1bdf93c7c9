using System.Text.RegularExpressions;

namespace Allocation.Core.Storage.Addresses;

/// <summary>The form of <c>postgres://user:password@host:port,host:port/database?option=value</c>: the one grammar, for reading an address
/// as for showing it.</summary>
internal static partial class PostgresForm
{
    /// <summary>The whole address, with the groups user, password, hosts, database and options.</summary>
    [GeneratedRegex(@"^postgres://(?:(?<user>[^:/?@]*)(?::(?<password>[^/?@]*))?@)?(?<hosts>[^/?@]*)" +
        @"(?:/(?<database>[^/?]*))?(?:[?](?<options>.*))?\z",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    public static partial Regex Address();

    /// <summary>One of its hosts, with the groups name and port.</summary>
    [GeneratedRegex(@"^(?:\[(?<name>[^\]]+)\]|(?<name>[^:\[\]]*))(?::(?<port>\d{0,5}))?\z", RegexOptions.ExplicitCapture)]
    public static partial Regex Host();
}
