namespace Allocation.Core.Files;

/// <summary>A file has its new content, but the disk did not confirm it: a power cut may bring the old content back.</summary>
internal sealed class NotDurableException(string path, Exception cause)
    : IOException($"'{path}' was written, but it may not outlast a power cut ({cause.Message})", cause);
