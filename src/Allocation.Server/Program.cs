using Allocation.Core.Processes;
using Allocation.Server;

DiagnosticFiles.Remove();
return ServerCommand.Run(args);
