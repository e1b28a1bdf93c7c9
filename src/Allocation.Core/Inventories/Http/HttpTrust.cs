namespace Allocation.Core.Inventories.Http;

/// <summary>How the certificate of a server is checked, and which we show.</summary>
internal sealed record HttpTrust
{
    /// <summary>A PEM file with the authorities that are trusted, in place of the system's; null for the system's.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>A PEM file with our certificate; null when we show none.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>A PEM file with its key; null when the certificate's file has it.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Whether any certificate will do. Whoever is in between can then read and change everything.</summary>
    public bool SkipsCheck { get; init; }
}
