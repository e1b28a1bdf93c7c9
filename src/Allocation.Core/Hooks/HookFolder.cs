using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Allocation.Core.ResourcePools;
using Allocation.Core.Storage;

namespace Allocation.Core.Hooks;

/// <summary>
/// Where hooks leave what they say: a log for each resource and kind, and a folder for each run, from which another
/// manager can learn how a hook ended whose manager is gone.
/// </summary>
/// <param name="root">The folder; made when it is needed.</param>
public sealed class HookFolder(string root)
{
    private static readonly TimeSpan Unclaimed = TimeSpan.FromHours(1);

    /// <summary>The folder.</summary>
    public string Root => root;

    /// <summary>The folder that belongs to a store: beside its file, or in the user's data folder for a server.</summary>
    public static HookFolder Of(StoreUri store)
    {
        if (Environment.GetEnvironmentVariable("ALLOCATION_HOOK_FOLDER") is { Length: > 0 } chosen) return new(Path.GetFullPath(chosen));
        if (store.Kind != StoreKind.Postgres) return new(store.Location + ".hooks");
        var name = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Identity(store))))[..16];
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return new(Path.Combine(data, "Allocation", "hooks", name));
    }

    /// <summary>The log of a resource and kind of hook; id 0 is for what belongs to no resource.</summary>
    public string Log(long resource, HookKind kind) =>
        Path.Combine(root, string.Create(CultureInfo.InvariantCulture, $"{resource:000000}_{Suffix(kind)}"));

    /// <summary>The folder of one run.</summary>
    public string Run(string run) => Path.Combine(root, "runs", run);

    /// <summary>Makes the folder of a run. Only its owner can read it: data may hold secrets.</summary>
    public string MakeRun(string run)
    {
        var path = Run(run);
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, OwnerOnly);
        return path;
    }

    /// <summary>Removes what a run left; nothing when it left nothing, or when somebody else removes it just now.</summary>
    public void ForgetRun(string run)
    {
        try
        {
            if (Directory.Exists(Run(run))) Directory.Delete(Run(run), recursive: true);
        }
        catch (IOException) when (!Directory.Exists(Run(run)))
        {
            return;
        }
    }

    /// <summary>
    /// Removes what runs left whose manager died between writing down their result and this. A folder younger than an hour
    /// may still be needed by whoever wrote it down.
    /// </summary>
    /// <param name="needed">Runs whose results are not written down.</param>
    public void ForgetRunsBut(IReadOnlySet<string> needed)
    {
        if (!Directory.Exists(Run(""))) return;
        foreach (var folder in new DirectoryInfo(Run("")).EnumerateDirectories())
        {
            if (!needed.Contains(folder.Name) && folder.LastWriteTimeUtc < DateTime.UtcNow - Unclaimed && HookFiles.IsOver(folder.FullName)) ForgetRun(folder.Name);
        }
    }

    /// <summary>Removes the logs of a resource.</summary>
    public void ForgetLogs(long resource)
    {
        if (!Directory.Exists(root)) return;
        foreach (var kind in Enum.GetValues<HookKind>()) File.Delete(Log(resource, kind));
    }

    // Without the password, so that the folder stays when the password changes; except where what is shown could be of two stores.
    private static string Identity(StoreUri store) => store.ToString() is var shown && shown.Contains(ShownAddress.Hidden, StringComparison.Ordinal) ? store.Location : shown;

    private static string Suffix(HookKind kind) => kind switch
    {
        HookKind.New => "alloc",
        HookKind.Delete => "terminate",
        HookKind.Release => "release",
        HookKind.Livecheck => "watch",
        _ => "list",
    };
}
