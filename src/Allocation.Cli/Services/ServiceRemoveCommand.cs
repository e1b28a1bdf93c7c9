using Allocation.Core.Definitions;
using Allocation.Core.Pools;
using Allocation.Core.Services;

namespace Allocation.Cli.Services;

/// <summary><c>service remove</c></summary>
internal sealed class ServiceRemoveCommand : ServiceSelectionCommand
{
    private readonly ConfirmationOption _yes = ConfirmationOption.OfRemoval();

    /// <summary>Declares it.</summary>
    public ServiceRemoveCommand()
        : base("remove", "Removes services, gives back all that they hold, and shows what they had.") => Add(_yes);

    /// <inheritdoc/>
    protected override int MayAct(CommandRun run, NamePattern names, IReadOnlyList<ServiceInstance> found) =>
        _yes.AskToRemove(run, names, found.Select(s => s.Name), "services");

    /// <inheritdoc/>
    protected override ServiceOutcome Act(CommandRun run, ServiceDefinition definition, string id, int? version) =>
        new(run.System.Services.Remove(definition, id, run.Cancellation, version), null);
}
