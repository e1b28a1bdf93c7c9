using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;

namespace Allocation.Cli;

/// <summary>
/// What Windows needs so that all output is UTF-8, also on a console whose code page has only some characters, and so that programs
/// that outlive this one do not keep its output open. Does nothing on other systems.
/// </summary>
internal sealed class WindowsConsole : IDisposable
{
    private const uint Inherit = 1;

    // STD_INPUT_HANDLE, STD_OUTPUT_HANDLE and STD_ERROR_HANDLE.
    private static readonly int[] s_standard = [-10, -11, -12];

    private readonly Encoding? _before;

    /// <summary>Sets it up.</summary>
    public WindowsConsole()
    {
        if (!OperatingSystem.IsWindows()) return;
        foreach (var number in s_standard) SetHandleInformation(GetStdHandle(number), Inherit, 0);
        if (!Console.IsOutputRedirected || !Console.IsErrorRedirected) _before = SetEncoding();
        if (Console.IsErrorRedirected)
        {
            Console.SetError(new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false))
            {
                AutoFlush = true,
            });
        }
    }

    /// <summary>Gives the console its code page back.</summary>
    public void Dispose()
    {
        if (_before is not null && OperatingSystem.IsWindows()) Console.OutputEncoding = _before;
    }

    [SupportedOSPlatform("windows")]
    private static Encoding? SetEncoding()
    {
        var before = Console.OutputEncoding;
        if (before.CodePage == Encoding.UTF8.CodePage) return null;
        Console.OutputEncoding = Encoding.UTF8;
        return before;
    }

    [DllImport("kernel32", EntryPoint = "GetStdHandle")]
    private static extern nint GetStdHandle(int number);

    [DllImport("kernel32", EntryPoint = "SetHandleInformation")]
    private static extern int SetHandleInformation(nint handle, uint mask, uint flags);
}
