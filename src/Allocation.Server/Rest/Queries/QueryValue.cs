namespace Allocation.Server.Rest.Queries;

/// <summary>What is written as the value of a parameter.</summary>
internal enum QueryValue
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A number that may have a fraction.</summary>
    Fraction,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Flag,

    /// <summary>A time.</summary>
    Time,
}
