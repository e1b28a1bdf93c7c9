namespace Allocation.Core.Services.Attributes;

/// <summary>By what an update may change an entity.</summary>
internal enum ChangeRights
{
    /// <summary>Each attribute by its own modifier.</summary>
    ByModifier,

    /// <summary>Everything that clients may set at all: below an embedded entity <c>rw+</c> without strict modifiers.</summary>
    Free,

    /// <summary>Nothing: below an embedded entity <c>rw</c> without strict modifiers.</summary>
    Fixed,
}
