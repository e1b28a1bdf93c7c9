using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Allocation.Core.Json;
using Allocation.Core.Secrets;

namespace Allocation.Core.Inventories.Http;

/// <summary>The requests of one call: on their own connections, within one time limit, with the secret as it is now.</summary>
internal sealed class HttpExchange : IDisposable
{
    // Whoever is asked to wait again and again is not served.
    private const int MostPauses = 10;

    // Of an answer in an error, in bytes, before it is made fit to be shown.
    private const int LongestShown = 8 * 1024;

    private static readonly string s_agent = $"Allocation/{typeof(HttpExchange).Assembly.GetName().Version?.ToString(3)}";

    private readonly HttpApi _api;
    private readonly HttpClient _client;
    private readonly CancellationToken _cancelled;
    private readonly CancellationTokenSource _limit;
    private readonly string? _secret;
    private readonly SecretMask _mask;
    private readonly long _begun = Stopwatch.GetTimestamp();
    private int _pauses;

    /// <summary>Begins the call; nothing is sent yet.</summary>
    /// <exception cref="HttpCallException">The secret or a certificate cannot be read.</exception>
    public HttpExchange(HttpApi api, CancellationToken cancellation)
    {
        _api = api;
        _cancelled = cancellation;
        _secret = ReadSecret(api.Secret);
        _mask = new SecretMask(_secret is null ? [] : api.User is null ? [_secret] : [_secret, Basic(api.User, _secret)]);
        _client = HttpTransport.Connect(api);
        _limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _limit.CancelAfter(api.TimeLimit);
    }

    /// <summary>Whether a change was asked for and neither done nor refused, so that it is unknown what became of it.</summary>
    public bool IsUnclear { get; private set; }

    /// <summary>Sends a request and reads its answer.</summary>
    /// <param name="operation">What to ask.</param>
    /// <param name="values">The values of its templates.</param>
    /// <param name="address">Where, when that is the next page; null for the operation's own address.</param>
    /// <exception cref="HttpCallException">There was no answer, or none that can be used.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled, and changes nothing.</exception>
    public HttpAnswer Send(HttpOperation operation, IReadOnlyDictionary<string, string> values, Uri? address = null)
    {
        _cancelled.ThrowIfCancellationRequested();
        using var request = Request(operation, values, address ?? Address(operation, values));
        try
        {
            var answer = Exchange(request).GetAwaiter().GetResult();
            IsUnclear |= operation.Changes && !answer.IsDone && !answer.IsRefusal && !operation.Refuses(answer);
            return answer;
        }
        catch (OperationCanceledException error) when (_cancelled.IsCancellationRequested)
        {
            if (!operation.Changes) throw;
            throw new HttpCallException("it was interrupted", mayHaveHappened: true, error);
        }
        catch (OperationCanceledException error)
        {
            throw new HttpCallException($"{ForPeople(request)} gave no answer within {_api.TimeLimit.TotalSeconds:0.###} s",
                operation.Changes, error);
        }
        catch (HttpRequestException error) when (error.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new HttpCallException($"{ForPeople(request)} answered more than {_api.ResponseLimit} bytes", operation.Changes, error);
        }
        catch (HttpRequestException error)
        {
            var wasSent = error.HttpRequestError is not (HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError);
            throw new HttpCallException($"{ForPeople(request)} failed: {Explain(error)}", operation.Changes && wasSent, error);
        }
        catch (IOException error)
        {
            throw new HttpCallException($"{ForPeople(request)} failed: {Explain(error)}", operation.Changes, error);
        }
    }

    /// <summary>The address of an operation.</summary>
    /// <exception cref="HttpCallException">A value is missing, or cannot be a part of an address.</exception>
    public Uri Address(HttpOperation operation, IReadOnlyDictionary<string, string> values) =>
        Below(_api.Address.AbsoluteUri + operation.Path.Address(values));

    /// <summary>An address that a server named; it must be one of the same server, or the secret would go elsewhere.</summary>
    /// <exception cref="HttpCallException">It is another server's, or no address.</exception>
    public Uri Follow(Uri from, string link)
    {
        if (!Uri.TryCreate(from, link, out var next))
            throw new HttpCallException($"the address of the next page is not a valid address: {ServerText.Of(link, _mask)}",
                mayHaveHappened: false);
        return IsSameServer(next)
            ? next
            : throw new HttpCallException(
                $"the next page is at {ServerText.Of(next.GetLeftPart(UriPartial.Authority), _mask)}, and must be at " +
                $"{_api.Address.GetLeftPart(UriPartial.Authority)}", mayHaveHappened: false);
    }

    /// <summary>Waits as long as an answer asks, or a little longer each time. False, at once, when that is longer than the time limit
    /// leaves.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public bool Pause(HttpAnswer answer)
    {
        var pause = answer.RetryAfter ?? TimeSpan.FromSeconds(Math.Pow(2, _pauses) / 2);
        if (++_pauses > MostPauses || pause >= _api.TimeLimit - Stopwatch.GetElapsedTime(_begun)) return false;
        if (pause > TimeSpan.Zero) _limit.Token.WaitHandle.WaitOne(pause);
        _cancelled.ThrowIfCancellationRequested();
        return !_limit.IsCancellationRequested;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _limit.Dispose();
        _client.Dispose();
    }

