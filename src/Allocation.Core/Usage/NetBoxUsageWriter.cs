using System.Text.RegularExpressions;
using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Pools.Notations;

namespace Allocation.Core.Usage;

/// <summary>
/// Writes CSV for the import of NetBox. A name that NetBox has no column for stands in front of the description. NetBox knows tags by
/// their slugs, which have letters, digits, hyphens and underscores only.
/// </summary>
internal sealed partial class NetBoxUsageWriter : IUsageWriter
{
    private const int LastVlan = 4094;

    private readonly NumberPool _pool;
    private readonly SortedDictionary<string, string> _renamed = new(StringComparer.Ordinal);

    private NetBoxUsageWriter(NumberPool pool, IReadOnlyList<string> first)
    {
        _pool = pool;
        Columns = [.. first, "status", "tenant", "description", "tags"];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => _renamed.Count == 0
        ? []
        : ["NetBox knows tags by slugs without other characters than letters, digits, - and _. Written otherwise: " +
            string.Join(", ", _renamed.Select(tag => $"'{tag.Key}' as '{tag.Value}'")) + "."];

    /// <summary>The writer for what a pool gives.</summary>
    /// <exception cref="InvalidPoolException">NetBox has nothing for it.</exception>
    public static NetBoxUsageWriter Of(NumberPool pool) => pool.Notation.Kind switch
    {
        NotationKind.Number => new(pool, ["vid", "name"]),
        NotationKind.Subnet => new(pool, ["prefix"]),
        NotationKind.Address => new(pool, ["address", "dns_name"]),
        NotationKind.Mac or NotationKind.Text => throw Refused(pool,
            $"NetBox's files are of VLANs, prefixes and IP addresses, and the pool gives {pool.Notation.Several}"),
    };

    /// <inheritdoc/>
    public IReadOnlyList<string> Cells(AllocationRecord line)
    {
        var status = line.Notes.Tags.FirstOrDefault(IsStatus);
        string[] last =
        [
            status?[NetBoxUsage.StatusTag.Length..].ToLowerInvariant() ?? NetBoxUsage.Active,
            line.Notes.Owner ?? "",
            Description(line),
            string.Join(',', line.Notes.Tags.Where(tag => tag != status).Select(Slug).Where(tag => tag.Length > 0).Distinct()),
        ];
        return _pool.Notation.Kind switch
        {
            NotationKind.Number => line.Value is >= 1 and <= LastVlan
                ? [line.ResourceId, line.LeaseName, .. last]
                : throw Refused(_pool, $"a VLAN of NetBox has an id from 1 to {LastVlan}, and {line.ResourceId} is held"),
            NotationKind.Address =>
                [$"{line.ResourceId}/{_pool.Notation.Network!.Value.PrefixLength}", IsDnsName(line) ? line.LeaseName : "", .. last],
            NotationKind.Subnet or NotationKind.Mac or NotationKind.Text => [line.ResourceId, .. last],
        };
    }

    private string Description(AllocationRecord line) =>
        _pool.Notation.Kind == NotationKind.Number || line.LeaseName == line.ResourceId || IsDnsName(line)
            ? line.Notes.Description ?? ""
            : line.Notes.Description is { } description ? $"{line.LeaseName}: {description}" : line.LeaseName;

    private bool IsDnsName(AllocationRecord line) => _pool.Notation.Kind == NotationKind.Address && line.LeaseName != line.ResourceId
        && DnsName().IsMatch(line.LeaseName);

    private string Slug(string tag)
    {
        if (WholeSlug().IsMatch(tag)) return tag;
        return _renamed[tag] = NoSlug().Replace(tag, "-").Trim('-');
    }

    private static bool IsStatus(string tag) => tag.StartsWith(NetBoxUsage.StatusTag, StringComparison.OrdinalIgnoreCase)
        && WholeSlug().IsMatch(tag[NetBoxUsage.StatusTag.Length..]);

    private static InvalidPoolException Refused(NumberPool pool, string why) =>
        new(pool.Name, $"Pool '{pool.Name}' cannot be written for NetBox: {why}. Write it as CSV.");

    [GeneratedRegex(@"^[-a-zA-Z0-9_]+\z")]
    private static partial Regex WholeSlug();

    [GeneratedRegex("[^-a-zA-Z0-9_]+")]
    private static partial Regex NoSlug();

    // NetBox keeps it in lower case.
    [GeneratedRegex(@"^(?=.{1,200}\z)(?:[0-9a-zA-Z_-]+|\*)(?:\.[0-9a-zA-Z_-]+)*\.?\z")]
    private static partial Regex DnsName();
}
