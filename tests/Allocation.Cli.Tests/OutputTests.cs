using Allocation.Core.Errors;

namespace Allocation.Cli.Tests;

/// <summary>How results and errors are written.</summary>
public sealed class OutputTests : IDisposable
{
    private readonly Sandbox _box = new();

    public OutputTests() => _box.Run("pool", "new", "vlan", "--from", "100", "--to", "200").Ok();

    /// <inheritdoc/>
    public void Dispose() => _box.Dispose();

    [Fact]
    public void A_redirected_table_is_plain_and_one_line_a_row_however_long()
    {
        var name = new string('n', 200);
        _box.Run("vlan", "new", name, "short").Ok();
        var lines = _box.Run("list").Ok().Output.Split('\n');
        Assert.Equal(["Pool", "ResourceId", "State", "LeaseName", "Attribute", "StartDate", "EndDate", "ReservationId"],
            lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(6, lines.Length);
        Assert.Equal("", lines[^1]);
        Assert.Contains(name, lines[1]);
        Assert.All(lines, line => Assert.All(line, c => Assert.InRange(c, ' ', '~')));
        Assert.Equal(lines[0].IndexOf("Attribute", StringComparison.Ordinal), lines[4].IndexOf("south_vlan_id", StringComparison.Ordinal));
    }

    [Fact]
    public void A_list_longer_than_one_batch_is_one_table_and_one_array()
    {
        _box.Run("pool", "new", "big", "--from", "0", "--to", "5000").Ok();
        string[] names = [.. Enumerable.Range(0, 1100).Select(i => $"s{i}")];
        _box.Run(["vlan", "new", .. names, "--north-pool", "big", "--south-pool", "big", "--atomic"]).Ok();
        Assert.Equal(2200, _box.Json("list", "--pool", "big").Ok().List.Count);
        var lines = _box.Run("list", "--pool", "big").Ok().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2201, lines.Length);
        Assert.Single(lines, line => line.StartsWith("Pool ", StringComparison.Ordinal));
        _box.Run("vlan", "set", names[^1], "--owner", "the-last-one").Ok();
        Assert.Contains("the-last-one", _box.Run("list", "--pool", "big").Ok().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_found_is_nothing_written()
    {
        Assert.Equal("", _box.Run("list").Ok().Output);
        Assert.Equal("[]\n", _box.Json("list").Ok().Output);
    }

    [Fact]
    public void An_error_is_one_line_with_its_id_and_as_json_an_object()
    {
        Assert.StartsWith("ServiceNotFound: ", _box.Run("vlan", "remove", "x").Refused(ErrorKind.ServiceNotFound).Error);
        var run = _box.Json("vlan", "remove", "x").Refused(ErrorKind.ServiceNotFound);
        var error = System.Text.Json.Nodes.JsonNode.Parse(run.Error)!["error"]!.AsObject();
        Assert.Equal(["id", "message", "target"], error.Select(p => p.Key));
        Assert.Equal(("ServiceNotFound", "x"), ((string?)error["id"], (string?)error["target"]));
        Assert.Equal("", run.Output);
    }

    [Fact]
    public void A_reader_that_goes_away_is_no_error_to_talk_about()
    {
        string[] names = [.. Enumerable.Range(0, 900).Select(i => $"s{i}")];
        _box.Run("pool", "set", "vlan", "--to", "9000").Ok();
        _box.Run(["vlan", "new", .. names, "--atomic"]).Ok();
        var process = _box.Start("list", "--json");
        process.StandardOutput.Close();
        process.WaitForExit();
        Assert.Equal("", process.StandardError.ReadToEnd());
        Assert.Equal(ExitCodes.Ok, process.ExitCode);
    }
}
