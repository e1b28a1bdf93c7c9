using System.CommandLine;
using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Commands;
using Allocation.Core.Inventories.Http;
using Allocation.Core.Inventories.PoolFiles;
using Allocation.Core.Secrets;

namespace Allocation.Cli.Inventories;

/// <summary>The options that say what an inventory is: a file, a program, a table or an HTTP interface.</summary>
internal sealed class InventorySource
{
    private readonly Option<string?> _file = Text("--file", "FILE", "A VLAN pool file.");
    private readonly Option<string[]> _command = new("--command")
    {
        Description = "A program, then its arguments, which may not begin with a dash here: see --argument.",
        HelpName = "WORD",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string[]> _arguments = new("--argument")
    {
        Description = "One more argument of the program, which may begin with a dash: --argument=-x.",
        HelpName = "TEXT",
    };
    private readonly Option<bool> _canList = new("--can-list") { Description = "The program answers 'list'." };
    private readonly Option<string[]> _environment = new("--environment")
    {
        Description =
            "A variable of the program that is copied from our environment now; its value is never shown, but the store keeps it " +
            "as plain text.",
        HelpName = "NAME",
    };
    private readonly Option<string[]> _environmentFrom = new("--environment-from")
    {
        Description =
            "A variable of the program that is read at each call from a file or from the environment of that moment: NAME=file:PATH or " +
            "NAME=env:VARIABLE. The place for secrets.",
        HelpName = "NAME=PLACE",
    };
    private readonly Option<long?> _timeLimit = NumberOption.Count("--time-limit",
        $"How many seconds one call may take (default: {InventorySettings.UsualTimeLimit.TotalSeconds:0}).");
    private readonly Option<string?> _database = Text("--database", "URI",
        "The database of a table: sqlite:PATH or postgres://user@host:port/db.");
    private readonly Option<string?> _passwordFrom =
        Text("--database-password-from", "PLACE", "The password of the database, read at each call: file:PATH or env:VARIABLE.");
    private readonly Option<string?> _allocate = Text("--allocate-sql", "SQL",
        "Takes a number: must return one row with the column 'number'.");
    private readonly Option<string?> _free = Text("--free-sql", "SQL", "Gives a number back.");
    private readonly Option<string?> _find = Text("--find-sql", "SQL", "Finds what @owner holds for @attribute.");
    private readonly Option<string?> _list = Text("--list-sql", "SQL", "Returns all numbers that are taken.");
    private readonly Option<string?> _http = Text("--http", "FILE", "A JSON file that describes an HTTP interface, such as NetBox's.");

    /// <summary>Puts the options on a command.</summary>
    public InventorySource(Command command)
    {
        foreach (var option in new Option[] { _file, _command, _arguments, _canList, _environment, _environmentFrom, _timeLimit, _database,
            _passwordFrom, _allocate, _free, _find, _list, _http })
        {
            command.Add(option);
        }
        command.Validators.Add(result =>
        {
            var sources = new Option[] { _file, _command, _database, _http }.Count(o => result.GetResult(o) is not null);
            if (sources != 1) result.AddError("An inventory needs exactly one of --file, --command, --database and --http.");
            if (result.GetResult(_database) is not null && (result.GetResult(_allocate) is null || result.GetResult(_free) is null))
                result.AddError("A table needs --allocate-sql and --free-sql.");
        });
    }

    /// <summary>The settings that were typed.</summary>
    public InventorySettings Read(ParseResult parse)
    {
        var limit = parse.GetValue(_timeLimit) is { } seconds ? TimeSpan.FromSeconds(seconds) : InventorySettings.UsualTimeLimit;
        if (parse.GetValue(_file) is { } file) return new FileInventorySettings(Path.GetFullPath(file));
        if (parse.GetValue(_http) is { } http) return HttpInventorySettings.ReadFile(Path.GetFullPath(http));
        if (parse.GetValue(_database) is { } database)
        {
            var rooted = SqlInventorySettings.Rooted(database, Environment.CurrentDirectory);
            return new SqlInventorySettings(rooted, parse.GetValue(_allocate)!, parse.GetValue(_free)!)
            {
                Find = parse.GetValue(_find),
                List = parse.GetValue(_list),
                TimeLimit = limit,
                PasswordFrom = parse.GetValue(_passwordFrom) is { } from ? SecretSource.Parse(from, Environment.CurrentDirectory) : null,
            };
        }

        var command = parse.GetValue(_command)!;
        return new CommandInventorySettings(CommandInventorySettings.ProgramOf(command[0], Path.GetFullPath),
            [.. command[1..], .. parse.GetValue(_arguments) ?? []])
        {
            CanList = parse.GetValue(_canList),
            TimeLimit = limit,
            WorkingFolder = Environment.CurrentDirectory,
            Environment = (parse.GetValue(_environment) ?? []).Distinct()
                .ToDictionary(name => name, name => Environment.GetEnvironmentVariable(name) ?? ""),
            EnvironmentFrom = (parse.GetValue(_environmentFrom) ?? []).Select(Secret).DistinctBy(secret => secret.Key).ToDictionary(),
        };
    }

    private static KeyValuePair<string, SecretSource> Secret(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0
            ? new(text[..equals], SecretSource.Parse(text[(equals + 1)..], Environment.CurrentDirectory))
            : throw new InvalidPoolException(null, "A variable with a secret must be written NAME=file:PATH or NAME=env:VARIABLE.");
    }

    private static Option<string?> Text(string name, string help, string description) => new(name)
    {
        Description = description,
        HelpName = help,
    };
}
