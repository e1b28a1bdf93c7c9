using Allocation.Core.Pools;
using Allocation.Core.Secrets;

namespace Allocation.Core.Inventories.Http;

/// <summary>How the numbers behind an HTTP interface are taken, given back and listed.</summary>
internal sealed record HttpApi
{
    /// <summary>The name of the operation that takes a number which the server chooses.</summary>
    public const string Allocate = "allocate";

    /// <summary>The name of the operation that takes one named number.</summary>
    public const string AllocateExactly = "allocate_exactly";

    /// <summary>The name of the operation that gives a number back.</summary>
    public const string Free = "free";

    /// <summary>The name of the operation that finds what a claim got.</summary>
    public const string Find = "find";

    /// <summary>The name of the operation that gives all that is taken.</summary>
    public const string List = "list";

    /// <summary>Its address, which ends with a slash; what the operations ask for is below it.</summary>
    public required Uri Address { get; init; }

    /// <summary>Who uses it, for HTTP basic authentication with the secret; null when a header carries the secret.</summary>
    public string? User { get; init; }

    /// <summary>Where the secret is; null when there is none.</summary>
    public SecretSource? Secret { get; init; }

    /// <summary>Headers of every request.</summary>
    public IReadOnlyDictionary<string, HttpTemplate> Headers { get; init; } = new Dictionary<string, HttpTemplate>();

    /// <summary>How its certificate is checked, and which we show.</summary>
    public HttpTrust Trust { get; init; } = new();

    /// <summary>Whether the proxy is used that the environment names.</summary>
    public bool UsesProxy { get; init; } = true;

    /// <summary>How long one call may take, with its waits and all its pages.</summary>
    public TimeSpan TimeLimit { get; init; } = InventorySettings.UsualTimeLimit;

    /// <summary>How long one answer may be, in bytes.</summary>
    public int ResponseLimit { get; init; } = 16 * 1024 * 1024;

    /// <summary>The numbers of which we choose one that the list does not have; null when the server chooses.</summary>
    public NumberRange? Numbers { get; init; }

    /// <summary>The operations by name.</summary>
    public IReadOnlyDictionary<string, HttpOperation> Operations { get; init; } = new Dictionary<string, HttpOperation>();

    /// <summary>An operation, or null.</summary>
    public HttpOperation? Operation(string name) => Operations.GetValueOrDefault(name);
}
