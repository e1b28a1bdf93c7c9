using Allocation.Cli.Ledger;
using Allocation.Cli.Pools;
using Allocation.Cli.Vlan;
using Allocation.Core;
using Allocation.Core.Errors;
using Allocation.Core.Inventories.PoolFiles;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Services;

namespace Allocation.Cli.Tour;

/// <summary>What the tour shows, in order. Every result is what the core answers, none is prepared.</summary>
internal sealed class TourSteps(TourGuide guide, AllocationSystem system, DirectoryInfo folder)
{
    private const string Tiny = "tiny";

    /// <summary>Goes through all of it.</summary>
    public void Walk()
    {
        guide.Say("Allocation allocates numbers from pools. A service that needs two gets both or none.");
        ImportPool();
        MakeService();
        FailAndGiveBack();
        KeepPartial();
        Resume();
        RemoveAndLookBack();
        guide.Say("");
        guide.Say("That was the tour; its store is removed again. Next: README.md, and 'allocation --help'.");
    }

    private void ImportPool()
    {
        var path = Path.Combine(folder.FullName, "vlan.json");
        File.WriteAllText(path, """{"range": {"from": 100, "to": 200}}""");
        guide.Step(
            "A VLAN pool file with {\"range\": {\"from\": 100, \"to\": 200}} becomes the pool 'vlan': 100 up to 199.",
            "Import-AllocationPool -Path vlan.json -Name vlan",
            "pool import vlan.json --name vlan");
        guide.Show([system.PoolFiles.Import(new VlanPoolFile(path, folder.FullName), "vlan", cancellation: guide.Cancellation)],
            PoolColumns.All);
    }

    private void MakeService()
    {
        guide.Step("A service takes two VLAN ids from it.", "New-VlanService -Name web", "vlan new web");
        guide.Show([system.VlanServices.Create(new VlanServiceRequest("web"), cancellation: guide.Cancellation).Service], VlanColumns.All);
        guide.Step("The ledger shows who holds what.", "Get-Allocation -Pool vlan", "list --pool vlan");
        guide.Show(system.Ledger.Query(new AllocationQuery { Pool = "vlan", State = AllocationState.Active }, guide.Cancellation),
            AllocationColumns.All);
    }

    private void FailAndGiveBack()
    {
        guide.Step("A pool with only one number, 100.", "New-AllocationPool -Name tiny -From 100 -To 101",
            "pool new tiny --from 100 --to 101");
        guide.Show([system.Pools.Create(Tiny, new PoolChange { From = 100, To = 101 }, guide.Cancellation)], PoolColumns.All);

        guide.Step(
            "A service that wants both VLAN ids from it gets the first, fails at the second, and gives the first back.",
            "New-VlanService -Name shop -Pool tiny",
            "vlan new shop --pool tiny");
        try
        {
            guide.Show([system.VlanServices.Create(Shop, cancellation: guide.Cancellation).Service], VlanColumns.All);
        }
        catch (AllocationFailedException refusal)
        {
            guide.Show(refusal);
        }

        guide.Step("Nothing is held; the number is free again.", "Get-AllocationPool -Name tiny", "pool list tiny");
        ShowTiny();
    }

    private void KeepPartial()
    {
        guide.Step(
            "With -KeepPartial the service stays, rejected, with the VLAN id that it got.",
            "New-VlanService -Name shop -Pool tiny -KeepPartial",
            "vlan new shop --pool tiny --keep-partial");
        var outcome = system.VlanServices.Create(Shop with { KeepPartial = true }, cancellation: guide.Cancellation);
        guide.Show([outcome.Service], VlanColumns.All);
        if (outcome.Failure is { } refusal) guide.Show(refusal);
    }

    private void Resume()
    {
        guide.Step("The pool gets one more number ...", "Set-AllocationPool -Name tiny -To 102", "pool set tiny --to 102");
        guide.Show([system.Pools.Change(Tiny, new PoolChange { To = 102 }, guide.Cancellation)], PoolColumns.All);
        guide.Step("... and the service takes what it lacks, never twice.", "Resume-VlanService -Name shop", "vlan resume shop");
        guide.Show(FindShop().Select(s => system.VlanServices.Resume(s.Id, guide.Cancellation).Service), VlanColumns.All);
    }

    private void RemoveAndLookBack()
    {
        guide.Step("Removing the service frees its VLAN ids.", "Remove-VlanService -Name shop", "vlan remove shop");
        guide.Show(FindShop().Select(s => system.VlanServices.Remove(s.Id, guide.Cancellation)), VlanColumns.All);
        guide.Step("The pool is whole again ...", "Get-AllocationPool -Name tiny", "pool list tiny");
        ShowTiny();
        guide.Step("... and the ledger keeps the history.", "Get-Allocation -Pool tiny -State All", "list --pool tiny --state all");
        guide.Show(system.Ledger.Query(new AllocationQuery { Pool = Tiny }, guide.Cancellation), AllocationColumns.All);
    }

    private static VlanServiceRequest Shop => new("shop") { NorthPool = Tiny, SouthPool = Tiny };

    private List<VlanService> FindShop() => [.. system.VlanServices.Find(new NamePattern("shop"), cancellation: guide.Cancellation)];

    private void ShowTiny() => guide.Show(system.Pools.Find(new NamePattern(Tiny), guide.Cancellation), PoolColumns.All);
}
