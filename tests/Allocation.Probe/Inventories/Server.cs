using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Allocation.Probe.Inventories;

/// <summary>A command inventory over a JSON file of its own: a list of entries, numbers from 100 to 199.</summary>
internal static class Server
{
    private const int From = 100;
    private const int To = 200;

    public static int Answer(string kind, string path, string fault)
    {
        var question = JsonNode.Parse(Console.In.ReadToEnd())!.AsObject();
        var operation = (string)question["operation"]!;
        var faulty = fault.StartsWith(operation + ":", StringComparison.Ordinal) ? fault[(operation.Length + 1)..] : "";
        if (faulty == "stay") StayAlive();
        if (faulty is "pause" or "stay") Pause.At(path);
        else if (faulty.Length > 0 && !faulty.StartsWith("late-", StringComparison.Ordinal)) return Fault(faulty);
        var answer = Reply(kind, path, question);
        if (faulty == "late-pause") Pause.At(path);
        else if (faulty.StartsWith("late-", StringComparison.Ordinal)) return Fault(faulty["late-".Length..]);
        using var output = Console.OpenStandardOutput();
        if (fault == "marked") output.Write([0xEF, 0xBB, 0xBF]);
        output.Write(System.Text.Encoding.UTF8.GetBytes(answer.ToJsonString()));
        return 0;
    }

    /// <summary>Does what is asked with the entries of a file. Owned is Tagged by owner and attribute, whatever the key.</summary>
    public static JsonObject Reply(string kind, string path, JsonObject question)
    {
        var entries = File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path))!.AsArray() : [];
        var before = entries.ToJsonString();
        var answer = (string)question["operation"]! switch
        {
            "allocate" => Allocate(kind, question, entries),
            "free" => Free(kind, question, entries),
            "find" => new JsonObject { ["found"] = entries.FirstOrDefault(e => IsOf(kind, e!, question))?.DeepClone() },
            _ => new JsonObject { ["allocations"] = entries.DeepClone() },
        };
        if (entries.ToJsonString() is var after && after != before) Replace(path, after);
        return answer;
    }

    // In one step: the process may be killed at any moment.
    private static void Replace(string path, string text)
    {
        var draft = $"{path}.{Environment.ProcessId}";
        File.WriteAllText(draft, text);
        File.Move(draft, path, overwrite: true);
    }

    private static JsonObject Allocate(string kind, JsonObject question, JsonArray entries)
    {
        if (kind == "Owned" && entries.FirstOrDefault(e => IsOf(kind, e!, question)) is JsonObject known)
            return (JsonObject)known.DeepClone();
        var used = entries.Select(e => (long)e!["number"]!).ToHashSet();
        var exactly = (long?)question["exactly"];
        if (exactly is { } wanted && used.Contains(wanted)) return new JsonObject { ["error"] = "taken" };
        if (exactly is < From or >= To) return new JsonObject { ["error"] = "out_of_range" };
        var number = exactly ?? Enumerable.Range(From, To - From).Select(n => (long?)n).FirstOrDefault(n => !used.Contains(n!.Value));
        if (number is not { } found) return new JsonObject { ["error"] = "exhausted", ["message"] = "all taken" };
        var entry = new JsonObject { ["number"] = found };
        if (kind == "ById") entry["id"] = $"handle-{found}-{Guid.NewGuid():N}";
        if (kind is "Tagged" or "Owned")
        {
            foreach (var field in new[] { "owner", "attribute", "key" }) entry[field] = question[field]?.DeepClone();
        }

        entries.Add(entry);
        return (JsonObject)entry.DeepClone();
    }

    private static JsonObject Free(string kind, JsonObject question, JsonArray entries)
    {
        var found = entries.FirstOrDefault(e => kind switch
        {
            "ById" => (string?)e!["id"] == (string?)question["id"],
            "Tagged" => IsOf(kind, e!, question),
            "Owned" => IsOf(kind, e!, question) && (long)e!["number"]! == (long)question["number"]!,
            _ => (long)e!["number"]! == (long)question["number"]!,
        });
        return new JsonObject { ["freed"] = found is not null && entries.Remove(found) };
    }

    private static bool IsOf(string kind, JsonNode entry, JsonObject question) =>
        (string?)entry["owner"] == (string?)question["owner"] && (string?)entry["attribute"] == (string?)question["attribute"]
            && (kind == "Owned" || (string?)entry["key"] == (string?)question["key"]);

    // Whoever started this program asked the kernel to end it together with itself (PR_SET_PDEATHSIG); not so.
    private static void StayAlive() => _ = Prctl(1, 0, 0, 0, 0);

    [DllImport("libc", EntryPoint = "prctl")]
    private static extern int Prctl(int option, nuint first, nuint second, nuint third, nuint fourth);

    private static int Fault(string fault)
    {
        switch (fault)
        {
            case "hang":
                // With a child that holds the output open: it has to end as well.
                using (Process.Start(new ProcessStartInfo("sleep", "600") { UseShellExecute = false })) Thread.Sleep(Timeout.Infinite);
                return 0;
            case "crash":
                Console.Error.WriteLine("the secret is geheim");
                using (var own = Process.GetCurrentProcess()) own.Kill();
                return 0;
            case "refuse":
                Console.WriteLine(new JsonObject
                {
                    ["error"] = "failed",
                    ["message"] = "the secret is " + Environment.GetEnvironmentVariable("TOKEN")
                }.ToJsonString());
                return 0;
            case "fail":
                Console.Error.WriteLine("database gone");
                return 3;
            case "garbage":
                Console.WriteLine("Traceback (most recent call last): \u0000\u0001");
                return 0;
            case "two":
                Console.WriteLine("""{"number": 100, "id": "a"}{"number": 101, "id": "b"}""");
                return 0;
            case "flood":
                var block = new string('x', 1 << 20);
                for (var i = 0; i < 100; i++) Console.Write(block);
                return 0;
            case "doubled":
                Console.WriteLine("""{"number": 150, "number": 103, "freed": true, "freed": false, "found": null, "found": null, "allocations": [], "allocations": []}""");
                return 0;
            case "deep":
                Console.WriteLine("""{"number": 100, "id": "a", "more": """ + new string('[', 100) + new string(']', 100) + "}");
                return 0;
            case "surrogate":
                Console.WriteLine("""{"number": 100, "id": "\ud800", "freed": true, "found": {"number": 100, "id": "\ud800"}, "allocations": [{"number": 100, "id": "\ud800"}]}""");
                return 0;
            case "latin":
                using (var output = Console.OpenStandardOutput())
                    output.Write([.. "{\"number\": 100, \"freed\": true, \"id\": \""u8, 0xff, 0xfe, .. "\"}"u8]);
                return 0;
            case "both":
                Console.WriteLine("""{"error": "exhausted", "number": 100}""");
                return 0;
            case "exhausted-1":
                Console.WriteLine("""{"error": "exhausted"}""");
                return 1;
            case "word":
                Console.WriteLine("""{"error": "whatever"}""");
                return 0;
            case "taken":
                Console.WriteLine("""{"error": "taken"}""");
                return 0;
            case "silent":
                return 0;
            default:
                return 2;
        }
    }
}
