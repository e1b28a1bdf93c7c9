
namespace Allocation.Core.Tests.Inventories.Http;

/// <summary>A product with an interface for VLANs, as far as its documentation says how it answers.</summary>
internal interface IProduct
{
    /// <summary>The block of docs/inventories-http.md that describes it, from 0.</summary>
    int Recipe { get; }

    /// <summary>Where its interface begins.</summary>
    string Path { get; }

    /// <summary>Its token or password.</summary>
    string Secret { get; }

    /// <summary>The numbers that it has as taken, lowest first.</summary>
    IReadOnlyList<long> Taken { get; }

    /// <summary>Puts VLANs of others into it.</summary>
    void Add(IEnumerable<long> numbers);

    /// <summary>The text in which it keeps our key, of each VLAN.</summary>
    IReadOnlyList<string?> Keys { get; }

    /// <summary>Does what was asked.</summary>
    HttpReply Answer(HttpQuestion question);
}
