namespace Allocation.Core.Hooks;

/// <summary>Reads the logs of resources: those that are there, and what comes to them.</summary>
internal sealed class HookLog(HookFolder folder, IEnumerable<long> resources)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);

    private readonly IReadOnlyList<(long Resource, HookKind Kind, HookLogFile File)> _files =
        [.. resources.Distinct().SelectMany(resource =>
            Enum.GetValues<HookKind>().Select(kind => (resource, kind, new HookLogFile(folder.Log(resource, kind)))))];

    /// <summary>The lines, resource by resource and hook by hook. With <paramref name="follow"/>, never ends before the token is
    /// cancelled.</summary>
    public IEnumerable<HookLogLine> Read(bool follow, CancellationToken cancellation)
    {
        while (true)
        {
            foreach (var (resource, kind, file) in _files)
            {
                foreach (var line in file.Next(whole: !follow)) yield return new(resource, kind, line);
            }

            if (!follow) yield break;
            cancellation.WaitHandle.WaitOne(s_interval);
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
