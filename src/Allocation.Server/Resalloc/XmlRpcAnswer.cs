using System.Globalization;
using System.Text;
using System.Xml;

namespace Allocation.Server.Resalloc;

/// <summary>Writes answers of XML-RPC, as the server of resalloc's language writes them.</summary>
internal static class XmlRpcAnswer
{
    private static readonly XmlWriterSettings s_settings = new()
    {
        Async = true,
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        CheckCharacters = false,
    };

    /// <summary>Writes what a call returned.</summary>
    public static Task WriteAsync(HttpResponse response, object? result) => WriteAsync(response, xml =>
    {
        xml.WriteStartElement("params");
        xml.WriteStartElement("param");
        WriteValue(xml, result);
    });

    /// <summary>Writes why a call failed.</summary>
    public static Task WriteFaultAsync(HttpResponse response, string why) => WriteAsync(response, xml =>
    {
        xml.WriteStartElement("fault");
        WriteValue(xml, new Dictionary<string, object?> { ["faultCode"] = (long)XmlRpcFault.Code, ["faultString"] = why });
    });

    private static async Task WriteAsync(HttpResponse response, Action<XmlWriter> write)
    {
        using var buffer = new MemoryStream();
        await using (var xml = XmlWriter.Create(buffer, s_settings))
        {
            xml.WriteStartDocument();
            xml.WriteStartElement("methodResponse");
            write(xml);
            xml.WriteEndDocument();
        }

        response.ContentType = "text/xml";
        response.ContentLength = buffer.Length;
        await response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), response.HttpContext.RequestAborted);
    }

    private static void WriteValue(XmlWriter xml, object? value)
    {
        xml.WriteStartElement("value");
        switch (value)
        {
            case null:
                xml.WriteStartElement("nil");
                xml.WriteEndElement();
                break;
            case bool truth:
                xml.WriteElementString("boolean", truth ? "1" : "0");
                break;
            case long number:
                xml.WriteElementString(number is >= int.MinValue and <= int.MaxValue ? "int" : "i8",
                    number.ToString(CultureInfo.InvariantCulture));
                break;
            case byte[] bytes:
                xml.WriteElementString("base64", Convert.ToBase64String(bytes));
                break;
            case IReadOnlyDictionary<string, object?> members:
                xml.WriteStartElement("struct");
                foreach (var (name, member) in members)
                {
                    xml.WriteStartElement("member");
                    xml.WriteElementString("name", name);
                    WriteValue(xml, member);
                    xml.WriteEndElement();
                }

                xml.WriteEndElement();
                break;
            case IEnumerable<object?> items:
                xml.WriteStartElement("array");
                xml.WriteStartElement("data");
                foreach (var item in items) WriteValue(xml, item);
                xml.WriteEndElement();
                xml.WriteEndElement();
                break;
            default:
                xml.WriteElementString("string", value.ToString());
                break;
        }

        xml.WriteEndElement();
    }
}
