using System.Management.Automation;
using Allocation.Core.Pools;
using Allocation.PowerShell.Binding;

namespace Allocation.PowerShell.Commands;

/// <summary>The settings that a pool can be made with and changed to.</summary>
public abstract class PoolSettingsCmdlet : AllocationCmdlet
{
    /// <summary>
    /// <para type="description">Numbers never to give: 150, or 170-180 with both ends included. They replace the former ones;
    /// -Exclude @() excludes none.</para>
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsAbsent]
    public string[]? Exclude { get; set; }

    /// <summary>
    /// <para type="description">Which free number is next: the lowest, a random one, or the least recently used.</para>
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsAbsent]
    public PoolStrategy? Strategy { get; set; }

    /// <summary>
    /// <para type="description">How long a number stays out of use after it was given back, such as 00:10:00.</para>
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Duration]
    public TimeSpan? ReuseDelay { get; set; }

    private protected PoolChange Settings(long? from, long? to) => new()
    {
        From = from,
        To = to,
        Excluded = Exclude?.SelectMany(list => list.Split(',')).Select(NumberRange.Parse).ToList(),
        Strategy = Strategy,
        ReuseDelay = ReuseDelay,
    };
}
