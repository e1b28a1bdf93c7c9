using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Security.Cryptography;
using Allocation.Core.Access;
using Allocation.Core.Errors;
using Allocation.Core.Results;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Server.Logging;
using Allocation.Server.Rest.Description;
using Allocation.Stores;

namespace Allocation.Server;

/// <summary>The command line of the server: reads it, opens the store, and serves until it is stopped.</summary>
internal sealed class ServerCommand : RootCommand
{
    private const int Failed = 1;
    private const int Usage = 2;

    private readonly Option<string?> _store = new("--store")
    {
        Description = "sqlite:PATH, json:PATH or postgres://user@host:port/db; else $ALLOCATION_STORE, else SQLite in your data folder.",
        HelpName = "URI",
    };
    private readonly Option<string[]> _urls = new("--urls")
    {
        Description = "Where to listen: http://HOST:PORT, https://HOST:PORT or http://unix:PATH; may be repeated.",
        HelpName = "URL",
        DefaultValueFactory = _ => [ServerSettings.DefaultUrl],
    };
    private readonly Option<string?> _tokens = new("--tokens")
    {
        Description = "The file with the tokens, which 'allocation token new' makes (default: tokens.json in your data folder).",
        HelpName = "FILE",
    };
    private readonly Option<string?> _anonymous = new("--anonymous")
    {
        Description = "What a caller without a token may do: 'reader' for looking; on this machine also 'operator' (default: nothing).",
        HelpName = "ROLE",
    };
    private readonly Option<string?> _certificate = new("--certificate")
    {
        Description = "The file with the certificate for https, in PEM; read again when it changes.",
        HelpName = "FILE",
    };
    private readonly Option<string?> _key = new("--certificate-key")
    {
        Description = "The file with the private key of the certificate, in PEM (default: the same file).",
        HelpName = "FILE",
    };
    private readonly Option<bool> _manage = new("--manage") { Description = "Keep the resource pools filled." };
    private readonly Option<bool> _commands = new("--allow-commands")
    {
        Description = "Let admins create resource pools and register inventories, which run programs and read files of this machine.",
    };
    private readonly Option<string[]> _hosts = new("--allow-host")
    {
        Description = "A further host name by which callers without a token may reach the server on this machine; may be repeated.",
        HelpName = "NAME",
    };
    private readonly Option<bool> _openApi = new("--openapi")
    {
        Description = "Write the description of the REST interface (OpenAPI) to standard output, and end; no store is opened.",
    };
    private readonly Option<string> _log = new("--log")
    {
        Description = "How the log is written: text, json (a line each) or systemd.",
        HelpName = "FORM",
        DefaultValueFactory = _ => "text",
    };

    /// <summary>Declares it.</summary>
    internal ServerCommand()
        : base("Serves a store of Allocation over HTTP.")
    {
        foreach (var option in new Option[] { _store, _urls, _tokens, _certificate, _key, _manage, _commands, _anonymous, _hosts, _log,
            _openApi })
        {
            Add(option);
        }

        _anonymous.AcceptOnlyFromAmong("reader", "operator");
        _log.AcceptOnlyFromAmong([.. Enum.GetNames<LogForm>().Select(name => name.ToLowerInvariant())]);
        Validators.Add(Check);
        SetAction(parse => parse.GetValue(_openApi) ? Describe() : Serve(Read(parse), parse.GetValue(_store)));
    }

    /// <summary>Runs the server.</summary>
    /// <returns>0 after it was stopped, 1 when it could not begin, 2 when the command line is wrong.</returns>
    public static int Run(string[] args)
    {
        var parser = new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false };
        var parse = new ServerCommand().Parse(args, parser);
        if (parse.Action is not ParseErrorAction)
            return parse.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        foreach (var error in parse.Errors) Console.Error.WriteLine($"Usage: {error.Message}");
        return Usage;
    }

    /// <summary>The settings that a command line says.</summary>
    internal ServerSettings Read(ParseResult parse) => new()
    {
        Urls = parse.GetValue(_urls)!,
        Tokens = Full(parse.GetValue(_tokens)) ?? TokenFile.DefaultPath,
        Anonymous = parse.GetValue(_anonymous) is { } role ? Enum.Parse<AccessRole>(role, ignoreCase: true) : null,
        Certificate = Full(parse.GetValue(_certificate)),
        CertificateKey = Full(parse.GetValue(_key)),
        Manages = parse.GetValue(_manage),
        AllowsCommands = parse.GetValue(_commands),
        AllowedHosts = parse.GetValue(_hosts) ?? [],
        Log = Enum.Parse<LogForm>(parse.GetValue(_log)!, ignoreCase: true),
    };

    private static string? Full(string? path) => path is null ? null : Path.GetFullPath(path);

    private void Check(CommandResult result)
    {
        var isSecure = result.GetValue(_certificate) is not null;
        if (!isSecure && result.GetResult(_key) is not null) result.AddError("--certificate-key needs --certificate.");
        foreach (var url in result.GetValue(_urls) ?? [])
        {
            if (ListenAddress.Mistake(url) is { } mistake) result.AddError($"--urls {mistake}.");
            else if (!isSecure && ListenAddress.IsSecure(url)) result.AddError($"--urls {url} needs --certificate.");
            else if (result.GetValue(_anonymous) is "operator" && !ListenAddress.IsLocal(url))
                result.AddError($"--anonymous operator must not be combined with {url}, which other machines reach.");
        }
    }

    private static int Describe()
    {
        Console.WriteLine(OpenApiDocument.Whole().ToJsonString(JsonText.Options));
        return 0;
    }

    private static int Serve(ServerSettings settings, string? store)
    {
        // The core waits with the thread that called it; new ones are made too slowly for many callers at once.
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, ServedStore.MostWorking + Environment.ProcessorCount), ports);
        try
        {
            // A file that nobody can read, or that everybody can, is told before the server begins.
            if (settings.Tokens is { } tokens) _ = new TokenFile(tokens).Read();
            if (settings.Certificate is { } certificate) ServerCertificate.Read(certificate, settings.CertificateKey).Dispose();
            var selection = StoreSelection.Make(store, Path.GetFullPath);
            var provider = new StoreProvider();
            using var open = selection.Open(provider, StoreAct.Connect);
            using var server = new AllocationServer(settings, open, provider, selection);
            server.RunAsync().GetAwaiter().GetResult();
            return 0;
        }
        catch (AllocationException e)
        {
            Console.Error.WriteLine($"{e.Kind}: {e.Message}");
            return Failed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            // An address that another program listens on, or a file that cannot be read.
            Console.Error.WriteLine($"StartFailed: {e.Message}");
            return Failed;
        }
    }
}
