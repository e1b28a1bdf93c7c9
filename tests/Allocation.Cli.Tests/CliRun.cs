using System.Text.Json.Nodes;

namespace Allocation.Cli.Tests;

/// <summary>What a process of the command line left behind.</summary>
internal sealed record CliRun(int ExitCode, string Output, string Error)
{
    /// <summary>The array on standard output.</summary>
    public IReadOnlyList<JsonObject> List => [.. JsonNode.Parse(Output)!.AsArray().Select(n => n!.AsObject())];

    /// <summary>The object on standard output.</summary>
    public JsonObject One => JsonNode.Parse(Output)!.AsObject();

    /// <summary>The ids of the errors on standard error, in order, from either form; <c>Warning</c> for a warning. Mistakes of a
    /// file are in indented lines below the error.</summary>
    public IReadOnlyList<string> ErrorIds =>
        [.. Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith("  ", StringComparison.Ordinal)).Select(ErrorId)];

    /// <summary>This run, which must have gone well.</summary>
    public CliRun Ok()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}: {Error}");
        Assert.Equal("", Error);
        return this;
    }

    /// <summary>This run, which must have failed with one error of that kind and its exit code.</summary>
    public CliRun Refused(Core.Errors.ErrorKind kind)
    {
        Assert.Equal([kind.ToString()], ErrorIds);
        Assert.Equal(ExitCodes.ByKind[kind], ExitCode);
        return this;
    }

    /// <summary>This run, which must have been refused as a wrong command line.</summary>
    public CliRun Misused()
    {
        Assert.Equal("Usage", ErrorIds[0]);
        Assert.Equal(2, ExitCode);
        Assert.Equal("", Output);
        return this;
    }

    private static string ErrorId(string line) =>
        line.StartsWith('{') ? JsonNode.Parse(line)!["error"]?["id"]!.GetValue<string>() ?? "Warning" : line.Split(':')[0];
}
