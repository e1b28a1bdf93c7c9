using Allocation.Core.Secrets;

namespace Allocation.Core.Inventories.Commands;

/// <summary>A program that answers questions; see <see cref="CommandInventory"/>.</summary>
/// <param name="Program">The program: a full path, or a name that is looked for on the PATH.</param>
/// <param name="Arguments">Its arguments, each as it is: there is no shell.</param>
internal sealed record CommandInventorySettings(string Program, IReadOnlyList<string> Arguments) : InventorySettings
{
    /// <summary>How long one answer may take.</summary>
    public TimeSpan TimeLimit { get; init; } = UsualTimeLimit;

    /// <summary>How much it may write, in bytes.</summary>
    public int OutputLimit { get; init; } = 16 * 1024 * 1024;

    /// <summary>Whether it answers <c>list</c>.</summary>
    public bool CanList { get; init; }

    /// <summary>Variables for its environment, besides ours. Their values are never shown, but the store keeps them as plain
    /// text.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Variables for its environment whose values are read at each call. The place for secrets: the store keeps only where they
    /// are.</summary>
    public IReadOnlyDictionary<string, SecretSource> EnvironmentFrom { get; init; } = new Dictionary<string, SecretSource>();

    /// <summary>The folder it runs in; null for the system's folder for temporary files.</summary>
    public string? WorkingFolder { get; init; }

    /// <summary>The program, the script that it runs, and the folder. Other arguments may hold what others should not read: of them only
    /// the name of a file is shown.</summary>
    public override string Location
    {
        get
        {
            var folder = WorkingFolder ?? Path.GetTempPath();
            var script = Arguments.FirstOrDefault(argument => File.Exists(Path.Combine(folder, argument)));
            return Program + (script is null ? "" : " " + script) + (WorkingFolder is null ? "" : $" in {WorkingFolder}");
        }
    }

    /// <summary>The program as it is kept: the full path of one that is written with a folder; any other is looked for on the
    /// PATH.</summary>
    /// <param name="named">The program as it was written.</param>
    /// <param name="resolve">Gives the full path for a path as it was written.</param>
    public static string ProgramOf(string named, Func<string, string> resolve) =>
        named.AsSpan().IndexOfAny(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar) < 0 ? named : resolve(named);

    /// <inheritdoc/>
    internal override IInventory? Open(string pool, InventoryKind kind, ISqlInventories? sql) => new CommandInventory(pool, kind, this);

    /// <inheritdoc/>
    internal override string? Mistake(string inventory, InventoryKind kind)
    {
        if (string.IsNullOrWhiteSpace(Program)) return "must name a program";
        if (Environment.Keys.Concat(EnvironmentFrom.Keys)
            .Any(name => name.Length == 0 || name.Contains('=', StringComparison.Ordinal) || name.Any(char.IsControl)))
            return "has a variable whose name must not be empty or contain an equals sign or a control character";
        if (TimeLimit <= TimeSpan.Zero || TimeLimit > TimeSpan.FromHours(1))
            return "has a time limit that must be above 0 and at most an hour";
        return OutputLimit <= 0 ? "has an output limit that must be above 0" : null;
    }
}
