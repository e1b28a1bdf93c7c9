using System.Runtime.InteropServices;
using Allocation.Core.Errors;
using SQLitePCL;

namespace Allocation.Stores.Sqlite;

/// <summary>What SQLite can do and the packages do not pass on.</summary>
internal static partial class SqliteNative
{
    // https://www.sqlite.org/c3ref/c_fcntl_begin_atomic_write.html
    private const int HasMovedCode = 20;

    private static volatile bool s_ready;

    /// <summary>Binds the packages to the native library; does nothing after the first time.</summary>
    /// <param name="store">What is to be opened with it, without any password.</param>
    /// <exception cref="StoreUnavailableException">There is no such library.</exception>
    public static void Load(string store)
    {
        if (s_ready) return;
        try
        {
            Batteries_V2.Init();
        }
        catch (DllNotFoundException error)
        {
            throw new StoreUnavailableException(store,
                $"the library of SQLite, '{FileName}', is missing or cannot be loaded. It comes with Allocation; install Allocation again.",
                error);
        }

        s_ready = true;
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

    private static string FileName =>
        OperatingSystem.IsWindows() ? "e_sqlite3.dll" : OperatingSystem.IsMacOS() ? "libe_sqlite3.dylib" : "libe_sqlite3.so";

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control", CallingConvention = CallingConvention.Cdecl, CharSet = CharSet.Ansi,
        BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int FileControl(IntPtr connection, [MarshalAs(UnmanagedType.LPUTF8Str)] string database, int code, ref int value);
}
