using System.Text.Json.Nodes;
using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Commands;
using Allocation.Core.Inventories.Http;
using Allocation.Core.Inventories.PoolFiles;
using Allocation.Core.Secrets;
using Allocation.Server.Failures;

namespace Allocation.Server.Rest.Bodies;

/// <summary>What an inventory is: a file, a program, a table or an HTTP interface. Paths are those of the machine of the server.</summary>
internal abstract record InventorySettingsBody
{
    private const string Sqlite = "sqlite:";

    /// <summary>How its numbers are found and given back; null for the usual kind of its source.</summary>
    public InventoryKind? Kind { get; init; }

    /// <summary>The full path of a VLAN pool file.</summary>
    public string? File { get; init; }

    /// <summary>A program by its full path or as it is found in the PATH, then its arguments.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>The full path of the folder that the program runs in; null for the folder for temporary files.</summary>
    public string? WorkingFolder { get; init; }

    /// <summary>Whether the program answers <c>list</c>.</summary>
    public bool CanList { get; init; }

    /// <summary>Variables of the program by name. The store keeps their values as plain text.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>Variables of the program by name, each with the place that its value is read from at each call: file:PATH or
    /// env:VARIABLE.</summary>
    public IReadOnlyDictionary<string, string>? EnvironmentFrom { get; init; }

    /// <summary>The database of a table, written as a store is.</summary>
    public string? Database { get; init; }

    /// <summary>The place of the password of the database: file:PATH or env:VARIABLE.</summary>
    public string? DatabasePasswordFrom { get; init; }

    /// <summary>Takes a number.</summary>
    public string? AllocateSql { get; init; }

    /// <summary>Gives a number back.</summary>
    public string? FreeSql { get; init; }

    /// <summary>Finds what an owner holds.</summary>
    public string? FindSql { get; init; }

    /// <summary>Returns all numbers that are taken.</summary>
    public string? ListSql { get; init; }

    /// <summary>How long one call may take; null for 30 seconds.</summary>
    public string? TimeLimit { get; init; }

    /// <summary>The description of an HTTP interface.</summary>
    public JsonObject? Http { get; init; }

    /// <summary>The settings.</summary>
    /// <exception cref="RequestRefusedException">They are of none or of several sources, or a path is not a full one.</exception>
    public InventorySettings ToSettings()
    {
        var sources = new object?[] { File, Command, Database, Http }.Count(source => source is not null);
        if (sources != 1) throw RequestRefusedException.Usage("The body must have exactly one of File, Command, Database and Http.");
        RefuseOthers();
        if (File is not null) return new FileInventorySettings(Full(nameof(File), File));
        if (Http is not null) return HttpInventorySettings.Parse(Http.ToJsonString(), Path.GetTempPath());
        return Database is not null ? Table() : Program();
    }

    private void RefuseOthers()
    {
        var ofCommand = new (string Name, bool IsThere)[]
        {
            (nameof(WorkingFolder), WorkingFolder is not null), (nameof(CanList), CanList), (nameof(Environment), Environment is not null),
            (nameof(EnvironmentFrom), EnvironmentFrom is not null),
        };
        var ofTable = new (string Name, bool IsThere)[]
        {
            (nameof(DatabasePasswordFrom), DatabasePasswordFrom is not null), (nameof(AllocateSql), AllocateSql is not null),
            (nameof(FreeSql), FreeSql is not null), (nameof(FindSql), FindSql is not null), (nameof(ListSql), ListSql is not null),
        };
        if (Command is null && ofCommand.FirstOrDefault(property => property.IsThere).Name is { } alone)
            throw RequestRefusedException.Usage($"{alone} must be left out without Command.", alone);
        if (Database is null && ofTable.FirstOrDefault(property => property.IsThere).Name is { } other)
            throw RequestRefusedException.Usage($"{other} must be left out without Database.", other);
        if (TimeLimit is not null && (Command ?? (object?)Database) is null)
            throw RequestRefusedException.Usage("TimeLimit must be left out without Command or Database.", nameof(TimeLimit));
    }

    private SqlInventorySettings Table()
    {
        if (AllocateSql is null || FreeSql is null)
            throw RequestRefusedException.Usage("Database needs AllocateSql and FreeSql.", nameof(Database));
        if (Database!.StartsWith(Sqlite, StringComparison.OrdinalIgnoreCase)) Full(nameof(Database), Database[Sqlite.Length..]);
        var database = SqlInventorySettings.Rooted(Database, Path.GetTempPath());
        return new(database, AllocateSql, FreeSql)
        {
            Find = FindSql,
            List = ListSql,
            TimeLimit = BodyTime.Long(nameof(TimeLimit), TimeLimit) ?? InventorySettings.UsualTimeLimit,
            PasswordFrom = DatabasePasswordFrom is { } from ? Place(nameof(DatabasePasswordFrom), from) : null,
        };
    }

    private CommandInventorySettings Program()
    {
        if (Command!.Count == 0) throw RequestRefusedException.Usage("Command must have a program.", nameof(Command));
        return new(CommandInventorySettings.ProgramOf(Command[0], path => Full(nameof(Command), path)), [.. Command.Skip(1)])
        {
            CanList = CanList,
            TimeLimit = BodyTime.Long(nameof(TimeLimit), TimeLimit) ?? InventorySettings.UsualTimeLimit,
            WorkingFolder = WorkingFolder is null ? null : Full(nameof(WorkingFolder), WorkingFolder),
            Environment = Environment ?? new Dictionary<string, string>(),
            EnvironmentFrom = (EnvironmentFrom ?? new Dictionary<string, string>())
                .ToDictionary(from => from.Key, from => Place(nameof(EnvironmentFrom), from.Value)),
        };
    }

    private static SecretSource Place(string property, string text)
    {
        var source = SecretSource.Stored(text)
            ?? throw new InvalidPoolException(null, "The place of a secret must be written file:PATH or env:NAME.");
        if (source.Place == SecretPlace.File) Full(property, source.Name);
        return source;
    }

    // A path that is not rooted would be one of the folder in which the server happens to run.
    private static string Full(string property, string path) => Path.IsPathFullyQualified(path)
        ? path
        : throw RequestRefusedException.Usage($"{property} must be a full path of the machine of the server, not '{path}'.", property);
}
