using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Allocation.Core.Errors;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Json;
using Allocation.Stores.Tests.Fixtures;

namespace Allocation.Stores.Tests.Json;

/// <summary>A JSON store that another user owns.</summary>
public sealed partial class JsonOwnerTests : IDisposable
{
    private const uint Nobody = 65534;
    private const int Owner = 60001;

    private const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private const UnixFileMode Search = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_change_that_would_give_it_to_the_writer_is_refused_before_its_work_begins()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root can be another user.");
        if (OperatingSystem.IsWindows()) return;
        var uri = StoreUri.Parse("json:store.json", _folder.Path);
        using var store = JsonStore.Open(uri);
        File.SetUnixFileMode(_folder.Path, Everybody | Search);
        File.SetUnixFileMode(uri.Location, Everybody);
        using (var chown = Process.Start("chown", [Owner.ToString(CultureInfo.InvariantCulture), uri.Location])!)
        {
            chown.WaitForExit();
            Assert.SkipUnless(chown.ExitCode == 0, "This container lets nobody give files away.");
        }

        store.Run(session => session.Pools.Add(Rows.Pool("one")));
        var before = File.ReadAllText(uri.Location);
        var isBegun = false;

        Exception? error = null;
        var read = 0;
        var thread = new Thread(() =>
        {
            _ = SetFileUser(Nobody);
            error = Record.Exception(() =>
            {
                read = store.Read(session => session.Pools.All().Count());
                store.Run(session => isBegun = session.Pools.Add(Rows.Pool("two")));
            });
        });
        thread.Start();
        thread.Join();

        Assert.Equal(1, read);
        Assert.Contains($"belongs to user {Owner} ", Assert.IsType<StoreUnavailableException>(error).Reason, StringComparison.Ordinal);
        Assert.False(isBegun);
        Assert.Equal(before, File.ReadAllText(uri.Location));
        Assert.Equal(3, Directory.GetFiles(_folder.Path).Length);
    }

    [DllImport("libc", EntryPoint = "setfsuid")]
    private static extern int SetFileUser(uint user);
}
