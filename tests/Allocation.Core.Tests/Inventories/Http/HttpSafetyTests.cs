using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Http;
using Allocation.Core.Pools;

namespace Allocation.Core.Tests.Inventories.Http;

/// <summary>What must not happen, whatever a server answers: a secret that is shown or sent elsewhere, another's number freed, a call
/// without end.</summary>
public sealed class HttpSafetyTests
{
    [Fact]
    public void A_filter_that_the_server_ignores_finds_nobody_elses_number()
    {
        using var world = new HttpWorld(new NetBox { IgnoresFilter = true });
        world.Product.Add([100, 101]);
        var service = world.Create("a");
        Assert.Equal(102, service.NorthVlanId);
        world.Server.Fail(new HttpFault("POST", "cut", IsLate: true));
        Assert.Equal(103, world.Create("b").NorthVlanId);
        world.System.VlanServices.Remove(service.Id);
        Assert.Equal([100, 101, 103], world.Product.Taken);
        world.AssertNothingIsLost(100, 101);
    }

    [Fact]
    public void A_server_that_does_not_keep_the_key_gets_its_number_back()
    {
        using var world = new HttpWorld(new NetBox { DropsFields = true });
        var cause = Assert.IsType<InventoryFailedException>(
            Assert.Throws<AllocationFailedException>(() => world.Create("a")).InnerException);
        Assert.False(cause.OutcomeUnknown);
        Assert.Contains("/custom_fields/allocation_key", cause.Message, StringComparison.Ordinal);
        Assert.Empty(world.Product.Taken);
        world.AssertNothingIsLost();
    }

