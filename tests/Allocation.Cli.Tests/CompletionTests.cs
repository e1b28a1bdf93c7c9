using System.CommandLine;
using System.Diagnostics;

namespace Allocation.Cli.Tests;

/// <summary><c>completion</c>: its scripts in the shells themselves, and the words that they ask for.</summary>
public sealed class CompletionTests(CompletionTests.Stocked stocked) : IClassFixture<CompletionTests.Stocked>
{
    // What is typed, with Tab where a person presses it, and what the program is then called with.
    private static readonly (string Typed, string[] Called)[] s_lines =
    [
        ("allocation repo\t", ["report"]),
        ("allocation pool li\t", ["pool", "list"]),
        ("allocation vlan new x --ato\t", ["vlan", "new", "x", "--atomic"]),
        ("allocation pool new x --strategy Lo\t", ["pool", "new", "x", "--strategy", "Lowest"]),
        ("allocation pool new x --strategy=Lo\t", ["pool", "new", "x", "--strategy=Lowest"]),
        ("allocation pool list nor\t", ["pool", "list", "north"]),
        ("allocation pool list tw\t", ["pool", "list", "two words"]),
        ("allocation pool set \"two words\" --strat\t", ["pool", "set", "two words", "--strategy"]),
        ("allocation vlan list a:b:c\t", ["vlan", "list", "a:b:cde"]),
        ("allocation --store sqlite:other.db pool list o\t", ["--store", "sqlite:other.db", "pool", "list", "other"]),
        ("allocation pool import ./file-to-\t", ["pool", "import", "./file-to-import.json"]),
    ];

    private readonly Sandbox _box = stocked.Box;

    [Fact]
    public void Bash_completes_what_is_typed()
    {
        _box.Write(".bashrc", "source <(allocation completion bash)\n");
        AssertCompletes("bash", "--noprofile --rcfile .bashrc -i");
    }

    [Fact]
    public void Zsh_completes_what_is_typed()
    {
        _box.Write(".zshrc", "autoload -Uz compinit\ncompinit -u -D\nsource <(allocation completion zsh)\n");
        AssertCompletes("zsh", "-d -i");
    }

    [Fact]
    public void Fish_completes_what_is_typed()
    {
        Directory.CreateDirectory(_box.PathOf("config/fish/completions"));
        _box.Write("config/fish/completions/allocation.fish", _box.Run("completion", "fish").Ok().Output);
        AssertCompletes("fish", "-i");
    }

    [Fact]
    public void A_store_that_is_not_there_completes_nothing_and_is_not_made()
    {
        Assert.Equal("", Words("allocation pool list --store sqlite:missing.db nor").Trim());
        Assert.Equal("", Words("allocation pool list --store nonsense:missing nor").Trim());
        Assert.False(File.Exists(_box.PathOf("missing.db")));
    }

    [Fact]
    public void A_name_with_a_wildcard_is_left_out_as_it_would_mean_others_too() =>
        Assert.Equal("web", Words("allocation vlan remove we").Trim());

    [Theory]
    [InlineData("allocation vlan remove ", "web")]
    [InlineData("allocation vlan list ", "web")]
    [InlineData("allocation service get --definition ", "VlanService")]
    [InlineData("allocation list --pool ", "north")]
    [InlineData("allocation vlan new x --south-pool ", "north")]
    [InlineData("allocation completion ", "fish")]
    [InlineData("allocation list --resource-id ", "2")]
    [InlineData("allocation list --lease-name ", "web")]
    [InlineData("allocation vlan list --state ", "up")]
    [InlineData("allocation service remove VlanService ", "web")]
    public void Names_that_the_store_knows_complete_what_takes_them(string line, string word) =>
        Assert.Contains(word, Words(line).Split('\n').Select(w => w.TrimEnd()));

    [Fact]
    public void Every_word_that_names_what_exists_is_completed()
    {
        // Names of new things, and ids of leaks: to find those, other systems would be asked. The tags of notes are free text.
        string[] made = ["pool new", "pool import", "vlan new", "service new", "service register", "inventory register", "token new",
            "take name", "take --name", "take --resource-id", "repair mend", "repair dismiss", "pool set --tag", "vlan list --tag",
            "vlan set --tag", "service get --tag", "service set --tag", "take --tag", "set --tag", "list --tag"];
        string[] existing = ["name", "--name", "pool", "--pool", "resource", "id", "definition", "--definition", "--resource-id",
            "--lease-id", "--lease-name", "--reservation-id", "--sandbox", "--tag", "--state", "--north-pool", "--south-pool"];
        var without = Commands(AllocationCommand.Read([]).RootCommandResult.Command, "")
            .SelectMany(c => c.Command.Arguments.Where(a => existing.Contains(a.Name) && a.CompletionSources.Count == 0).Select(a => a.Name)
                .Concat(c.Command.Options.Where(o => existing.Contains(o.Name) && o.CompletionSources.Count == 0).Select(o => o.Name))
                .Select(word => $"{c.Path} {word}".Trim()))
            .Where(word => !made.Any(path => word.StartsWith(path, StringComparison.Ordinal)));

        Assert.Empty(without);
    }

