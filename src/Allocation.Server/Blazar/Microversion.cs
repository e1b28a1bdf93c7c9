using System.Text.RegularExpressions;
using Allocation.Server.Failures;

namespace Allocation.Server.Blazar;

/// <summary>The version of Blazar's API that a caller asks for. There is one.</summary>
internal static partial class Microversion
{
    /// <summary>The header.</summary>
    public const string Header = "OpenStack-API-Version";

    /// <summary>The name of the service in the header.</summary>
    public const string Service = "reservation";

    /// <summary>The one version.</summary>
    public const string Only = "1.0";

    /// <summary>The id of a failure that is about the version.</summary>
    public const string Refused = "Microversion";

    private const string Latest = "latest";

    /// <summary>The version that is asked for; that of other services does not count, and the last one does.</summary>
    public static string Asked(HttpRequest request)
    {
        var asked = request.Headers[Header].SelectMany(line => (line ?? "").Split(','))
            .Select(part => part.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .LastOrDefault(words => words.Length == 2 && words[0].Equals(Service, StringComparison.OrdinalIgnoreCase))?[1];
        return asked is null or Latest ? Only : asked;
    }

    /// <summary>Refuses a version that there is not.</summary>
    /// <exception cref="RequestRefusedException">It is another one, or no version.</exception>
    public static void Check(HttpRequest request)
    {
        var asked = Asked(request);
        if (asked == Only) return;
        throw new RequestRefusedException(Form().IsMatch(asked)
            ? new(StatusCodes.Status406NotAcceptable, Refused,
                $"Version {asked} is not supported by the API. Minimum is {Only} and maximum is {Only}.")
            : new(StatusCodes.Status400BadRequest, Refused,
                $"API Version String {asked} is of invalid format. Must be of format MajorNum.MinorNum."));
    }

    /// <summary>The name of an error about the version.</summary>
    public static string NameOf(int status) => status == StatusCodes.Status406NotAcceptable ? "NOT_ACCEPTABLE" : "BAD_REQUEST";

    [GeneratedRegex(@"^[1-9]\d*\.([1-9]\d*|0)$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
