using Allocation.Core.Errors;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Postgres.Addresses;
using Npgsql;

namespace Allocation.Stores.Tests.Postgres;

public sealed class PostgresAddressTests
{
    private static readonly Dictionary<string, string> s_environment = new()
    {
        ["PGHOST"] = "env-host",
        ["PGPORT"] = "6000",
        ["PGUSER"] = "env-user",
        ["PGPASSWORD"] = "env-secret",
        ["PGDATABASE"] = "env-db",
        ["PGSSLMODE"] = "verify-full",
        ["PGCONNECT_TIMEOUT"] = "7",
        ["PGAPPNAME"] = "env-app",
    };

    [Theory]
    [InlineData("postgres://bob:s%40c%2Fret@db:5433/pool")]
    [InlineData("postgresql://bob@db:5433/pool?password=s%40c%2Fret")]
    [InlineData("postgres:///?host=db&port=5433&dbname=pool&user=bob&password=s%40c%2Fret")]
    [InlineData("postgres:Host=db;Port=5433;Database=pool;Username=bob;Password=s@c/ret")]
    [InlineData("postgres:server=db;port=5433;db=pool;user id=bob;pwd='s@c/ret'")]
    public void Both_forms_say_the_same(string text)
    {
        var address = Parse(text);
        Assert.Equal(("db", 5433, "pool", "bob", "s@c/ret"), Parts(address));
        Assert.Equal("allocation", address.Schema);
    }

    [Theory]
    [InlineData("postgres://")]
    [InlineData("postgres:")]
    public void What_is_missing_comes_from_the_environment(string text)
    {
        var connection = Parse(text).Connection;
        Assert.Equal(("env-host", 6000, "env-db", "env-user", "env-secret"), Parts(Parse(text)));
        Assert.Equal((SslMode.VerifyFull, 7, "env-app"), (connection.SslMode, connection.Timeout, connection.ApplicationName));
    }

    [Fact]
    public void What_is_written_goes_before_the_environment()
    {
        var connection = Parse("postgres://bob@db:5433/pool?sslmode=disable&connect_timeout=3&application_name=me").Connection;
        Assert.Equal(("db", 5433, "pool", "bob", "env-secret"), Parts(Parse("postgres://bob@db:5433/pool")));
        Assert.Equal((SslMode.Disable, 3, "me"), (connection.SslMode, connection.Timeout, connection.ApplicationName));
    }

    [Fact]
    public void Without_anything_it_is_the_local_server_and_the_user_of_the_system()
    {
        var connection = PostgresAddress.Parse(StoreUri.Parse("postgres:", "/"), _ => null).Connection;
        Assert.Contains(connection.Host, new[] { "/var/run/postgresql", "/tmp", "localhost" });
        Assert.Equal((System.Environment.UserName, System.Environment.UserName), (connection.Username, connection.Database));
    }

    [Theory]
    [InlineData("postgres://u@%2Frun%2Fpg/db", "/run/pg")]
    [InlineData("postgres://u@/db?host=/run/pg", "/run/pg")]
    [InlineData("postgres://u@[::1]:5433/db", "::1")]
    [InlineData("postgres://u@a,b:5433/db", "a,b:5433")]
    public void Hosts_can_be_folders_of_a_socket_addresses_and_several(string text, string host) =>
        Assert.Equal(host, Parse(text).Connection.Host);

    [Theory]
    [InlineData("postgres://u@h/db?schema=Vlan-1_x", "Vlan-1_x")]
    [InlineData("postgres:Host=h;Schema=é", "é")]
    public void The_schema_can_be_named(string text, string schema) => Assert.Equal(schema, Parse(text).Schema);

    [Theory]
    [InlineData("postgres://u@h/db?schema=")]
    [InlineData("postgres://u@h/db?schema=1a")]
    [InlineData("postgres://u@h/db?schema=a%22b")]
    [InlineData("postgres://u@h/db?schema=a%0A")]
    [InlineData("postgres://u@h/db?schema=pg_x")]
    [InlineData("postgres://u@h/db?schema=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("postgres://u@h/db?nonsense=1")]
    [InlineData("postgres://u@h/db?sslmode=nonsense")]
    [InlineData("postgres://u@h:port/db")]
    [InlineData("postgres://u@h@i/db")]
    [InlineData("postgres:Host")]
    [InlineData("postgres:Nonsense=1")]
    [InlineData("postgres:Port=x")]
    public void Anything_else_is_refused(string text) => Assert.Throws<InvalidStoreException>(() => Parse(text));

    private static PostgresAddress Parse(string text) => PostgresAddress.Parse(StoreUri.Parse(text, "/"), s_environment.GetValueOrDefault);

    private static (string?, int, string?, string?, string?) Parts(PostgresAddress address) =>
        (address.Connection.Host, address.Connection.Port, address.Connection.Database, address.Connection.Username,
            address.Connection.Password);
}
