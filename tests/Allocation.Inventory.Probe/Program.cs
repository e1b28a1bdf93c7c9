using Allocation.Inventory.Probe;

// Processes that tests start:
//   create STORE NAME NORTH SOUTH WHEN    makes a service, and dies by SIGKILL at a commit, such as before:2 or after:1, or pauses at
//                                         pause-ahead:2 or pause-after:1 until the file PROBE_PAUSE.go is there
//   remove STORE NAME WHEN                removes it, likewise
//   own-create STORE SIDE NAME WHEN       makes a service with an allocator of its own over the file SIDE, keep-partial; it dies at
//   own-resume STORE SIDE NAME WHEN       a commit, or in the allocator: call:1, late:1 after it took, or fail:1 without dying
//   own-update STORE SIDE NAME WHEN       sets its attribute tag to "new", likewise
//   many STORE FILE COUNT                 waits for a line, makes COUNT services with two numbers of a pool file, writes the numbers
//   serve KIND FILE [fault]               answers one question as a command inventory, with a fault on the way if told so
// The variable PROBE_SCRIPT, such as ByValue|FILE|fault, gives them the inventory "ipam" of their own process.
return args[0] switch
{
    "create" => DyingWork.Create(args[1], args[2], args[3], args[4], args[5]),
    "remove" => DyingWork.Remove(args[1], args[2], args[3]),
    "own-create" => CustomWork.Create(args[1], args[2], args[3], args[4]),
    "own-resume" => CustomWork.Resume(args[1], args[2], args[3], args[4]),
    "own-update" => CustomWork.Update(args[1], args[2], args[3], args[4]),
    "many" => DyingWork.Many(args[1], args[2], int.Parse(args[3], System.Globalization.CultureInfo.InvariantCulture)),
    "serve" => Server.Answer(args[1], args[2], args.Length > 3 ? args[3] : ""),
    _ => 2,
};
