using System.CommandLine;
using Allocation.Cli.Completion;
using Allocation.Core.Results;

namespace Allocation.Cli.Access;

/// <summary><c>token remove</c></summary>
internal sealed class TokenRemoveCommand : StoreCommand
{
    private readonly Argument<string[]> _names =
        new ChoosingArgument("name") { Description = "The names of the tokens.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _tokens = TokenOptions.Make();

    /// <summary>Declares it.</summary>
    public TokenRemoveCommand()
        : base("remove", "Removes tokens of the server; they are refused from then on.")
    {
        Add(_names.Completed(context => TokenOptions.Names(context, _tokens)));
        Add(_tokens);
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var (file, names) = (TokenOptions.Read(run, _tokens), run.Arguments.GetRequiredValue(_names));
        using var results = run.Results.List(TokenColumns.All, single: names.Length == 1);
        return run.ForEach(names, name => results.Add(TokenRow.Of(file.Remove(name, run.Cancellation))));
    }
}
