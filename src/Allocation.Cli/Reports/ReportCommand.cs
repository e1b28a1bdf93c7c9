using System.CommandLine;
using Allocation.Core.Reports;

namespace Allocation.Cli.Reports;

/// <summary><c>report</c></summary>
internal sealed class ReportCommand : StoreCommand
{
    private readonly Argument<string> _path = new("file") { Description = "The HTML file to write; an existing one is replaced." };

    /// <summary>Declares it.</summary>
    public ReportCommand()
        : base("report", "Writes a page that shows the pools, their use, and who holds what; one file that needs no network.")
    {
        Add(_path);
        Validators.Add(result =>
        {
            if (result.GetResult(_path) is { Tokens: [{ Value: "" }] }) result.AddError("The name of the file must not be empty.");
        });
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var file = Path.GetFullPath(run.Arguments.GetRequiredValue(_path));
        ReportPage.Save(run.System.Reports.Build(run.Cancellation), run.System.Store.Uri, file);
        return ExitCodes.Ok;
    }
}
