using System.Management.Automation;
using System.Xml.Linq;
using Allocation.Core.Errors;
using Allocation.PowerShell;

namespace Allocation.Module.Tests.Rules;

/// <summary>Views show texts only through <c>VisibleText</c>: any of them can come from elsewhere, and steer a terminal.</summary>
public sealed class FormatRules
{
    // What rows call a time; it is no class.
    private const string Time = "Allocation.Time";

    private static readonly XDocument s_views = XDocument.Load(Path.Combine(Repository.Root, "module", "Allocation.Format.ps1xml"));

    [Fact]
    public void No_view_shows_a_text_as_it_is()
    {
        var raw = from view in s_views.Descendants("View")
                  from name in view.Descendants("TypeName").Select(name => name.Value)
                  where !name.EndsWith(Time, StringComparison.Ordinal)
                  let type = TypeOf(name)
                  from shown in view.Descendants("PropertyName")
                  where type.GetProperty(shown.Value) is { } property && IsText(property.PropertyType)
                  select $"{type.Name}.{shown.Value}";
        Assert.Empty(raw);
    }

    [Fact]
    public void A_column_that_is_computed_has_a_label()
    {
        var nameless = from view in s_views.Descendants("TableControl")
                       from column in view.Descendants("TableColumnItem").Zip(view.Descendants("TableColumnHeader"))
                       where column.First.Element("ScriptBlock") is not null && column.Second.Element("Label") is null
                       select column.First.Value;
        Assert.Empty(nameless);
    }

    private static Type TypeOf(string name) =>
        typeof(AllocationException).Assembly.GetType(name) ?? typeof(AllocationCmdlet).Assembly.GetType(name)
            ?? typeof(ErrorRecord).Assembly.GetType(name.Split('#')[0])
            ?? throw new InvalidOperationException($"There is no type {name}.");

    private static bool IsText(Type type) => type == typeof(string) || type.IsAssignableTo(typeof(IEnumerable<string>));
}
