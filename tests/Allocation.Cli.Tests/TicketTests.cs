using System.Diagnostics;
using Allocation.Core.Errors;

namespace Allocation.Cli.Tests;

/// <summary><c>ticket</c> and what scripts for resalloc call.</summary>
public sealed class TicketTests : IDisposable
{
    private readonly Sandbox _box = ResourceBox.Make();

    /// <inheritdoc/>
    public void Dispose() => _box.Dispose();

    [Fact]
    public void A_script_for_resalloc_needs_one_word_changed()
    {
        var id = _box.Run("ticket", "--tag", "a", "--tag", "fast").Ok().Output;
        Assert.Equal("1\n", id);
        var data = _box.Run("ticket-wait", id.Trim()).Ok().Output;
        Assert.Equal("host-1 ž\n", data);
        Assert.Equal(data, _box.Run("ticket-check", "1").Ok().Output);
        Assert.Equal("", _box.Run("ticket-close", "1").Ok().Output);
        Assert.Equal("", _box.Run("ticket-close", "1").Ok().Output);
    }

    [Fact]
    public void A_check_ends_with_1_for_all_but_an_open_ticket_that_has_its_resource()
    {
        var id = _box.Ticket();
        var waiting = _box.Run("ticket", "check", id);
        Assert.Equal((1, "", "Warning"), (waiting.ExitCode, waiting.Output, waiting.ErrorIds.Single()));
        Assert.Contains($"'ticket wait {id}' waits for its resource", waiting.Error, StringComparison.Ordinal);
        _box.Run("ticket", "wait", id).Ok();
        Assert.Equal("host-1 ž\n", _box.Run("ticket", "check", id).Ok().Output);

        _box.Run("resource", "delete", "1", "--force").Ok();
        var failed = _box.Run("ticket", "check", id);
        Assert.Equal((1, "host-1 ž\n", "TicketFailed"), (failed.ExitCode, failed.Output, failed.ErrorIds.Single()));
        _box.Run("ticket", "close", id).Ok();
        var closed = _box.Run("ticket", "check", id);
        Assert.Equal((1, "host-1 ž\n", "TicketClosed"), (closed.ExitCode, closed.Output, closed.ErrorIds.Single()));
        var unknown = _box.Run("ticket", "check", "99");
        Assert.Equal((1, "", "TicketNotFound"), (unknown.ExitCode, unknown.Output, unknown.ErrorIds.Single()));
    }

    [Fact]
    public void A_wait_tells_a_failed_a_closed_and_an_unknown_ticket_apart()
    {
        var failed = _box.Ticket();
        _box.Run("ticket", "wait", failed).Ok();
        _box.Run("resource", "delete", "1", "--force").Ok();
        Assert.Equal("", _box.Run("ticket", "wait", failed).Refused(ErrorKind.TicketFailed).Output);
        _box.Run("ticket", "close", failed).Ok();
        _box.Run("ticket", "wait", failed).Refused(ErrorKind.TicketClosed);
        _box.Run("ticket", "wait", "99").Refused(ErrorKind.TicketNotFound);
        Assert.Equal(["TicketNotFound", "TicketNotFound"], _box.Run("ticket", "close", "99", "98").ErrorIds);
        Assert.Equal("TicketNotFound", _box.Json("ticket", "wait", "99").Refused(ErrorKind.TicketNotFound).ErrorIds.Single());
    }

    [Fact]
    public void A_wait_that_takes_too_long_keeps_or_closes_the_ticket()
    {
        _box.Run("pool", "pause", "p").Ok();
        _box.Run("ticket", "wait", _box.Ticket(), "--timeout", "0").Refused(ErrorKind.WaitTimeout);
        Assert.Equal("2\n", _box.Run("ticket", "new", "--tag", "a", "--owner", "noc", "--wait", "--timeout", "0")
            .Refused(ErrorKind.WaitTimeout).Output);
        Assert.Equal("noc", (string?)_box.Json("ticket", "list", "--owner", "N*").Ok().List.Single()["Owner"]);
        var late = _box.Run("ticket", "new", "--tag", "a", "--wait", "--timeout", "0", "--on-timeout", "Close");
        Assert.Contains("The ticket was closed.", late.Refused(ErrorKind.WaitTimeout).Error);
        Assert.Equal([1L, 2L], _box.Json("ticket", "list").Ok().List.Select(t => (long)t["Id"]!));
        Assert.Equal(3, (long)_box.Json("ticket", "list", "--state", "Closed").Ok().List.Single()["Id"]!);
    }

