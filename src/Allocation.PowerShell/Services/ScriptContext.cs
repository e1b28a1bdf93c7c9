using System.Collections;
using System.Management.Automation;
using Allocation.Core.Allocating.Allocators;

namespace Allocation.PowerShell.Services;

/// <summary>What the script of an allocator sees and sets, in PowerShell's own values; it is its first argument and $_.</summary>
public sealed class ScriptContext
{
    private readonly AllocatorContext _context;

    internal ScriptContext(AllocatorContext context)
    {
        _context = context;
        Arguments = AttributeValues.ToObject(new(context.Arguments.Select(a => KeyValuePair.Create(a.Key, a.Value?.DeepClone()))));
    }

    /// <summary>The name of the service.</summary>
    public string ServiceName => _context.ServiceName;

    /// <summary>The id of the service; with Path it says for good who a value is for.</summary>
    public string ServiceId => _context.ServiceId;

    /// <summary>The name of the definition.</summary>
    public string Definition => _context.Definition;

    /// <summary>The version of the service that is being validated.</summary>
    public int Version => _context.Version;

    /// <summary>The level on which the allocator runs, from the root of the service; a single dot at the top.</summary>
    public string Path => _context.Path.ToString();

    /// <summary>The attribute to fill, from the root of the service; null when none is bound.</summary>
    public string? AttributePath => _context.AttributePath?.ToString();

    /// <summary>The value of the attribute to fill.</summary>
    public object? Current => AttributeValues.ToObject(_context.Current);

    /// <summary>The attributes of the level, as if it were its own service; null for those without a value.</summary>
    public PSObject Instance => AttributeValues.ToObject(_context.ShowInstance());

    /// <summary>All attributes of the service; null for those without a value.</summary>
    public PSObject FullInstance => AttributeValues.ToObject(_context.Show(_context.GetFullInstance()));

    /// <summary>The attributes in force, null for those without a value; null for a new service.</summary>
    public PSObject? Active => _context.Active is { } set ? AttributeValues.ToObject(_context.Show(set.Copy())) : null;

    /// <summary>What the definition tells the allocator.</summary>
    public PSObject Arguments { get; }

    /// <summary>Values that the allocators of one level share during one validation.</summary>
    public IDictionary Store => (IDictionary)_context.Store;

    /// <summary>Whether an item came or went in a list that is sensitive to it.</summary>
    public bool SetChanged => _context.SetChanged;

    /// <summary>A value of the level, by path; null when there is none.</summary>
    public object? Get(string path) => AttributeValues.ToObject(_context.Get(path));

    /// <summary>Sets a value, by its path from the level.</summary>
    public void SetValue(string path, object? value) => _context.SetValue(path, AttributeValues.ToNode(value));
}
