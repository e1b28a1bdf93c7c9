using Allocation.Core.Errors;
using Allocation.Core.ResourcePools.PoolsYaml;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Allocation.Stores.Yaml;

/// <summary>Reads YAML into nodes with lines, doubled keys included, which the usual object readers hide.</summary>
internal sealed class PoolsYamlReader : IPoolsYamlReader
{
    // Aliases of aliases grow without end; no file of pools is nested so deep or needs so many.
    private const int MaxNodes = 1_000_000;

    // Each level is one call within the last one; without a limit the stack would end, and the process with it.
    private const int MaxDepth = 64;

    /// <inheritdoc/>
    public PoolsYamlNode Read(string path, string text)
    {
        try
        {
            using var reader = new StringReader(text);
            return new Reading(path, new Source(new Parser(reader))).Document();
        }
        catch (YamlException error)
        {
            throw new InvalidPoolFileException(path, $"line {error.End.Line}: it is not YAML ({error.Message})", error);
        }
    }

    private sealed class Reading(string path, Source parser)
    {
        private readonly Dictionary<string, PoolsYamlNode> _anchors = [];
        private readonly HashSet<PoolsYamlEntry> _merged = new(ReferenceEqualityComparer.Instance);
        private int _nodes;

        public PoolsYamlNode Document()
        {
            parser.Consume<StreamStart>();
            if (parser.TryConsume<StreamEnd>(out _)) return new PoolsYamlNode(1);
            parser.Consume<DocumentStart>();
            var root = Node(1);
            parser.Consume<DocumentEnd>();
            if (!parser.TryConsume<StreamEnd>(out _))
                throw new YamlException(parser.Current!.Start, parser.Current.End, "it must have only one document");
            return root;
        }

        private PoolsYamlNode Node(int depth)
        {
            if (depth > MaxDepth)
                throw new InvalidPoolFileException(path,
                    $"line {parser.Current!.Start.Line}, column {parser.Current.Start.Column}: it must not be nested deeper than " +
                    $"{MaxDepth} levels");
            if (++_nodes > MaxNodes) throw new YamlException("it is too large");
            if (parser.TryConsume<AnchorAlias>(out var alias))
            {
                return _anchors.TryGetValue(alias.Value.Value, out var known)
                    ? known
                    : throw new YamlException(alias.Start, alias.End, $"the alias '{alias.Value}' has no anchor before it");
            }

            var start = parser.Current as NodeEvent ?? throw new YamlException(parser.Current!.Start,
                parser.Current.End, "a value is missing");
            var line = (int)start.Start.Line;
            var node = start switch
            {
                Scalar => Text(line),
                SequenceStart => new PoolsYamlNode(line) { Items = Items(depth + 1) },
                _ => new PoolsYamlNode(line) { Entries = Entries(depth + 1) },
            };
            node = node with { IsTagged = !start.Tag.IsEmpty };
            if (!start.Anchor.IsEmpty) _anchors[start.Anchor.Value] = node;
            return node;
        }

        private PoolsYamlNode Text(int line)
        {
            var scalar = parser.Consume<Scalar>();
            return new PoolsYamlNode(line) { Scalar = scalar.Value, IsText = scalar.Style != ScalarStyle.Plain };
        }

        private List<PoolsYamlNode> Items(int depth)
        {
            parser.Consume<SequenceStart>();
            var items = new List<PoolsYamlNode>();
            while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(Node(depth));
            return items;
        }

        private List<PoolsYamlEntry> Entries(int depth)
        {
            parser.Consume<MappingStart>();
            var entries = new List<PoolsYamlEntry>();
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var key = Node(depth);
                if (key.Scalar is not { } name) throw new YamlException($"the key in line {key.Line} must be a text");
                var value = Node(depth);
                if (name == "<<" && !key.IsText) entries.AddRange(Merged(value));
                else entries.Add(new PoolsYamlEntry(name, key.Line, value) { IsText = key.IsText });
            }

            // What a mapping says itself goes before what it merges in.
            var own = entries.Where(e => !_merged.Contains(e)).Select(e => e.Key).ToHashSet();
            return [.. entries.Where(e => !_merged.Contains(e) || !own.Contains(e.Key))];
        }

        private List<PoolsYamlEntry> Merged(PoolsYamlNode value)
        {
            var copies = (value.Items ?? [value]).SelectMany(v => v.Entries ?? []).DistinctBy(e => e.Key).Select(e => e with { }).ToList();
            _merged.UnionWith(copies);
            return copies;
        }
    }

    // For some texts the parser says only that it cannot go on. Whoever wrote the file needs the line.
    private sealed class Source(Parser parser) : IParser
    {
        public ParsingEvent? Current => parser.Current;

        public bool MoveNext()
        {
            try
            {
                return parser.MoveNext();
            }
            catch (Exception error) when (error is InvalidOperationException or ArgumentException)
            {
                var place = parser.Current?.End ?? Mark.Empty;
                throw new YamlException(place, place, "a list or a mapping is not closed, or is closed in the wrong place", error);
            }
        }
    }
}
