using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Allocation.Tests.LongestFirst))]

namespace Allocation.Tests;

/// <summary>On a class whose tests take long one after the other. It starts before the others, so that at the end nothing waits for it
/// alone.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class StartsFirstAttribute : Attribute;

/// <summary>Compiled into every test project: the order in which its classes start.</summary>
internal sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly List<string> s_first =
    [
        .. typeof(LongestFirst).Assembly.GetTypes().Where(type => type.IsDefined(typeof(StartsFirstAttribute), inherit: false))
            .Select(type => $"Test collection for {type.FullName} "),
    ];

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(one => IsFirst(one.TestCollectionDisplayName) ? 0 : 1)];

    private static bool IsFirst(string collection) => s_first.Exists(name => collection.StartsWith(name, StringComparison.Ordinal));
}
