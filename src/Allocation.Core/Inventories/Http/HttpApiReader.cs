using System.Text.Json;
using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.Secrets;

namespace Allocation.Core.Inventories.Http;

/// <summary>Reads the document that describes an HTTP interface; <c>docs/inventory-http.schema.json</c> has its form.</summary>
internal static class HttpApiReader
{
    /// <summary>The members whose value is a path, or may name one.</summary>
    public static IReadOnlyList<string> Paths { get; } = ["ca_file", "client_certificate", "client_key"];

    // What HTTP itself or the transport sets.
    private static readonly string[] s_reserved = ["Content-Type", "Content-Length", "Host", "Transfer-Encoding", "Connection"];

    /// <summary>The interface; what is wrong is noted, each mistake with its place. With mistakes the result is only good for finding more
    /// of them.</summary>
    public static HttpApi Read(JsonElement document, List<string> mistakes)
    {
        var part = new DocumentPart(document, "", mistakes);
        part.Only([
            "$schema", "description", "url", "user", "secret", "headers", "allow_plain_http", .. Paths,
                "skip_certificate_check", "use_proxy",
            "time_limit", "response_limit", "numbers", "entry", HttpApi.Allocate, HttpApi.AllocateExactly, HttpApi.Free,
                HttpApi.Find, HttpApi.List,
        ]);
        part.Text("description");
        var headers = Headers(part, [HttpValues.Secret]);
        var fields = Fields(part.Child("entry")) ?? new HttpFields();
        var api = new HttpApi
        {
            Address = Address(part),
            User = part.Text("user"),
            Secret = Secret(part),
            Headers = headers,
            Trust = Trust(part),
            UsesProxy = part.Flag("use_proxy", true),
            TimeLimit = TimeLimit(part),
            ResponseLimit = ResponseLimit(part),
            Numbers = Numbers(part),
            Operations = new HttpOperationReader(fields).ReadAll(part).ToDictionary(o => o.Name, StringComparer.Ordinal),
        };
        CheckSecret(part, api);
        return api;
    }

    /// <summary>The headers of an object, whose values are templates with these names.</summary>
    public static IReadOnlyDictionary<string, HttpTemplate> Headers(DocumentPart part, IReadOnlyList<string> known)
    {
        var headers = new Dictionary<string, HttpTemplate>(StringComparer.OrdinalIgnoreCase);
        if (part.Child("headers") is not { } written) return headers;
        foreach (var name in written.Names)
        {
            if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal)))
                written.Wrong(name, "the name of a header must consist of letters, digits and dashes");
            else if (s_reserved.Contains(name, StringComparer.OrdinalIgnoreCase))
                written.Wrong(name, "this header is set by the program and must not be given");
            else if (written.Text(name, required: true) is { } text
                && HttpOperationReader.Template(written, name, text, known) is { } template && !headers.TryAdd(name, template))
                written.Wrong(name, "a header must not be there twice, whatever its case");
        }

        return headers;
    }

    /// <summary>The places of fields; null when they are not given.</summary>
    public static HttpFields? Fields(DocumentPart? part)
    {
        if (part is null) return null;
        part.Only(HttpValues.Number, HttpValues.Id, HttpValues.Owner, HttpValues.Attribute, HttpValues.Key);
        var fields = new HttpFields
        {
            Number = HttpOperationReader.Place(part, HttpValues.Number),
            Id = HttpOperationReader.Place(part, HttpValues.Id),
            Owner = HttpOperationReader.Place(part, HttpValues.Owner),
            Attribute = HttpOperationReader.Place(part, HttpValues.Attribute),
            Key = HttpOperationReader.Place(part, HttpValues.Key),
        };
        if (fields.Owner is null != fields.Attribute is null)
            part.Wrong("", "'owner' and 'attribute' must be given together: only both say whose a number is");
        return fields;
    }

    // A mistaken one is replaced, so that what is below it can be checked as well.
    private static Uri Address(DocumentPart part)
    {
        var text = part.Text("url", required: true);
        var fallback = new Uri("https://localhost/");
        if (text is null) return fallback;
        if (!Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
        {
            part.Wrong("url", "it must be an address that begins with https://");
            return fallback;
        }

        if (address.UserInfo.Length > 0) part.Wrong("url", "it must not have a user or password: see 'user' and 'secret'");
        if (address.Query.Length > 0 || address.Fragment.Length > 0)
            part.Wrong("url", "it must not have a query or fragment: these belong to the 'path' of an operation");
        if (address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback && !part.Flag("allow_plain_http", false))
            part.Wrong("url",
                "it must begin with https://, or 'allow_plain_http' must be true: over http:// others can read the secret and " +
                "change the answers");
        return address;
    }

    private static SecretSource? Secret(DocumentPart part)
    {
        if (part.Text("secret") is not { } text) return null;
        try
        {
            return SecretSource.Parse(text, Path.GetTempPath());
        }
        catch (InvalidPoolException)
        {
            part.Wrong("secret", "it must be the place of the secret, written file:PATH or env:NAME");
            return null;
        }
    }

    private static HttpTrust Trust(DocumentPart part)
    {
        var trust = new HttpTrust
        {
            AuthorityFile = part.Text("ca_file"),
            CertificateFile = part.Text("client_certificate"),
            KeyFile = part.Text("client_key"),
            SkipsCheck = part.Flag("skip_certificate_check", false),
        };
        if (trust is { SkipsCheck: true, AuthorityFile: not null })
            part.Wrong("skip_certificate_check", "it must not be true beside 'ca_file': nothing would be checked");
        if (trust is { KeyFile: not null, CertificateFile: null })
            part.Wrong("client_key", "it must not be given without 'client_certificate'");
        return trust;
    }

    private static TimeSpan TimeLimit(DocumentPart part)
    {
        var seconds = part.Has("time_limit") ? part.Count("time_limit") ?? 30 : 30;
        if (seconds is < 1 or > 3600) part.Wrong("time_limit", "it must be from 1 to 3600 seconds");
        return TimeSpan.FromSeconds(seconds);
    }

    private static int ResponseLimit(DocumentPart part)
    {
        const int Usual = 16 * 1024 * 1024;
        var bytes = part.Has("response_limit") ? part.Count("response_limit") ?? Usual : Usual;
        if (bytes == 0) part.Wrong("response_limit", "it must be above 0");
        return bytes;
    }

    private static NumberRange? Numbers(DocumentPart part)
    {
        if (part.Text("numbers") is not { } text) return null;
        try
        {
            return NumberRange.Parse(text);
        }
        catch (InvalidPoolException)
        {
            part.Wrong("numbers", "it must be a range such as 100-199, both ends included");
            return null;
        }
    }

    private static void CheckSecret(DocumentPart part, HttpApi api)
    {
        var headers = api.Headers.Concat(api.Operations.Values.SelectMany(o => o.Headers)).ToList();
        var isUsed = api.User is not null || headers.Exists(h => h.Value.Names.Contains(HttpValues.Secret));
        if (isUsed && !part.Has("secret")) part.Wrong("secret", "it must be given where 'user' or {secret} is");
        if (!isUsed && part.Has("secret")) part.Wrong("secret", "it must be used: by {secret} in a header, or as the password of 'user'");
        var authorization = headers.Where(h => h.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase)).ToList();
        if (authorization.Count > 0 && api.User is not null)
            part.Wrong("user", "it must not be given beside a header Authorization, which it makes");
        if (authorization.Exists(h => !h.Value.Names.Contains(HttpValues.Secret)))
            part.Wrong("headers", "Authorization must take what is secret from {secret}: the store keeps this document as plain text");
    }
}
