namespace Allocation.Core.Access;

/// <summary>What a caller of the server may do. Each role may do what the ones before it may.</summary>
internal enum AccessRole
{
    /// <summary>Look at everything.</summary>
    Reader,

    /// <summary>Take and give back.</summary>
    Operator,

    /// <summary>Change pools, definitions and what a crash left.</summary>
    Admin,
}
