using System.Net;

namespace Allocation.Server;

/// <summary>An address to listen on, as it is typed.</summary>
internal static class ListenAddress
{
    /// <summary>What is wrong with an address, as the end of a sentence that begins with the name of the option; null when nothing
    /// is.</summary>
    public static string? Mistake(string url)
    {
        var form = $"must be an address such as {ServerSettings.DefaultUrl}, http://192.0.2.1:8300, http://*:8300 or " +
            $"http://unix:/run/a.sock, not '{url}'";
        try
        {
            var address = BindingAddress.Parse(url);
            // The framework takes a host that it does not know for all interfaces.
            var isKnown = address.IsUnixPipe || address.Host is "*" || IsLoopbackName(address.Host)
                || IPAddress.TryParse(address.Host.Trim('[', ']'), out _);
            var isForm = address.Scheme is "http" or "https" && address.PathBase.Length == 0;
            return isForm && isKnown && address.Port is >= 0 and <= ushort.MaxValue ? null : form;
        }
        catch (FormatException)
        {
            return form;
        }
    }

    /// <summary>Whether it is for TLS.</summary>
    public static bool IsSecure(string url) => BindingAddress.Parse(url).Scheme is "https";

    /// <summary>Whether only programs on this machine reach it.</summary>
    public static bool IsLocal(string url) => BindingAddress.Parse(url) is { IsUnixPipe: true } or { IsNamedPipe: true }
        || IsLoopbackName(BindingAddress.Parse(url).Host);

    /// <summary>Whether a host name always means this machine.</summary>
    public static bool IsLoopbackName(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
