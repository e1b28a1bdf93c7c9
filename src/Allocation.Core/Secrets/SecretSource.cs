using System.Text;
using System.Text.Json.Serialization;
using Allocation.Core.Errors;
using Allocation.Core.Files;

namespace Allocation.Core.Secrets;

/// <summary>
/// Where a secret is read from whenever it is needed, so that a store keeps the place and never the secret. Written
/// <c>file:PATH</c> or <c>env:NAME</c>, also in a store.
/// </summary>
[JsonConverter(typeof(SecretSourceJson))]
internal sealed record SecretSource
{
    /// <summary>The largest file that is read, in bytes.</summary>
    public const int LargestFile = 64 * 1024;

    private const string FilePrefix = "file:";
    private const string VariablePrefix = "env:";

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private SecretSource(SecretPlace place, string name)
    {
        Place = place;
        Name = name;
    }

    /// <summary>What kind of place it is.</summary>
    public SecretPlace Place { get; }

    /// <summary>The path of the file, or the name of the variable.</summary>
    public string Name { get; }

    /// <summary>Reads the text form. A path that is not rooted is taken from <paramref name="folder"/>.</summary>
    /// <exception cref="InvalidPoolException">It is neither form. The message does not repeat the text: it may be the secret
    /// itself.</exception>
    public static SecretSource Parse(string text, string folder)
    {
        if (Stored(text) is not { } source)
            throw new InvalidPoolException(null, "The place of a secret must be written file:PATH or env:NAME.");
        return source.Place == SecretPlace.File ? new(SecretPlace.File, Path.GetFullPath(source.Name, folder)) : source;
    }

    /// <summary>Reads the secret.</summary>
    /// <exception cref="SecretUnavailableException">It is not there, or cannot be one.</exception>
    public string Read()
    {
        var secret = Place switch
        {
            SecretPlace.File => ReadFile(),
            SecretPlace.Variable =>
                Environment.GetEnvironmentVariable(Name) ?? throw new SecretUnavailableException(this, "this process has no such variable"),
        };
        if (secret.Length == 0) throw new SecretUnavailableException(this, "it must not be empty");
        return secret.Contains('\0', StringComparison.Ordinal)
            ? throw new SecretUnavailableException(this, "it must not contain a zero byte")
            : secret;
    }

    /// <summary>The text form, which is not a secret.</summary>
    public override string ToString() => Place switch
    {
        SecretPlace.File => FilePrefix + Name,
        SecretPlace.Variable => VariablePrefix + Name,
    };

    /// <summary>The text form as it was stored, its path as it is; null when it is neither form.</summary>
    internal static SecretSource? Stored(string text)
    {
        if (text.Any(char.IsControl)) return null;
        if (text.StartsWith(FilePrefix, StringComparison.Ordinal) && text.Length > FilePrefix.Length)
            return new(SecretPlace.File, text[FilePrefix.Length..]);
        var isVariable = text.StartsWith(VariablePrefix, StringComparison.Ordinal) && text.Length > VariablePrefix.Length
            && !text.Contains('=', StringComparison.Ordinal);
        return isVariable ? new(SecretPlace.Variable, text[VariablePrefix.Length..]) : null;
    }

    private string ReadFile()
    {
        try
        {
            // Opening a pipe waits for its writer, and a device may never end.
            PathProbe.RequireFile(Name);
            using var file = new FileStream(Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[LargestFile + 1];
            var count = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (count > LargestFile) throw new SecretUnavailableException(this, $"the file must not be larger than {LargestFile} bytes");
            return WithoutLineEnd(s_strict.GetString(bytes, 0, count));
        }
        catch (DecoderFallbackException error)
        {
            throw new SecretUnavailableException(this, "the file must be UTF-8 text", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SecretUnavailableException(this, error.Message, error);
        }
    }

    // Editors and echo end a file with one; a secret that ends with a line end itself has another.
    private static string WithoutLineEnd(string text) =>
        text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;
}
