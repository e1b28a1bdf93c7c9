using System.Text.RegularExpressions;

namespace Allocation.Server.Tests;

/// <summary>The page about the server has every option, route and metric, and nothing else.</summary>
public sealed partial class ServerManualTests
{
    private static readonly string s_page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "server.md"));

    [Fact]
    public void Every_option_has_a_row()
    {
        var listed = OptionRow().Matches(s_page).Select(match => match.Groups[1].Value);
        var options = new ServerCommand().Options.Select(option => option.Name).Where(name => name is not ("--help" or "--version"));
        Assert.Equal(options.Order(), listed.Order());
    }

    [Fact]
    public void Every_route_of_REST_is_named()
    {
        using var server = new RunningServer();
        var paths = server.Routes.Select(route => route.RoutePattern.RawText!).Where(path => path.StartsWith(Rest.RestRoutes.Root))
            .Select(path => path[Rest.RestRoutes.Root.Length..]).Distinct();
        Assert.All(paths, path => Assert.Contains($"{path}`", s_page, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^\| `(--[\w-]+)", RegexOptions.Multiline)]
    private static partial Regex OptionRow();
}
