using System.Text.Json;
using Allocation.Core.Errors;
using Allocation.Core.Secrets;

namespace Allocation.Core.Tests.Secrets;

public sealed class SecretSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new(inMemory: true);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("geheim", "geheim")]
    [InlineData("geheim\n", "geheim")]
    [InlineData("geheim\r\n", "geheim")]
    [InlineData(" two\nlines \n\n", " two\nlines \n")]
    public void A_file_gives_its_text_without_one_line_end(string content, string secret)
    {
        _folder.Write("token", content);
        Assert.Equal(secret, SecretSource.Parse("file:token", _folder.Path).Read());
    }

    [Fact]
    public void What_is_read_is_what_is_there_at_that_moment()
    {
        var source = SecretSource.Parse("file:" + _folder.Write("token", "old"), "/");
        Assert.Equal("old", source.Read());
        _folder.Write("token", "new");
        Assert.Equal("new", source.Read());
    }

    [Fact]
    public void A_variable_gives_its_value()
    {
        var name = "ALLOCATION_TEST_" + Guid.NewGuid().ToString("N");
        var source = SecretSource.Parse("env:" + name, _folder.Path);
        Assert.Throws<SecretUnavailableException>(source.Read);
        Environment.SetEnvironmentVariable(name, "geheim");
        Assert.Equal("geheim", source.Read());
        Environment.SetEnvironmentVariable(name, null);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 10 })]
    [InlineData(new byte[] { 97, 0, 98 })]
    [InlineData(new byte[] { 97, 255, 98 })]
    public void A_file_that_cannot_be_a_secret_gives_none(byte[] content)
    {
        File.WriteAllBytes(_folder.File("token"), content);
        Assert.Throws<SecretUnavailableException>(SecretSource.Parse("file:token", _folder.Path).Read);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_pipe_or_a_device_is_refused_and_never_waited_for()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows has no pipes in folders.");
        using (var made = System.Diagnostics.Process.Start("mkfifo", [_folder.File("pipe")]))
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        foreach (var (place, kind) in new[] { (_folder.File("pipe"), "a named pipe"), ("/dev/zero", "a device") })
        {
            var read = Task.Run(() => SecretSource.Parse("file:" + place, "/").Read(), TestContext.Current.CancellationToken);
            Assert.Contains(kind, (await Assert.ThrowsAsync<SecretUnavailableException>(() => read)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_that_is_not_there_or_too_large_gives_none()
    {
        Assert.Throws<SecretUnavailableException>(SecretSource.Parse("file:missing", _folder.Path).Read);
        Assert.Throws<SecretUnavailableException>(SecretSource.Parse("file:.", _folder.Path).Read);
        _folder.Write("large", new string('x', SecretSource.LargestFile + 1));
        Assert.Throws<SecretUnavailableException>(SecretSource.Parse("file:large", _folder.Path).Read);
    }

    [Theory]
    [InlineData("geheim")]
    [InlineData("geheim:x")]
    [InlineData("")]
    [InlineData("file:")]
    [InlineData("env:")]
    [InlineData("env:geheim=1")]
    [InlineData("file:geheim\0")]
    public void A_text_that_names_no_place_is_refused_and_not_repeated(string text)
    {
        var error = Assert.Throws<InvalidPoolException>(() => SecretSource.Parse(text, _folder.Path));
        Assert.DoesNotContain("geheim", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_stored_as_its_place_with_a_full_path()
    {
        var file = SecretSource.Parse("file:token", _folder.Path);
        Assert.Equal($"\"file:{_folder.File("token")}\"", JsonSerializer.Serialize(file));
        foreach (var source in new[] { file, SecretSource.Parse("env:TOKEN", _folder.Path) })
            Assert.Equal(source, JsonSerializer.Deserialize<SecretSource>(JsonSerializer.Serialize(source)));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<SecretSource>("\"geheim\""));
    }
}
