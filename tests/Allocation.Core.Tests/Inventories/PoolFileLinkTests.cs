using Allocation.Core.Errors;
using Allocation.Core.Files;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.PoolFiles;

namespace Allocation.Core.Tests.Inventories;

/// <summary>A pool file that is reached by a link is the file that the link leads to.</summary>
public sealed class PoolFileLinkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new(inMemory: true);

    [Theory]
    [InlineData("link.json")]
    [InlineData("folder/real.json")]
    [InlineData("folder/link.json")]
    public void Its_lock_and_its_name_are_those_of_the_target_and_the_link_stays(string name)
    {
        _folder.Write("real.json", """{"range": {"from": 100, "to": 200}, "used": [100]}""");
        SymbolicLink.Make(_folder.File("link.json"), "real.json");
        SymbolicLink.Make(_folder.File("folder"), _folder.Path);
        var real = new VlanPoolFile("real.json", _folder.Path);
        var link = new VlanPoolFile(name, _folder.Path, TimeSpan.FromMilliseconds(20));
        using (FileLock.Take(real.Path + ".lock", FileLock.DefaultPatience, TestContext.Current.CancellationToken))
            Assert.Throws<PoolFileBusyException>(() => Take(link));

        Assert.Equal(101, Take(link));
        Assert.Equal(102, Take(real));

        Assert.Equal(real.Pool, link.Pool);
        Assert.Equal(real.Pool, PoolReference.Of("file:" + _folder.File(name)).Canonical().Text);
        Assert.Equal("real.json", new FileInfo(_folder.File("link.json")).LinkTarget);
        Assert.False(File.Exists(_folder.File("link.json.lock")));
    }

    [Fact]
    public void Links_in_a_circle_and_to_nothing_are_no_files()
    {
        SymbolicLink.Make(_folder.File("a"), "b");
        SymbolicLink.Make(_folder.File("b"), "a");
        SymbolicLink.Make(_folder.File("c"), "nothing");
        Assert.All(["a", "c"], name => Assert.Throws<InvalidPoolFileException>(() => Take(new VlanPoolFile(name, _folder.Path))));
    }

    public void Dispose() => _folder.Dispose();

    private static long Take(VlanPoolFile file) => file.Take(null, new HashSet<long>(), CancellationToken.None);
}
