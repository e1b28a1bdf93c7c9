using Allocation.Core.Services;

namespace Allocation.Cli.Services;

/// <summary>A service that is asked for.</summary>
/// <param name="Line">The line of the file that asks for it; 0 for none.</param>
/// <param name="Describe">What is asked for; refuses what is not acceptable.</param>
internal sealed record AskedService(int Line, Func<ServiceRequest> Describe);
