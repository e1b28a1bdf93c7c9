using System.Security.Cryptography;
using System.Text;

namespace Allocation.Core.Reports;

/// <summary>A style sheet or script that comes with the product and is in each page; its digest is what the page allows to run.</summary>
internal sealed class ReportAsset
{
    private ReportAsset(string name)
    {
        using var stream = typeof(ReportAsset).Assembly.GetManifestResourceStream($"Allocation.Core.Reports.{name}")
            ?? throw new InvalidOperationException($"The resource {name} is missing.");
        using var reader = new StreamReader(stream);
        Text = reader.ReadToEnd().ReplaceLineEndings("\n");
        Digest = "'sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text))) + "'";
    }

    public static ReportAsset Style { get; } = new("report.css");

    public static ReportAsset Script { get; } = new("report.js");

    public string Text { get; }

    /// <summary>As a content security policy names it.</summary>
    public string Digest { get; }
}
