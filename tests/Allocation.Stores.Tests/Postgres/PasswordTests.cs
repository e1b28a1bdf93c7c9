using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Postgres;
using Allocation.Stores.Postgres.Addresses;

namespace Allocation.Stores.Tests.Postgres;

/// <summary>Whatever is written as an address, right or wrong, no part of its password is shown anywhere.</summary>
public sealed class PasswordTests
{
    private const int Seed = 4711;
    private const string Odd = "#?/@:;&='\"%\\ +,[]{}*$\n0123456789~|<>^`-_.";

    // {0} is the password as it is, {1} percent-encoded as an address wants it, {2} with every character encoded.
    private static readonly string[] s_forms =
    [
        "postgres://u:{0}@127.0.0.1:1/db", "postgres://u:{1}@127.0.0.1:1/db", "postgres://u:{2}@127.0.0.1:1/db",
            "postgresql://u:{1}@127.0.0.1:1", "postgres://:{0}@127.0.0.1:1/db",
        "postgres://u:{0}@127.0.0.1:1,127.0.0.1:2/db?schema=s", "postgres://u:{0}@[::1]:1/db", "postgres://u%3A{2}@127.0.0.1:1/db",
            "postgres://u%3A{2}%40127.0.0.1/db",
        "postgres://u@127.0.0.1:1/db?password={0}", "postgres://u@127.0.0.1:1/db?pass%77ord={1}",
            "postgres://u@127.0.0.1:1/db?PassWord={2}&schema=s", "postgres://127.0.0.1:1/db?user=u&password={0}&schema=s",
        "postgres://127.0.0.1:1/db?sslpassword={1}", "postgres://127.0.0.1:1/db?pasword={0}", "postgres://127.0.0.1:1/db?user=u:{0}@h",
            "postgres://127.0.0.1:1/db?user=u%3A{2}%40h", "postgres://127.0.0.1:1/db?password{0}",
        "postgres:Host=127.0.0.1;Port=1;Username=u;Password={0}", "postgres:Host=127.0.0.1;Port=1;Password={0};Username=u",
            "postgres:Host=127.0.0.1;Port=1;Password='{0}'", "postgres:Host=127.0.0.1;Port=1;Password=\"{0}\"",
        "postgres:Host=127.0.0.1;Port=1;pwd={0}", "postgres:Host=127.0.0.1;PSW={0}", "postgres:Host=127.0.0.1;SSL Password={0}",
            "postgres:Host=127.0.0.1;Passwort={0}", "postgres:Host=127.0.0.1;Pass word={0}", "postgres:{0}",
        "postgres:/u:{0}@127.0.0.1", "postgres:u:{0}@127.0.0.1", "postgres:///u:{0}@127.0.0.1", "postgres:u:{0}@127.0.0.1/db?x=1",
            " postgres://u:{0}@127.0.0.1/db", "postgres ://u:{0}@127.0.0.1", "postgers://u:{0}@127.0.0.1",
        "sqlite://u:{0}@127.0.0.1/db", "sqlite:u:{0}@127.0.0.1/db", "json://u:{0}@127.0.0.1/db", "mysql://u:{0}@127.0.0.1/db",
            "u:{0}@127.0.0.1", "Host=127.0.0.1;Password={0}", "jdbc:postgresql://u:{0}@127.0.0.1/db",
    ];

    [Fact]
    public void No_part_of_a_password_is_shown_in_any_text_or_error()
    {
        var random = new Random(Seed);
        for (var i = 0; i < 200; i++)
        {
            // The two words are what must not be seen; around them is what confuses whoever looks for the ends of a password.
            var password = Noise(random) + "SEKRETO" + Noise(random) + "GEHEIM" + Noise(random);
            var every = string.Concat(System.Text.Encoding.UTF8.GetBytes(password).Select(b => $"%{b:X2}"));
            foreach (var form in s_forms)
            {
                var address = form.Replace("{0}", password, StringComparison.Ordinal).Replace("{1}", Uri.EscapeDataString(password),
                    StringComparison.Ordinal).Replace("{2}", every, StringComparison.Ordinal);
                foreach (var text in Texts(address, connects: i == 0))
                {
                    var plain = Uri.UnescapeDataString(text);
                    Assert.False(
                        Shows(text) || Shows(plain) || Shows(Uri.UnescapeDataString(plain)),
                        $"seed {Seed}, round {i}: the address <{address}> gives: {text}");
                }
            }
        }
    }

    private static bool Shows(string text) =>
        text.Contains("SEKRETO", StringComparison.OrdinalIgnoreCase) || text.Contains("GEHEIM", StringComparison.OrdinalIgnoreCase);

    private static string Noise(Random random) => new([.. Enumerable.Range(0, random.Next(4)).Select(_ => Odd[random.Next(Odd.Length)])]);

    private static IEnumerable<string> Texts(string address, bool connects)
    {
        StoreUri uri;
        try
        {
            uri = StoreUri.Parse(address, "/");
        }
        catch (InvalidStoreException error)
        {
            return Texts(error);
        }

        var texts = new List<string> { uri.ToString(), new SqlInventorySettings(address, "a", "b").Location };
        if (uri.Kind != StoreKind.Postgres) return texts;
        try
        {
            PostgresAddress.Parse(uri, _ => null);
            if (connects) PostgresStore.Open(uri).Dispose();
        }
        catch (AllocationException error)
        {
            texts.AddRange(Texts(error));
        }

        return texts;
    }

    private static List<string> Texts(AllocationException error) => [error.ToString(), error.Target?.ToString() ?? ""];
}
