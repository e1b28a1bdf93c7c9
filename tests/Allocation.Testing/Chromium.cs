using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Allocation.Testing;

/// <summary>A headless Chromium with one page, driven over its DevTools protocol; gone, with its profile, when disposed.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome"];

    // Without these it tries to reach the network at every start.
    private static readonly string[] s_flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--remote-debugging-port=0", "about:blank",
    ];

    // Keys that do something by themselves: their code, and what they write.
    private static readonly Dictionary<string, (int Code, string? Text)> s_keys = new()
    {
        ["Tab"] = (9, null),
        ["Enter"] = (13, "\r"),
        ["Escape"] = (27, null),
        [" "] = (32, " "),
        ["/"] = (191, "/"),
    };

    private readonly TemporaryFolder _profile = new();
    private readonly ClientWebSocket _socket = new();
    private readonly Process _process;
    private string _session = "";
    private Task _drained = Task.CompletedTask;
    private int _last;

    private Chromium(string program)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardError = true };
        foreach (var flag in s_flags.Prepend($"--user-data-dir={_profile.Path}")) start.ArgumentList.Add(flag);
        _process = Process.Start(start)!;
    }

    /// <summary>What the page has written to its console, and what it was refused.</summary>
    public List<string> Messages { get; } = [];

    /// <summary>Starts one, or null where there is none.</summary>
    public static async Task<Chromium?> StartAsync(CancellationToken cancellation)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (s_names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists) is not { } program)
            return null;
        var browser = new Chromium(program);
        try
        {
            await browser.ConnectAsync(cancellation);
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens a file or an address and waits until it is loaded.</summary>
    public async Task OpenAsync(string path, CancellationToken cancellation)
    {
        await SendAsync("Page.navigate", new() { ["url"] = new Uri(path).AbsoluteUri }, cancellation);
        while (await EvaluateAsync("document.readyState === 'complete' && location.href !== 'about:blank'", cancellation) is not true)
            await Task.Yield();
    }

    /// <summary>The value of an expression in the page.</summary>
    public async Task<object?> EvaluateAsync(string script, CancellationToken cancellation)
    {
        var answer = await SendAsync("Runtime.evaluate",
            new() { ["expression"] = script, ["returnByValue"] = true, ["awaitPromise"] = true }, cancellation);
        if (answer["exceptionDetails"] is { } error) throw new InvalidOperationException(error.ToJsonString());
        return answer["result"]?["value"]?.GetValue<JsonElement>() switch
        {
            { ValueKind: JsonValueKind.True } => true,
            { ValueKind: JsonValueKind.False } => false,
            { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            _ => null,
        };
    }

    /// <summary>Moves the pointer over the middle of the first element that fits.</summary>
    public async Task HoverAsync(string selector, CancellationToken cancellation) => await PointAsync("mouseMoved", selector, cancellation);

    /// <summary>Clicks on it.</summary>
    public async Task ClickAsync(string selector, CancellationToken cancellation)
    {
        await PointAsync("mousePressed", selector, cancellation);
        await PointAsync("mouseReleased", selector, cancellation);
    }

    /// <summary>Types text into the element that has the focus.</summary>
    public Task TypeAsync(string text, CancellationToken cancellation) =>
        SendAsync("Input.insertText", new() { ["text"] = text }, cancellation);

    /// <summary>Presses a key such as ArrowRight or Tab, with what the browser itself does for it.</summary>
    public async Task PressAsync(string key, CancellationToken cancellation)
    {
        var (code, text) = s_keys.GetValueOrDefault(key);
        var pressed = new JsonObject { ["type"] = "keyDown", ["key"] = key, ["windowsVirtualKeyCode"] = code };
        if (text is not null) pressed["text"] = text;
        await SendAsync("Input.dispatchKeyEvent", pressed, cancellation);
        await SendAsync("Input.dispatchKeyEvent", new() { ["type"] = "keyUp", ["key"] = key, ["windowsVirtualKeyCode"] = code },
            cancellation);
    }

    /// <summary>Shows the page as a window of that width in a theme, <c>light</c> or <c>dark</c>, would.</summary>
    public async Task ShowAsync(int width, string theme, CancellationToken cancellation)
    {
        await SendAsync("Emulation.setDeviceMetricsOverride",
            new() { ["width"] = width, ["height"] = 900, ["deviceScaleFactor"] = 1, ["mobile"] = width < 600 }, cancellation);
        await SendAsync("Emulation.setEmulatedMedia",
            new() { ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = theme }) }, cancellation);
    }

    /// <summary>What is harder to read than WCAG 2 asks of normal text (a ratio of luminances of 4.5), of the text that is seen; empty
    /// when nothing is.</summary>
    public async Task<string> LowContrastAsync(CancellationToken cancellation) => (string)(await EvaluateAsync(
        """
        (() => {
          const lum = c => { const [r, g, b] = c.map(v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
          const rgba = t => t.match(/[\d.]+/g).map(Number);
          const back = e => { for (; e; e = e.parentElement) { const c = rgba(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] === 1) return c.slice(0, 3); } return [255, 255, 255]; };
          const low = [];
          for (const e of document.querySelectorAll('h1,h2,h3,p,small,b,li,dt,dd,td,button,figcaption,.badge,label,summary,footer')) {
            const style = getComputedStyle(e);
            if (style.fontSize === '0px' && !e.dataset.n || style.backgroundImage !== 'none' || !e.innerText?.trim() && !e.dataset.n) continue;
            const [a, b] = [lum(rgba(style.color).slice(0, 3)), lum(back(e))];
            const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
            if (ratio < 4.5) low.push(`${e.tagName}.${e.className} ${ratio.toFixed(2)}`);
          }
          return [...new Set(low)].join('; ');
        })()
        """,
        cancellation))!;

    /// <summary>A picture of the whole page, PNG.</summary>
    public async Task<byte[]> PictureAsync(CancellationToken cancellation) =>
        Convert.FromBase64String(
            (string)(await SendAsync("Page.captureScreenshot", new() { ["captureBeyondViewport"] = true }, cancellation))["data"]!);

    /// <summary>A picture of what the window shows, PNG.</summary>
    public async Task<byte[]> ViewAsync(CancellationToken cancellation) =>
        Convert.FromBase64String((string)(await SendAsync("Page.captureScreenshot", [], cancellation))["data"]!);

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        await _drained;
        _process.Dispose();
        _profile.Dispose();
    }

    private async Task PointAsync(string kind, string selector, CancellationToken cancellation)
    {
        var place = (string)(await EvaluateAsync(
            $$"""(() => { const e = document.querySelector({{JsonSerializer.Serialize(selector)}}); e.scrollIntoView({ block: 'center', behavior: 'instant' }); const r = e.getBoundingClientRect(); return `${r.x + r.width / 2} ${r.y + r.height / 2}`; })()""",
            cancellation))!;
        var (x, y) = (double.Parse(place.Split(' ')[0]), double.Parse(place.Split(' ')[1]));
        await SendAsync("Input.dispatchMouseEvent", new()
        {
            ["type"] = kind,
            ["x"] = x,
            ["y"] = y,
            ["button"] = kind == "mouseMoved" ? "none" : "left",
            ["clickCount"] = 1
        }, cancellation);
    }

    private async Task ConnectAsync(CancellationToken cancellation)
    {
        // It tells on standard error where it listens.
        string? line;
        do line = await _process.StandardError.ReadLineAsync(cancellation)
            ?? throw new InvalidOperationException("Chromium ended at once.");
        while (!line.StartsWith("DevTools listening on ", StringComparison.Ordinal));

        // What it says later is read and dropped, or a full pipe would stop it.
        _drained = _process.StandardError.ReadToEndAsync(CancellationToken.None);
        await _socket.ConnectAsync(new Uri(line["DevTools listening on ".Length..]), cancellation);
        var page = (string)(await SendAsync("Target.createTarget", new() { ["url"] = "about:blank" }, cancellation))["targetId"]!;
        _session = (string)(await SendAsync("Target.attachToTarget", new() { ["targetId"] = page, ["flatten"] = true },
            cancellation))["sessionId"]!;
        foreach (var domain in new[] { "Page", "Runtime", "Log", "Network" }) await SendAsync($"{domain}.enable", [], cancellation);
    }

    private async Task<JsonObject> SendAsync(string method, JsonObject parameters, CancellationToken cancellation)
    {
        var id = ++_last;
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (_session.Length > 0) message["sessionId"] = _session;
        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, cancellation);
        while (true)
        {
            var answer = await ReceiveAsync(cancellation);
            if ((int?)answer["id"] == id)
                return answer["error"] is { } error
                    ? throw new InvalidOperationException(error.ToJsonString())
                    : answer["result"]!.AsObject();
            if ((string?)answer["method"] is "Log.entryAdded" or "Runtime.exceptionThrown" or "Runtime.consoleAPICalled"
                or "Network.requestWillBeSent")
                Messages.Add(answer.ToJsonString());
        }
    }

    private async Task<JsonObject> ReceiveAsync(CancellationToken cancellation)
    {
        using var text = new MemoryStream();
        var buffer = new byte[1 << 16];
        WebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer, cancellation);
            text.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(text.ToArray())!.AsObject();
    }
}
