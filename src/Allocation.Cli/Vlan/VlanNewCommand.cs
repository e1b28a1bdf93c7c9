using System.CommandLine;
using Allocation.Cli.Services;
using Allocation.Core.Services;
using Allocation.Core.Storage;

namespace Allocation.Cli.Vlan;

/// <summary><c>vlan new</c></summary>
internal sealed class VlanNewCommand : ChangeCommand
{
    private readonly Argument<string[]> _names = new("name")
    {
        Description = "The names of the new services.",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly Option<string?> _csv = new("--csv")
    {
        Description = "Instead of names: a CSV file with the column Name, and if wanted Pool, NorthPool, SouthPool, NorthInventory, " +
            "SouthInventory, NorthVlanId, SouthVlanId, PoolFile, StartDate, EndDate, Lifetime, Description, Owner, Tags.",
        HelpName = "FILE",
    };
    private readonly CreationOptions _creation;
    private readonly VlanSettings _settings;

    /// <summary>Declares it.</summary>
    public VlanNewCommand()
        : base("new",
            "Creates services with a north and a south VLAN id each. One that fails gives back what it took and does not stop the rest.")
    {
        Add(_names);
        Add(_csv);
        _settings = new VlanSettings(this);
        _creation = new CreationOptions(this,
            result => result.GetResult(_csv) is not null || result.GetResult(_names) is { Tokens.Count: > 1 },
            "Keep a service that got only one of its VLAN ids, as 'rejected', to be resumed or removed.");
        Validators.Add(result =>
        {
            var isOfRows = result.GetResult(_csv) is not null;
            if (isOfRows == (result.GetResult(_names) is { Tokens.Count: > 0 }))
                result.AddError("Say which services: either their names, or --csv with a file of rows.");
            if (isOfRows && _settings.NamesNumbers(result))
                result.AddError("--csv must not be combined with --north-vlan-id or --south-vlan-id: the rows have columns for these.");
        });
    }

    /// <inheritdoc/>
    public override StoreAct StoreActOf(ParseResult parse) => StoreAct.CreateService;

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var parse = run.Arguments;
        var names = parse.GetValue(_names) ?? [];
        var keepPartial = _creation.KeepPartial(parse);
        IReadOnlyList<AskedService> asked = parse.GetValue(_csv) is { } file
            ? [.. _settings.ReadRows(parse, Path.GetFullPath(file), keepPartial, run.Cancellation)
                .Select(row => new AskedService(row.Line, () => row.Request().ToRequest()))]
            : [.. names.Select(name => new AskedService(0, () => _settings.Read(parse, name, keepPartial).ToRequest()))];
        var services = run.System.VlanServices;
        using var results = run.Results.List(VlanColumns.All, single: names.Length == 1 && asked.Count == 1);
        return _creation.Create(
            run,
            asked,
            results,
            (all, id) => services.CreateAllChecked(all, id, run.Cancellation),
            VlanService.Of);
    }
}
