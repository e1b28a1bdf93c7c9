namespace Allocation.Server.Resalloc;

/// <summary>A call that failed, as XML-RPC tells it.</summary>
internal sealed class XmlRpcFault(string message) : Exception(message)
{
    /// <summary>The one code that resalloc's server has.</summary>
    public const int Code = 1;
}
