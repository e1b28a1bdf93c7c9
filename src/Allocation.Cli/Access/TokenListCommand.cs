using System.CommandLine;
using Allocation.Cli.Output;
using Allocation.Core.Results;

namespace Allocation.Cli.Access;

/// <summary><c>token list</c></summary>
internal sealed class TokenListCommand : StoreCommand
{
    private readonly Option<string?> _tokens = TokenOptions.Make();
    private readonly BareOptions<TokenRow> _bare;

    /// <summary>Declares it.</summary>
    public TokenListCommand()
        : base("list", "Lists the tokens of the server, without their secrets.")
    {
        Add(_tokens);
        _bare = BareOptions<TokenRow>.ByName(this, token => token.Name);
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        using var results = _bare.List(run, TokenColumns.All);
        results.AddAll(TokenOptions.Read(run, _tokens).Read().Select(TokenRow.Of));
        return ExitCodes.Ok;
    }
}
