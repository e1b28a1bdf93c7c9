using System.Text;
using Allocation.Core.Storage;

namespace Allocation.Stores.Tests.Fixtures;

internal static class StoreCalls
{
    /// <summary>Runs work that gives nothing back.</summary>
    public static void Run(this IAllocationStore store, Action<IStoreSession> work) => store.Run(session =>
    {
        work(session);
        return true;
    });

    /// <summary>Everything in the store as text, for comparing two moments or two stores.</summary>
    public static string Dump(this IAllocationStore store)
    {
        using var document = new MemoryStream();
        StoreTransfer.Export(store, document);
        return Encoding.UTF8.GetString(document.GetBuffer().AsSpan(0, (int)document.Length));
    }
}
