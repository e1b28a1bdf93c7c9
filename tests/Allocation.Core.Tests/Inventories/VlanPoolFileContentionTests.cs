using System.Diagnostics;
using System.Globalization;
using Allocation.Core.Inventories.PoolFiles;

namespace Allocation.Core.Tests.Inventories;

public sealed class VlanPoolFileContentionTests : IDisposable
{
    private const int Takers = 4;
    private const int Each = 25;

    private readonly TemporaryFolder _folder = new(inMemory: true);
    private readonly string _path;

    public VlanPoolFileContentionTests() => _path = _folder.Write("vlan.json", """{"range": {"from": 100, "to": 4094}}""");

    [Fact]
    public void Threads_never_get_the_same_number_and_lose_none()
    {
        var taken = Enumerable.Range(0, Takers).AsParallel().WithDegreeOfParallelism(Takers)
            .SelectMany(_ => Enumerable.Range(0, Each).Select(_ => File().Take(null, new HashSet<long>(), CancellationToken.None)).ToList())
            .ToList();

        AssertComplete(taken);
    }

    [Fact]
    public void Processes_never_get_the_same_number_and_lose_none()
    {
        var count = Each.ToString(CultureInfo.InvariantCulture);
        var takers = Enumerable.Range(0, Takers)
            .Select(_ => Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
                [ProbeProgram.Path, "pool-file", _path, count])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!)
            .ToList();
        foreach (var taker in takers) taker.StandardInput.WriteLine();

        var taken = takers.SelectMany(t => t.StandardOutput.ReadToEnd().Split((char[])['\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
            .ToList();

        foreach (var taker in takers)
        {
            taker.WaitForExit();
            Assert.Equal(0, taker.ExitCode);
            taker.Dispose();
        }

        AssertComplete(taken.ConvertAll(t => long.Parse(t, CultureInfo.InvariantCulture)));
    }

    public void Dispose() => _folder.Dispose();

    private VlanPoolFile File() => new(_path, _folder.Path, HangLimit.Time);

    private void AssertComplete(List<long> taken)
    {
        var expected = Enumerable.Range(100, Takers * Each).Select(n => (long)n).ToList();
        var content = File().Read(CancellationToken.None);
        Assert.Equal(expected, taken.Order());
        Assert.Equal(expected, content.Used);
        Assert.Equal(Takers * Each, content.Version);
    }
}
