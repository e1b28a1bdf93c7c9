using Allocation.Cli.Output;
using Allocation.Core.Results;

namespace Allocation.Cli.Access;

/// <summary>What people see of a token.</summary>
internal static class TokenColumns
{
    /// <summary>The columns.</summary>
    public static IReadOnlyList<Column<TokenRow>> All { get; } =
    [
        Column<TokenRow>.Key("Name", t => t.Name),
        new("Role", t => t.Role.ToString()),
        Column<TokenRow>.Words("Pool", t => t.Pool is null ? "*" : string.Join(", ", t.Pool)) with { HasWholeWords = true },
        Column<TokenRow>.Time("CreatedAt", t => t.CreatedAt) with { Rank = ColumnRank.Spare },
        Column<TokenRow>.Time("ExpiresAt", t => t.ExpiresAt),
    ];
}
