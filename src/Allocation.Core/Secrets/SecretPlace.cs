namespace Allocation.Core.Secrets;

/// <summary>Where a secret is kept.</summary>
internal enum SecretPlace
{
    /// <summary>In a file: its text, without one line end behind it.</summary>
    File,

    /// <summary>In an environment variable of the process that needs it.</summary>
    Variable,
}
