using Allocation.Core.Storage;

namespace Allocation.Cli.Stores;

/// <summary>A store as people see it.</summary>
/// <param name="Uri">Where it is, without any password.</param>
/// <param name="Kind">What it is kept in.</param>
/// <param name="Schema">The number of its schema.</param>
internal sealed record StoreInfo(string Uri, StoreKind Kind, int Schema);
