using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Allocation.Core.Storage;

namespace Allocation.Cli.Starting;

/// <summary>
/// The library for languages of Linux (ICU) in the native program: loading it is a fifth of a short command, and only names that are not
/// ASCII need it. The commands of a ticket load it when they meet such a name in the store. Their names then have the same keys as with
/// every other command: the same functions of the same library make them.
/// </summary>
internal static class LateLanguages
{
    private const string Library = "libSystem.Globalization.Native";
    private const int FormC = 1;

    private static readonly string[] s_words = ["ticket", "ticket-check", "ticket-wait", "ticket-close"];
    private static readonly Lazy<bool> s_loaded = new(() => Load() != 0);

    /// <summary>Has the library loaded late, if the line is one of those that can do without.</summary>
    /// <param name="args">The line.</param>
    /// <param name="store">The address of the store from the environment.</param>
    public static void Use(string[] args, string? store)
    {
        if (RuntimeFeature.IsDynamicCodeSupported || !OperatingSystem.IsLinux() || !Fits(args, store)) return;
        AppContext.SetSwitch("System.Globalization.Invariant", true);
        NameKey.BeyondAscii = KeyOf;
    }

    /// <summary>Whether a line needs languages for the keys of names only. Filters of a list compare without case in other ways, and a
    /// password of PostgreSQL is composed too.</summary>
    /// <param name="args">The line.</param>
    /// <param name="store">The address of the store from the environment.</param>
    internal static bool Fits(string[] args, string? store) =>
        args is [var word, ..] && s_words.Contains(word) && args.Append(store ?? "").All(IsPlain);

    /// <summary>The key of a name as <see cref="NameKey"/> makes it.</summary>
    /// <exception cref="DllNotFoundException">The library is not installed.</exception>
    internal static string KeyOf(string name)
    {
        if (!s_loaded.Value)
            throw new DllNotFoundException("The library for languages (libicu) is missing; names that are not ASCII need it.");
        return Upper(IsText(name) ? Composed(name) : name);
    }

    private static bool IsPlain(string word) =>
        Ascii.IsValid(word) && word != "list" && !Mentions(word, "postgres");

    // Letter by letter: looking for text in text without case, as String.Contains does, already loads the library.
    private static bool Mentions(string word, string part)
    {
        for (var at = 0; at + part.Length <= word.Length; at++)
        {
            if (Ascii.EqualsIgnoreCase(word.AsSpan(at, part.Length), part)) return true;
        }

        return false;
    }

    // Ill-formed text is left as it is. The runtime takes U+FFFE for ill-formed too.
    private static bool IsText(string name)
    {
        if (name.Contains('\uFFFE', StringComparison.Ordinal)) return false;
        for (var at = 0; at < name.Length;)
        {
            if (!Rune.TryGetRuneAt(name, at, out var rune)) return false;
            at += rune.Utf16SequenceLength;
        }

        return true;
    }

    private static unsafe string Composed(string name)
    {
        for (var room = name.Length; ;)
        {
            var result = new char[room];
            int length;
            fixed (char* source = name, target = result) length = Normalize(FormC, source, name.Length, target, room);
            if (length < 0) return name;
            if (length <= room) return new(result, 0, length);
            room = length;
        }
    }

    private static unsafe string Upper(string name)
    {
        var result = new char[name.Length];
        fixed (char* source = name, target = result) ChangeCase(source, name.Length, target, result.Length, toUpper: 1);
        return new(result);
    }

    [DllImport(Library, EntryPoint = "GlobalizationNative_LoadICU")]
    private static extern int Load();

    [DllImport(Library, EntryPoint = "GlobalizationNative_NormalizeString")]
    private static extern unsafe int Normalize(int form, char* source, int sourceLength, char* target, int targetLength);

    [DllImport(Library, EntryPoint = "GlobalizationNative_ChangeCaseInvariant")]
    private static extern unsafe void ChangeCase(char* source, int sourceLength, char* target, int targetLength, int toUpper);
}
