using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.Usage;

namespace Allocation.Core.Tests.Usage;

public sealed class ShowVlanUsageTests : IDisposable
{
    private const string Ios = """
        sw1#show vlan brief

        VLAN Name                             Status    Ports
        ---- -------------------------------- --------- -------------------------------
        1    default                          active    Gi1/0/1, Gi1/0/2, Gi1/0/3
                                                        Gi1/0/4, Gi1/0/5
        150  web front                        active    Gi1/0/6
        160  a-name-of-thirty-two-characters- act/lshut
        1002 fddi-default                     act/unsup
        1003 token-ring-default               act/unsup
        1004 fddinet-default                  act/unsup
        1005 trnet-default                    act/unsup
        sw1#
        """;

    private const string NxOs = """
        VLAN Name                             Status    Ports
        ---- -------------------------------- --------- -------------------------------
        1    default                          active    Po1, Eth1/1, Eth1/2
        150  web front                        active    Po1, Eth1/3, Eth1/4, Eth1/5
                                                        Eth1/6
        160  a-name-of-thirty-two-characters- suspended Eth1/7
        """;

    private const string Eos = """
        arista>show vlan brief
        VLAN  Name                             Status    Ports
        ----- -------------------------------- --------- -------------------------------
        1     default                          active    Et1, Et2
        150   web front                        active    Cpu, Po1, Po2, Po3, Po4, Po5
                                                         Po6, Vx1
        160*  a-name-of-thirty-two-characters- active    Cpu

        * indicates a Dynamic VLAN
        """;

    private readonly TestSystem _system = new();

    [Theory]
    [InlineData(Ios)]
    [InlineData(NxOs)]
    [InlineData(Eos)]
    public void The_tables_of_three_systems_are_read_alike(string text)
    {
        _system.MakePool("vlan", 100, 1000);

        Assert.Equal(2, Import(text).Held);
        Assert.Equal(["150 web front", "160 a-name-of-thirty-two-characters-"],
            _system.Held.Select(line => $"{line.ResourceId} {line.LeaseName}"));
        Assert.Equal(2, Import(text.Replace("\n", "\r\n", StringComparison.Ordinal), ifNotExists: true).Held);
    }

    [Fact]
    public void What_every_switch_has_is_taken_where_the_pool_could_give_it()
    {
        _system.Pools.Create("vlan", new PoolChange { From = 1, To = 4095, Excluded = [NumberRange.Of(1003)] });
        _system.Direct.TakeAll([new("vlan", "mine") { Numbers = new([NumberRange.Of(1004)]) }]);

        Import(Ios);

        string[] held = ["1 default", "150 web front", "160 a-name-of-thirty-two-characters-", "1002 fddi-default", "1004 mine",
            "1005 trnet-default"];
        Assert.Equal(held, _system.Held.Select(line => $"{line.ResourceId} {line.LeaseName}"));
        Assert.Equal(6, Import(Ios, ifNotExists: true).Held);
    }

    public static TheoryData<string, int[]> Garbage => new()
    {
        { "", [1] },
        { "Interface Status\nGi1/0/1 up\n", [1, 1, 2] },
        { "hello\nVLAN Name Status Ports\n---- ---- ------ -----\n150  web  active\n", [1] },
        { "VLAN Name Status Ports\n150  web  active\n", [2] },
        { "VLAN Name Status Ports\n", [2] },
        { Ios.Replace("150  web front", "150web  front", StringComparison.Ordinal), [7] },
        { Ios + "\nVLAN Type  SAID       MTU   Parent RingNo\n1    enet  100001     1500  -      -\n", [14, 15] },
        { Ios.Replace("sw1#\n", " --More-- \n", StringComparison.Ordinal).Replace("150  web", "     web", StringComparison.Ordinal), [7] },
        { Ios.Replace("150  web front", "9999 web front", StringComparison.Ordinal), [7] },
        { Ios.Replace("160  ", "150  ", StringComparison.Ordinal), [8] },
        { "VLAN Name Status Ports\n---- ---- ------ -----\n\n", [1] },
    };

    [Theory]
    [MemberData(nameof(Garbage))]
    public void What_is_no_such_table_is_refused_with_its_lines(string text, int[] lines)
    {
        _system.MakePool("vlan", 100, 1000);

        var error = Assert.Throws<InvalidPoolFileException>(() => Import(text));

        Assert.Equal(lines, error.Reason.Split(Environment.NewLine)
            .Select(line => int.Parse(line[5..line.IndexOf(':', StringComparison.Ordinal)])));
        Assert.Empty(_system.Held);
    }

    private AllocationPool Import(string text, bool ifNotExists = false) =>
        _system.Usage.Import(UsageFile.Of("sw1.txt", text, UsageFormat.ShowVlan), "vlan", ifNotExists).Pool;

    /// <inheritdoc/>
    public void Dispose() => _system.Dispose();
}
