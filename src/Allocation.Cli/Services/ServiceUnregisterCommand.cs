using System.CommandLine;
using Allocation.Cli.Completion;

namespace Allocation.Cli.Services;

/// <summary><c>service unregister</c></summary>
internal sealed class ServiceUnregisterCommand : ChangeCommand
{
    private readonly Argument<string[]> _names = new ChoosingArgument("name")
    {
        Description = "Names of definitions.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Declares it.</summary>
    public ServiceUnregisterCommand()
        : base("unregister", "Unregisters service definitions; refused while services use them.") =>
        Add(_names.Completed(StoreWords.Definitions));

    /// <inheritdoc/>
    protected override int Execute(CommandRun run) =>
        run.ForEach(run.Arguments.GetRequiredValue(_names),
            name => run.System.Definitions.Unregister(name, cancellation: run.Cancellation));
}
