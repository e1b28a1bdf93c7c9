using Allocation.Core;
using Allocation.Core.Hooks;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores;
using Allocation.Tickets.Probe;

// A manager that dies by SIGKILL at one step of one kind of hook: probe STORE HOOKS KIND STEP, with
//   taken:before, taken:after    before or after the commit that takes the hook on; it has not begun in either case
//   ended:before, ended:after    the hook has ended; before or after the commit of its result
if (args is not [var text, var hooks, var kind, var step]) return 2;
var store = new DyingStore(new StoreProvider().Open(StoreUri.Parse(text, hooks)), Enum.Parse<HookKind>(kind), step);
using var system = new AllocationSystem(store, hooks: new HookFolder(hooks));
system.Manager.Run(null, TimeSpan.Zero, CancellationToken.None);
return 0;
