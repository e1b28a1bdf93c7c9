using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Allocation.Module.Tests.Rules;

/// <summary>
/// A <c>switch</c> over an enum of ours names every member: the compiler says which one is forgotten, as long as no default arm swallows
/// it.
/// </summary>
public sealed class SwitchRules
{
    // By name, as they are written: no other type has one of these names.
    private static readonly Lazy<IReadOnlySet<string>> s_enums = new(() => Projects()
        .SelectMany(Repository.Sources)
        .SelectMany(path => Read(path).DescendantNodes().OfType<EnumDeclarationSyntax>())
        .Select(declaration => declaration.Identifier.Text)
        .ToHashSet());

    public static TheoryData<string> AllProjects => [.. Projects()];

    [Theory]
    [MemberData(nameof(AllProjects))]
    public void No_switch_over_an_enum_of_ours_has_a_default_arm(string project) => Assert.Empty(
        Repository.Sources(project).SelectMany(path => Defaults(Read(path)).Select(line => $"{Path.GetFileName(path)}:{line}")));

    [Theory]
    [InlineData("x switch { StoreKind.Json => 1, _ => 2 }", true)]
    [InlineData("x switch { StoreKind.Json => 1, var other => 2 }", true)]
    [InlineData("x switch { Core.StoreKind.Json or StoreKind.Sqlite => 1, _ when y => 2, StoreKind.Postgres => 3 }", true)]
    [InlineData("(x, y) switch { (StoreKind.Json, 1) => 1, (_, 2) => 2, (StoreKind.Sqlite, _) => 3 }", true)]
    [InlineData("(x, y) switch { (StoreKind.Json, 1) => 1, _ => 2 }", true)]
    [InlineData("(x, y) switch { (StoreKind.Json, 1) => 1, (StoreKind.Json, _) => 2, (StoreKind.Sqlite or StoreKind.Postgres, _) => 3 }",
        false)]
    [InlineData("x switch { StoreKind.Json => 1, StoreKind.Sqlite => 2, StoreKind.Postgres => 3 }", false)]
    [InlineData("x switch { Theirs.Json => 1, _ => 2 }", false)]
    [InlineData("x switch { 1 => StoreKind.Json, _ => StoreKind.Sqlite }", false)]
    public void A_default_arm_is_found_where_an_arm_names_a_member(string code, bool expected) =>
        Assert.Equal(expected, Defaults(CSharpSyntaxTree.ParseText($"var r = {code};").GetRoot()).Any());

    [Theory]
    [InlineData("switch (x) { case StoreKind.Json: break; default: break; }", true)]
    [InlineData("switch (x) { case StoreKind.Json: break; case StoreKind.Sqlite: break; }", false)]
    [InlineData("switch (x) { case 1: y = StoreKind.Json; break; default: break; }", false)]
    public void A_default_label_is_found_where_a_label_names_a_member(string code, bool expected) =>
        Assert.Equal(expected, Defaults(CSharpSyntaxTree.ParseText(code).GetRoot()).Any());

    [Fact]
    public void A_member_that_a_static_using_brings_is_seen() => Assert.Single(Defaults(CSharpSyntaxTree.ParseText(
        "using static Allocation.Core.StoreKind; class A { int B(object x) => x switch { Json => 1, _ => 2 }; }").GetRoot()));

    private static IEnumerable<string> Projects() =>
        Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(path => Path.GetFileName(path)!);

    private static SyntaxNode Read(string path) => CSharpSyntaxTree.ParseText(File.ReadAllText(path)).GetRoot();

    // The lines of default arms that could swallow a member of an enum of ours.
    private static IEnumerable<int> Defaults(SyntaxNode file)
    {
        var members = file.DescendantNodes().OfType<UsingDirectiveSyntax>()
            .Any(u => u.StaticKeyword.IsKind(SyntaxKind.StaticKeyword) && u.Name is { } name && s_enums.Value.Contains(LastName(name)));
        foreach (var node in file.DescendantNodes())
        {
            var arms = node switch
            {
                SwitchExpressionSyntax expression => expression.Arms.Select(arm => arm.Pattern).ToList<SyntaxNode>(),
                SwitchStatementSyntax statement => statement.Sections.SelectMany(section => section.Labels).ToList<SyntaxNode>(),
                _ => [],
            };
            var parts = arms.Select(Parts).ToList();
            var places = parts.SelectMany(part => part).Where(part => NamesMember(part.Pattern, members))
                .Select(part => part.Place).ToHashSet();
            if (parts.Any(part => part.Any(p => TakesAll(p.Pattern) && (places.Contains(p.Place) || (p.Place < 0 && places.Count > 0)))))
                yield return node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
        }
    }

    // A pattern for each element of a tuple; for anything else, one in the place -1.
    private static IReadOnlyList<(int Place, SyntaxNode Pattern)> Parts(SyntaxNode arm)
    {
        var pattern = arm is CasePatternSwitchLabelSyntax label ? label.Pattern : arm;
        return pattern is RecursivePatternSyntax { Type: null, PositionalPatternClause: { } tuple }
            ? [.. tuple.Subpatterns.Select((element, place) => (place, (SyntaxNode)element.Pattern))]
            : [(-1, pattern)];
    }

    private static bool TakesAll(SyntaxNode pattern) => pattern is DiscardPatternSyntax or VarPatternSyntax or DefaultSwitchLabelSyntax;

    private static bool NamesMember(SyntaxNode pattern, bool byStaticUsing) => pattern.DescendantNodesAndSelf().Any(node =>
        (node is MemberAccessExpressionSyntax access && s_enums.Value.Contains(LastName(access.Expression)))
        || (node is QualifiedNameSyntax name && s_enums.Value.Contains(LastName(name.Left)))
        || (byStaticUsing && node is ConstantPatternSyntax { Expression: IdentifierNameSyntax }
            or CaseSwitchLabelSyntax { Value: IdentifierNameSyntax }));

    private static string LastName(SyntaxNode name) => name switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.Text,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.Text,
        SimpleNameSyntax simple => simple.Identifier.Text,
        _ => "",
    };
}
