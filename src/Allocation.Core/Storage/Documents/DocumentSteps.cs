using System.Text.Json;
using System.Text.Json.Nodes;
using Allocation.Core.Json;

namespace Allocation.Core.Storage.Documents;

// To change the format: append a step to Current; each is in its own file beside this one, as
//     internal static class Step002 { public static void Apply(JsonObject document) { ... } }
// and is named there as Step002.Apply. A new field that older documents can lack needs no step. A new list needs one, even
// if it does nothing (_ => { }): an older version would keep the list as a field that it does not know, change the rest, and
// the two would no longer belong together; the number makes it refuse. A released step is never edited. The databases have
// their own numbers, see SchemaScripts.

/// <summary>The numbered steps of the document's format, from each schema to the next. They only go forward.</summary>
/// <param name="steps">The first one makes schema 2 of schema 1. Each changes the document in place, all but its <c>schema</c>.</param>
internal sealed class DocumentSteps(IReadOnlyList<Action<JsonObject>> steps)
{
    /// <summary>The steps of this version: to 2, because a version that does not know how pools write their numbers would write others
    /// into their ledger; to 3, because one that does not know events would change what they do not tell.</summary>
    public static DocumentSteps Current { get; } = new([_ => { }, _ => { }]);

    private static readonly JsonSerializerOptions s_stored = new()
    {
        MaxDepth = JsonDepth.Stored,
        TypeInfoResolver = PlainJson.Default,
    };

    /// <summary>The newest schema.</summary>
    public int Latest => steps.Count + 1;

    /// <summary>The document in the newest schema.</summary>
    /// <exception cref="DocumentException">It has not the form of its schema.</exception>
    internal JsonElement BringUp(JsonElement root, int schema)
    {
        if (schema == Latest) return root;
        try
        {
            var document = JsonObject.Create(root)!;
            foreach (var step in steps.Skip(schema - 1)) step(document);
            document["schema"] = Latest;
            return JsonSerializer.SerializeToElement(document, s_stored.GetTypeInfo(typeof(JsonObject)));
        }
        catch (Exception e) when (e is not DocumentException)
        {
            // A step reads what is not checked yet, so it may stumble over a mistake in any way.
            throw new DocumentException("the document", $"cannot be brought from schema {schema} to {Latest}: {e.Message}");
        }
    }
}
