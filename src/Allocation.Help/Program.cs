using Allocation.Help;

// Makes the help that PowerShell reads from the Markdown that people write: one MAML file for all cmdlets of an assembly,
// and one text file for each about topic.
if (args is not [var assembly, var shell, var pages, var output])
{
    Console.Error.WriteLine("usage: Allocation.Help ASSEMBLY SYSTEM.MANAGEMENT.AUTOMATION.DLL MARKDOWN-FOLDER OUTPUT-FOLDER");
    return 2;
}

try
{
    Directory.CreateDirectory(output);
    var texts = HelpFolder.Read(pages);
    var cmdlets = CmdletReader.Read(assembly, shell);
    var maml = MamlWriter.Write(cmdlets.Select(cmdlet => (cmdlet, texts.Of(cmdlet))));
    maml.Save(Path.Combine(output, Path.GetFileName(assembly) + "-Help.xml"));
    foreach (var (name, markdown) in texts.About) File.WriteAllText(Path.Combine(output, name + ".help.txt"), AboutText.Of(name, markdown));
    return 0;
}
catch (HelpException e)
{
    Console.Error.WriteLine($"{e.File} : error HELP : {e.Message}");
    return 1;
}
