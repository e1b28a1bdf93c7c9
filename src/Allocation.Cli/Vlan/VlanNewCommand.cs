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
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly CreationOptions _creation;
    private readonly VlanSettings _settings;

    /// <summary>Declares it.</summary>
    public VlanNewCommand()
        : base("new",
            "Creates services with a north and a south VLAN id each. One that fails gives back what it took and does not stop the rest.")
    {
        Add(_names);
        _settings = new VlanSettings(this);
        _creation = new CreationOptions(this, _names,
            "Keep a service that got only one of its VLAN ids, as 'rejected', to be resumed or removed.");
    }

    /// <inheritdoc/>
    public override StoreAct StoreActOf(ParseResult parse) => StoreAct.CreateService;

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var parse = run.Arguments;
        var names = parse.GetRequiredValue(_names);
        var services = run.System.VlanServices;
        using var results = run.Results.List(VlanColumns.All, single: names.Length == 1);
        return _creation.Create(
            run,
            names,
            name => _settings.Read(parse, name!, _creation.KeepPartial(parse)).ToRequest(),
            results,
            (all, id) => services.CreateAllChecked(all, id, run.Cancellation),
            VlanService.Of);
    }
}
