using System.Text;
using Allocation.Cli.Starting;
using Allocation.Core.Storage;

namespace Allocation.Cli.Tests;

/// <summary>The commands of a ticket, which load the library for languages only for names that are not ASCII.</summary>
public sealed class LateLanguagesTests
{
    [Theory]
    [InlineData(true, "sqlite:./a.db", "ticket", "new", "--tag", "a")]
    [InlineData(true, null, "ticket", "--tag", "a")]
    [InlineData(true, "", "ticket", "wait", "1")]
    [InlineData(true, null, "ticket-close", "1")]
    [InlineData(false, null, "ticket", "new", "--tag", "\u00e9")]
    [InlineData(false, null, "ticket", "list", "--tag", "a*")]
    [InlineData(false, "postgres://host/store", "ticket", "wait", "1")]
    [InlineData(false, "sqlite:./\u00e9.db", "ticket", "wait", "1")]
    [InlineData(false, null, "ticket", "wait", "1", "--store=Postgres:Host=a")]
    [InlineData(false, null, "pool", "import", "ticket")]
    [InlineData(false, null)]
    public void Only_a_line_in_ASCII_about_a_ticket_of_a_file_does_without(bool fits, string? store, params string[] line) =>
        Assert.Equal(fits, LateLanguages.Fits(line, store));

    // One other key, and a name would be found by some commands and not by others.
    [Fact]
    public void The_key_of_every_character_is_the_same_as_with_all_other_commands()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems have the library for languages of the system at once.");
        string[] marks = ["", "\u0301", "\u0327\u0301", "\u0345", "\uD834\uDD65", "\u11A8"];
        for (var code = 0; code <= 0x10FFFF; code++)
        {
            if (!Rune.IsValid(code)) continue;
            foreach (var mark in code < 0x3000 ? marks : marks[..2])
            {
                var name = $"a{new Rune(code)}{mark}";
                var (all, late) = (NameKey.Of(name), LateLanguages.KeyOf(name));
                if (all != late) Assert.Fail($"U+{code:X}: {all} {late}");
            }
        }
    }

    // U+1D160 and U+0958 become several characters, so that the result is longer than the name.
    [Theory]
    [InlineData("\uD834\uDD60\uD834\uDD60")]
    [InlineData("\u0958\u0958\u0958")]
    [InlineData("e\u0301\uD800")]
    [InlineData("e\u0301\uDC00x")]
    [InlineData("e\u0301\uFFFE")]
    [InlineData("\u017Fe\u0301\u0131")]
    [InlineData("")]
    public void Longer_keys_and_what_is_no_text_are_the_same_too(string name)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems have the library for languages of the system at once.");
        Assert.Equal(NameKey.Of(name), LateLanguages.KeyOf(name));
    }

    // What looks for a store's kind by text without case already loads the library, so the address of a store must be there.
    [Fact]
    public void A_ticket_of_a_pool_in_ASCII_does_not_load_the_library()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems have the library for languages of the system at once.");
        ShellHook.Require();
        using var box = new Sandbox();
        box.Write("pools.yaml", $$"""
            basic:
              cmd_new: {{ShellHook.Yaml("echo \"$RESALLOC_POOL_ID\"")}}
              cmd_delete: {{ShellHook.Yaml("true")}}
              tags: [a]
              max: 2
            """);
        box.Environment["ALLOCATION_STORE"] = $"sqlite:{box.PathOf("a-store.db")}";
        var ofAnother = LoadedBy(box, "pool", "import", "pools.yaml");
        Assert.SkipWhen(ofAnother.Contains("libhostfxr", StringComparison.Ordinal), "Only the native program loads it late.");
        Assert.Contains("libicu", ofAnother, StringComparison.Ordinal);
        Assert.DoesNotContain("libicu", LoadedBy(box, "ticket", "new", "--tag", "a"), StringComparison.Ordinal);
        Assert.DoesNotContain("libicu", LoadedBy(box, "ticket", "wait", "1"), StringComparison.Ordinal);
        Assert.DoesNotContain("libicu", LoadedBy(box, "ticket", "close", "1"), StringComparison.Ordinal);
    }

    // The loader of the GNU library writes what it looks for into a file for each process.
    private static string LoadedBy(Sandbox box, params string[] line)
    {
        var folder = Directory.CreateDirectory(box.PathOf("loaded-" + string.Join('-', line[..2]))).FullName;
        (box.Environment["LD_DEBUG"], box.Environment["LD_DEBUG_OUTPUT"]) = ("files", Path.Combine(folder, "by"));
        box.Run(line).Ok();
        (box.Environment["LD_DEBUG"], box.Environment["LD_DEBUG_OUTPUT"]) = (null, null);
        return string.Concat(Directory.EnumerateFiles(folder).Select(File.ReadAllText));
    }

    // A composed and a decomposed form of one name, and one that only the library for languages writes in capitals so.
    [Theory]
    [InlineData("e\u0301t\u00e9")]
    [InlineData("\u017Ftream\u0451")]
    public void Tickets_of_a_pool_with_another_name_go_through(string pool)
    {
        ShellHook.Require();
        using var box = new Sandbox();
        box.Write("pools.yaml", $$"""
            {{pool}}:
              cmd_new: {{ShellHook.Yaml("echo \"$RESALLOC_POOL_ID\"")}}
              cmd_delete: {{ShellHook.Yaml("true")}}
              tags: [a]
              max: 2
            """);
        box.Run("pool", "import", "pools.yaml").Ok();
        var id = box.Run("ticket", "new", "--tag", "a").Ok().Output.Trim();
        Assert.Equal(pool, box.Run("ticket", "wait", id).Ok().Output.Trim());
        box.Run("ticket", "close", id).Ok();
        var composed = pool.Normalize(NormalizationForm.FormC);
        var listed = box.Run("resource", "list", "--pool", composed, "--json").Ok().List;
        Assert.Equal([pool], listed.Select(resource => (string)resource["Pool"]!).Distinct());
    }
}
