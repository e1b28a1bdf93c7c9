using System.Text.Json.Nodes;
using Allocation.Core.Errors;

namespace Allocation.Cli.Tests;

/// <summary>Everything moves from one store to another, out into a document and in again.</summary>
public sealed class StoreMoveTests : IDisposable
{
    private readonly Sandbox _box = new();

    /// <inheritdoc/>
    public void Dispose() => _box.Dispose();

    [Theory]
    [InlineData("sqlite")]
    [InlineData("json")]
    public void Nothing_is_written_over_the_store_itself(string kind)
    {
        var store = $"{kind}:own.file";
        _box.Run("pool", "new", "kept", "--from", "1", "--to", "9", "--store", store).Ok();
        foreach (var command in new string[][] { ["report"], ["store", "export"], ["pool", "export", "kept"] })
        {
            foreach (var file in new[] { "own.file", "./own.file", "own.file.lock" })
                Assert.Contains("is a file of the store", _box.Run([.. command, file, "--store", store]).Error);
        }

        Assert.Single(_box.Json("pool", "list", "--store", store).Ok().List);
        _box.Run("store", "export", "own.file.json", "--store", store).Ok();
    }

    [Fact]
    public void A_copy_exports_the_same_document_but_for_the_event_of_the_copy()
    {
        Fill();
        var copy = _box.Json("store", "copy", "--from", "sqlite:store.db", "--to", "json:next.json").Ok().One;
        Assert.Equal(["From", "To", "Rows"], copy.Select(p => p.Key));
        Assert.Equal("sqlite:" + _box.PathOf("store.db"), (string?)copy["From"]);
        Assert.Equal("json:" + _box.PathOf("next.json"), (string?)copy["To"]);
        Assert.Equal(copy["Rows"]!.GetValue<long>() + 1, _box.Json("store", "copy", "--store", "json:next.json", "--to", "sqlite:last.db")
            .Ok().One["Rows"]!.GetValue<long>());

        var first = _box.Run("store", "export").Ok().Output;
        Assert.Contains("\"shop\"", first, StringComparison.Ordinal);
        Assert.Contains("\"Released\"", first, StringComparison.Ordinal);
        Assert.Equal(Moved(first), Moved(_box.Run("store", "export", "--store", "json:next.json").Ok().Output));
        Assert.Equal(Moved(first), Moved(_box.Run("store", "export", "-", "--store", "sqlite:last.db").Ok().Output));
    }

    [Fact]
    public void What_is_not_copied_from_anywhere_is_copied_from_the_store_in_use()
    {
        Fill();
        Assert.Equal("sqlite:" + _box.PathOf("store.db"), (string?)_box.Json("store", "copy", "--to", "json:next.json").Ok().One["From"]);
        _box.Run("store", "copy", "--from", "sqlite:store.db", "--store", "sqlite:store.db", "--to", "json:other.json").Misused();
        _box.Run("store", "copy", "--from", "sqlite:store.db").Misused();
    }

    [Fact]
    public void A_destination_that_holds_something_stays_as_it_was()
    {
        Fill();
        _box.Run("pool", "new", "mine", "--from", "0", "--to", "1", "--store", "json:mine.json").Ok();
        var before = File.ReadAllText(_box.PathOf("mine.json"));
        _box.Run("store", "copy", "--to", "json:mine.json").Refused(ErrorKind.StoreNotEmpty);
        _box.Write("export.json", _box.Run("store", "export").Ok().Output);
        _box.Run("store", "import", "export.json", "--store", "json:mine.json").Refused(ErrorKind.StoreNotEmpty);
        Assert.Equal(before, File.ReadAllText(_box.PathOf("mine.json")));
    }

    [Fact]
    public void A_store_that_is_not_there_is_neither_copied_nor_exported_nor_made()
    {
        _box.Run("store", "copy", "--to", "json:next.json").Refused(ErrorKind.StoreUnavailable);
        _box.Run("store", "export").Refused(ErrorKind.StoreUnavailable);
        _box.Run("store", "export", "export.json").Refused(ErrorKind.StoreUnavailable);
        Assert.Empty(Directory.GetFileSystemEntries(_box.Folder));
    }

