namespace Allocation.Server.Rest.Bodies;

/// <summary>What to change of a pool of numbers. What is left out stays.</summary>
internal sealed record PoolChangeBody : PoolSettingsBody;
