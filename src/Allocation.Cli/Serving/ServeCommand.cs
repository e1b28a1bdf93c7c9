namespace Allocation.Cli.Serving;

/// <summary><c>serve</c>. As the first word it is not read here: all words behind it are those of the server.</summary>
internal sealed class ServeCommand : StoreCommand
{
    /// <summary>Its name.</summary>
    public const string Word = "serve";

    /// <summary>Declares it.</summary>
    public ServeCommand()
        : base(Word, "Serves the store over HTTP: runs 'allocation-server' with the options behind it; 'serve --help' lists them.")
    {
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run) =>
        ServerProgram.Run(run.Arguments.GetValue(GlobalOptions.Store) is { } store ? [GlobalOptions.Store.Name, store] : [], run.Json);
}
