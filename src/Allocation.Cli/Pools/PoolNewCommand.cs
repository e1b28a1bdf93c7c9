using System.CommandLine;
using Allocation.Core.Errors;
using Allocation.Core.Storage;

namespace Allocation.Cli.Pools;

/// <summary><c>pool new</c></summary>
internal sealed class PoolNewCommand : ChangeCommand
{
    private readonly Argument<string> _name = new("name") { Description = "Its name." };
    private readonly PoolSettings _settings;

    /// <summary>Declares it.</summary>
    public PoolNewCommand()
        : base("new", "Creates a pool of numbers, addresses, subnets, MAC addresses or texts.")
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
        if (settings.LacksRange)
        {
            throw new InvalidPoolException(name,
                $"Pool '{name}' needs --from and --to, or --range: its pattern does not say how many digits its numbers have.");
        }

        var pool = run.System.Pools.Create(name, settings, run.Cancellation);
        run.Results.One(pool, PoolColumns.All);
        return ExitCodes.Ok;
    }
}
