using Allocation.Cli;
using Allocation.Cli.Output;
using Allocation.Core.Processes;

using var console = new WindowsConsole();
if (OpenFileLimit.Refusal() is { } refusal) return new ErrorWriter(args.Contains(GlobalOptions.Json.Name)).File(refusal);
DiagnosticFiles.Remove();
EmbeddedSqlite.Use();
return AllocationCommand.Run(args);
