namespace Allocation.Testing.Postgres;

/// <summary>A network of its own in which a process runs.</summary>
/// <param name="Name">The name by which <c>ip netns</c> knows it; empty for the network of this process.</param>
/// <param name="Address">Its address; empty where that does not matter.</param>
public sealed record NetworkNamespace(string Name, string Address)
{
    /// <summary>The network of this process.</summary>
    public static NetworkNamespace None { get; } = new("", "");

    /// <summary>What a command line begins with that runs there.</summary>
    public IReadOnlyList<string> Prefix => Name.Length == 0 ? [] : ["ip", "netns", "exec", Name];
}
