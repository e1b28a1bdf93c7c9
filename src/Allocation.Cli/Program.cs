using Allocation.Cli;
using Allocation.Cli.Output;
using Allocation.Cli.Serving;
using Allocation.Cli.Starting;
using Allocation.Core.Processes;
using Allocation.Core.Storage.Addresses;

if (args is [ServeCommand.Word, .. var rest]) return ServerProgram.Run(rest, json: false);
LateLanguages.Use(args, Environment.GetEnvironmentVariable(StoreSelection.Variable));
using var console = new WindowsConsole();
if (OpenFileLimit.Refusal() is { } refusal) return new ErrorWriter(args.Contains(GlobalOptions.Json.Name)).File(refusal);
DiagnosticFiles.Remove();
EmbeddedSqlite.Use();
return AllocationCommand.Run(args);
