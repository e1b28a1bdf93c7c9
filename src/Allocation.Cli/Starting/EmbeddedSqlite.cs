using System.Reflection;
using System.Runtime.InteropServices;
using Allocation.Stores;
using Microsoft.Win32.SafeHandles;
using SQLitePCL;

namespace Allocation.Cli.Starting;

/// <summary>
/// The library of SQLite within the native program of Linux, so that this is one file. It is loaded from memory, at the first use. Other
/// systems load libraries from files only: there it is beside the program.
/// </summary>
internal static class EmbeddedSqlite
{
    private const string Library = "e_sqlite3";
    private const string Resource = "libe_sqlite3.so";

    // Flags of memfd_create: the file is closed in programs that are started, and may be executed. Kernels before 6.3 know only the first.
    private const uint CloseOnExecute = 1;
    private const uint Executable = 16;

    private static readonly Lazy<IntPtr> s_loaded = new(Load);

    /// <summary>Has the library taken from the program where the program has it.</summary>
    public static void Use()
    {
        if (typeof(EmbeddedSqlite).Assembly.GetManifestResourceInfo(Resource) is null) return;
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        NativeLibrary.SetDllImportResolver(typeof(StoreProvider).Assembly, Resolve);
    }

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? paths) =>
        name == Library ? s_loaded.Value : IntPtr.Zero;

    // Where memory cannot be executed, a file beside the program is looked for, as everywhere else.
    private static IntPtr Load()
    {
        var descriptor = CreateMemoryFile(Resource, CloseOnExecute | Executable);
        if (descriptor < 0) descriptor = CreateMemoryFile(Resource, CloseOnExecute);
        if (descriptor < 0) return IntPtr.Zero;
        var file = $"/proc/self/fd/{descriptor}";
        using (var target = File.OpenHandle(file, FileMode.Open, FileAccess.Write))
        using (var library = typeof(EmbeddedSqlite).Assembly.GetManifestResourceStream(Resource)!)
        {
            Copy((UnmanagedMemoryStream)library, target);
        }

        // The descriptor stays open as long as the process: its path must not become that of another library.
        return NativeLibrary.TryLoad(file, out var loaded) ? loaded : IntPtr.Zero;
    }

    // In one call, straight from the program: a buffer between would be written and read once more.
    private static unsafe void Copy(UnmanagedMemoryStream library, SafeFileHandle target) =>
        RandomAccess.Write(target, new ReadOnlySpan<byte>(library.PositionPointer, checked((int)library.Length)), fileOffset: 0);

    [DllImport("libc", EntryPoint = "memfd_create", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int CreateMemoryFile([MarshalAs(UnmanagedType.LPUTF8Str)] string name, uint flags);
}
