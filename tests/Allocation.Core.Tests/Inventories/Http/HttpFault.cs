namespace Allocation.Core.Tests.Inventories.Http;

/// <summary>What goes wrong with a request.</summary>
/// <param name="Method">The method of the request that it waits for.</param>
/// <param name="What">cut, hang, short, flood, garbage, empty, or the status of an error.</param>
/// <param name="IsLate">Whether the server has done what was asked before.</param>
/// <param name="RetryAfter">The header of that name.</param>
internal sealed record HttpFault(string Method, string What, bool IsLate = false, string? RetryAfter = null);
