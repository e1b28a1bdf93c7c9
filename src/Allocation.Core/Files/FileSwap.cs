namespace Allocation.Core.Files;

/// <summary>
/// Puts a draft in the place of a file as Windows does it: the old file is moved away before the new one gets its name, and either step
/// may fail while another program has one of them open. So the old file is kept beside it until the new one is there, and is put back
/// when that fails.
/// </summary>
/// <param name="replace">Moves the second file to the third name, and the first one to the second name.</param>
/// <param name="limit">For how long to ask again.</param>
internal sealed class FileSwap(Action<string, string, string> replace, TimeSpan limit)
{
    /// <summary>By the call of the system, which keeps who may read the file; a move would give the rights of the folder.</summary>
    public static FileSwap Windows { get; } = new((draft, target, kept) => File.Replace(draft, target, kept), BusyFile.Limit);

    /// <summary>Gives a draft the name of a file.</summary>
    /// <exception cref="IOException">It could not; when the file is missing now, the message says where its content is.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not; the file is as it was.</exception>
    public void Place(string draft, string target)
    {
        var kept = FileDraft.KeptFor(target);
        var wasThere = File.Exists(target);
        try
        {
            BusyFile.Try(() => Once(draft, target, kept), limit);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && wasThere && !File.Exists(target))
        {
            throw new IOException($"{e.Message} '{target}' is missing now; its content is in '{(File.Exists(kept) ? kept : draft)}', " +
                "which must get its name back", e);
        }

        FileDraft.Remove(new(kept));
    }

    private bool Once(string draft, string target, string kept)
    {
        PutBack(target, kept);
        if (!File.Exists(target))
        {
            File.Move(draft, target, overwrite: true);
            return true;
        }

        try
        {
            replace(draft, target, kept);
            return true;
        }
        catch
        {
            PutBack(target, kept);
            throw;
        }
    }

    private static void PutBack(string target, string kept)
    {
        if (!File.Exists(target) && File.Exists(kept)) File.Move(kept, target);
    }
}
