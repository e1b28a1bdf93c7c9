using System.Text.Json.Nodes;
using Allocation.Core.Definitions.Paths;

namespace Allocation.Core.Allocating;

/// <summary>Where allocators run: on the service, or on one item of an embedded list.</summary>
/// <param name="Path">From the root of the service.</param>
/// <param name="Root">The attributes of the service, as allocators see them.</param>
/// <param name="Node">The attributes of this level, inside <paramref name="Root"/>.</param>
/// <param name="Fallback">The attribute that keeps what is set here, when it is not kept in place.</param>
/// <param name="SetChanged">Whether an item came or went in a list that is sensitive to it.</param>
internal sealed record AllocationLevel(DictPath Path, JsonObject Root, JsonObject Node, string? Fallback, bool SetChanged);
