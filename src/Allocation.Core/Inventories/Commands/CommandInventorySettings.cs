using Allocation.Core.Secrets;

namespace Allocation.Core.Inventories.Commands;

/// <summary>A program that answers questions; see <see cref="CommandInventory"/>.</summary>
/// <param name="Program">The program: a full path, or a name that is looked for on the PATH.</param>
/// <param name="Arguments">Its arguments, each as it is: there is no shell.</param>
public sealed record CommandInventorySettings(string Program, IReadOnlyList<string> Arguments) : InventorySettings
{
    /// <summary>How long one answer may take.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How much it may write, in bytes.</summary>
    public int OutputLimit { get; init; } = 16 * 1024 * 1024;

    /// <summary>Whether it answers <c>list</c>.</summary>
    public bool CanList { get; init; }

    /// <summary>Variables for its environment, besides ours. Their values are never shown, but the store keeps them as plain text.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Variables for its environment whose values are read at each call. The place for secrets: the store keeps only where they are.</summary>
    public IReadOnlyDictionary<string, SecretSource> EnvironmentFrom { get; init; } = new Dictionary<string, SecretSource>();

    /// <summary>The folder it runs in; null for the system's folder for temporary files.</summary>
    public string? WorkingFolder { get; init; }

    /// <summary>The program alone: arguments may hold what others should not read.</summary>
    public override string Location => Program;
}
