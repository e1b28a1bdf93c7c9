using Allocation.Core.Storage.Addresses;

namespace Allocation.PowerShell.Storage;

/// <summary>Which store a cmdlet works on, and why that one.</summary>
internal sealed record StoreChoice(StoreUri Uri, StoreSource Source)
{
    /// <summary>The environment variable that names a store.</summary>
    public const string Variable = "ALLOCATION_STORE";

    /// <summary>Chooses; touches no store.</summary>
    /// <param name="parameter">What <c>-Store</c> says, or null.</param>
    /// <param name="paths">Turns the text of a path into a full path.</param>
    /// <exception cref="Core.Errors.StoreUnavailableException">The text names no store.</exception>
    public static StoreChoice Make(string? parameter, SessionPaths paths)
    {
        if (!string.IsNullOrEmpty(parameter)) return new(Parse(parameter, paths), StoreSource.Parameter);
        if (ConnectedStores.Current is { } connected) return new(connected, StoreSource.Session);
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text) return new(Parse(text, paths), StoreSource.Environment);
        return new(StoreUri.Default, StoreSource.Default);
    }

    /// <summary>Reads the text of a store; touches none.</summary>
    /// <exception cref="Core.Errors.StoreUnavailableException">The text names no store.</exception>
    public static StoreUri Parse(string text, SessionPaths paths) =>
        // PowerShell knows more kinds of path than the core does: drives such as TestDrive: and ~.
        StoreUri.Parse(text, paths.Resolve);
}
