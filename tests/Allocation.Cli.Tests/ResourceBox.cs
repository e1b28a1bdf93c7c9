namespace Allocation.Cli.Tests;

/// <summary>A sandbox with one resource pool, <c>p</c> with the tag <c>a</c>, of small shell hooks.</summary>
internal static class ResourceBox
{
    /// <summary>Makes the pool from a <c>pools.yaml</c>; <paramref name="more"/> are further lines of it.</summary>
    public static Sandbox Make(string more = "max: 2")
    {
        ShellHook.Require();
        var box = new Sandbox();
        box.Write("pools.yaml", $$"""
            p:
              cmd_new: {{ShellHook.Yaml("echo \"host-$RESALLOC_ID ž\"; echo made >&2")}}
              cmd_delete: {{ShellHook.Yaml($"echo $RESALLOC_NAME >> '{box.PathOf("deleted")}'")}}
              tags: [a, {name: fast, priority: 10}]
              max_prealloc: 1
              {{more.ReplaceLineEndings("\n  ")}}
            """);
        box.Run("pool", "import", "pools.yaml").Ok();
        return box;
    }

    /// <summary>Opens a ticket; its id.</summary>
    public static string Ticket(this Sandbox box, params string[] options) =>
        box.Run(["ticket", "new", "--tag", "a", .. options]).Ok().Output.Trim();
}
