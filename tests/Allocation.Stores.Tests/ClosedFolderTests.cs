using System.Runtime.InteropServices;
using Allocation.Core.Errors;
using Allocation.Core.Files;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Stores.Tests;

/// <summary>Stores in a folder that this user may not search.</summary>
public sealed partial class ClosedFolderTests : IDisposable
{
    private const uint Nobody = 65534;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("sqlite")]
    [InlineData("json")]
    public void A_store_in_a_folder_that_may_not_be_searched_is_not_called_missing(string kind)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the user of one thread alone is changed");
        if (OperatingSystem.IsWindows()) return;
        var closed = Directory.CreateDirectory(_folder.File("closed")).FullName;
        var uri = StoreUri.Parse($"{kind}:{closed}/store", "/");
        IStoreProvider provider = new StoreProvider();
        provider.Open(uri).Dispose();
        Assert.True(provider.Exists(uri));
        Assert.False(provider.Exists(StoreUri.Parse($"{kind}:{closed}/other", "/")));

        File.SetUnixFileMode(closed, UnixFileMode.None);
        try
        {
            var (seen, error) = AsNobody(() => (PathProbe.Of(uri.Location), Record.Exception(() => provider.OpenIfExists(uri)?.Dispose())));
            Assert.Equal(PathKind.Closed, seen);
            Assert.IsType<StoreUnavailableException>(error);
        }
        finally
        {
            File.SetUnixFileMode(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    // For root nothing is closed, so for files a thread becomes another user; it is a thread of its own, because that stays with it.
    private static T AsNobody<T>(Func<T> look)
    {
        var result = default(T);
        var thread = new Thread(() =>
        {
            _ = SetFileUser(Nobody);
            result = look();
        });
        thread.Start();
        thread.Join();
        return result!;
    }

    [DllImport("libc", EntryPoint = "setfsuid")]
    private static extern int SetFileUser(uint user);
}