    private async Task<HttpAnswer> Exchange(HttpRequestMessage request)
    {
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseContentRead, _limit.Token).ConfigureAwait(false);
        var body = await response.Content.ReadAsByteArrayAsync(_limit.Token).ConfigureAwait(false);
        var (document, mistake) = Parse(body);
        return new HttpAnswer((int)response.StatusCode, document, mistake is null ? null : ServerText.Of(mistake, _mask),
            Describe(request, response, body), RetryAfter(response))
        { IsEmpty = body.AsSpan().Trim(" \t\r\n"u8).IsEmpty };
    }

    private HttpRequestMessage Request(HttpOperation operation, IReadOnlyDictionary<string, string> values, Uri address)
    {
        var request = new HttpRequestMessage(operation.Method, address);

        // The runtime sends a request without a body up to three times more when the server closes the connection; with one, even an empty
        // one, never.
        if (operation.Changes) request.Content = new ByteArrayContent([]);
        if (operation.Body is { } body)
            request.Content = new StringContent(HttpBody.Fill(body, values)!.ToJsonString(), new UTF8Encoding(false), "application/json");
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", s_agent);
        if (_api.User is { } user) Add(request, "Authorization", $"Basic {Basic(user, _secret!)}");
        var known = _secret is null ? values : new Dictionary<string, string>(values) { [HttpValues.Secret] = _secret };
        foreach (var (name, template) in _api.Headers.Concat(operation.Headers)) Add(request, name, template.Plain(known));
        return request;
    }

    private void Add(HttpRequestMessage request, string name, string value)
    {
        if (value.Any(c => c is < ' ' or > '~') || !request.Headers.TryAddWithoutValidation(name, value))
            throw new HttpCallException($"the header {name} must consist of printable ASCII characters, and its value does not",
                mayHaveHappened: false);
    }

    private Uri Below(string text)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && IsSameServer(address)
            && address.AbsolutePath.StartsWith(_api.Address.AbsolutePath, StringComparison.Ordinal))
        {
            return address;
        }
        throw new HttpCallException($"{ServerText.Of(text, _mask)} is not an address below {_api.Address}", mayHaveHappened: false);
    }

    private bool IsSameServer(Uri address) =>
        address.Scheme == _api.Address.Scheme && address.Port == _api.Address.Port && address.UserInfo.Length == 0
            && string.Equals(address.IdnHost, _api.Address.IdnHost, StringComparison.OrdinalIgnoreCase);

    private string Describe(HttpRequestMessage request, HttpResponseMessage response, byte[] body)
    {
        var status = (int)response.StatusCode;
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{ForPeople(request)} answered {status}");
        if (!string.IsNullOrEmpty(response.ReasonPhrase)) text.Append(' ').Append(ServerText.Of(response.ReasonPhrase, _mask));
        if (status is >= 300 and < 400 && response.Headers.Location is { } elsewhere)
            text.Append(", a redirect to ").Append(ServerText.Of(elsewhere.ToString(), _mask)).Append(", which is not followed");
        if (status is 401 or 403 && _api.Secret is { } secret) text.Append(" with the secret of ").Append(secret);
        if (ServerText.Of(Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, LongestShown)), _mask) is { Length: > 0 } shown)
            text.Append("; it says: ").Append(shown);
        return text.ToString();
    }

    private string ForPeople(HttpRequestMessage request) => $"{request.Method} {ServerText.Of(request.RequestUri!.ToString(), _mask)}";

    // What was wrong is often in the inner ones, such as why a certificate is not trusted.
    private string Explain(Exception error)
    {
        var texts = new List<string>();
        for (var at = error; at is not null; at = at.InnerException)
            if (!texts.Exists(text => text.Contains(at.Message, StringComparison.Ordinal))) texts.Add(at.Message);
        return ServerText.Of(string.Join(" ", texts), _mask);
    }

    // Whoever needs a document says that there is none; many answers need none.
    private static (JsonElement? Document, string? Mistake) Parse(byte[] body)
    {
        try
        {
            return (OutsideJson.Read(body), null);
        }
        catch (OutsideJsonException error)
        {
            return (null, error.Message);
        }
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        if (response.Headers.RetryAfter is not { } asked) return null;
        var pause = asked.Delta ?? (asked.Date - DateTimeOffset.UtcNow);
        return pause < TimeSpan.Zero ? TimeSpan.Zero : pause;
    }

    private static string Basic(string user, string secret) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{secret}"));

    private static string? ReadSecret(SecretSource? source)
    {
        try
        {
            return source?.Read();
        }
        catch (SecretUnavailableException error)
        {
            throw new HttpCallException(error.Message, mayHaveHappened: false, error);
        }
    }
}
