using System.Collections;
using System.Management.Automation;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Commands;
using Allocation.Core.Inventories.Http;
using Allocation.Core.Inventories.PoolFiles;
using Allocation.Core.Secrets;
using Allocation.Core.Storage.Addresses;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Inventories;
using Allocation.PowerShell.Services;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Registers somebody else's list of used numbers as an inventory that services can take numbers from.</para>
/// <para type="description">It can be a VLAN pool file, a program that answers JSON with JSON, a table in SQLite or PostgreSQL, an HTTP
/// interface such as NetBox's, or script blocks, which live as long as this PowerShell session. Nothing of it is opened or run yet. The kind says how a number
/// is found and given back, and so how much can be mended after a crash; docs/inventories.md tells more.</para>
/// </summary>
/// <example>
/// <code>Register-AllocationInventory ipam -Kind ByValue -Command python3, ./ipam.py -CanList</code>
/// </example>
/// <example>
/// <code>Register-AllocationInventory lab -Path ./vlan_pool.json -Kind Tagged</code>
/// </example>
/// <example>
/// <code>Register-AllocationInventory netbox -Http ./netbox.json</code>
/// </example>
/// <example>
/// <code>Register-AllocationInventory counter -Kind ByValue -Allocate { $script:n++; $script:n } -Free { $true }</code>
/// </example>
[Cmdlet(VerbsLifecycle.Register, "AllocationInventory", DefaultParameterSetName = ByFile, SupportsShouldProcess = true)]
[OutputType(typeof(AllocationInventory))]
public sealed class RegisterAllocationInventoryCommand : AllocationCmdlet
{
    private const string ByFile = "File";
    private const string ByCommand = "Command";
    private const string BySql = "Sql";
    private const string ByHttp = "Http";
    private const string ByScript = "Script";

    /// <summary>
    /// <para type="description">Its name, as a pool's. Services name it with -NorthInventory and -SouthInventory, or as a pool: inventory:NAME.</para>
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Name { get; set; } = "";

    /// <summary>
    /// <para type="description">ByValue: numbers are freed by the number itself. ById: by an id that the inventory gave with it. Tagged: it keeps the
    /// owner, and finds by it. A file records owners beside its used numbers when it is Tagged.</para>
    /// </summary>
    [Parameter(ParameterSetName = ByFile)]
    [Parameter(ParameterSetName = ByCommand, Mandatory = true)]
    [Parameter(ParameterSetName = BySql)]
    [Parameter(ParameterSetName = ByHttp)]
    [Parameter(ParameterSetName = ByScript, Mandatory = true)]
    public InventoryKind? Kind { get; set; }

