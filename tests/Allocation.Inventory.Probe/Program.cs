using Allocation.Inventory.Probe;

// Processes that tests start:
//   create STORE NAME NORTH SOUTH WHEN    makes a service, and dies by SIGKILL at a commit, such as before:2 or after:1
//   remove STORE NAME WHEN                removes it, likewise
//   many STORE FILE COUNT                 waits for a line, makes COUNT services with two numbers of a pool file, writes the numbers
//   serve KIND FILE [fault]               answers one question as a command inventory, with a fault on the way if told so
return args[0] switch
{
    "create" => DyingWork.Create(args[1], args[2], args[3], args[4], args[5]),
    "remove" => DyingWork.Remove(args[1], args[2], args[3]),
    "many" => DyingWork.Many(args[1], args[2], int.Parse(args[3], System.Globalization.CultureInfo.InvariantCulture)),
    "serve" => Server.Answer(args[1], args[2], args.Length > 3 ? args[3] : ""),
    _ => 2,
};
