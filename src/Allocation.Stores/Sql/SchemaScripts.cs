using System.Globalization;
using System.Reflection;

namespace Allocation.Stores.Sql;

/// <summary>The numbered steps of a database's schema, embedded as <c>Schema/001.sql</c> and so on. They only go forward.</summary>
/// <param name="folder">The folder of the database within this project.</param>
internal sealed class SchemaScripts(string folder)
{
    private readonly string _prefix = $"Allocation.Stores.{folder}.Schema.";

    private static Assembly Here => typeof(SchemaScripts).Assembly;

    /// <summary>The number of the last step.</summary>
    public int Latest => Here.GetManifestResourceNames().Count(name => name.StartsWith(_prefix, StringComparison.Ordinal));

    /// <summary>The steps after schema <paramref name="current"/>, in order.</summary>
    public IEnumerable<(int Number, string Sql)> After(int current)
    {
        for (var number = current + 1; number <= Latest; number++) yield return (number, Read(number));
    }

    private string Read(int number)
    {
        var name = _prefix + number.ToString("D3", CultureInfo.InvariantCulture) + ".sql";
        using var stream = Here.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"Schema step {name} is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
