using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Allocation.Core.Ledger;

/// <summary>
/// The ledger in the shape of OpenStack Blazar's resource allocation API, so that what reads that can read this. Times are
/// UTC with microseconds and no mark of the zone, as there; an open-ended reservation, which Blazar does not have, ends in
/// <c>null</c>.
/// </summary>
internal static class BlazarFormat
{
    private const int FlushAtBytes = 1 << 15;

    // The text goes to a file or a program, never into a web page.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary><c>{"allocations": [...]}</c>, written as the resources are taken.</summary>
    public static void Write(Stream output, IEnumerable<ResourceUse> resources)
    {
        using var json = new Utf8JsonWriter(output, s_options);
        json.WriteStartObject();
        json.WriteStartArray("allocations");
        foreach (var resource in resources)
        {
            Write(json, resource);
            if (json.BytesPending > FlushAtBytes) json.Flush();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary><c>{"allocation": {...}}</c>.</summary>
    public static void Write(Stream output, ResourceUse resource)
    {
        using var json = new Utf8JsonWriter(output, s_options);
        json.WriteStartObject();
        json.WritePropertyName("allocation");
        Write(json, resource);
        json.WriteEndObject();
    }

    /// <summary>One resource, as both have it.</summary>
    public static void Write(Utf8JsonWriter json, ResourceUse resource)
    {
        json.WriteStartObject();
        json.WriteString("resource_id", resource.ResourceId);
        json.WriteStartArray("reservations");
        foreach (var reservation in resource.Reservations)
        {
            json.WriteStartObject();
            json.WriteString("id", reservation.Id);
            json.WriteString("lease_id", reservation.LeaseId);
            json.WriteString("start_date", Text(reservation.StartDate));
            json.WriteString("end_date", Text(reservation.EndDate));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string? Text(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
}
