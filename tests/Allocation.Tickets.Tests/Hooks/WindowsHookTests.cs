using System.ComponentModel;
using System.Diagnostics;
using Allocation.Core.Hooks;

namespace Allocation.Tickets.Tests.Hooks;

/// <summary>How a hook is written for Windows; that it runs there is tried under Wine.</summary>
public sealed class WindowsHookTests
{
    private static string CommandOf(HookCommand command)
    {
        var start = new ProcessStartInfo();
        WindowsHook.Fill(start, command, @"C:\run");
        Assert.DoesNotContain(command.ToString(), start.Arguments, StringComparison.Ordinal);
        return start.Environment["ALLOCATION_RUN_COMMAND"]!;
    }

    [Fact]
    public void A_line_stays_as_it_is() =>
        Assert.Equal("echo \"a\" %NAME% & exit 3", CommandOf(HookCommand.Shell("echo \"a\" %NAME% & exit 3")));

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "\"\"")]
    [InlineData("a b", "\"a b\"")]
    [InlineData(@"C:\dir x\", @"""C:\dir x\\""")]
    [InlineData("say \"x\"", @"""say \""x\""""")]
    [InlineData("end\\\"", @"""end\\\""""")]
    [InlineData("%PATH%&!x!", "%PATH%&!x!")]
    public void A_word_is_quoted_as_programs_read_it(string word, string quoted) =>
        Assert.Equal("prog.exe " + quoted, CommandOf(HookCommand.Direct("prog.exe", word)));

    [Theory]
    [InlineData("a.cmd", "100%")]
    [InlineData("A.BAT", "a&b")]
    [InlineData(@"C:\x.cmd", "say \"x\"")]
    [InlineData("x^y.cmd", "plain")]
    public void A_batch_file_gets_no_word_that_cmd_would_read(string program, string word)
    {
        var error = Assert.Throws<Win32Exception>(() => CommandOf(HookCommand.Direct(program, word)));
        Assert.Contains(program, error.Message, StringComparison.Ordinal);
        Assert.Contains("one line for cmd.exe", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_file_gets_plain_words() =>
        Assert.Equal("a.cmd \"two words\"", CommandOf(HookCommand.Direct("a.cmd", "two words")));

    [Fact]
    public void A_command_is_as_long_as_cmd_can_read()
    {
        CommandOf(HookCommand.Shell(new string('x', 8190)));
        var error = Assert.Throws<Win32Exception>(() => CommandOf(HookCommand.Shell(new string('x', 8191))));
        Assert.Contains("8191 characters", error.Message, StringComparison.Ordinal);
    }
}
