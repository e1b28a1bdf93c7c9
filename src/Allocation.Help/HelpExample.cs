namespace Allocation.Help;

/// <summary>An example of a cmdlet.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Code">What to type.</param>
/// <param name="Remarks">What comes of it.</param>
internal sealed record HelpExample(string Title, string Code, IReadOnlyList<string> Remarks);
