namespace Allocation.Core.Errors;

/// <summary>Why one request of several cannot be met.</summary>
/// <param name="Place">Its place among the requests, from 0; null where the error is about all of them.</param>
/// <param name="Error">The error.</param>
internal sealed record BatchRefusal(int? Place, AllocationException Error);
