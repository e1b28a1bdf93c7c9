using System.Globalization;
using System.Reflection;

namespace Allocation.Stores.Sql;

// To change the tables: add the next number to Sqlite/Schema and to Postgres/Schema, each as one file (002.sql, ...), and a step
// to DocumentSteps in the core if documents of the former schema need one. A number that was once released is never
// edited. Rows of stores that exist go through the step: a new column needs a default or an UPDATE. How each store runs the
// steps, and what it backs up before, is in SqliteSchema, PostgresSchema and JsonFile.

/// <summary>The numbered steps of a database's schema. They only go forward.</summary>
internal sealed class SchemaScripts
{
    private readonly Func<int, string> _read;

    /// <summary>The steps that are embedded as <c>Schema/001.sql</c> and so on.</summary>
    /// <param name="folder">The folder of the database within this project.</param>
    public SchemaScripts(string folder)
    {
        var prefix = $"Allocation.Stores.{folder}.Schema.";
        Latest = Here.GetManifestResourceNames().Count(name => name.StartsWith(prefix, StringComparison.Ordinal));
        _read = number => Read(prefix + number.ToString("D3", CultureInfo.InvariantCulture) + ".sql");
    }

    /// <summary>These steps, the first being number 1.</summary>
    public SchemaScripts(IReadOnlyList<string> steps)
    {
        Latest = steps.Count;
        _read = number => steps[number - 1];
    }

    /// <summary>The number of the last step.</summary>
    public int Latest { get; }

    private static Assembly Here => typeof(SchemaScripts).Assembly;

    /// <summary>The steps after schema <paramref name="current"/>, in order.</summary>
    public IEnumerable<(int Number, string Sql)> After(int current)
    {
        for (var number = current + 1; number <= Latest; number++) yield return (number, _read(number));
    }

    private static string Read(string name)
    {
        using var stream = Here.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"Schema step {name} is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
