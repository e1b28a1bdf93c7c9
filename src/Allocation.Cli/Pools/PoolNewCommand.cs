using System.CommandLine;
using Allocation.Core.Storage;

namespace Allocation.Cli.Pools;

/// <summary><c>pool new</c></summary>
internal sealed class PoolNewCommand : ChangeCommand
{
    private readonly Argument<string> _name = new("name") { Description = "Its name." };
    private readonly PoolSettings _settings;

    /// <summary>Declares it.</summary>
    public PoolNewCommand()
        : base("new", "Creates a pool of numbers or of addresses.")
    {
        Add(_name);
        _settings = new PoolSettings(this, isNew: true);
    }

    /// <inheritdoc/>
    public override StoreAct StoreActOf(ParseResult parse) => StoreAct.CreatePool;

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var name = run.Arguments.GetRequiredValue(_name);
        var settings = _settings.Read(run.Arguments, name);
        var pool = run.System.Pools.Create(name, settings, run.Cancellation);
        run.Results.One(pool, PoolColumns.All);
        return ExitCodes.Ok;
    }
}
