using System.Text.Json.Serialization;
using Allocation.Core.Secrets;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Core.Inventories;

/// <summary>
/// An external table in SQLite or PostgreSQL. The statements have the named parameters <c>@owner</c>, <c>@owner_name</c>,
/// <c>@attribute</c>, <c>@key</c>, <c>@exactly</c>, <c>@number</c> and <c>@id</c>; each uses those it needs.
/// </summary>
/// <param name="Database">The database, written as a store is.</param>
/// <param name="Allocate">Takes a number and gives one row with the column <c>number</c>, or no row when nothing is free.</param>
/// <param name="Free">Gives it back; the number of changed rows tells whether it was known.</param>
internal sealed record SqlInventorySettings(string Database, string Allocate, string Free) : InventorySettings
{
    /// <summary>Finds what <c>@owner</c> holds for <c>@attribute</c>: rows with <c>number</c>, and <c>id</c>, <c>owner</c>,
    /// <c>attribute</c>, <c>key</c> as far as there are such columns.</summary>
    public string? Find { get; init; }

    /// <summary>Gives all that is taken, with the same columns.</summary>
    public string? List { get; init; }

    /// <summary>How long one statement may take.</summary>
    public TimeSpan TimeLimit { get; init; } = UsualTimeLimit;

    /// <summary>The password of the database, read at each call; null where the address has it, or needs none. The store keeps only where
    /// it is.</summary>
    public SecretSource? PasswordFrom { get; init; }

    /// <summary>Tagged: it keeps our owner.</summary>
    [JsonIgnore]
    public override InventoryKind UsualKind => InventoryKind.Tagged;

    /// <summary>The database without any password.</summary>
    [JsonIgnore]
    public override string Location => StoreUri.Parse(Database, Path.GetTempPath()).ToString();

    /// <summary>The database as it is kept: with the full path of a file, and everything else as it was written.</summary>
    /// <param name="database">The database, written as a store is.</param>
    /// <param name="folder">The folder that a path is taken from.</param>
    /// <exception cref="Errors.StoreUnavailableException">The text names no database.</exception>
    public static string Rooted(string database, string folder) =>
        StoreUri.Parse(database, folder) is { Kind: StoreKind.Sqlite } file ? "sqlite:" + file.Location : database;

    /// <inheritdoc/>
    internal override IInventory? Open(string pool, InventoryKind kind, ISqlInventories? sql) => sql?.Open(pool, kind, this);

    /// <inheritdoc/>
    internal override string? Mistake(string inventory, InventoryKind kind)
    {
        if (string.IsNullOrWhiteSpace(Allocate) || string.IsNullOrWhiteSpace(Free)) return "needs statements to allocate and to free";
        var unknown = TableParameters.Mistake("allocate", Allocate, TableParameters.Allocate)
            ?? TableParameters.Mistake("free", Free, TableParameters.Free)
            ?? TableParameters.Mistake("find", Find, TableParameters.Find) ?? TableParameters.Mistake("list", List, TableParameters.List);
        if (unknown is not null) return unknown;
        return kind == InventoryKind.Tagged && string.IsNullOrWhiteSpace(Find) ? "is tagged and needs a statement to find by owner" : null;
    }
}
