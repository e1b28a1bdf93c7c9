namespace Allocation.Core.Hooks;

/// <summary>
/// What one kind of hook is called, and how much it may print: one row a kind. What a resource pool says about its hooks is
/// in <c>PoolHook</c>, which knows pools; nothing in this folder does.
/// </summary>
/// <param name="Key">The key of the command in a <c>pools.yaml</c>.</param>
/// <param name="LogSuffix">The end of the name of its log; resalloc's words.</param>
/// <param name="OutputLimit">How many bytes of its output are kept; null for the limit that the pool sets.</param>
internal sealed record HookTraits(string Key, string LogSuffix, int? OutputLimit = null)
{
    private static readonly HookTraits s_new = new("cmd_new", "alloc");
    private static readonly HookTraits s_delete = new("cmd_delete", "terminate");
    private static readonly HookTraits s_livecheck = new("cmd_livecheck", "watch");
    private static readonly HookTraits s_release = new("cmd_release", "release");

    // The names of everything that exists, where data would be a line or two.
    private static readonly HookTraits s_list = new("cmd_list", "list", OutputLimit: 1024 * 1024);

    /// <summary>The row of a kind.</summary>
    public static HookTraits Of(HookKind kind) => kind switch
    {
        HookKind.New => s_new,
        HookKind.Delete => s_delete,
        HookKind.Livecheck => s_livecheck,
        HookKind.Release => s_release,
        HookKind.List => s_list,
    };
}
