using Allocation.Stores.Tests.Contract;
using Allocation.Stores.Tests.Fixtures;

namespace Allocation.Stores.Tests.Saboteurs;

/// <summary>A contract that a broken store passes is of no use.</summary>
public sealed class SaboteurTests
{
    public static TheoryData<Type, Type> Lines { get; } = new()
    {
        { typeof(PoolContract<>), typeof(SabotagedFixture<LosesUpdates>) },
        { typeof(PoolContract<>), typeof(SabotagedFixture<SwallowsConflicts>) },
        { typeof(PoolContract<>), typeof(SabotagedFixture<ForgetsNewNames>) },
        { typeof(FreeRangeContract<>), typeof(SabotagedFixture<LosesUpdates>) },
        { typeof(CoolingContract<>), typeof(SabotagedFixture<ForgetsDelays>) },
        { typeof(CoolingContract<>), typeof(SabotagedFixture<ForgetsCommits>) },
        { typeof(AllocationContract<>), typeof(SabotagedFixture<LosesUpdates>) },
        { typeof(AllocationContract<>), typeof(SabotagedFixture<SwallowsConflicts>) },
        { typeof(LedgerQueryContract<>), typeof(SabotagedFixture<IgnoresFilters>) },
        { typeof(DirectContract<>), typeof(SabotagedFixture<IgnoresFilters>) },
        { typeof(DirectContract<>), typeof(SabotagedFixture<ForgetsNames>) },
        { typeof(NotationContract<>), typeof(SabotagedFixture<ForgetsParents>) },
        { typeof(ServiceContract<>), typeof(SabotagedFixture<LosesUpdates>) },
        { typeof(ServiceContract<>), typeof(SabotagedFixture<SwallowsConflicts>) },
        { typeof(ServiceHistoryContract<>), typeof(SabotagedFixture<SwallowsConflicts>) },
        { typeof(ServiceHistoryContract<>), typeof(SabotagedFixture<ForgetsCommits>) },
        { typeof(DefinitionContract<>), typeof(SabotagedFixture<LosesUpdates>) },
        { typeof(DefinitionContract<>), typeof(SabotagedFixture<SwallowsConflicts>) },
        { typeof(RequestContract<>), typeof(SabotagedFixture<SwallowsConflicts>) },
        { typeof(LedgerQueryContract<>), typeof(SabotagedFixture<ForgetsCommits>) },
        { typeof(TicketContract<>), typeof(SabotagedFixture<ForgetsCommits>) },
        { typeof(TicketContract<>), typeof(SabotagedFixture<KeepsWhatIsRemoved>) },
        { typeof(IntentContract<>), typeof(SabotagedFixture<ForgetsCommits>) },
        { typeof(InventoryContract<>), typeof(SabotagedFixture<ForgetsCommits>) },
        { typeof(TransactionContract<>), typeof(SabotagedFixture<ForgetsCommits>) },
        { typeof(TransactionContract<>), typeof(SabotagedFixture<KeepsHalves>) },
        { typeof(ListingContract<>), typeof(SabotagedFixture<IgnoresPlaces>) },
        { typeof(NoteContract<>), typeof(SabotagedFixture<LosesNotes>) },
        { typeof(NoteContract<>), typeof(SabotagedFixture<LosesUpdates>) },
        { typeof(NoteContract<>), typeof(SabotagedFixture<IgnoresFilters>) },
        { typeof(NoteContract<>), typeof(SabotagedFixture<IgnoresNotes>) },
        { typeof(EventContract<>), typeof(SabotagedFixture<ForgetsEvents>) },
        { typeof(EventContract<>), typeof(SabotagedFixture<IgnoresActors>) },
        { typeof(EventContract<>), typeof(SabotagedFixture<KeepsHalves>) },
        { typeof(ClockContract<>), typeof(SabotagedFixture<TrustsTheMachine>) },
        { typeof(ConcurrencyContract<>), typeof(SabotagedFixture<HandsOutTwice>) },
        { typeof(ConcurrencyContract<>), typeof(SabotagedFixture<ForgetsCommits>) },
        { typeof(ProcessContract<>), typeof(ForgetfulProcesses) },
    };

    [Theory]
    [MemberData(nameof(Lines), DisableDiscoveryEnumeration = true)]
    public void A_contract_fails_on_its_saboteur(Type contract, Type fixture) =>
        Assert.NotNull(ContractRun.FirstFailure(contract, fixture));

    [Fact]
    public void Every_contract_has_a_saboteur() =>
        Assert.Empty(ComplianceTests.Contracts.Except(Lines.Select(line => line.Data.Item1)));

    [Theory]
    [MemberData(nameof(InMemory), DisableDiscoveryEnumeration = true)]
    public void A_contract_passes_where_nobody_breaks_a_promise(Type contract) =>
        Assert.Null(ContractRun.FirstFailure(contract, typeof(SabotagedFixture<Honest>)));

    public static TheoryData<Type> InMemory() =>
        [.. ComplianceTests.Contracts.Where(c => !ComplianceTests.IsWaived(c, typeof(MemoryFixture)))];
}
