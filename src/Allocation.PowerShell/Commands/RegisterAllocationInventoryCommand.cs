using System.Collections;
using System.Management.Automation;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Commands;
using Allocation.Core.Inventories.Http;
using Allocation.Core.Inventories.PoolFiles;
using Allocation.Core.Secrets;
using Allocation.Core.Storage;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Inventories;
using Allocation.PowerShell.Services;

namespace Allocation.PowerShell.Commands;

/// <summary>Registers a list of used numbers that another system keeps as an inventory that services can take numbers from.</summary>
[Cmdlet(VerbsLifecycle.Register, "AllocationInventory", DefaultParameterSetName = ByFile, SupportsShouldProcess = true)]
[OutputType(typeof(AllocationInventory))]
public sealed class RegisterAllocationInventoryCommand : AllocationCmdlet
{
    private const string ByFile = "File";
    private const string ByCommand = "Command";
    private const string BySql = "Sql";
    private const string ByHttp = "Http";
    private const string ByScript = "Script";

    /// <summary>Its name, as a pool's.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Name { get; set; } = "";

    /// <summary>ByValue: numbers are freed by the number itself.</summary>
    [Parameter(ParameterSetName = ByFile)]
    [Parameter(ParameterSetName = ByCommand, Mandatory = true)]
    [Parameter(ParameterSetName = BySql)]
    [Parameter(ParameterSetName = ByHttp)]
    [Parameter(ParameterSetName = ByScript, Mandatory = true)]
    [ValidateSet(nameof(InventoryKind.Tagged), nameof(InventoryKind.ByValue), nameof(InventoryKind.ById))]
    [Choice(typeof(InventoryKind), nameof(InventoryKind.Tagged), nameof(InventoryKind.ByValue), nameof(InventoryKind.ById))]
    public InventoryKind? Kind { get; set; }

    /// <summary>Puts the registration in the place of one of the same name and kind; what is held stays.</summary>
    [Parameter(ParameterSetName = ByFile)]
    [Parameter(ParameterSetName = ByCommand)]
    [Parameter(ParameterSetName = BySql)]
    [Parameter(ParameterSetName = ByHttp)]
    public SwitchParameter Replace { get; set; }

