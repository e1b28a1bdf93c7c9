using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Win32.SafeHandles;

// Somebody else's program on a VLAN pool file, as the original example works: foreign FILE COUNT. It shares no code with the
// product. It reads without a lock, chooses the first free number, then takes the lock, reads again, gives up and begins
// anew when the version is another one, and writes in place. It waits for a line, and writes one number a line.
var (path, count) = (args[0], int.Parse(args[1], CultureInfo.InvariantCulture));
Console.ReadLine();
for (var done = 0; done < count;)
{
    if (ForeignPool.TryReserve(path) is not { } number) continue;
    Console.WriteLine(number.ToString(CultureInfo.InvariantCulture));
    done++;
}

/// <summary>The file as the other program sees it.</summary>
internal static partial class ForeignPool
{
    public static long? TryReserve(string path)
    {
        if (TryRead(path) is not { } pool) return null;
        var used = pool["used"]?.AsArray().Select(n => n!.GetValue<long>()).ToHashSet() ?? [];
        var (from, to) = (pool["range"]!["from"]!.GetValue<long>(), pool["range"]!["to"]!.GetValue<long>());
        var number = from;
        while (used.Contains(number)) number++;
        if (number >= to) throw new InvalidOperationException("No more available vlans");
        using var held = Lock(path + ".lock");
        var now = TryRead(path) ?? throw new InvalidOperationException("The file is damaged inside the lock.");
        if (VersionOf(now) != VersionOf(pool)) return null;
        now["version"] = VersionOf(now) + 1;
        now["used"] = new JsonArray(used.Append(number).Select(n => (JsonNode)n).ToArray());

        // Truncated in place and written in pieces: whoever reads without the lock can see half of it.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        file.SetLength(0);
        foreach (var piece in JsonSerializer.SerializeToUtf8Bytes(now).Chunk(64))
        {
            file.Write(piece);
            file.Flush();
        }

        return number;
    }

    private static long VersionOf(JsonObject pool) => pool["version"]?.GetValue<long>() ?? 0;

    private static JsonObject? TryRead(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return JsonNode.Parse(file) as JsonObject;
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            return null;
        }
    }

    // The runtime takes locks of its own when it opens a file, so flock(2) is called on a descriptor that libc opened.
    private static SafeFileHandle Lock(string path)
    {
        if (OperatingSystem.IsWindows()) return LockOnWindows(path);
        const int readOnly = 0;
        var (create, exclusive) = (OperatingSystem.IsMacOS() ? 0x200 : 0x40, 2);
        var descriptor = Open(path, readOnly | create, Convert.ToInt32("644", 8));
        if (descriptor < 0 || Flock(descriptor, exclusive) != 0)
            throw new InvalidOperationException($"The lock cannot be had: errno {Marshal.GetLastPInvokeError()}");
        return new SafeFileHandle(descriptor, ownsHandle: true);
    }

    private static SafeFileHandle LockOnWindows(string path)
    {
        while (true)
        {
            try
            {
                return File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                Thread.Yield();
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Flock(int descriptor, int operation);
}