    [Fact]
    public void What_asks_for_nothing_possible_is_refused_at_once()
    {
        _box.Run("ticket", "new").Misused();
        _box.Run("ticket").Misused();
        _box.Run("ticket", "wait", "one").Misused();
        _box.Run("ticket", "check", "-1").Misused();
        _box.Run("ticket", "new", "--tag", "nobody").Refused(ErrorKind.InvalidTicket);
        _box.Run("ticket", "new", "--tag", "a\nb").Refused(ErrorKind.InvalidTicket);
        _box.Run("ticket", "new", "--tag", "").Misused();
        _box.Run("ticket", "new", "--tag", "nobody", "--allow-unsatisfiable").Ok();
        Assert.Equal("no pool has these tags", (string?)_box.Json("ticket", "list").Ok().List.Single()["Waiting"]);
    }

    [Theory]
    [InlineData("ticket", "close")]
    [InlineData("ticket-close")]
    public void A_bad_resource_is_discarded_and_never_given_again(params string[] close)
    {
        _box.Write("pools.yaml", File.ReadAllText(_box.PathOf("pools.yaml")) + "\n  reuse_opportunity_time: 3600\n");
        _box.Run("pool", "import", "pools.yaml").Ok();
        var bad = _box.Ticket("--sandbox", "red");
        Assert.Equal("host-1 ž\n", _box.Run("ticket", "wait", bad).Ok().Output);
        Assert.Equal("", _box.Run([.. close, bad, "--discard"]).Ok().Output);
        var discarded = _box.Json("resource", "info", "1").Ok().One;
        Assert.Equal(("DeleteRequest", "ticket 1 found it bad"), ((string?)discarded["State"], (string?)discarded["Problem"]));
        Assert.NotEqual("host-1 ž\n", _box.Run("ticket", "wait", _box.Ticket("--sandbox", "red")).Ok().Output);
        _box.Run([.. close, "99", "--discard"]).Refused(ErrorKind.TicketNotFound);
        _box.Run([.. close, "2"]).Ok();
        _box.Ticket("--sandbox", "red");
        _box.Run([.. close, "2", "--discard"]).Refused(ErrorKind.PoolInUse);
    }

    [Fact]
    public void A_request_id_gives_the_same_ticket_again_and_never_another_one()
    {
        Assert.Equal("1", _box.Ticket("--request-id", "r"));
        Assert.Equal("1", _box.Ticket("--request-id", "r"));
        _box.Run("ticket", "new", "--tag", "fast", "--request-id", "r").Refused(ErrorKind.RequestConflict);
    }

    [Fact]
    public void A_ticket_says_everything_as_an_object()
    {
        var ticket = _box.Json("ticket", "new", "--tag", "a", "--wait", "--sandbox", "red", "--reason", "nightly",
            "--lifetime", "1:00:00").Ok().One;
        Assert.Equal((1, "Open", true, "red", "host-1 ž\n", "nightly"),
            ((int)ticket["Id"]!, (string?)ticket["State"], (bool)ticket["Ready"]!, (string?)ticket["Sandbox"], (string?)ticket["Data"],
            (string?)ticket["Reason"]));
        Assert.NotNull(ticket["ExpiresAt"]);
        Assert.Equal((string?)ticket["ResourceName"], (string?)_box.Json("ticket", "check", "1").Ok().One["ResourceName"]);
        Assert.Equal("Ticket", (string?)_box.Json("list", "--lease-kind", "ticket").Ok().List.Single()["LeaseKind"]);
        var both = _box.Run("ticket", "new", "--tag", "a", "--wait").Ok();
        Assert.Equal("2\nhost-2 ž\n", both.Output);
    }

    [Fact]
    public void An_interrupted_wait_closes_the_ticket_that_it_opened()
    {
        _box.Run("pool", "pause", "p").Ok();
        using var process = _box.Start("ticket", "new", "--tag", "a", "--wait");
        Assert.Equal("1", process.StandardOutput.ReadLine());
        using (var kill = Process.Start("kill", ["-INT", $"{process.Id}"])) kill.WaitForExit();
        process.WaitForExit();
        Assert.Equal(ExitCodes.Cancelled, process.ExitCode);
        Assert.Equal("Closed", (string?)_box.Json("ticket", "list", "--state", "Closed").Ok().List.Single()["State"]);
    }
}
