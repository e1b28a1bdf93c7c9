using System.Management.Automation;
using Allocation.Core.Errors;
using Allocation.PowerShell.Errors;

namespace Allocation.Module.Tests.Rules;

public sealed class ErrorRecordRules
{
    public static TheoryData<ErrorKind> Kinds => [.. Enum.GetValues<ErrorKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_error_has_a_true_category(ErrorKind kind)
    {
        Assert.True(ErrorRecords.Categories.TryGetValue(kind, out var category));
        Assert.NotEqual(ErrorCategory.NotSpecified, category);
    }

    [Fact]
    public void Every_exception_of_the_core_is_sealed_and_stands_for_one_kind()
    {
        var classes = typeof(AllocationException).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(AllocationException))).ToList();
        Assert.All(classes, type => Assert.True(type.IsSealed, type.Name));
        Assert.Equal(Enum.GetNames<ErrorKind>().Order(), classes.Select(type => type.Name[..^"Exception".Length]).Order());
    }

    [Fact]
    public void Only_errors_of_the_store_end_the_pipeline() => Assert.All(
        Enum.GetValues<ErrorKind>(),
        kind => Assert.Equal(kind.ToString().Contains("Store", StringComparison.Ordinal), ErrorTraits.EndsAll(kind)));
}
