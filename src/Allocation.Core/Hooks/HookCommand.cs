namespace Allocation.Core.Hooks;

/// <summary>A hook as it was written: one line for the shell, or a program with its arguments, which no shell reads.</summary>
public sealed record HookCommand
{
    /// <summary>The line for <c>sh -c</c>, on Windows <c>cmd.exe /c</c>; null when <see cref="Arguments"/> are given.</summary>
    public string? Line { get; init; }

    /// <summary>The program and its arguments; null when <see cref="Line"/> is given.</summary>
    public IReadOnlyList<string>? Arguments { get; init; }

    /// <summary>A line for the shell.</summary>
    public static HookCommand Shell(string line) => new() { Line = line };

    /// <summary>A program and its arguments.</summary>
    public static HookCommand Direct(params IReadOnlyList<string> arguments) => new() { Arguments = arguments };

    /// <summary>One text is a line for the shell, as resalloc's are; several are a program and its arguments; none is not a hook.</summary>
    public static HookCommand? Of(IReadOnlyList<string>? words) => words switch
    {
        null or [] => null,
        [var line] => Shell(line),
        _ => Direct(words),
    };

    /// <summary>Same line, or same arguments one by one.</summary>
    public bool Equals(HookCommand? other) =>
        other is not null && Line == other.Line && (Arguments ?? []).SequenceEqual(other.Arguments ?? []);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Line, Arguments?.Count);

    /// <summary>As people read it.</summary>
    public override string ToString() => Line ?? string.Join(' ', Arguments ?? []);
}
