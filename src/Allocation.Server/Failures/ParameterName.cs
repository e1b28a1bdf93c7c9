namespace Allocation.Server.Failures;

/// <summary>Parameters of the core as callers of the server write them.</summary>
internal static class ParameterName
{
    /// <summary>The name of a parameter or a property: <c>allowHeld</c> for <c>AllowHeld</c>.</summary>
    public static string Of(string parameter) => char.ToLowerInvariant(parameter[0]) + parameter[1..];
}
