using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Allocation.Core.Files;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Core.Hooks;

/// <summary>
/// Where hooks leave what they say: a log for each resource and kind, and a folder for each run, from which another
/// manager can learn how a hook ended whose manager is gone.
/// </summary>
/// <param name="root">The folder; made when it is needed. Only its owner can read what is in it: hooks print passwords.</param>
/// <param name="isChosen">Whether a person named the folder: then it keeps the rights that it has.</param>
internal sealed partial class HookFolder(string root, bool isChosen = false)
{
    private static readonly TimeSpan s_unclaimed = TimeSpan.FromHours(1);

    private volatile bool _isPrepared;

    /// <summary>The folder.</summary>
    public string Root => root;

    /// <summary>The folder that belongs to a store: beside its file, or in the user's data folder for a server.</summary>
    public static HookFolder Of(StoreUri store)
    {
        if (Environment.GetEnvironmentVariable("ALLOCATION_HOOK_FOLDER") is { Length: > 0 } chosen)
            return new(Path.GetFullPath(chosen), isChosen: true);
        if (store.Kind != StoreKind.Postgres) return new(store.Location + ".hooks");
        var name = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(store.Identity)))[..16];
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return new(Path.Combine(data, "Allocation", "hooks", name));
    }

    /// <summary>The log of a resource and kind of hook; id 0 is for what belongs to no resource.</summary>
    public string Log(long resource, HookKind kind) =>
        Path.Combine(root, string.Create(CultureInfo.InvariantCulture, $"{resource:000000}_{HookTraits.Of(kind).LogSuffix}"));

    /// <summary>The folder of one run.</summary>
    public string Run(string run) => Path.Combine(root, "runs", run);

    /// <summary>Makes the folder, and takes the rights of others from what an earlier version left in it.</summary>
    /// <exception cref="IOException">It cannot be made, or others can write to it.</exception>
    public void Prepare()
    {
        if (_isPrepared && Directory.Exists(root)) return;
        if (Path.GetDirectoryName(root) is { } parent) Directory.CreateDirectory(parent);
        if (!isChosen || !Directory.Exists(root)) OwnerOnly.MakeFolder(root);
        else RefuseShared();
        if (Directory.Exists(Run(""))) OwnerOnly.MakeFolder(Run(""));
        foreach (var log in Directory.EnumerateFiles(root).Where(path => IsLog(Path.GetFileName(path)))) OwnerOnly.RestrictFile(log);
        _isPrepared = true;
    }

    /// <summary>Makes the folder of a run.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public string MakeRun(string run)
    {
        Prepare();
        OwnerOnly.MakeFolder(Path.Combine(root, "runs"));
        OwnerOnly.MakeFolder(Run(run));
        return Run(run);
    }

    /// <summary>Makes a log, that only its owner can read, from its first line on.</summary>
    /// <exception cref="IOException">It cannot be made, or a link is in its place.</exception>
    public string MakeLog(long resource, HookKind kind)
    {
        Prepare();
        var path = Log(resource, kind);
        OwnerOnly.MakeFile(path);
        return path;
    }

    /// <summary>Removes what a run left; nothing when it left nothing, or when another manager removes it just now. Others find all of it
    /// or nothing. On Windows it stays while a program has one of its files open, and <see cref="ForgetRunsBut"/> removes it later.
    /// </summary>
    /// <exception cref="IOException">It cannot be removed.</exception>
    public void ForgetRun(string run)
    {
        var removed = Run($"{run}.{Path.GetRandomFileName()}");
        try
        {
            Directory.Move(Run(run), removed);
        }
        catch (IOException left) when (FileErrors.NotFound(left) || IsOpen(left))
        {
            Trace.TraceInformation(left.Message);
            return;
        }
        catch (IOException unmoved)
        {
            // Not every file system renames a folder: overlayfs none of a lower layer.
            Trace.TraceInformation(unmoved.Message);
            removed = Run(run);
        }

        Remove(removed);
    }

    /// <summary>
    /// Removes what runs left whose manager died between writing down their result and <see cref="ForgetRun"/>, or within that. A folder
    /// younger than an hour may still be needed by whoever wrote the result down.
    /// </summary>
    /// <param name="needed">Runs whose results are not written down.</param>
    public void ForgetRunsBut(IReadOnlySet<string> needed)
    {
        if (!Directory.Exists(Run(""))) return;
        foreach (var folder in new DirectoryInfo(Run("")).EnumerateDirectories())
        {
            if (!needed.Contains(folder.Name) && folder.LastWriteTimeUtc < DateTime.UtcNow - s_unclaimed
                && HookFiles.IsOver(folder.FullName))
            {
                Remove(folder.FullName);
            }
        }
    }

    /// <summary>Removes the logs of a resource.</summary>
    public void ForgetLogs(long resource)
    {
        if (!Directory.Exists(root)) return;
        foreach (var kind in Enum.GetValues<HookKind>()) File.Delete(Log(resource, kind));
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception left) when (FileErrors.NotFound(left) || IsOpen(left))
        {
            // Another manager was faster, or has to try again.
            Trace.TraceInformation(left.Message);
        }
    }

    // Only Windows keeps a file that is open.
    private static bool IsOpen(Exception error) => BusyFile.IsOpenElsewhere(error) || BusyFile.MayBeGoing(error);

    // Whoever can write here could put a link where a log will be, and have another file written.
    private void RefuseShared()
    {
        const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(root) & OthersWrite) != 0)
            throw new IOException($"The folder '{root}' for hooks must not be writable for others than its owner.");
    }

    // Other files of a folder that a person chose are left alone.
    private static bool IsLog(string name) =>
        LogName().Match(name) is { Success: true } match
            && Array.Exists(Enum.GetValues<HookKind>(), kind => HookTraits.Of(kind).LogSuffix == match.Groups["suffix"].Value);

    [GeneratedRegex(@"^[0-9]{6,}_(?<suffix>[a-z]+)\z")]
    private static partial Regex LogName();
}
