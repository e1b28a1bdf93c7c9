namespace Allocation.Core.Hooks;

/// <summary>Reads the logs of a resource: those that are there, and what comes to them.</summary>
internal sealed class HookLog(HookFolder folder, long resource)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<HookKind, HookLogFile> _files = Enum.GetValues<HookKind>().ToDictionary(kind => kind, kind => new HookLogFile(folder.Log(resource, kind)));

    /// <summary>The lines, hook by hook. With <paramref name="follow"/>, never ends before the token is cancelled.</summary>
    public IEnumerable<HookLogLine> Read(bool follow, CancellationToken cancellation)
    {
        while (true)
        {
            foreach (var (kind, file) in _files)
            {
                foreach (var line in file.Next(whole: !follow)) yield return new(resource, kind, line);
            }

            if (!follow) yield break;
            cancellation.WaitHandle.WaitOne(Interval);
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
