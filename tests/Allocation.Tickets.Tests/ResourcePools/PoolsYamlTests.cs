using Allocation.Core.Errors;
using Allocation.Core.Hooks;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools;
using Allocation.Core.ResourcePools.PoolsYaml;
using Allocation.Tickets.Tests.Sites;

namespace Allocation.Tickets.Tests.ResourcePools;

/// <summary>resalloc's pools.yaml.</summary>
public sealed class PoolsYamlTests : IDisposable
{
    private readonly Site _site = new();

    public void Dispose() => _site.Dispose();

    private IReadOnlyList<string> Names => [.. _site.Pools.Find(new NamePattern(null)).Select(p => p.Name)];

    [Theory]
    [InlineData("p:\n  cmd_new: a\n  cmd_delete: b\n\0\0\0")]
    [InlineData("p:\n  cmd_new: a\n  cmd_delete: b # \0\n")]
    public void A_zero_byte_is_refused_with_its_place(string yaml)
    {
        var error = Assert.Throws<InvalidPoolFileException>(() => _site.Read(yaml));
        Assert.Contains($"byte {yaml.IndexOf('\0', StringComparison.Ordinal)} is 0x00", error.Message, StringComparison.Ordinal);
    }

    // Each character of a file is left out, and replaced by each that means something in YAML.
    [Fact]
    public void A_file_with_one_wrong_character_is_read_or_refused_as_a_file()
    {
        const string text = "a: {cmd_new: 'x', tags: [p, {name: q}]}\nb: &b\n  cmd_delete: |\n    y\n  tags: [r,\n    s]\nc: *b\n";
        var refused = 0;
        for (var at = 0; at < text.Length; at++)
        {
            foreach (var instead in "[]{}:,-?&*!|>'\"%@#\n\t ".Select(mark => $"{mark}").Prepend(""))
            {
                var yaml = text[..at] + instead + text[(at + 1)..];
                if (Record.Exception(() => _site.Read(yaml)) is not { } error) continue;
                Assert.True(error is InvalidPoolFileException, $"{yaml}\n{error}");
                Assert.Contains("line ", error.Message, StringComparison.Ordinal);
                refused++;
            }
        }

        Assert.InRange(refused, 100, 22 * text.Length);
    }

    [Fact]
    public void A_list_that_is_not_closed_is_told_with_its_line() => Assert.Contains("line 2: it is not YAML",
        Assert.Throws<InvalidPoolFileException>(() => _site.Read("v: {max: 1}\nw: [1, 2\nx: y\n")).Message, StringComparison.Ordinal);

