using System.Buffers;

namespace Allocation.Core.Inventories.Commands;

/// <summary>What a program writes, kept up to a limit.</summary>
internal sealed class CappedOutput(int limit)
{
    private readonly ArrayBufferWriter<byte> _kept = new();

    public ReadOnlyMemory<byte> Content => _kept.WrittenMemory;

    /// <summary>Reads to the end. False, and it stops there, when there is more than the limit.</summary>
    public async Task<bool> Fill(Stream stream, CancellationToken cancellation)
    {
        while (await Read(stream, cancellation).ConfigureAwait(false) is var read and > 0)
        {
            if (_kept.WrittenCount + read > limit) return false;
            _kept.Advance(read);
        }

        return true;
    }

    /// <summary>Reads to the end and forgets what is beyond the limit, so that the writer is never held up.</summary>
    public async Task Drain(Stream stream, CancellationToken cancellation)
    {
        while (await Read(stream, cancellation).ConfigureAwait(false) is var read and > 0)
        {
            if (_kept.WrittenCount + read <= limit) _kept.Advance(read);
        }
    }

    private async Task<int> Read(Stream stream, CancellationToken cancellation) =>
        await stream.ReadAsync(_kept.GetMemory(16 * 1024), cancellation).ConfigureAwait(false);
}
