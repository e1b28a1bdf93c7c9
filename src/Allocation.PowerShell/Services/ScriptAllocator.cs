using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Allocation.Core.Allocating.Allocators;

namespace Allocation.PowerShell.Services;

/// <summary>
/// An allocator made of script blocks. What the script returns is the value of the bound attribute; it may also set values
/// through its context. A script that throws or writes an error fails the allocation with that message.
/// </summary>
internal sealed class ScriptAllocator(ScriptBlock allocate, ScriptBlock? needs, bool pure) : IServiceAllocator
{
    private readonly Guid? _home = Runspace.DefaultRunspace?.InstanceId;

    public bool TouchesExternal => !pure;

    public bool NeedsAllocation(AllocatorContext context) => needs is null
        ? context.AttributePath is null || context.Current is null
        : Invoke(needs, context).Any(LanguagePrimitives.IsTrue);

    public void Allocate(AllocatorContext context)
    {
        var output = Invoke(allocate, context);
        if (output.Count == 0) return;
        if (context.AttributePath is null)
            throw new InvalidOperationException(
                "The script returned a value, but the definition binds it to no attribute; set values with $_.SetValue(path, value).");
        if (context.Current is null)
            context.SetAttribute(AttributeValues.ToNode(output.Count == 1 ? output[0] : output, context.ServiceName));
    }

    private List<PSObject> Invoke(ScriptBlock script, AllocatorContext context) =>
        ScriptRun.InvokeWith(AtHome(script), context.Cancellation, new ScriptContext(context), "_", "Context");

    // A script block belongs to the runspace that made it, which may be busy waiting for us; elsewhere its text is used.
    private ScriptBlock AtHome(ScriptBlock script) =>
        Runspace.DefaultRunspace?.InstanceId == _home ? script : ScriptBlock.Create(script.ToString());
}
