using System.Diagnostics;
using System.Globalization;
using Allocation.Core.Inventories.PoolFiles;

namespace Allocation.Core.Tests.Inventories;

/// <summary>The original program and ours on one file at the same time.</summary>
public sealed class ForeignWriterTests : IDisposable
{
    private const int Each = 4;
    private const int TheirNumbers = 126;
    private const int OurServices = 62;

    private readonly TemporaryFolder _folder = new(inMemory: true);

    [Theory]
    [InlineData(1)]
    [InlineData(13)]
    public void No_number_is_given_twice_and_none_is_lost(int together)
    {
        var path = _folder.Write("vlan.json", """{"range": {"from": 100, "to": 4094}, "site": "north"}""");
        var writers = Enumerable.Range(0, Each).SelectMany(i => new[]
        {
            Start(ProbeProgram.Foreign, path, Text(TheirNumbers)),
            Start(ProbeProgram.Path, "inventory", "many", "sqlite:" + _folder.File($"store{i}.db"), path, Text(OurServices),
                Text(together)),
        }).ToList();
        foreach (var writer in writers) writer.StandardInput.WriteLine();
        var reading = writers.ConvertAll(w => w.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        var taken = reading.SelectMany(r => r.Result.Split((char[])['\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
            .Select(t => long.Parse(t, CultureInfo.InvariantCulture)).ToList();
        foreach (var writer in writers)
        {
            writer.WaitForExit();
            Assert.Equal(0, writer.ExitCode);
            writer.Dispose();
        }

        var content = new VlanPoolFile(path, _folder.Path).Read(CancellationToken.None);
        Assert.Equal(Each * (TheirNumbers + (2 * OurServices)), taken.Count);
        Assert.Equal(taken.Count, taken.Distinct().Count());
        Assert.Equal(taken.Order(), content.Used);
        Assert.Equal(Each * (TheirNumbers + Math.Ceiling((double)OurServices / together)), content.Version);
        Assert.Contains("north", File.ReadAllText(path), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(InventoryWorld.Host, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;
}
