namespace Allocation.Help;

/// <summary>A help page that cannot be read.</summary>
/// <param name="file">The page.</param>
/// <param name="message">What is wrong with it.</param>
internal sealed class HelpException(string file, string message) : Exception(message)
{
    public string File { get; } = file;
}
