using System.Collections.ObjectModel;
using System.Management.Automation;

namespace Allocation.PowerShell.Views;

/// <summary>
/// The method <c>ToString</c> of one value in a row (<see cref="Shown"/>). PowerShell looks up that of a type name anew for each
/// value, which takes hundreds of times as long; copies from a job or a file have no other.
/// </summary>
internal sealed class WrittenAs : PSMethodInfo
{
    private readonly PSObject _value;
    private readonly Func<PSObject, string?, IFormatProvider?, string> _write;

    /// <summary>The method of a value.</summary>
    public WrittenAs(PSObject value, Func<PSObject, string?, IFormatProvider?, string> write)
    {
        _value = value;
        _write = write;
        SetMemberName(nameof(ToString));
    }

    /// <inheritdoc/>
    public override PSMemberTypes MemberType => PSMemberTypes.CodeMethod;

    /// <inheritdoc/>
    public override Collection<string> OverloadDefinitions => ["string ToString(string format, System.IFormatProvider provider)"];

    /// <inheritdoc/>
    public override string TypeNameOfValue => typeof(PSMethodInfo).FullName!;

    /// <inheritdoc/>
    public override object Invoke(params object[] arguments) =>
        _write(_value, arguments.OfType<string>().FirstOrDefault(), arguments.OfType<IFormatProvider>().FirstOrDefault());

    /// <inheritdoc/>
    public override PSMemberInfo Copy() => new WrittenAs(_value, _write);
}
