using System.Diagnostics;
using Allocation.Core.Inventories.Intents;

namespace Allocation.Core.Tests.Inventories;

public sealed class CallerIdentityTests
{
    private static CallerIdentity Me => CallerIdentity.Current;

    [Fact]
    public void A_process_that_lives_has_not_ended() => Assert.False((Me with { Nonce = "another session" }).HasEnded);

    [Fact]
    public void A_process_id_that_was_given_again_means_another_process() =>
        Assert.True((Me with { Nonce = "n", Mark = Me.Mark + "1" }).HasEnded);

    [Fact]
    public void A_process_of_another_place_cannot_be_looked_at() =>
        Assert.False((Me with { Nonce = "n", Place = "elsewhere", Mark = Me.Mark + "1" }).HasEnded);

    [Fact]
    public void A_process_that_is_gone_has_ended()
    {
        using var process = Process.Start(new ProcessStartInfo(InventoryWorld.Host, "--version") { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True((Me with { Nonce = "n", ProcessId = process.Id }).HasEnded);
    }

    [Fact]
    public void Its_text_reads_back()
    {
        Assert.Equal(Me, CallerIdentity.Parse(Me.ToString()));
        Assert.Throws<FormatException>(() => CallerIdentity.Parse("a|b|c"));
    }
}