    /// <summary>
    /// <para type="description">The VLAN pool file.</para>
    /// </summary>
    [Parameter(ParameterSetName = ByFile, Mandatory = true)]
    [Alias("LiteralPath", "PSPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>
    /// <para type="description">The program and its arguments; there is no shell in between. A relative path with a separator is taken from the
    /// current folder, a bare name is looked for on the PATH.</para>
    /// </summary>
    [Parameter(ParameterSetName = ByCommand, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string[] Command { get; set; } = [];

    /// <summary>
    /// <para type="description">Variables for the program's environment. Values are never shown, but the store keeps them as plain text; for
    /// secrets use -EnvironmentFrom.</para>
    /// </summary>
    [Parameter(ParameterSetName = ByCommand)]
    public Hashtable? Environment { get; set; }

    /// <summary>
    /// <para type="description">Variables for the program's environment whose values are read at each call: file:PATH, the text of a file
    /// without one line end, or env:NAME, a variable of the process that calls. The place for secrets: the store keeps only where they are.</para>
    /// </summary>
    [Parameter(ParameterSetName = ByCommand)]
    public Hashtable? EnvironmentFrom { get; set; }

    /// <summary>
    /// <para type="description">The folder in which the program runs; the current one when it is not given.</para>
    /// </summary>
    [Parameter(ParameterSetName = ByCommand)]
    [OptionalText]
    public string? WorkingFolder { get; set; }

    /// <summary>
    /// <para type="description">How much the program may write, in bytes; 16 MiB when it is not given.</para>
    /// </summary>
    [Parameter(ParameterSetName = ByCommand)]
    public int OutputLimit { get; set; } = 16 * 1024 * 1024;

    /// <summary>
    /// <para type="description">The program answers list, so that suspects can be named after a crash.</para>
    /// </summary>
    [Parameter(ParameterSetName = ByCommand)]
    public SwitchParameter CanList { get; set; }

    /// <summary>
    /// <para type="description">How long one call may take; 30 seconds when it is not given.</para>
    /// </summary>
    [Parameter(ParameterSetName = ByCommand)]
    [Parameter(ParameterSetName = BySql)]
    [Duration]
    public TimeSpan? TimeLimit { get; set; }

    /// <summary>
    /// <para type="description">The database of the table: sqlite:PATH or postgres://user@host:port/db.</para>
    /// </summary>
    [Parameter(ParameterSetName = BySql, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Database { get; set; } = "";

    /// <summary>
    /// <para type="description">The password of the database, read at each call: file:PATH or env:NAME. A password within -Database is kept
    /// in the store as plain text.</para>
    /// </summary>
    [Parameter(ParameterSetName = BySql)]
    [OptionalText]
    public string? DatabasePasswordFrom { get; set; }

    /// <summary>
    /// <para type="description">The statement that takes a number and gives one row with the column number; no row means that nothing is free.
    /// Parameters: @owner, @owner_name, @attribute, @key, @exactly.</para>
    /// </summary>
    [Parameter(ParameterSetName = BySql, Mandatory = true)]
    public string AllocateSql { get; set; } = "";

    /// <summary>
    /// <para type="description">The statement that gives a number back. Parameters: @owner, @owner_name, @attribute, @key, @number, @id.</para>
    /// </summary>
    [Parameter(ParameterSetName = BySql, Mandatory = true)]
    public string FreeSql { get; set; } = "";

    /// <summary>
    /// <para type="description">The query for what @owner holds for @attribute: rows with number and, as far as there are such columns, id, owner,
    /// attribute, key.</para>
    /// </summary>
    [Parameter(ParameterSetName = BySql)]
    [OptionalText]
    public string? FindSql { get; set; }

    /// <summary>
    /// <para type="description">The query for all that is taken, with the same columns.</para>
    /// </summary>
    [Parameter(ParameterSetName = BySql)]
    [OptionalText]
    public string? ListSql { get; set; }

    /// <summary>
    /// <para type="description">An HTTP interface: a JSON file, or a hashtable of the same form, that says what is asked for and where in the
    /// answers the fields are; docs/inventories-http.md tells more. Files that it names are looked for beside the file, or in the current folder.</para>
    /// </summary>
    [Parameter(ParameterSetName = ByHttp, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public object Http { get; set; } = null!;

    /// <summary>
    /// <para type="description">Takes a number: gets an object with Owner, OwnerName, Attribute, Key and Exactly, and puts out the number, or an
    /// object with Number and Id. Nothing means that nothing is free.</para>
    /// </summary>
    [Parameter(ParameterSetName = ByScript, Mandatory = true)]
    public ScriptBlock Allocate { get; set; } = ScriptBlock.Create("");

    /// <summary>
    /// <para type="description">Gives a number back: gets an object with Number, Id, Owner, OwnerName, Attribute and Key; $false means that it was not known.</para>
    /// </summary>
    [Parameter(ParameterSetName = ByScript, Mandatory = true)]
    public ScriptBlock Free { get; set; } = ScriptBlock.Create("");

    /// <summary>
    /// <para type="description">Finds what a claim got: gets an object with Owner, OwnerName, Attribute and Key.</para>
    /// </summary>
    [Parameter(ParameterSetName = ByScript)]
    public ScriptBlock? Find { get; set; }

    /// <summary>
    /// <para type="description">Puts out all that is taken.</para>
    /// </summary>
    [Parameter(ParameterSetName = ByScript)]
    public ScriptBlock? List { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        var settings = Settings();
        var script = ParameterSetName == ByScript ? new ScriptCalls(Name, Allocate, Free, Find, List).ToInventory(Kind!.Value) : null;
        if (!ShouldProcess(Name, $"Register inventory ({settings?.Location ?? "script blocks"})")) return;
        var inventories = Open().Inventories;
        WriteObject(script is not null ? inventories.Register(script, Cancellation) : inventories.Register(Name, Kind ?? settings!.UsualKind, settings!, Cancellation));
    }

    private InventorySettings? Settings() => ParameterSetName switch
    {
        ByFile => new FileInventorySettings(Paths.ResolvePoolFile(Path)),
        ByCommand => new CommandInventorySettings(Program(Command[0]), Command[1..])
        {
            TimeLimit = TimeLimit ?? TimeSpan.FromSeconds(30),
            OutputLimit = OutputLimit,
            CanList = CanList,
            WorkingFolder = WorkingFolder is null ? Paths.Folder : Paths.Resolve(WorkingFolder),
            Environment = (Environment ?? []).Cast<DictionaryEntry>().ToDictionary(e => $"{e.Key}", e => $"{e.Value}"),
            EnvironmentFrom = (EnvironmentFrom ?? []).Cast<DictionaryEntry>().ToDictionary(e => $"{e.Key}", e => Secret($"{e.Value}")),
        },
        BySql => new SqlInventorySettings(Rooted(Database), AllocateSql, FreeSql) { Find = FindSql, List = ListSql, TimeLimit = TimeLimit ?? TimeSpan.FromSeconds(30), PasswordFrom = DatabasePasswordFrom is { } from ? Secret(from) : null },
        ByHttp => Binding.Argument.Unwrap(Http) switch
        {
            string file => HttpInventorySettings.ReadFile(Paths.Resolve(file)),
            FileInfo file => HttpInventorySettings.ReadFile(file.FullName),
            _ => HttpInventorySettings.Parse(AttributeValues.ToNode(Http)!.ToJsonString(), Paths.Folder),
        },
        _ => null,
    };

    private SecretSource Secret(string place) => SecretSource.Parse(place, Paths.Folder);

    private string Program(string named) =>
        named.AsSpan().IndexOfAny(System.IO.Path.DirectorySeparatorChar, System.IO.Path.AltDirectorySeparatorChar) < 0 ? named : Paths.Resolve(named);

    private string Rooted(string database) =>
        StoreUri.Parse(database, Paths.Folder) is { Kind: StoreKind.Sqlite } file ? "sqlite:" + file.Location : database;
}
