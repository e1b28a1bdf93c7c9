using Allocation.Core.Errors;
using Allocation.Core.Inventories.Commands;
using Allocation.Core.Inventories.Http;

namespace Allocation.Core.Inventories;

/// <summary>What a registration must keep to.</summary>
internal static class InventoryRules
{
    /// <exception cref="InvalidPoolException">An inventory cannot be of that kind.</exception>
    public static void Check(string name, InventoryKind kind)
    {
        if (kind == InventoryKind.Transactional)
            throw new InvalidPoolException(name, $"The inventory '{name}' must be Tagged, ByValue or ById: only our own pools are Transactional.");
    }

    /// <exception cref="InvalidPoolException">It cannot work.</exception>
    public static void Check(InventoryRegistration inventory)
    {
        Check(inventory.Name, inventory.Kind);
        var mistake = inventory.Settings switch
        {
            CommandInventorySettings command => Mistake(command),
            SqlInventorySettings table => Mistake(table, inventory.Kind),
            _ => null,
        };
        if (mistake is not null) throw new InvalidPoolException(inventory.Name, $"The inventory '{inventory.Name}' {mistake}.");
        if (inventory.Settings is HttpInventorySettings http) http.ToApi(inventory.Name, inventory.Kind);
    }

    private static string? Mistake(CommandInventorySettings command)
    {
        if (string.IsNullOrWhiteSpace(command.Program)) return "names no program";
        if (command.Environment.Keys.Concat(command.EnvironmentFrom.Keys).Any(name => name.Length == 0 || name.Contains('=', StringComparison.Ordinal) || name.Any(char.IsControl)))
            return "has a variable whose name is empty, or has an equals sign or a control character";
        if (command.TimeLimit <= TimeSpan.Zero || command.TimeLimit > TimeSpan.FromHours(1)) return "has a time limit that is not above 0 and at most an hour";
        return command.OutputLimit <= 0 ? "has an output limit that is not above 0" : null;
    }

    private static string? Mistake(SqlInventorySettings table, InventoryKind kind)
    {
        if (string.IsNullOrWhiteSpace(table.Allocate) || string.IsNullOrWhiteSpace(table.Free)) return "needs statements to allocate and to free";
        return kind == InventoryKind.Tagged && string.IsNullOrWhiteSpace(table.Find) ? "is tagged and needs a statement to find by owner" : null;
    }
}
