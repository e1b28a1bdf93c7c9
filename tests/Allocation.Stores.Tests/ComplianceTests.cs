using Allocation.Stores.Tests.Contract;
using Allocation.Stores.Tests.Fixtures;

namespace Allocation.Stores.Tests;

/// <summary>Every store keeps every contract, or the list below says what it does not promise.</summary>
public sealed class ComplianceTests
{
    private static readonly (Type Contract, Type Fixture, string Reason)[] s_waivers =
    [
        (typeof(ProcessContract<>), typeof(MemoryFixture), "it lives in one process, and dies with it"),
        (typeof(ProcessContract<>), typeof(PooledPostgresFixture), "what a killed process leaves is undone by the same server"),
    ];

    public static IReadOnlyList<Type> Contracts { get; } =
        [.. typeof(ComplianceTests).Assembly.GetTypes()
            .Where(t => t.IsAbstract && t.IsGenericTypeDefinition && t != typeof(StoreContract<>) && IsContract(t))];

    public static TheoryData<Type> Fixtures { get; } =
        [.. typeof(ComplianceTests).Assembly.GetTypes()
            .Where(t => t is { IsAbstract: false, IsGenericTypeDefinition: false } && t.IsSubclassOf(typeof(StoreFixture))
            && t.Namespace == typeof(StoreFixture).Namespace)];

    public static bool IsWaived(Type contract, Type fixture) => s_waivers.Any(w => w.Contract == contract && w.Fixture == fixture);

    [Theory]
    [MemberData(nameof(Fixtures), DisableDiscoveryEnumeration = true)]
    public void A_store_is_bound_to_every_contract_unless_it_is_waived(Type fixture)
    {
        var bound = typeof(ComplianceTests).Assembly.GetTypes()
            .Where(t => t is { IsClass: true, IsAbstract: false, IsPublic: true, BaseType.IsGenericType: true }
                && t.BaseType.GetGenericArguments().Contains(fixture))
            .Select(t => t.BaseType!.GetGenericTypeDefinition())
            .ToHashSet();
        var missing = Contracts.Where(contract => !bound.Contains(contract) && !IsWaived(contract, fixture));
        Assert.Empty(missing);
        Assert.DoesNotContain(s_waivers, w => w.Fixture == fixture && bound.Contains(w.Contract));
    }

    [Fact]
    public void There_are_stores_and_contracts_to_compare()
    {
        Assert.Contains(typeof(ProcessContract<>), Contracts);
        Assert.Contains(Fixtures, line => line.Data == typeof(PostgresFixture));
        Assert.All(s_waivers, w => Assert.NotEmpty(w.Reason));
    }

    private static bool IsContract(Type? type) =>
        type is not null
            && ((type.IsGenericType && type.GetGenericTypeDefinition() == typeof(StoreContract<>)) || IsContract(type.BaseType));
}
