using System.Globalization;
using Allocation.Core.Hooks;
using Allocation.Probe.Inventories;
using Allocation.Probe.Stores;
using Allocation.Probe.Tickets;

// The processes that tests start and kill, by what they work on:
//   pool-file FILE COUNT                            waits for a line, takes COUNT numbers from a VLAN pool file, writes them
//
//   inventory create STORE NAME NORTH SOUTH WHEN    makes a service, and dies by SIGKILL at a commit, such as before:2 or after:1, or
//                                                   pauses at pause-ahead:2 or pause-after:1 until the file PROBE_PAUSE.go is there
//   inventory batch STORE PREFIX COUNT POOL WHEN    makes COUNT services together, likewise
//   inventory series STORE PREFIX COUNT POOL WHEN   makes COUNT services one after the other, likewise
//   inventory remove STORE NAME WHEN                removes it, likewise
//   inventory many STORE FILE COUNT TOGETHER        waits for a line, makes COUNT services with two numbers of a pool file, so many
//                                                   together, writes the numbers
//   inventory serve KIND FILE [FAULT]               answers one question as a command inventory, with a fault on the way if one is named
//   custom create STORE SIDE NAME WHEN              makes a service with a custom allocator over the file SIDE, keep-partial; it dies at
//   custom resume STORE SIDE NAME WHEN              a commit, or in the allocator: call:1, late:1 after it took, or fail:1 without dying
//   custom update STORE SIDE NAME WHEN              sets its attribute tag to "new", likewise
//
//   store take STORE POOL NAME COUNT [forget]       waits for a line, makes COUNT services
//   store loop STORE POOL NAME SEED [forget] [goon] makes and removes services until it is killed; with "goon" also after errors
//
//   tickets STORE HOOKS KIND STEP                   a pool manager that dies at a step of a kind of hook: taken:before, taken:after
//                                                   (the commit that takes it on), ended:before, ended:after (that of its result)
//
// The variable PROBE_SCRIPT, such as ByValue|FILE|fault, gives them the inventory "ipam" of their own process.
return args switch
{
    ["pool-file", var file, var count] => PoolFileWork.Take(file, Number(count)),
    ["inventory", "create", var store, var name, var north, var south, var when] => DyingWork.Create(store, name, north, south, when),
    ["inventory", "batch", var store, var prefix, var count, var pool, var when] =>
        DyingWork.CreateBatch(store, prefix, Number(count), pool, when),
    ["inventory", "series", var store, var prefix, var count, var pool, var when] =>
        DyingWork.CreateSeries(store, prefix, Number(count), pool, when),
    ["inventory", "remove", var store, var name, var when] => DyingWork.Remove(store, name, when),
    ["inventory", "many", var store, var file, var count, var together] =>
        DyingWork.Many(store, file, Number(count), Number(together)),
    ["inventory", "serve", var kind, var file, .. var fault] => Server.Answer(kind, file, fault.FirstOrDefault() ?? ""),
    ["custom", "create", var store, var side, var name, var when] => CustomWork.Create(store, side, name, when),
    ["custom", "resume", var store, var side, var name, var when] => CustomWork.Resume(store, side, name, when),
    ["custom", "update", var store, var side, var name, var when] => CustomWork.Update(store, side, name, when),
    ["store", "take", var store, var pool, var name, var count, .. var orders] => StoreWork.Take(store, pool, name, Number(count), orders),
    ["store", "loop", var store, var pool, var name, var seed, .. var orders] => StoreWork.Loop(store, pool, name, Number(seed), orders),
    ["tickets", var store, var hooks, var kind, var step] => ManagerWork.Run(store, hooks, Enum.Parse<HookKind>(kind), step),
    _ => 2,
};

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