    [Fact]
    public void No_beginning_of_a_line_makes_the_program_fail()
    {
        string[] lines =
        [
            "allocation pool new x --strategy=Lowest --exclude 1,2", "allocation list --state=active --store=sqlite:store.db --first 3",
            "allocation ticket new --tag=x --on-timeout:Close", "allocation vlan new -- --odd \"two words",
            "allocation [suggest] = == --= ''",
        ];
        foreach (var line in lines)
        {
            for (var place = 0; place <= line.Length; place++)
            {
                var parse = AllocationCommand.Read(Completion.Suggestions.Readable([$"[suggest:{place}]", line[..place]]));
                Assert.True(Completion.Suggestions.AreWanted(parse));
                using var output = new StringWriter();
                var quiet = new InvocationConfiguration { Output = output, Error = output, EnableDefaultExceptionHandler = false };
                Assert.Equal(0, Completion.Suggestions.Write(parse, quiet));
            }
        }
    }

    [Fact]
    public void A_shell_that_is_not_known_and_options_that_mean_nothing_here_are_refused()
    {
        Assert.Contains("must be one of bash, zsh, fish, powershell, not 'tcsh'", _box.Run("completion", "tcsh").Misused().Error);
        _box.Run("completion", "bash", "--json").Misused();
        _box.Run("completion", "bash", "--store", "sqlite:x.db").Misused();
        _box.Run("completion").Misused();
    }

    private static IEnumerable<(Command Command, string Path)> Commands(Command command, string path) =>
        [(command, path), .. command.Subcommands.SelectMany(sub => Commands(sub, $"{path} {sub.Name}".Trim()))];

    // Where the store does not answer in time, as on a busy machine, nothing is offered; a person presses Tab again.
    private string Words(string line) => Enumerable.Range(0, 5).Select(_ => _box.Run($"[suggest:{line.Length}]", line).Ok().Output)
        .FirstOrDefault(words => words.Trim().Length > 0) ?? "";

    // The shell runs at a terminal of its own, in which a person types; the program that it calls writes down with what it was called.
    private void AssertCompletes(string shell, string options)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no program 'script', which gives the shell a terminal.");
        Assert.SkipUnless(IsInstalled("script"), "'script' is not installed, which gives the shell a terminal.");
        Assert.SkipUnless(IsInstalled(shell), $"{shell} is not installed.");

        var called = _box.PathOf($"called-by-{shell}");
        Directory.CreateDirectory(_box.PathOf("bin"));
        var program = _box.Write("bin/allocation", $$"""
            #!/bin/sh
            case $1 in
                '[suggest:'*|completion) exec {{CommandLineProgram.ForShell}} "$@" ;;
            esac
            printf '%s|' "$@" >> '{{called}}'
            echo >> '{{called}}'

            """);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var variable in new[] { "HOME", "ZDOTDIR" }) _box.Environment[variable] = _box.Folder;
        foreach (var folder in new[] { "CONFIG", "DATA", "CACHE" })
            _box.Environment[$"XDG_{folder}_HOME"] = _box.PathOf(folder.ToLowerInvariant());
        _box.Environment["PATH"] = $"{_box.PathOf("bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        _box.Environment["TERM"] = "dumb";

        string[] terminal = OperatingSystem.IsMacOS() ? ["-q", "/dev/null", .. $"{shell} {options}".Split(' ')]
            : ["-qec", $"{shell} {options}", "/dev/null"];
        var start = new ProcessStartInfo("script", terminal)
        {
            WorkingDirectory = _box.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in _box.Environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        foreach (var (typed, _) in s_lines) process.StandardInput.Write(typed + "\r");
        process.StandardInput.Write("exit\r");
        process.StandardInput.Flush();
        var screen = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.True(File.Exists(called), screen);
        Assert.Equal(s_lines.Select(line => string.Join('|', line.Called)), File.ReadLines(called).Select(line => line.TrimEnd('|')));
    }

    private static bool IsInstalled(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>A store with what the lines complete.</summary>
    public sealed class Stocked : IDisposable
    {
        public Stocked()
        {
            foreach (var pool in new[] { "north", "two words" }) Box.Run("pool", "new", pool, "--from", "1", "--to", "20").Ok();
            Box.Run("pool", "new", "other", "--from", "1", "--to", "9", "--store", "sqlite:other.db").Ok();
            Box.Run("vlan", "new", "web", "web*", "a:b:cde", "--north-pool", "north", "--south-pool", "north").Ok();
            Box.Write("file-to-import.json", "{}");
        }

        public Sandbox Box { get; } = new();

        /// <inheritdoc/>
        public void Dispose() => Box.Dispose();
    }
}