    [Fact]
    public void An_export_to_a_file_comes_back_by_import_from_a_file_and_from_standard_input()
    {
        Fill();
        var file = _box.PathOf("export.json");
        var export = _box.Json("store", "export", "export.json").Ok().One;
        Assert.Equal(file, (string?)export["To"]);
        Assert.Equal(_box.Run("store", "export").Ok().Output, File.ReadAllText(file));
        Assert.Equal(export["Rows"]!.GetValue<long>(),
            _box.Json("store", "import", "export.json", "--store", "json:next.json").Ok().One["Rows"]!.GetValue<long>());
        Assert.Equal(Moved(File.ReadAllText(file)), Moved(_box.Run("store", "export", "--store", "json:next.json").Ok().Output));

        using var import = _box.Start("store", "import", "-", "--store", "sqlite:piped.db");
        import.StandardInput.Write(File.ReadAllText(file));
        Sandbox.Finish(import).Ok();
        Assert.Equal(Moved(File.ReadAllText(file)), Moved(_box.Run("store", "export", "--store", "sqlite:piped.db").Ok().Output));
    }

    [Fact]
    public void An_export_replaces_a_file_only_when_it_is_whole_and_is_for_its_owner_only()
    {
        Fill();
        var file = _box.Write("export.json", "a former export");
        _box.Run("store", "export", "export.json", "--store", "sqlite:missing.db").Refused(ErrorKind.StoreUnavailable);
        Assert.Equal("a former export", File.ReadAllText(file));
        _box.Run("store", "export", "export.json").Ok();
        Assert.Equal("allocation-store", (string?)JsonNode.Parse(File.ReadAllText(file))!["format"]);
        _box.Run("store", "export", Path.Combine("missing", "export.json")).Refused(ErrorKind.StoreUnavailable);

        _box.Run("store", "export", "new.json").Ok();
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has access lists instead of mode bits.");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(_box.PathOf("new.json")).UnixFileMode);
    }

    [Fact]
    public void A_device_is_written_to_and_not_replaced()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no files that are devices.");
        Fill();
        _box.Run("store", "export", "/dev/null").Ok();
        Assert.Equal(0, new FileInfo("/dev/null").Length);
        Assert.Equal("", File.ReadAllText("/dev/null"));
    }

    [Fact]
    public void A_document_with_a_mistake_is_refused_with_its_place_and_the_store_stays_empty()
    {
        _box.Write("export.json", "{\n  \"format\": \"allocation-store\", \"schema\": 2,\n  \"pools\": 7 }");
        var run = _box.Run("store", "import", "export.json").Refused(ErrorKind.StoreCorrupt);
        Assert.Contains("line 3, column 12", run.Error, StringComparison.Ordinal);
        Assert.Empty(_box.Json("pool", "list").Ok().List);
        _box.Write("newer.json", "{\"format\": \"allocation-store\", \"schema\": 999}");
        _box.Run("store", "import", "newer.json").Refused(ErrorKind.StoreTooNew);
        _box.Run("store", "import", "missing.json").Refused(ErrorKind.StoreUnavailable);
    }

    // Without what a copy and an import tell of themselves.
    private static string Moved(string document)
    {
        var root = JsonNode.Parse(document)!;
        foreach (var told in root["events"]!.AsArray().Where(e => (string?)e!["subject"] == "Store").ToList())
            root["events"]!.AsArray().Remove(told);
        return root.ToJsonString();
    }

    private void Fill()
    {
        _box.Run("pool", "new", "vlan", "--from", "100", "--to", "200", "--exclude", "150", "--reuse-delay", "00:10:00").Ok();
        _box.Run("vlan", "new", "web", "shop", "--request-id", "r1", "--atomic").Ok();
        _box.Run("vlan", "remove", "web").Ok();
    }
}