    [Fact]
    public void Two_entries_with_our_key_are_freed_by_a_person_only()
    {
        var product = new NetBox();
        using var world = new HttpWorld(product);
        world.Server.Fail(new HttpFault("POST", "503", RetryAfter: "0"));
        product.CommitsLate = true;
        Assert.Contains("100 and 101", Assert.Throws<AllocationFailedException>(() => world.Create("a")).Message, StringComparison.Ordinal);
        Assert.Equal([100, 101], world.Product.Taken);
        Assert.Contains("100 and 101", Assert.Single(world.Leaks).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_is_not_sent_again_when_the_server_closes_the_connection()
    {
        using var server = new ClosingServer("""{"results": [{"vid": 100, "id": 1, "custom_fields": {"allocation_key": "0196-held"}}]}""");
        using var folder = new TemporaryFolder(inMemory: true);
        var description = Recipes.For(new NetBox(), server.Address, folder);
        description["allocate"] = new JsonObject { ["path"] = "next", ["headers"] = new JsonObject { ["Idempotency-Key"] = "{key}" } };
        var inventory = new HttpInventory("inventory:ipam", InventoryKind.Tagged,
            HttpInventorySettings.Parse(description.ToJsonString(), folder.Path));
        Assert.True(Assert.Throws<InventoryFailedException>(() => inventory.Allocate(Claim(), CancellationToken.None)).OutcomeUnknown);
        Assert.Equal(["GET", "POST"], server.Asked);
        var held = new InventoryEntry(100, "1", new InventoryTag("owner", "vlan_id", "0196-held"));
        Assert.True(Assert.Throws<InventoryFailedException>(() => inventory.Free(held, () => true, CancellationToken.None)).OutcomeUnknown);
        Assert.Equal(["GET", "POST", "GET", "DELETE"], server.Asked);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Lists_are_read_to_their_last_page(int size)
    {
        using var world = new HttpWorld(new NetBox { PageSize = size }, d => d.Remove("find"));
        world.Product.Add(Enumerable.Range(100, 30).Select(n => (long)n));
        var service = world.Create("a");
        Assert.Equal(130, service.NorthVlanId);
        Assert.Empty(world.Leaks);
        world.System.VlanServices.Remove(service.Id);
        Assert.Equal(30, world.Product.Taken.Count);
    }

    [Fact]
    public void Pages_by_token_and_by_count_are_read_to_the_last()
    {
        using var infoblox = new HttpWorld(new Infoblox { PageSize = 4 });
        infoblox.Product.Add(Enumerable.Range(100, 30).Select(n => (long)n));
        Assert.Equal(130, infoblox.Create("a").NorthVlanId);
        using var netBox = new HttpWorld(new NetBox { PageSize = 4 }, d => d["list"]!["next"] = new JsonObject { ["offset"] = "offset" });
        netBox.Product.Add(Enumerable.Range(100, 30).Select(n => (long)n));
        Assert.Equal(130, netBox.Create("a").NorthVlanId);
        Assert.Empty(netBox.Leaks);
    }

    [Fact]
    public void The_next_page_is_never_another_servers()
    {
        using var elsewhere = new HttpServer(_ => new HttpReply(200, """{"results": []}"""));
        using var world = new HttpWorld(new NetBox { PageSize = 2, NextAt = elsewhere.Address.ToString().TrimEnd('/') });
        world.Product.Add([110, 111, 112]);
        var told = Assert.Throws<InventoryFailedException>(() => Open(world).List(CancellationToken.None));
        Assert.Contains(elsewhere.Address.Authority, told.Message, StringComparison.Ordinal);
        Assert.Empty(elsewhere.Log);
    }

    [Fact]
    public void Pages_that_come_again_end()
    {
        var product = new NetBox { PageSize = 2 };
        using var world = new HttpWorld(product, d => d["list"]!["next"] = new JsonObject
        {
            ["token"] = "/count",
            ["parameter"] = "cursor",
        });
        world.Product.Add([110, 111, 112]);
        Assert.Contains("do not end", Assert.Throws<InventoryFailedException>(() => Open(world).List(CancellationToken.None)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    public void A_redirect_is_told_and_not_followed(int status)
    {
        using var elsewhere = new HttpServer(_ => new HttpReply(200, "{}"));
        using var server = new HttpServer(_ => new HttpReply(status, "") { Headers = { ["Location"] = elsewhere.Address + "new" } });
        using var folder = new TemporaryFolder(inMemory: true);
        var told = Assert.Throws<InventoryFailedException>(() => Open(new NetBox(), server, folder).List(CancellationToken.None));
        Assert.Contains(elsewhere.Address + "new", told.Message, StringComparison.Ordinal);
        Assert.Empty(elsewhere.Log);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(500)]
    public void What_it_says_is_shown_without_the_secret_and_without_control_characters(int status)
    {
        var product = new NetBox();
        using var server =
            new HttpServer(q => new HttpReply(status, $"you sent {q.Headers.Authorization}\r\n\u001b[2J\u202egnp{new string('x', 5000)}"));
        using var folder = new TemporaryFolder(inMemory: true);
        var inventory = Open(product, server, folder);
        var error = Assert.Throws<InventoryFailedException>(() => inventory.Allocate(Claim(), CancellationToken.None));
        Assert.DoesNotContain(product.Secret, error.ToString(), StringComparison.Ordinal);
        Assert.Contains(@"you sent Bearer ***\r\n\u001b[2J\u202egnp", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(error.Message, char.IsControl);
        Assert.True(error.Message.Length < 1500);
        Assert.Equal(status < 500, error.Message.Contains("secret of file:", StringComparison.Ordinal));
    }

    [Fact]
    public void The_password_of_a_user_is_shown_in_neither_form()
    {
        var product = new Infoblox();
        using var server = new HttpServer(q => new HttpReply(500, $"{q.Headers.Authorization} {product.Secret}"));
        using var folder = new TemporaryFolder(inMemory: true);
        Assert.Contains("Basic *** ***", Assert.Throws<InventoryFailedException>(() =>
            Open(product, server, folder).List(CancellationToken.None)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two\nlines")]
    [InlineData("gehéim")]
    public void A_secret_that_cannot_be_sent_is_told_and_not_shown(string secret)
    {
        using var world = new HttpWorld(new NetBox());
        File.WriteAllText(world.File("secret"), secret);
        var cause = Assert.IsType<InventoryFailedException>(
            Assert.Throws<AllocationFailedException>(() => world.Create("a")).InnerException);
        Assert.False(cause.OutcomeUnknown);
        if (secret.Length > 0) Assert.DoesNotContain(secret, cause.ToString(), StringComparison.Ordinal);
        Assert.Empty(world.Server.Log);
        world.AssertNothingIsLost();
    }

    [Fact]
    public void A_secret_that_is_renewed_is_used_at_the_next_call_and_is_in_no_export()
    {
        var product = new NetBox();
        using var world = new HttpWorld(product);
        File.WriteAllText(world.File("secret"), "old");
        Assert.Throws<AllocationFailedException>(() => world.Create("a"));
        File.WriteAllText(world.File("secret"), product.Secret);
        Assert.Equal(100, world.Create("a").NorthVlanId);
        Assert.DoesNotContain(product.Secret, world.System.Store.Read(s => s.Inventories.Find("ipam"))!.Settings.ToJson(),
            StringComparison.Ordinal);
        Assert.Equal(("Http", world.Server.Address + product.Path), (world.Inventory.Source, world.Inventory.Location));
    }

    [Fact]
    public void A_server_that_is_not_there_has_done_nothing()
    {
        using var folder = new TemporaryFolder(inMemory: true);
        Uri gone;
        using (var server = new HttpServer(_ => new HttpReply(200, "{}"))) gone = server.Address;
        var settings = Recipes.For(new NetBox(), gone, folder);
        var inventory = new HttpInventory("inventory:a", InventoryKind.Tagged,
            HttpInventorySettings.Parse(settings.ToJsonString(), folder.Path));
        Assert.False(Assert.Throws<InventoryFailedException>(() => inventory.Allocate(Claim(), CancellationToken.None)).OutcomeUnknown);
    }

    [Fact]
    public void Its_certificate_is_checked_by_the_authority_that_is_named()
    {
        using var certificates = new TestCertificates();
        using var right = certificates.Issue("localhost", forLoopback: true);
        using var wrong = certificates.Issue("other.example.org");
        using var folder = new TemporaryFolder(inMemory: true);
        folder.Write("ca.pem", certificates.AuthorityPem);
        using var stranger = new TestCertificates();
        folder.Write("stranger.pem", stranger.AuthorityPem);

        Assert.Null(Trouble(right, d => d["ca_file"] = "ca.pem"));
        Assert.Contains("certificate", Trouble(right, _ => { }), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("certificate", Trouble(right, d => d["ca_file"] = "stranger.pem"), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("certificate", Trouble(wrong, d => d["ca_file"] = "ca.pem"), StringComparison.OrdinalIgnoreCase);
        Assert.Null(Trouble(wrong, d => d["skip_certificate_check"] = true));
        Assert.Contains("none.pem", Trouble(right, d => d["ca_file"] = "none.pem"), StringComparison.Ordinal);
        Assert.Contains("secret", Trouble(right, d => d["ca_file"] = "secret"), StringComparison.Ordinal);

        string? Trouble(X509Certificate2 certificate, Action<JsonObject> change)
        {
            var product = new NetBox();
            using var server = new HttpServer(product.Answer, certificate);
            try
            {
                Assert.Equal(100, Open(product, server, folder, change).Allocate(Claim(), CancellationToken.None).Number);
                return null;
            }
            catch (InventoryFailedException error)
            {
                Assert.False(error.OutcomeUnknown, error.Message);
                Assert.Empty(product.Taken);
                return error.Message;
            }
        }
    }

    [Fact]
    public void Our_certificate_is_shown_where_it_is_asked_for()
    {
        using var certificates = new TestCertificates();
        using var ours = certificates.Issue("allocation.example.org");
        using var theirs = certificates.Issue("localhost", forLoopback: true);
        using var folder = new TemporaryFolder(inMemory: true);
        var (certificate, key) = TestCertificates.Pem(ours);
        folder.Write("ca.pem", certificates.AuthorityPem);
        folder.Write("ours.pem", certificate);
        folder.Write("ours.key", key);
        folder.Write("both.pem", key + "\n" + certificate);
        var product = new NetBox();
        using var server = new HttpServer(product.Answer, theirs, asksForCertificate: true);
        Open(product, server, folder, d => (d["ca_file"], d["client_certificate"], d["client_key"]) = ("ca.pem", "ours.pem", "ours.key"))
            .List(CancellationToken.None);
        Open(product, server, folder, d => (d["ca_file"], d["client_certificate"]) = ("ca.pem", "both.pem")).List(CancellationToken.None);
        Assert.Equal(["CN=allocation.example.org"], server.Clients.Distinct());
        Assert.Throws<InventoryFailedException>(() =>
            Open(product, server, folder, d => d["ca_file"] = "ca.pem").List(CancellationToken.None));
    }

    [Fact]
    public void That_a_certificate_is_not_checked_is_seen_in_the_list()
    {
        using var world = new HttpWorld(new NetBox(), d => d["skip_certificate_check"] = true);
        Assert.EndsWith(" (any certificate)", Assert.Single(world.System.Inventories.Find(new NamePattern("*"))).Location,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_that_would_name_another_folder_frees_nothing()
    {
        var asked = new List<string>();
        var key = Claim().Tag.Key;
        using var server = new HttpServer(q =>
        {
            asked.Add(q.Method);
            return new HttpReply(200,
                "{\"results\": [{\"vid\": 100, \"id\": \"..\", \"custom_fields\": {\"allocation_key\": \"" + key + "\"}}]}");
        });
        using var folder = new TemporaryFolder(inMemory: true);
        var inventory = Open(new NetBox(), server, folder);
        Assert.False(Assert.Throws<InventoryFailedException>(() =>
            inventory.Free(new InventoryEntry(100, "..", Claim().Tag), () => true, CancellationToken.None)).OutcomeUnknown);
        Assert.DoesNotContain("DELETE", asked);
    }

    private static IInventory Open(HttpWorld world) =>
        new HttpInventory(world.Inventory.Pool, InventoryKind.Tagged, HttpInventorySettings.Parse(world.Description.ToJsonString(), "/"));

    private static IInventory Open(IProduct product, HttpServer server, TemporaryFolder folder, Action<JsonObject>? change = null)
    {
        var description = Recipes.For(product, server.Address, folder);
        change?.Invoke(description);
        return new HttpInventory("inventory:ipam", InventoryKind.Tagged,
            HttpInventorySettings.Parse(description.ToJsonString(), folder.Path));
    }

    private static InventoryClaim Claim() => new()
    {
        Tag = new InventoryTag("owner", "vlan_id", "0196-key"),
        OwnerName = "a",
        Confirm = _ => true,
    };
}
