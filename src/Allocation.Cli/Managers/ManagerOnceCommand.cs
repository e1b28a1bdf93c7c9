namespace Allocation.Cli.Managers;

/// <summary><c>manager once</c></summary>
internal sealed class ManagerOnceCommand : StoreCommand
{
    /// <summary>Declares it.</summary>
    public ManagerOnceCommand()
        : base("once", "Does one pass over the resource pools, and waits for the hooks that it starts.")
    {
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        foreach (var done in run.System.Manager.Once(run.Cancellation)) run.Tell(done);
        return ExitCodes.Ok;
    }
}
