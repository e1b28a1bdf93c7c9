namespace Allocation.Cli.Tests;

public sealed class ServeTests : IDisposable
{
    private readonly Sandbox _box = new();

    public void Dispose() => _box.Dispose();

    [Fact]
    public void All_words_behind_serve_are_those_of_the_server()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The server here is a script.");
        if (OperatingSystem.IsWindows()) return;
        var server = _box.PathOf("allocation-server");
        File.WriteAllText(server, "#!/bin/sh\necho \"$@\"\nexit 7\n");
        File.SetUnixFileMode(server, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _box.Environment["PATH"] = $"{_box.Folder}:{Environment.GetEnvironmentVariable("PATH")}";
        var run = _box.Run("serve", "--urls", "http://x y", "--json", "--", "-ž");
        Assert.Equal((7, "--urls http://x y --json -- -ž\n", ""), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public void A_server_that_is_not_installed_is_named()
    {
        _box.Environment["PATH"] = _box.Folder;
        var run = _box.Run("serve");
        Assert.Equal(3, run.ExitCode);
        Assert.Equal(["FileFailed"], run.ErrorIds);
    }
}
