using Allocation.Core.Results;
using Allocation.Server.Rest;
using Microsoft.AspNetCore.Http;

namespace Allocation.Server.Tests;

public sealed class JsonAnswerTests
{
    [Fact]
    public async Task A_list_is_sent_while_it_is_read()
    {
        var context = new DefaultHttpContext();
        using var sent = new MemoryStream();
        context.Response.Body = sent;
        long before = 0;
        await JsonAnswer.WriteAllAsync(context, Items());
        Assert.InRange(before, 100_000, sent.Length - 1);
        Assert.Equal(10_001, System.Text.Json.JsonDocument.Parse(sent.ToArray()).RootElement.GetArrayLength());

        IEnumerable<HistoryCleared> Items()
        {
            for (var i = 0; i < 10_000; i++) yield return new HistoryCleared(i);
            before = sent.Length;
            yield return new HistoryCleared(-1);
        }
    }

    [Fact]
    public async Task What_refuses_a_list_at_once_leaves_the_answer_free_for_the_error()
    {
        var context = new DefaultHttpContext();
        await Assert.ThrowsAsync<InvalidOperationException>(() => JsonAnswer.WriteAllAsync(context, Items()));
        Assert.Null(context.Response.ContentType);

        static IEnumerable<HistoryCleared> Items() => Enumerable.Range(0, 1).Select<int, HistoryCleared>(_ =>
            throw new InvalidOperationException());
    }
}
