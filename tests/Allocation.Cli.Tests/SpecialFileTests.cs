using System.Diagnostics;
using Allocation.Core.Errors;
using Allocation.Core.Files;

namespace Allocation.Cli.Tests;

/// <summary>Devices, pipes and links where a file is expected: nothing is replaced that is not a file, and nothing waits for
/// ever.</summary>
public sealed class SpecialFileTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly Sandbox _box = new();

    public SpecialFileTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such files in folders.");

    /// <inheritdoc/>
    public void Dispose() => _box.Dispose();

    [Theory]
    [InlineData("report")]
    [InlineData("store", "export")]
    public void A_device_is_written_to_and_stays(params string[] command)
    {
        MakeDevice("null");
        _box.Run("pool", "new", "p", "--from", "1", "--to", "2").Ok();

        _box.Run([.. command, "null"]).Ok();

        Assert.Equal(PathKind.CharacterDevice, PathProbe.Of(_box.PathOf("null")));
        Assert.StartsWith(command[0] == "report" ? "<!DOCTYPE html>" : "{", _box.Run([.. command, "/dev/stdout"]).Output,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("json")]
    public void A_store_on_a_device_or_a_pipe_is_refused(string kind)
    {
        MakePipe("pipe");
        MakeDevice("null");
        foreach (var name in (string[])["null", "pipe"])
        {
            var run = _box.Run("pool", "new", "p", "--from", "1", "--to", "2", "--store", $"{kind}:{name}")
                .Refused(ErrorKind.StoreUnavailable);
            Assert.Contains("a store must be a file", run.Error, StringComparison.Ordinal);
        }

        Assert.Equal(PathKind.CharacterDevice, PathProbe.Of(_box.PathOf("null")));
        Assert.Equal(PathKind.Pipe, PathProbe.Of(_box.PathOf("pipe")));
    }

    [Fact]
    public void A_pipe_is_refused_wherever_a_file_is_written()
    {
        MakePipe("pipe");
        _box.Run("pool", "new", "p", "--from", "1", "--to", "2").Ok();

        Assert.Contains("must be a file", _box.Run("report", "pipe").Error, StringComparison.Ordinal);
        Assert.Contains("must be a file", _box.Run("store", "export", "pipe").Error, StringComparison.Ordinal);
        _box.Environment["VLAN_POOL_FILE"] = "pipe";
        Assert.Contains("must be a file", _box.Run("vlan", "new", "a").Error, StringComparison.Ordinal);
        Assert.Equal(PathKind.Pipe, PathProbe.Of(_box.PathOf("pipe")));
    }

    [Theory]
    [InlineData("store", "import")]
    [InlineData("service", "register")]
    [InlineData("pool", "import")]
    [InlineData("inventory", "register", "x", "--kind", "Tagged", "--http")]
    [InlineData("service", "new", "VlanService", "--attributes", "@")]
    public void A_pipe_or_a_device_is_refused_wherever_a_file_is_read(params string[] command)
    {
        MakePipe("pipe");
        foreach (var name in (string[])["pipe", "/dev/zero"])
        {
            string[] line = command[^1] == "@" ? [.. command[..^1], "@" + name] : [.. command, name];
            var run = _box.Run(line);
            Assert.NotEqual(ExitCodes.Ok, run.ExitCode);
            Assert.Contains("must be a file", run.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("report")]
    [InlineData("store", "export")]
    public void What_others_could_read_is_for_the_owner_only_and_a_link_leads_nowhere(params string[] command)
    {
        _box.Run("pool", "new", "p", "--from", "1", "--to", "2").Ok();
        var victim = _box.Write("victim", "precious");
        SymbolicLink.Make(_box.PathOf("link"), "victim");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(victim, OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        _box.Run([.. command, "link"]).Ok();
        Assert.Equal("precious", File.ReadAllText(victim));
        Assert.Null(new FileInfo(_box.PathOf("link")).LinkTarget);

        _box.Run([.. command, "victim"]).Ok();
        Assert.Equal(OwnerOnly, new FileInfo(victim).UnixFileMode);
    }

    private void MakeDevice(string name) =>
        Assert.SkipUnless(Ran("mknod", name, "c", "1", "3"), "making a device needs root");

    private void MakePipe(string name) => Assert.True(Ran("mkfifo", name));

    private bool Ran(string command, params string[] arguments)
    {
        using var process =
            Process.Start(new ProcessStartInfo(command, arguments) { WorkingDirectory = _box.Folder, RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
