using System.Globalization;

namespace Allocation.Core.Errors;

/// <summary>A parameter that leads out of an error. The core names it once, and each front end writes it as its users type it.</summary>
/// <param name="Parameter">Its name, such as <c>AllowHeld</c>.</param>
/// <param name="Sentence">What it does, as a whole sentence with <c>{0}</c> for the parameter.</param>
internal sealed record WayOut(string Parameter, string Sentence)
{
    /// <summary>Excludes what is held.</summary>
    public static WayOut AllowHeld { get; } =
        new("AllowHeld", "With {0} it is excluded all the same: it stays held until it is given back, and is not given again.");

    /// <summary>Makes or changes a pool that gives what another one gives.</summary>
    public static WayOut AllowOverlap { get; } = new("AllowOverlap", "With {0} both pools may give it.");

    /// <summary>Says of which pool.</summary>
    public static WayOut Pool { get; } = new("Pool", "{0} names one of them.");

    /// <summary>Finds allocations by the name of their holder, where a pool of that name was looked for.</summary>
    public static WayOut LeaseName { get; } = new("LeaseName", "{0} finds what is held under a name.");

    /// <summary>Lets a name keep what it holds, where that is what is asked for.</summary>
    public static WayOut IfNotExists { get; } =
        new("IfNotExists", "With {0} a name that holds what is asked for already stays unchanged, instead of an error.");

    /// <summary>Reads a file as something else than a VLAN pool file.</summary>
    public static WayOut Format { get; } =
        new("Format", "If it is not a VLAN pool file, {0} says what it is: Csv, NetBox, ShowVlan or PoolsYaml.");

    /// <summary>Reads a CSV file as NetBox's.</summary>
    public static WayOut FormatNetBox { get; } = new("Format", "If NetBox wrote the file, read it with {0} NetBox.");

    /// <summary>The sentence, with the parameter as a front end writes it.</summary>
    public string Write(Func<string, string> parameter) => string.Format(CultureInfo.InvariantCulture, Sentence, parameter(Parameter));
}
