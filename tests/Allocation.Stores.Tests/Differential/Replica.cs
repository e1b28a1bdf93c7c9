using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Allocation.Core;
using Allocation.Core.Errors;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Events;
using Allocation.Stores.Tests.Fixtures;

namespace Allocation.Stores.Tests.Differential;

/// <summary>The product over one store, with ids, time and chance that are the same over every store.</summary>
internal sealed partial class Replica : IDisposable
{
    private readonly StoreFixture _fixture;

    public Replica(StoreFixture fixture, int seed)
    {
        _fixture = fixture;
        System = new(new Unowned(fixture.Store), Clock, new CountedIds(), new Random(seed),
            events: new(EventActor.Current, "script", new CountedIds()));
    }

    public string Name => _fixture.GetType().Name;

    public ManualClock Clock { get; } = new() { Time = Fixtures.Rows.Noon };

    public AllocationSystem System { get; }

    public IAllocationStore Store => _fixture.Store;

    /// <summary>What an operation gives, or the error that it ends with.</summary>
    public string Do(Func<Replica, string> operation)
    {
        try
        {
            return operation(this);
        }
        catch (AllocationException error)
        {
            return $"{error.Kind} {error.Message.Replace(Store.Uri.ToString(), "STORE", StringComparison.Ordinal)}";
        }
        catch (NotSupportedException error)
        {
            return error.GetType().Name;
        }
    }

    /// <summary>Everything in the store, but for the name that a server gives its user.</summary>
    public string Export()
    {
        using var document = new MemoryStream();
        StoreTransfer.Export(Store, document);
        return ServerUser().Replace(Encoding.UTF8.GetString(document.ToArray()), "");
    }

    [GeneratedRegex(",\\s*\"serverUser\": \"[^\"]*\"")]
    private static partial Regex ServerUser();

    public void Dispose()
    {
        System.Dispose();
        _fixture.Dispose();
    }

    private sealed class CountedIds : IIdSource
    {
        private int _count;

        public string Next() => (++_count).ToString("D6", CultureInfo.InvariantCulture);
    }
}
