using Allocation.Cli;

return AllocationCommand.Run(args);
