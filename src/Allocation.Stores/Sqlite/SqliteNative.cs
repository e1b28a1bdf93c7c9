using System.Runtime.InteropServices;
using SQLitePCL;

namespace Allocation.Stores.Sqlite;

/// <summary>What SQLite can do and the packages do not pass on.</summary>
internal static partial class SqliteNative
{
    // https://www.sqlite.org/c3ref/c_fcntl_begin_atomic_write.html
    private const int HasMovedCode = 20;

    private static readonly bool s_ready = Initialize();

    /// <summary>Binds the packages to the native library; does nothing after the first time.</summary>
    public static void Load()
    {
        if (!s_ready) throw new InvalidOperationException("SQLite is not initialised.");
    }

    /// <summary>
    /// Whether the file that the connection works on is no longer the one under its name. Where SQLite cannot tell, which is
    /// on Windows, an open file cannot be removed either.
    /// </summary>
    public static bool HasMoved(sqlite3 connection)
    {
        var moved = 0;
        var known = FileControl(connection.DangerousGetHandle(), "main", HasMovedCode, ref moved) == raw.SQLITE_OK;
        GC.KeepAlive(connection);
        return known && moved != 0;
    }

    private static bool Initialize()
    {
        Batteries_V2.Init();
        return true;
    }

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control", CallingConvention = CallingConvention.Cdecl, CharSet = CharSet.Ansi,
        BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int FileControl(IntPtr connection, [MarshalAs(UnmanagedType.LPUTF8Str)] string database, int code, ref int value);
}
