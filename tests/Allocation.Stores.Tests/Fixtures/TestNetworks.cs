using System.Diagnostics;

namespace Allocation.Stores.Tests.Fixtures;

/// <summary>Networks of their own on this machine, joined by a bridge in yet another one, each of which can be cut off.</summary>
public sealed class TestNetworks : IDisposable
{
    private readonly string _prefix = $"alloc{Environment.ProcessId}";

    /// <param name="count">How many; they have the addresses 10.211.0.1 and so on.</param>
    public TestNetworks(int count)
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root") Assert.Skip("Network namespaces need root on Linux.");
        if (!TryRun(["ip", "netns", "add", Hub]))
            Assert.Skip("There are no network namespaces here: 'ip netns add' fails, or iproute2 is not installed.");
        try
        {
            Run("ip", "-n", Hub, "link", "add", "bridge", "type", "bridge");
            Run("ip", "-n", Hub, "link", "set", "bridge", "up");
            for (var i = 1; i <= count; i++) All.Add(Join(i));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public List<NetworkNamespace> All { get; } = [];

    private string Hub => $"{_prefix}hub";

    /// <summary>Swallows every packet from and to a network.</summary>
    public void Cut(NetworkNamespace network) => Run("ip", "-n", Hub, "link", "set", network.Name, "down");

    /// <summary>Lets them pass again.</summary>
    public void Heal(NetworkNamespace network) => Run("ip", "-n", Hub, "link", "set", network.Name, "up");

    public void Dispose()
    {
        foreach (var name in All.Select(n => n.Name).Append(Hub)) TryRun(["ip", "netns", "del", name]);
    }

    private NetworkNamespace Join(int number)
    {
        var network = new NetworkNamespace($"{_prefix}n{number}", $"10.211.0.{number}");
        Run("ip", "netns", "add", network.Name);
        Run("ip", "-n", Hub, "link", "add", network.Name, "type", "veth", "peer", "name", "eth0", "netns", network.Name);
        Run("ip", "-n", Hub, "link", "set", network.Name, "master", "bridge", "up");
        Run("ip", "-n", network.Name, "addr", "add", $"{network.Address}/24", "dev", "eth0");
        Run("ip", "-n", network.Name, "link", "set", "eth0", "up");
        Run("ip", "-n", network.Name, "link", "set", "lo", "up");
        return network;
    }

    private static void Run(params string[] command) => Assert.True(TryRun(command), $"'{string.Join(' ', command)}' failed.");

    private static bool TryRun(string[] command)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
