using System.CommandLine;
using Allocation.Cli.Completion;
using Allocation.Core.Access;
using Allocation.Core.Results;

namespace Allocation.Cli.Access;

/// <summary><c>token new</c></summary>
internal sealed class TokenNewCommand : StoreCommand
{
    private readonly Argument<string> _name = new("name") { Description = "The name of the token; events name who used it." };
    private readonly Option<AccessRole?> _role = Choice.Of<AccessRole>("--role",
        "What the caller may do: reader looks, operator takes and gives back, admin changes pools (default: reader).");
    private readonly Option<DateTimeOffset?> _expires = TimeOption.At("--expires", "From when on it is refused (default: never).");
    private readonly Option<string[]> _pools = new("--pool")
    {
        Description = "The only pools that the caller may see and use, by name or with wildcards (default: all); may be repeated.",
        HelpName = "POOL",
    };
    private readonly Option<string?> _tokens = TokenOptions.Make();

    /// <summary>Declares it.</summary>
    public TokenNewCommand()
        : base("new", "Makes a token for callers of the server, and writes its secret, which is shown this once.")
    {
        Add(_name);
        Add(_role);
        Add(_pools.Completed(StoreWords.Pools));
        Add(_expires);
        Add(_tokens);
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var parse = run.Arguments;
        var (token, secret) = TokenOptions.Read(run, _tokens).Add(parse.GetRequiredValue(_name), parse.GetValue(_role) ?? AccessRole.Reader,
            parse.GetValue(_expires), TimeProvider.System.GetUtcNow(),
            parse.GetResult(_pools) is null ? null : parse.GetRequiredValue(_pools), run.Cancellation);
        if (run.Json) run.Results.One(new NewTokenRow(token.Name, token.Role, token.Pools, token.CreatedAt, token.ExpiresAt, secret), []);
        else run.Results.Line(secret);
        return ExitCodes.Ok;
    }
}
