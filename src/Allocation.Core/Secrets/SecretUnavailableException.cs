namespace Allocation.Core.Secrets;

/// <summary>A secret cannot be read. Whoever needed it says for what.</summary>
internal sealed class SecretUnavailableException(SecretSource source, string reason, Exception? inner = null)
    : Exception($"the secret of {source} cannot be read: {reason}", inner);
