namespace Allocation.Core.Reports;

/// <summary>How much of a store a page shows, so that a browser on a phone still opens it.</summary>
public static class ReportLimits
{
    /// <summary>The largest pool that is drawn number by number; a larger one is drawn as bars.</summary>
    public const long Cells = 4500;

    /// <summary>How many pools are drawn at all; the rest have their figures only.</summary>
    public const int Maps = 40;

    /// <summary>As how many bars a large pool is drawn.</summary>
    public const int Bars = 100;

    /// <summary>How many lines a table has.</summary>
    public const int Lines = 2000;

    /// <summary>How many leaks are listed.</summary>
    public const int Leaks = 500;

    /// <summary>How many days the trend goes back.</summary>
    public const int TrendDays = 30;
}
