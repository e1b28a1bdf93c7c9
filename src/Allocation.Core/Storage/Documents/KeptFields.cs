using System.Text.Json;

namespace Allocation.Core.Storage.Documents;

/// <summary>Fields of a document that we do not know: those of a newer version, or a user's own. They stay with their row as long as
/// it lives.</summary>
internal sealed class KeptFields
{
    private readonly Dictionary<(string Section, string Row), List<(string Name, JsonElement Value)>> _fields = [];

    /// <summary>Keeps what a row was not asked for.</summary>
    public void Keep(string section, string row, DocumentRow fields)
    {
        foreach (var unknown in fields.Unknown()) Keep(section, row, unknown);
    }

    /// <summary>Keeps one field.</summary>
    public void Keep(string section, string row, JsonProperty field)
    {
        if (!_fields.TryGetValue((section, row), out var list)) _fields[(section, row)] = list = [];
        list.Add((field.Name, field.Value.Clone()));
    }

    /// <summary>Writes what was kept of a row. False when nothing was.</summary>
    public bool Write(string section, string row, Utf8JsonWriter writer)
    {
        if (_fields.Count == 0 || !_fields.TryGetValue((section, row), out var list)) return false;
        foreach (var (name, value) in list)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }

        return true;
    }
}
