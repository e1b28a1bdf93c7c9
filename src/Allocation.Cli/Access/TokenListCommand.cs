using System.CommandLine;
using Allocation.Core.Results;

namespace Allocation.Cli.Access;

/// <summary><c>token list</c></summary>
internal sealed class TokenListCommand : StoreCommand
{
    private readonly Option<string?> _tokens = TokenOptions.Make();

    /// <summary>Declares it.</summary>
    public TokenListCommand()
        : base("list", "Lists the tokens of the server, without their secrets.") => Add(_tokens);

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        using var results = run.Results.List(TokenColumns.All);
        results.AddAll(TokenOptions.Read(run, _tokens).Read().Select(TokenRow.Of));
        return ExitCodes.Ok;
    }
}
