using System.Text.Json;

namespace Allocation.Core.Definitions.Lifecycles;

/// <summary>Reads the lifecycle of a document: the name of a shipped one, or states and edges.</summary>
internal static class LifecycleReader
{
    private static readonly Dictionary<string, SetOperation> s_operations = new()
    {
        ["promote"] = SetOperation.Promote,
        ["rollback"] = SetOperation.Rollback,
        ["clear candidate"] = SetOperation.ClearCandidate,
        ["clear active"] = SetOperation.ClearActive,
        ["clear rollback"] = SetOperation.ClearRollback,
    };

    /// <summary>The lifecycle, or null with the mistakes noted.</summary>
    public static Lifecycle? Read(DocumentPart part)
    {
        if (!part.Has("lifecycle")) return BuiltInLifecycles.Simple;
        if (part.Raw("lifecycle").ValueKind != JsonValueKind.String) return ReadCustom(part.Child("lifecycle")!);
        var name = part.Raw("lifecycle").GetString()!;
        if (BuiltInLifecycles.Find(name) is { } known) return known;
        part.Wrong("lifecycle",
            $"'{name}' is not a lifecycle ({string.Join(", ", BuiltInLifecycles.All.Select(l => l.Name))}, or an object with states " +
            "and transfers)");
        return null;
    }

    /// <summary>Notes what a lifecycle that is registered now must keep to as well. One that was stored before is read as it is.</summary>
    public static void CheckNew(DocumentPart part, Lifecycle lifecycle)
    {
        if (!part.Has("lifecycle") || part.Raw("lifecycle").ValueKind != JsonValueKind.Object) return;
        var own = part.Child("lifecycle")!;
        if (LifecycleRules.CheckNew(own, lifecycle)) LifecycleSets.Check(own, lifecycle);
    }

    private static Lifecycle? ReadCustom(DocumentPart part)
    {
        part.Only("name", "initial", "states", "transfers");
        var states = part.Items("states").Select(ReadState).OfType<LifecycleState>().ToList();
        var transfers = part.Items("transfers").Select(ReadTransfer).OfType<Transfer>().ToList();
        var initial = part.Text("initial", required: true);
        foreach (var twice in states.GroupBy(s => s.Name).Where(g => g.Count() > 1))
            part.Wrong("states", $"'{twice.Key}' must not be there twice");
        var lifecycle = new Lifecycle
        {
            Name = part.Text("name", "own") ?? "own",
            Initial = initial ?? "",
            States = states.DistinctBy(s => s.Name).ToList(),
            Transfers = transfers,
        };
        LifecycleRules.Check(part, lifecycle);
        return lifecycle;
    }

    private static LifecycleState? ReadState(DocumentPart part)
    {
        // Other programs that read such documents draw and deploy by label, exports and purges. Nothing here depends on them.
        part.Only("name", "label", "validateSelf", "validateOthers", "exports", "purges", "deleted", "releases");
        if (part.Text("name", required: true) is not { } name) return null;
        return new LifecycleState(name)
        {
            ValidateSelf = part.Has("validateSelf") ? Choice(part, "validateSelf", InstanceSet.Candidate) : null,
            ValidateOthers = part.Has("validateOthers") ? Choice(part, "validateOthers", InstanceSet.Active) : null,
            Ended = part.Flag("deleted", false),
            Releases = part.Flag("releases", false),
        };
    }

    private static Transfer? ReadTransfer(DocumentPart part)
    {
        part.Only("source", "target", "trigger", "validate", "error", "operation", "errorOperation");
        var (source, target) = (part.Text("source", required: true), part.Text("target", required: true));
        if (!part.Has("trigger")) part.Wrong("trigger", "it is missing");
        if (source is null || target is null) return null;
        return new Transfer(source, target, Choice(part, "trigger", TransferTrigger.Auto))
        {
            Validate = part.Flag("validate", false),
            Error = part.Text("error"),
            Operation = Operation(part, "operation"),
            ErrorOperation = Operation(part, "errorOperation"),
        };
    }

    private static SetOperation Operation(DocumentPart part, string member)
    {
        if (part.Text(member) is not { } name) return SetOperation.None;
        if (s_operations.TryGetValue(name, out var operation)) return operation;
        part.Wrong(member, $"'{name}' is not an operation ({string.Join(", ", s_operations.Keys)})");
        return SetOperation.None;
    }

    private static T Choice<T>(DocumentPart part, string member, T fallback)
        where T : struct, Enum
    {
        if (part.Text(member) is not { } name) return fallback;
        foreach (var value in Enum.GetValues<T>())
            if (value.ToString().ToLowerInvariant() == name) return value;
        part.Wrong(member, $"'{name}' must be one of {string.Join(", ", Enum.GetNames<T>().Select(n => n.ToLowerInvariant()))}");
        return fallback;
    }
}
