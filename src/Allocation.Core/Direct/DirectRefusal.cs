using Allocation.Core.Errors;

namespace Allocation.Core.Direct;

/// <summary>Why one request of several cannot be met.</summary>
/// <param name="Place">Its place among the requests, from 0.</param>
/// <param name="Error">The error.</param>
internal sealed record DirectRefusal(int Place, AllocationException Error);
