namespace Allocation.Core.Hooks;

/// <summary>What a hook is for.</summary>
public enum HookKind
{
    /// <summary><c>cmd_new</c>: makes a resource and prints its data.</summary>
    New,

    /// <summary><c>cmd_delete</c>: ends it.</summary>
    Delete,

    /// <summary><c>cmd_livecheck</c>: tells whether it works.</summary>
    Livecheck,

    /// <summary><c>cmd_release</c>: cleans it after a ticket.</summary>
    Release,

    /// <summary><c>cmd_list</c>: prints the names of all that exist.</summary>
    List,
}
