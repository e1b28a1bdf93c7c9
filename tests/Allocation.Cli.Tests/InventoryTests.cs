using Allocation.Core.Errors;

namespace Allocation.Cli.Tests;

/// <summary><c>inventory</c> and <c>repair</c>.</summary>
public sealed class InventoryTests : IDisposable
{
    private readonly Sandbox _box = new();

    /// <inheritdoc/>
    public void Dispose() => _box.Dispose();

    [Fact]
    public void A_service_takes_each_side_from_another_inventory()
    {
        _box.Write("north.json", """{"range": {"from": 100, "to": 103}}""");
        _box.Write("south.json", """{"range": {"from": 500, "to": 503}}""");
        Assert.Equal("Tagged",
            (string?)_box.Json("inventory", "register", "lab", "--file", "north.json", "--kind", "tagged").Ok().One["Kind"]);
        var service = _box.Json("vlan", "new", "a", "--north-pool", "inventory:LAB", "--south-pool", "file:south.json").Ok().One;
        Assert.Equal((100, 500), ((int)service["NorthVlanId"]!, (int)service["SouthVlanId"]!));
        Assert.Equal(1, (int)_box.Json("inventory", "list", "lab").Ok().List.Single()["Held"]!);
        _box.Run("inventory", "unregister", "lab").Refused(ErrorKind.PoolInUse);
        _box.Run("vlan", "remove", "a").Ok();
        _box.Run("inventory", "unregister", "lab").Ok();
        Assert.Empty(_box.Json("inventory", "list").Ok().List);
    }

    [Fact]
    public void What_the_inventory_forgot_is_listed_and_mended_by_its_id()
    {
        var file = _box.Write("vlan.json", """{"range": {"from": 100, "to": 103}}""");
        _box.Run("vlan", "new", "a", "--pool-file", file).Ok();
        File.WriteAllText(file, """{"version": 7, "range": {"from": 100, "to": 103}, "used": [101]}""");
        var leak = _box.Json("repair", "list").Ok().List.Single()!;
        Assert.Equal(("UnknownToInventory", 100), ((string?)leak["Kind"], (int)leak["Value"]!));
        Assert.Single(_box.Json("repair", "settle").Ok().List);
        Assert.True((bool)_box.Json("repair", "mend", (string)leak["Id"]!).Ok().List.Single()!["Mended"]!);
        Assert.Empty(_box.Json("repair", "list").Ok().List);
        _box.Run("repair", "mend", "nothing").Refused(ErrorKind.LeakNotFound);
        _box.Run("repair", "dismiss", "nothing").Refused(ErrorKind.LeakNotFound);
    }

