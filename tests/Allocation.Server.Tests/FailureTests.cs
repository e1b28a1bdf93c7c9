using Allocation.Core.Errors;
using Allocation.Server.Failures;

namespace Allocation.Server.Tests;

public sealed class FailureTests
{
    public static TheoryData<ErrorKind> Kinds => [.. Enum.GetValues<ErrorKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_error_has_a_status(ErrorKind kind) => Assert.InRange(FailureStatus.Of(kind), 400, 599);

    [Fact]
    public void An_error_that_was_not_foreseen_says_nothing_of_itself() =>
        Assert.DoesNotContain("secret", Failure.Of(new InvalidOperationException("secret")).Message, StringComparison.Ordinal);
}