    [Fact]
    public void All_mistakes_of_a_line_and_of_a_pool_with_a_bad_name_are_reported_at_once()
    {
        var file = _site.Read(
            """
            p:
              {cmd_new: a, max: x, max_prealloc: -1, start_delay: -2}
            'q*': {max: y, reuse_max_count: -3}
            p: {max: z}
            """);
        var message = Assert.Throws<InvalidPoolFileException>(() => _site.Pools.Import(file)).Message;
        foreach (var mistake in new[]
        {
            "line 2: p: max must", "line 2: p: max_prealloc must", "line 2: p: start_delay must", "line 3: Pool name 'q*'",
            "line 3: q*: max must", "line 3: q*: reuse_max_count must", "line 4: There are two pools", "line 4: p: max must",
        })
            Assert.Contains(mistake, message, StringComparison.Ordinal);
        Assert.DoesNotContain("p: max must be above", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_key_is_taken_over()
    {
        var file = _site.Read(
            """
            # a comment
            basic:
              max: 7
              max_starting: 3
              max_prealloc: 4
              start_delay: 2.5
              cmd_new: "new --name $RESALLOC_NAME"
              cmd_delete: |
                delete
              cmd_livecheck: check
              cmd_release: [release, "a b"]
              cmd_list: list
              livecheck_period: 60
              livecheck_attempts: 5
              tags: [plain, {name: fast, priority: 10}]
              reuse_opportunity_time: 90
              reuse_max_count: 8
              reuse_max_time: 1800
              named_counters: [port]
              description: "for tests"
              name_pattern: "{pool_name}-{id}"
            """);
        Assert.Empty(file.Warnings);
        var s = _site.Pools.Import(file).Pools[0].Settings;
        Assert.Equal((7, 3, 4, 5, 8), (s.Max, s.MaxStarting, s.MaxPrealloc, s.LivecheckAttempts, s.ReuseMaxCount));
        Assert.Equal((2.5, 60.0, 90.0, 1800.0),
            (s.StartDelay.TotalSeconds, s.LivecheckPeriod.TotalSeconds, s.ReuseOpportunityTime.TotalSeconds, s.ReuseMaxTime.TotalSeconds));
        Assert.Equal((HookCommand.Shell("new --name $RESALLOC_NAME"), HookCommand.Shell("delete\n"), HookCommand.Shell("check"),
            HookCommand.Direct("release", "a b"), HookCommand.Shell("list")), (s.New, s.Delete, s.Livecheck, s.Release, s.List));
        Assert.Equal([new PoolTag("plain"), new PoolTag("fast", 10)], s.Tags);
        Assert.Equal(["port"], s.NamedCounters);
        Assert.Equal(("for tests", "{pool_name}-{id}"), (s.Description, s.NamePattern));
    }

    [Fact]
    public void What_is_left_out_has_resallocs_default()
    {
        var s = _site.Pools.Import(_site.Read("p: {cmd_new: 'true', cmd_delete: 'true'}")).Pools[0].Settings;
        Assert.Equal((4, 1, 2, 3, 0, 512), (s.Max, s.MaxStarting, s.MaxPrealloc, s.LivecheckAttempts, s.ReuseMaxCount, s.OutputLimit));
        Assert.Equal((0.0, 600.0, 0.0, 3600.0),
            (s.StartDelay.TotalSeconds, s.LivecheckPeriod.TotalSeconds, s.ReuseOpportunityTime.TotalSeconds, s.ReuseMaxTime.TotalSeconds));
        Assert.Empty(s.Tags);
        Assert.Null(s.Livecheck);
    }

    [Fact]
    [Weakness(4)]
    public void All_mistakes_are_told_at_once_with_their_lines_and_nothing_changes()
    {
        var file = _site.Read(
            """
            a:
              max: "7"
              max_starting: -1
              cmd_delete: "true"
              typo: 1
              tags_on_demand: [x]
            b:
              cmd_new: "true"
              cmd_delete: "true"
              max: 1
              max: 2
              tags: [x, {priority: 1}]
              name_pattern: "{nonsense}"
            A:
              cmd_new: "true"
              cmd_delete: "true"
            """);
        Assert.Contains("line 5", Assert.Single(file.Warnings), StringComparison.Ordinal);
        var error = Assert.Throws<InvalidPoolFileException>(() => _site.Pools.Import(file));
        var lines = System.Text.RegularExpressions.Regex.Matches(error.Reason, @"line (\d+):")
            .Select(m => int.Parse(m.Groups[1].Value, null));
        Assert.Equal([1, 1, 2, 3, 11, 12, 13, 14], lines);
        Assert.Empty(Names);
    }

    [Theory]
    [InlineData("a: [", 2)]
    [InlineData("a: {b: c}\n\td: e", 1)]
    [InlineData("a: 1\n---\nb: 2", 2)]
    [InlineData("- a\n- b", 1)]
    [InlineData("a: nonsense", 1)]
    [InlineData("a: *nothing", 1)]
    public void A_file_that_is_none_is_refused_with_its_line(string yaml, int line)
    {
        var error = Assert.Throws<InvalidPoolFileException>(() => _site.Pools.Import(_site.Read(yaml)));
        Assert.Contains($"line {line}:", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_refused() =>
        Assert.Throws<InvalidPoolFileException>(() =>
            PoolsYamlFile.Read(_site.Path("none.yaml"), new Allocation.Stores.Yaml.PoolsYamlReader()));

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("---\n")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("[]")]
    public void A_file_without_pools_is_refused_and_removes_none(string yaml)
    {
        _site.Pools.Import(_site.Read("a: {cmd_new: 'true', cmd_delete: 'true'}"));
        Assert.Throws<InvalidPoolFileException>(() => _site.Pools.DroppedBy(_site.Read(yaml)));
        Assert.Throws<InvalidPoolFileException>(() => _site.Pools.Import(_site.Read(yaml)));
        Assert.Equal(["a"], Names);
    }

    [Fact]
    public void A_pool_that_no_longer_stands_in_its_file_is_removed_and_others_stay()
    {
        _site.Pool("own", s => s with { Tags = [] });
        _site.Pools.Import(_site
            .Read("a: {cmd_new: 'true', cmd_delete: 'true', tags: [a], max_prealloc: 1}\nb: {cmd_new: 'true', cmd_delete: 'true'}"));
        _site.Settle();
        var ticket = _site.Ticket();
        Assert.Equal(["a"], _site.Pools.DroppedBy(_site.Read("b: {cmd_new: 'true', cmd_delete: 'true', max: 9}")));
        Assert.False(_site.Status("a").Removed);
        var imported = _site.Pools.Import(_site.Read("b: {cmd_new: 'true', cmd_delete: 'true', max: 9}")).Pools;
        Assert.Equal([("b", false), ("a", true)], imported.Select(p => (p.Name, p.Removed)));
        Assert.Equal(["a", "b", "own"], Names);
        Assert.True(_site.Status("a").Removed);
        Assert.Equal(9, _site.Status("b").Max);
        _site.Tickets.Close(ticket.Id);
        _site.Settle();
        Assert.Equal(["b", "own"], Names);
    }

    [Fact]
    public void A_tag_is_not_on_demand_in_one_pool_and_normal_in_another_wherever_they_come_from()
    {
        _site.Pool("own", s => s with { Tags = [new("x")] });
        var file = _site.Read("a: {cmd_new: 'true', cmd_delete: 'true', tags_on_demand: [x]}");
        Assert.Throws<InvalidPoolFileException>(() => _site.Pools.Import(file));
        Assert.Throws<InvalidPoolException>(() => _site.Pool("more", s => s with { Tags = [], TagsOnDemand = [new("x")] }));
        _site.System.Pools.Create("vlan", new() { From = 1, To = 2 });
        Assert.Throws<InvalidPoolFileException>(() => _site.Pools.Import(_site.Read("vlan: {cmd_new: 'true', cmd_delete: 'true'}")));
    }

    [Fact]
    public void Anchors_and_merged_mappings_work()
    {
        var pools = _site.Pools.Import(_site.Read(
            """
            a: &base
              cmd_new: "true"
              cmd_delete: "true"
              max: 1
            b:
              <<: *base
              max: 2
            """)).Pools;
        Assert.Equal([1, 2], pools.Select(p => p.Max));
    }

    [Theory]
    [InlineData("max: \"7\"", "'7' in quotes is text. resalloc takes the text and fails")]
    [InlineData("start_delay: '1.5'", "'1.5' in quotes is text. resalloc takes the text and fails")]
    [InlineData("max: 010", "'010' is 8 to resalloc (YAML 1.1) and 10 to readers of YAML 1.2")]
    [InlineData("max: -010", "'-010' is -8 to resalloc (YAML 1.1) and -10 to readers of YAML 1.2")]
    [InlineData("max: 08", "'08' is a text to resalloc (YAML 1.1) and 8 to readers of YAML 1.2")]
    [InlineData("max: 0o10", "'0o10' is a text to resalloc (YAML 1.1) and 8 to readers of YAML 1.2")]
    [InlineData("max: 0x10", "'0x10' is 16 to resalloc")]
    [InlineData("max: 0b11", "'0b11' is 3 to resalloc")]
    [InlineData("max: 1_000", "'1_000' is 1000 to resalloc (YAML 1.1) and a text to readers of YAML 1.2")]
    [InlineData("reuse_max_time: 1:30", "'1:30' is 90 to resalloc (YAML 1.1) and a text to readers of YAML 1.2")]
    [InlineData("start_delay: 010", "'010' is 8 to resalloc")]
    [InlineData("max: 1\n  max: 2", "max must not be there twice. resalloc takes the last one")]
    [InlineData("livecheck_period: 0", "resalloc then checks in each round")]
    [InlineData("name_pattern: '{id:>10}'", "'{id:>10}' has a format, which resalloc applies")]
    [InlineData("name_pattern: '{foo:>10}'", "'{foo:>10}' is not a placeholder")]
    [InlineData("max: yes", "max must be a whole number, not 'yes'")]
    public void A_value_that_resalloc_reads_otherwise_is_refused_with_what_it_would_do(string line, string reason)
    {
        var error = Assert.Throws<InvalidPoolFileException>(() =>
            _site.Pools.Import(_site.Read($"p:\n  cmd_new: 'true'\n  cmd_delete: 'true'\n  {line}\n")));
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
        Assert.Empty(Names);
    }

    [Theory]
    [InlineData("'a:b': {cmd_new: x, cmd_delete: x}", "resalloc accepts a colon; rename the pool")]
    [InlineData("a: {cmd_new: x, cmd_delete: x}\nA: {cmd_new: x, cmd_delete: x}", "To resalloc they are two pools; rename one")]
    [InlineData("a: {cmd_new: x, cmd_delete: x}\na: {cmd_new: x, cmd_delete: x}", "resalloc takes the last one; remove the others")]
    [InlineData("apiVersion: v1\nkind: ConfigMap\ndata:\n  pools.yaml: |\n    a: {cmd_new: x, cmd_delete: x}",
        "line 2: This is a ConfigMap of Kubernetes around a pools.yaml")]
    public void A_file_that_resalloc_reads_otherwise_is_refused_with_what_it_would_do(string yaml, string reason)
    {
        var error = Assert.Throws<InvalidPoolFileException>(() => _site.Pools.Import(_site.Read(yaml)));
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(error.Reason, @"line \d+:"));
    }

    [Fact]
    public void What_resalloc_accepts_and_means_the_same_is_taken_over()
    {
        var file = _site.Read(
            "p: {cmd_new: x, cmd_delete: x, reuse_opportunity_time: 1.5, livecheck_attempts: 0, delete_failed_start: off, " +
            "tags: [a, b, a]}");
        var s = _site.Pools.Import(file).Pools[0].Settings;
        Assert.Equal((TimeSpan.FromSeconds(1.5), 0, false), (s.ReuseOpportunityTime, s.LivecheckAttempts, s.DeleteFailedStart));
        Assert.Equal([new PoolTag("a"), new PoolTag("b")], s.Tags);
        Assert.Equal("line 1: p: the tag 'a' is in tags twice and counts once.", Assert.Single(file.Warnings));
    }

    [Fact]
    public void A_tag_twice_with_two_priorities_is_refused_and_says_which()
    {
        var error = Assert.Throws<InvalidPoolFileException>(() =>
            _site.Pools.Import(_site.Read("p: {cmd_new: x, cmd_delete: x, tags: [a, {name: a, priority: 2}, a]}")));
        Assert.Contains("The tag 'a' has the priorities 0 and 2 in tags; it must have one.", error.Reason, StringComparison.Ordinal);
        Assert.Throws<InvalidPoolException>(() => _site.Pool(settings: s => s with { Tags = [new("a"), new("a", 2)] }));
    }

    [Theory]
    [InlineData("tags: [yes]", "tags is text, and 'yes' without quotes is true to resalloc (YAML 1.1), not a text. Write 'yes' in quotes.")]
    [InlineData("tags: [NO]", "'NO' without quotes is false to")]
    [InlineData("tags_on_demand: [On]", "'On' without quotes is true to")]
    [InlineData("tags: [{name: off, priority: 1}]", "'off' without quotes is false to")]
    [InlineData("tags: [10]", "'10' without quotes is a number to")]
    [InlineData("tags: [010]", "'010' without quotes is a number to")]
    [InlineData("tags: [0x1F, b]", "'0x1F' without quotes is a number to")]
    [InlineData("tags: [1.10]", "'1.10' without quotes is a number to")]
    [InlineData("tags: [1:30]", "'1:30' without quotes is a number to")]
    [InlineData("tags: [.inf]", "'.inf' without quotes is a number to")]
    [InlineData("tags: [2026-11-26]", "'2026-11-26' without quotes is a time to")]
    [InlineData("tags: [~]", "'~' without quotes is nothing to")]
    [InlineData("tags: [null]", "'null' without quotes is nothing to")]
    [InlineData("named_counters: [8080]", "named_counters is text, and '8080' without quotes is a number to")]
    [InlineData("description: yes", "description is text, and 'yes' without quotes is true to")]
    [InlineData("name_pattern: 7", "name_pattern is text, and '7' without quotes is a number to")]
    [InlineData("cmd_livecheck: true", "cmd_livecheck is text, and 'true' without quotes is true to")]
    public void A_text_that_is_none_to_resalloc_is_refused_and_in_quotes_it_is_one(string line, string reason)
    {
        const string start = "p:\n  cmd_new: 'x'\n  cmd_delete: 'x'\n  ";
        var error = Assert.Throws<InvalidPoolFileException>(() => _site.Pools.Import(_site.Read(start + line)));
        Assert.Contains("line 4: p: ", error.Reason, StringComparison.Ordinal);
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(error.Reason, @"line \d+:"));
        var text = System.Text.RegularExpressions.Regex.Match(error.Reason, "'([^']*)' without quotes").Groups[1].Value;
        _site.Pools.Import(_site.Read(start + line.Replace(text, $"\"{text}\"", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("yes: {cmd_new: x, cmd_delete: x}", "A pool has a name, and 'yes' without quotes is true to resalloc")]
    [InlineData("10: {cmd_new: x, cmd_delete: x}", "A pool has a name, and '10' without quotes is a number to resalloc")]
    public void A_name_of_a_pool_that_is_none_to_resalloc_is_refused_and_in_quotes_it_is_one(string yaml, string reason)
    {
        var error = Assert.Throws<InvalidPoolFileException>(() => _site.Pools.Import(_site.Read(yaml)));
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
        var colon = yaml.IndexOf(':', StringComparison.Ordinal);
        _site.Pools.Import(_site.Read($"'{yaml[..colon]}'{yaml[colon..]}"));
        Assert.Single(Names);
    }

    [Theory]
    [InlineData("x86_64")]
    [InlineData("1.2.3")]
    [InlineData("y")]
    [InlineData("1e3")]
    [InlineData("fedora-41")]
    [InlineData("yEs")]
    public void A_text_that_is_one_to_every_reader_needs_no_quotes(string tag)
    {
        var file = _site.Read($"p: {{cmd_new: [sleep, 10], cmd_delete: x, tags: [{tag}]}}");
        var settings = _site.Pools.Import(file).Pools[0].Settings;
        Assert.Equal([new PoolTag(tag)], settings.Tags);
        Assert.Equal(HookCommand.Direct("sleep", "10"), settings.New);
    }
}
