using Allocation.Core.Errors;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Core.Tests.Storage;

public sealed class StoreUriTests
{
    private static readonly string s_folder = Path.GetFullPath(Path.Combine(Path.GetTempPath(), "here"));

    [Theory]
    [InlineData("sqlite", StoreKind.Sqlite)]
    [InlineData("SQLite", StoreKind.Sqlite)]
    [InlineData("json", StoreKind.Json)]
    public void A_file_is_taken_from_the_current_folder(string scheme, StoreKind kind)
    {
        var uri = StoreUri.Parse($"{scheme}:data/a b.db", s_folder);

        Assert.Equal(kind, uri.Kind);
        Assert.Equal(Path.Combine(s_folder, "data", "a b.db"), uri.Location);
        Assert.Equal($"{scheme.ToLowerInvariant()}:{uri.Location}", uri.ToString());
    }

    [Theory]
    [InlineData("a.db?busy_timeout=120", "a.db", 120)]
    [InlineData("a.db?busy_timeout=0", "a.db", 0)]
    [InlineData("a?b.db?busy_timeout=86400", "a?b.db", 86_400)]
    [InlineData("a.db", "a.db", 30)]
    [InlineData("a.db?timeout=1", "a.db?timeout=1", 30)]
    [InlineData("a?busy_timeout=1/b.db", "a?busy_timeout=1/b.db", 30)]
    public void How_long_to_wait_for_others_stands_behind_the_path_of_a_file(string text, string path, int seconds)
    {
        foreach (var scheme in (string[])["sqlite", "json"])
        {
            var uri = StoreUri.Parse($"{scheme}:{text}", s_folder);
            Assert.Equal(Path.GetFullPath(path, s_folder), uri.Location);
            Assert.Equal(seconds, uri.BusyTimeout.TotalSeconds);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("86401")]
    public void A_time_that_is_none_is_refused(string value)
    {
        var error = Assert.Throws<InvalidStoreException>(() => StoreUri.Parse("sqlite:a.db?busy_timeout=" + value, s_folder));
        Assert.Contains("busy_timeout must be a whole number of seconds, 0 to 86400", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rooted_file_stays_where_it_is()
    {
        var path = Path.Combine(s_folder, "x:y.db");

        Assert.Equal(path, StoreUri.Parse("sqlite:" + path, Path.GetTempPath()).Location);
    }

    [Fact]
    public void Equal_texts_are_equal_places() =>
        Assert.Equal(StoreUri.Parse("sqlite:a.db", s_folder), StoreUri.Parse("SQLITE:./a.db", s_folder));

    [Theory]
    [InlineData("postgres://bob@db.example:5433/pool", "postgres://bob@db.example:5433/pool")]
    [InlineData("postgresql://bob@db.example/pool", "postgres://bob@db.example/pool")]
    [InlineData("postgres:Host=db;Username=bob", "Host=db;Username=bob")]
    public void PostgreSQL_is_an_address_or_a_connection_string(string text, string location)
    {
        var uri = StoreUri.Parse(text, s_folder);

        Assert.Equal(StoreKind.Postgres, uri.Kind);
        Assert.Equal(location, uri.Location);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.db")]
    [InlineData("sqlite:")]
    [InlineData("json:")]
    [InlineData("mysql:x")]
    [InlineData("http://host/x")]
    public void Anything_else_is_refused(string text) =>
        Assert.Throws<InvalidStoreException>(() => StoreUri.Parse(text, s_folder));

    [Theory]
    [InlineData("postgres://bob:SECRET@db:5433/pool", "postgres://bob@db:5433/pool")]
    [InlineData("postgres://:SECRET@db/pool", "postgres://@db/pool")]
    [InlineData("postgres://bob:4711#SECRET@db/pool", "postgres://bob@db/pool")]
    [InlineData("postgres://bob:#SECRET@db/pool", "postgres://bob@db/pool")]
    [InlineData("postgres://bob@[::1]:5433,b:5434/pool", "postgres://bob@[::1]:5433,b:5434/pool")]
    [InlineData("postgres://bob@%2Frun%2Fpg:5433/pool", "postgres://bob@%2Frun%2Fpg:5433/pool")]
    [InlineData("postgres://db:5433/pool?user=bob%40here", "postgres://db:5433/pool?user=...")]
    [InlineData("postgres://db/pool?user=bob&password=SECRET", "postgres://db/pool?user=bob&password=***")]
    [InlineData("postgres://db/pool?PASSWORD=SECRET&user=bob", "postgres://db/pool?PASSWORD=***&user=bob")]
    [InlineData("postgres://db/pool?pass%77ord=SECRET&schema=s", "postgres://db/pool?password=***&schema=s")]
    [InlineData("postgres://db/pool?password=SE;CRET&user=bob", "postgres://db/pool?password=***&user=bob")]
    [InlineData("postgres://db/pool?password=x&SECRET", "postgres://db/pool?password=***&...")]
    [InlineData("postgres:", "postgres:")]
    [InlineData("postgres:Host=db;Password=SECRET;Username=bob", "postgres:Host=db;Password=***;Username=bob")]
    [InlineData("postgres:Host=db;Password = SECRET ;Username=bob", "postgres:Host=db;Password=***;Username=bob")]
    [InlineData("postgres:Host=db;Password=a//b&SECRET;UID=bob", "postgres:Host=db;Password=***;Username=bob")]
    [InlineData("postgres:Host=db;PWD=SECRET", "postgres:Host=db;Password=***")]
    [InlineData("postgres:Host=db;PSW=SECRET", "postgres:Host=db;Password=***")]
    [InlineData("postgres:Host=db;SSL Password=SECRET", "postgres:Host=db;SSL Password=***")]
    [InlineData("postgres:Password='SEC;RE''T';Host=db", "postgres:Password=***;Host=db")]
    [InlineData("postgres:Password=\"SEC;RE\"\"T\";Host=db", "postgres:Password=***;Host=db")]
    public void The_text_shows_what_was_understood_and_no_password(string text, string shown) =>
        Assert.Equal(shown, StoreUri.Parse(text, s_folder).ToString());

    [Theory]
    [InlineData("postgres://bob:SECRET@SECRET@db/pool")]
    [InlineData("postgres://bob:1/SECRET@db/pool")]
    [InlineData("postgres://bob:SE?CRET#SECRET@db/pool")]
    [InlineData("postgres://bob%3ASECRET@db/pool")]
    [InlineData("postgres://bob%3ASECRET%40db/pool")]
    [InlineData("postgres:/bob:SECRET@db")]
    [InlineData("postgres:bob:SECRET@db")]
    [InlineData("postgres:bob:SECRET@db?x=1")]
    [InlineData("postgres:Host=db;Password=SECRET;SECRET")]
    [InlineData("postgres:Host=db;Passwort=SECRET")]
    [InlineData("postgres:Host=db;Pass word=SECRET")]
    [InlineData("postgres:Password='a;SECRET")]
    [InlineData("postgres:Password='a;'SECRET")]
    [InlineData("postgres:Password=\"a;SECRET")]
    public void What_was_not_understood_is_not_shown(string text)
    {
        var shown = StoreUri.Parse(text, s_folder).ToString();
        Assert.StartsWith("postgres:", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void The_place_itself_keeps_the_password() =>
        Assert.Equal("postgres://bob:SECRET@db/pool", StoreUri.Parse("postgres://bob:SECRET@db/pool", s_folder).Location);

    [Theory]
    [InlineData("postgers://bob:SECRET@db/pool")]
    [InlineData("sqlite://bob:SECRET@db/pool")]
    [InlineData("json://SECRET@db/pool")]
    [InlineData("sqlite:bob:SECRET@db/pool")]
    [InlineData("pg:Host=db;Password=SECRET")]
    [InlineData("Host=db;Password='a;SECRET'")]
    [InlineData("Host=db;Password=a&SECRET")]
    public void An_error_about_the_text_shows_none_either(string text)
    {
        var error = Assert.Throws<InvalidStoreException>(() => StoreUri.Parse(text, s_folder));

        Assert.DoesNotContain("SECRET", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", error.Target?.ToString(), StringComparison.Ordinal);
    }
}