    /// <summary>The VLAN pool file.</summary>
    [Parameter(ParameterSetName = ByFile, Mandatory = true)]
    [Alias("LiteralPath", "PSPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The program and its arguments; there is no shell in between.</summary>
    [Parameter(ParameterSetName = ByCommand, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string[] Command { get; set; } = [];

    /// <summary>Variables for the program's environment.</summary>
    [Parameter(ParameterSetName = ByCommand)]
    public Hashtable? Environment { get; set; }

    /// <summary>
    /// Variables for the program's environment whose values are read at each call: file:PATH, the text of a file without one line end, or
    /// env:NAME, a variable of the process that calls.
    /// </summary>
    [Parameter(ParameterSetName = ByCommand)]
    public Hashtable? EnvironmentFrom { get; set; }

    /// <summary>The folder in which the program runs.</summary>
    [Parameter(ParameterSetName = ByCommand)]
    [OptionalText]
    public string? WorkingFolder { get; set; }

    /// <summary>How much the program may write, in bytes.</summary>
    [Parameter(ParameterSetName = ByCommand)]
    [NeedsValue]
    public int OutputLimit { get; set; } = 16 * 1024 * 1024;

    /// <summary>The program answers list, so that suspects can be named after a crash.</summary>
    [Parameter(ParameterSetName = ByCommand)]
    public SwitchParameter CanList { get; set; }

    /// <summary>How long one call may take.</summary>
    [Parameter(ParameterSetName = ByCommand)]
    [Parameter(ParameterSetName = BySql)]
    [Duration]
    public TimeSpan? TimeLimit { get; set; }

    /// <summary>The database of the table: sqlite:PATH or postgres://user@host:port/db.</summary>
    [Parameter(ParameterSetName = BySql, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Database { get; set; } = "";

    /// <summary>The password of the database, read at each call: file:PATH or env:NAME.</summary>
    [Parameter(ParameterSetName = BySql)]
    [OptionalText]
    public string? DatabasePasswordFrom { get; set; }

    /// <summary>The statement that takes a number and gives one row with the column number; no row means that nothing is free.</summary>
    [Parameter(ParameterSetName = BySql, Mandatory = true)]
    public string AllocateSql { get; set; } = "";

    /// <summary>The statement that gives a number back.</summary>
    [Parameter(ParameterSetName = BySql, Mandatory = true)]
    public string FreeSql { get; set; } = "";

    /// <summary>
    /// The query for what @owner holds for @attribute: rows with number and, as far as there are such columns, id, owner, attribute, key.
    /// </summary>
    [Parameter(ParameterSetName = BySql)]
    [OptionalText]
    public string? FindSql { get; set; }

    /// <summary>The query for all that is taken, with the same columns.</summary>
    [Parameter(ParameterSetName = BySql)]
    [OptionalText]
    public string? ListSql { get; set; }

    /// <summary>
    /// An HTTP interface: a JSON file, or a hashtable of the same form, that says what is asked for and where in the answers the fields
    /// are; docs/inventories-http.md tells more.
    /// </summary>
    [Parameter(ParameterSetName = ByHttp, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public object Http { get; set; } = null!;

    /// <summary>
    /// Takes a number: gets an object with Owner, OwnerName, Attribute, Key and Exactly, and returns the number, or an object with
    /// Number and Id.
    /// </summary>
    [Parameter(ParameterSetName = ByScript, Mandatory = true)]
    public ScriptBlock Allocate { get; set; } = ScriptBlock.Create("");

    /// <summary>
    /// Gives a number back: gets an object with Number, Id, Owner, OwnerName, Attribute and Key; $false means that it was not known.
    /// </summary>
    [Parameter(ParameterSetName = ByScript, Mandatory = true)]
    public ScriptBlock Free { get; set; } = ScriptBlock.Create("");

    /// <summary>Finds what a claim got: gets an object with Owner, OwnerName, Attribute and Key.</summary>
    [Parameter(ParameterSetName = ByScript)]
    public ScriptBlock? Find { get; set; }

    /// <summary>Returns all that is taken.</summary>
    [Parameter(ParameterSetName = ByScript)]
    public ScriptBlock? List { get; set; }

    /// <inheritdoc/>
    private protected override StoreAct StoreAct => StoreAct.RegisterInventory;

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        var settings = Settings();
        var script = ParameterSetName == ByScript ? new ScriptCalls(Name, Allocate, Free, Find, List).ToInventory(Kind!.Value) : null;
        if (Replace)
        {
            ReplaceBy(settings!);
            return;
        }

        AllocationInventory Register(InventoryCatalog inventories) =>
            script is not null
                ? inventories.Register(script, Cancellation)
                : inventories.Register(Name, Kind ?? settings!.UsualKind, settings!, Cancellation);
        if (MayDo(Name, $"Register inventory ({settings?.Location ?? "script blocks"})", system => Register(system.Inventories)))
            WriteObject(Register(Open().Inventories));
    }

    private void ReplaceBy(InventorySettings settings)
    {
        var kind = Kind ?? settings.UsualKind;
        var former = Open().Inventories.Replaceable(Name, kind, settings, Cancellation);
        var act = $"Replace the registration ({former.Location}) by another one ({settings.Location}); of its numbers {former.Held} are " +
            "held, and stay so";
        if (!MayDo(former.Name, act, system => system.Inventories.Replace(Name, kind, settings, Cancellation))) return;
        WriteObject(Open().Inventories.Replace(Name, kind, settings, Cancellation));
    }

    private InventorySettings? Settings() => ParameterSetName switch
    {
        ByFile => new FileInventorySettings(Paths.ResolvePoolFile(Path)),
        ByCommand => new CommandInventorySettings(CommandInventorySettings.ProgramOf(Command[0], Paths.Resolve), Command[1..])
        {
            TimeLimit = TimeLimit ?? InventorySettings.UsualTimeLimit,
            OutputLimit = OutputLimit,
            CanList = CanList,
            WorkingFolder = WorkingFolder is null ? Paths.Folder : Paths.Resolve(WorkingFolder),
            Environment = (Environment ?? []).Cast<DictionaryEntry>().ToDictionary(e => $"{e.Key}", e => $"{e.Value}"),
            EnvironmentFrom = (EnvironmentFrom ?? []).Cast<DictionaryEntry>().ToDictionary(e => $"{e.Key}", e => Secret($"{e.Value}")),
        },
        BySql => new SqlInventorySettings(SqlInventorySettings.Rooted(Database, Paths.Folder), AllocateSql, FreeSql)
        {
            Find = FindSql,
            List = ListSql,
            TimeLimit = TimeLimit ?? InventorySettings.UsualTimeLimit,
            PasswordFrom = DatabasePasswordFrom is { } from ? Secret(from) : null,
        },
        ByHttp => Binding.Argument.Unwrap(Http) switch
        {
            string file => HttpInventorySettings.ReadFile(Paths.Resolve(file)),
            FileInfo file => HttpInventorySettings.ReadFile(file.FullName),
            _ => HttpInventorySettings.Parse(AttributeValues.ToNode(Http)!.ToJsonString(), Paths.Folder),
        },
        _ => null,
    };

    private SecretSource Secret(string place) => SecretSource.Parse(place, Paths.Folder);
}
