namespace Allocation.Cli.Output;

/// <summary>Whoever read standard output has gone away, as <c>head</c> does when it has enough.</summary>
internal sealed class OutputClosedException(IOException cause) : Exception(cause.Message, cause);
