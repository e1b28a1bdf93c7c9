namespace Allocation.Server.Stopping;

/// <summary>The server stops, and the body of a request had not come whole.</summary>
internal sealed class HalfRequestException() : Exception("The server stops, and the body of the request had not come whole.");
