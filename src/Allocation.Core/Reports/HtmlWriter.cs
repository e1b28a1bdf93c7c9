using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Allocation.Core.Texts;

namespace Allocation.Core.Reports;

/// <summary>
/// Writes HTML: what is in the program is markup, every value between braces is text. There is no way to write a value
/// as markup, so no name can become any.
/// </summary>
internal sealed class HtmlWriter(TextWriter output)
{
    private static readonly HtmlEncoder s_encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Writes an interpolated string.</summary>
    public void Write([InterpolatedStringHandlerArgument("")] ref Markup markup) => markup.End();

    /// <summary>Writes the text of a style sheet or a script that comes with the product.</summary>
    public void Write(ReportAsset asset) => output.Write(asset.Text);

    /// <summary>The parts of an interpolated string, written as they come.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Markup
    {
        private readonly TextWriter _output;

        public Markup(int literalLength, int formattedCount, HtmlWriter writer) => _output = writer.Output;

        public void AppendLiteral(string markup) => _output.Write(markup);

        public void AppendFormatted(string? text)
        {
            if (text is not null) s_encoder.Encode(_output, VisibleText.Of(text));
        }

        public void AppendFormatted(long number) => _output.Write(number.ToString(CultureInfo.InvariantCulture));

        // Only ASCII comes of an invariant number.
        public void AppendFormatted(double number) => _output.Write(number.ToString("0.##", CultureInfo.InvariantCulture));

        public void AppendFormatted(DateTimeOffset time) =>
            _output.Write(time.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture));

        internal void End() => _output.Write("");
    }

    private TextWriter Output => output;
}