    [Fact]
    public void What_is_dismissed_is_listed_on_request_and_can_be_mended()
    {
        var file = _box.Write("vlan.json", """{"range": {"from": 100, "to": 103}}""");
        _box.Run("vlan", "new", "a", "--pool-file", file).Ok();
        File.WriteAllText(file, """{"version": 7, "range": {"from": 100, "to": 103}, "used": [101]}""");
        var id = (string)_box.Json("repair", "list").Ok().List.Single()!["Id"]!;
        Assert.Empty(_box.Json("repair", "list", "--dismissed").Ok().List);
        Assert.True((bool)_box.Json("repair", "dismiss", id).Ok().List.Single()!["Mended"]!);
        Assert.Empty(_box.Json("repair", "list").Ok().List);
        var dismissed = _box.Json("repair", "list", "--dismissed").Ok().List.Single()!;
        Assert.Equal(("UnknownToInventory", 100), ((string?)dismissed["Kind"], (int)dismissed["Value"]!));
        Assert.Equal(ExitCodes.ByKind[ErrorKind.LeakNotMended], _box.Run("repair", "dismiss", (string)dismissed["Id"]!).ExitCode);
        Assert.True((bool)_box.Json("repair", "mend", (string)dismissed["Id"]!).Ok().List.Single()!["Mended"]!);
        Assert.Contains("100", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Empty(_box.Json("repair", "list", "--dismissed").Ok().List);
    }

    [Fact]
    public void A_registration_is_replaced_while_numbers_are_held_by_one_of_the_same_kind()
    {
        _box.Write("wrong.json", """{"range": {"from": 100, "to": 103}}""");
        _box.Write("right.json", """{"range": {"from": 100, "to": 103}, "used": [100, 101]}""");
        _box.Run("inventory", "register", "lab", "--file", "wrong.json", "--replace").Refused(ErrorKind.InventoryNotFound);
        _box.Run("inventory", "register", "Lab", "--file", "wrong.json").Ok();
        _box.Run("vlan", "new", "a", "--north-pool", "inventory:lab", "--south-pool", "inventory:lab").Ok();
        _box.Run("inventory", "register", "lab", "--file", "right.json").Refused(ErrorKind.PoolExists);
        _box.Run("inventory", "register", "lab", "--file", "right.json", "--replace", "--kind", "tagged").Refused(ErrorKind.InvalidPool);
        var replaced = _box.Json("inventory", "register", "lab", "--file", "right.json", "--replace").Ok().One;
        Assert.Equal(("Lab", 2, _box.PathOf("right.json")),
            ((string?)replaced["Name"], (int)replaced["Held"]!, (string?)replaced["Location"]));
        _box.Run("vlan", "remove", "a").Ok();
        Assert.Contains("\"used\": []", File.ReadAllText(_box.PathOf("right.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_kinds_that_an_inventory_can_have_are_offered()
    {
        Assert.DoesNotContain("Transactional", _box.Run("inventory", "register", "--help").Ok().Output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Usage, _box.Run("inventory", "register", "lab", "--file", "x", "--kind", "transactional").ExitCode);
    }

    [Fact]
    public void An_inventory_that_is_down_is_told_once()
    {
        _box.Write("gone.json", """{"range": {"from": 100, "to": 103}}""");
        _box.Run("inventory", "register", "lab", "--file", "gone.json", "--kind", "tagged").Ok();
        _box.Run("vlan", "new", "a", "--north-pool", "inventory:lab", "--south-pool", "inventory:lab").Ok();
        File.Delete(_box.PathOf("gone.json"));
        Assert.Equal(["Warning"], _box.Run("repair", "settle").ErrorIds);
    }

    [Fact]
    public void A_secret_is_named_by_its_place_and_a_text_that_is_none_is_not_repeated()
    {
        _box.Write("token", "geheim");
        _box.Run("inventory", "register", "a", "--command", "prog", "--environment-from", "TOKEN=file:token").Ok();
        var store = _box.Run("store", "export", "-").Ok().Output;
        Assert.Contains("file:" + _box.PathOf("token"), store, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", store, StringComparison.Ordinal);
        foreach (var place in new[] { "TOKEN=geheim", "geheim", "=env:geheim" })
        {
            var refused = _box.Run("inventory", "register", "b", "--command", "prog", "--environment-from", place)
                .Refused(ErrorKind.InvalidPool);
            Assert.DoesNotContain("geheim", refused.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_HTTP_interface_is_described_by_a_file_and_its_mistakes_are_told_at_once()
    {
        var right = _box.Write("ipam.json", """
            {
              "url": "https://ipam.example.org/api", "secret": "file:token", "headers": { "Authorization": "Bearer {secret}" }, "entry": { "number": "/vlan", "id": "/id" },
              "allocate": { "path": "next" }, "free": { "path": "vlans/{id}" }
            }
            """);
        var shown = _box.Json("inventory", "register", "ipam", "--http", right, "--kind", "byid").Ok().One;
        Assert.Equal(("ById", "Http", "https://ipam.example.org/api"),
            ((string?)shown["Kind"], (string?)shown["Source"], (string?)shown["Location"]));
        Assert.Contains("file:" + Path.Combine(Path.GetDirectoryName(right)!, "token"),
            _box.Run("store", "export", "-").Ok().Output.Replace(@"\\", @"\", StringComparison.Ordinal), StringComparison.Ordinal);
        var refused = _box.Run("inventory", "register", "other", "--http", _box.Write("wrong.json", """{ "url": "x", "allocate": { "path": "/y" } }"""));
        refused.Refused(ErrorKind.InvalidPool);
        Assert.All(["url: ", "allocate.path: ", "free: "], place => Assert.Contains(place, refused.Error, StringComparison.Ordinal));
        _box.Run("inventory", "register", "other", "--http", "none.json").Refused(ErrorKind.InvalidPool);
    }

    [Fact]
    public void Of_several_numbers_one_is_freed_by_force_and_all_are_dismissed_by_one()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The inventory is a shell script.");
        var script = _box.Write("ipam.sh", """
            cd "$(dirname "$0")" || exit 1
            q=$(cat)
            case $q in
            *'"allocate"'*) rm -f down; echo 300 >> taken; exit 3;;
            *'"free"'*) n=$(echo "$q" | sed 's/.*"number":\([0-9]*\).*/\1/'); grep -v "^$n$" taken > rest; mv rest taken; echo '{"freed": true}';;
            *) if [ -e down ]; then exit 1; fi; echo "{\"allocations\": [$(sed 's/.*/{"number": &}/' taken | paste -sd, -)]}";;
            esac
            """);
        var taken = _box.Write("taken", "110\n111\n");
        _box.Run("pool", "new", "own", "--from", "1", "--to", "9").Ok();
        _box.Run("inventory", "register", "lab", "--kind", "ByValue", "--can-list", "--command", "/bin/sh", script).Ok();
        _box.Write("down", "");
        Assert.Equal(["Warning", "AllocationFailed"],
            _box.Run("vlan", "new", "a", "--north-pool", "inventory:lab", "--south-pool", "own").ErrorIds);

        var leaks = _box.Json("repair", "list").Ok().List;
        Assert.Equal([110, 111, 300], leaks.Select(l => (int)l!["Value"]!));
        Assert.All(leaks, l => Assert.Equal(3, (int)l!["Candidates"]!));
        string[] ids = [.. leaks.Select(l => (string)l!["Id"]!)];
        var refused = _box.Json(["repair", "mend", .. ids, "--force"]);
        Assert.Equal(ExitCodes.ByKind[ErrorKind.LeakNotMended], refused.ExitCode);
        Assert.All(refused.List, o => Assert.False((bool)o!["Mended"]!));
        _box.Run("repair", "mend", ids[2]).Refused(ErrorKind.LeakNotMended);
        Assert.Equal("110\n111\n300\n", File.ReadAllText(taken));
        Assert.True((bool)_box.Json("repair", "mend", ids[2], "--force").Ok().List.Single()!["Mended"]!);
        Assert.Equal("110\n111\n", File.ReadAllText(taken));

        _box.Write("down", "");
        Assert.Equal(["Warning", "AllocationFailed"],
            _box.Run("vlan", "new", "b", "--north-pool", "inventory:lab", "--south-pool", "own").ErrorIds);
        ids = [.. _box.Json("repair", "list").Ok().List.Select(l => (string)l!["Id"]!)];
        Assert.Single(_box.Json(["repair", "dismiss", .. ids]).Ok().List, o => (bool)o!["Mended"]!);
        Assert.Empty(_box.Json("repair", "list").Ok().List);
        Assert.Equal("110\n111\n300\n", File.ReadAllText(taken));
    }

    [Theory]
    [InlineData("inventory", "register", "a", "--http", "x", "--file", "y")]
    [InlineData("inventory", "register", "a")]
    [InlineData("inventory", "register", "a", "--file", "x", "--command", "y")]
    [InlineData("inventory", "register", "a", "--database", "sqlite:x.db")]
    public void An_inventory_is_one_thing(params string[] arguments) => Assert.Equal(ExitCodes.Usage, _box.Run(arguments).ExitCode);
}
