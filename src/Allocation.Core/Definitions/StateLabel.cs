namespace Allocation.Core.Definitions;

/// <summary>How a state looks to people.</summary>
public enum StateLabel
{
    /// <summary>On its way.</summary>
    Info,

    /// <summary>As wanted.</summary>
    Success,

    /// <summary>Needs a look.</summary>
    Warning,

    /// <summary>Needs repair.</summary>
    Danger,
}
