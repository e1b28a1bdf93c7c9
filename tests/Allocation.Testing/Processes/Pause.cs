namespace Allocation.Testing.Processes;

/// <summary>Stops at a place until a test lets it go on. The files beside the inventory say both.</summary>
public static class Pause
{
    /// <summary>Says that it is here, and waits.</summary>
    public static void At(string path)
    {
        File.WriteAllText(path + ".here", Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture));
        File.Move(path + ".here", path + ".paused");
        while (!File.Exists(path + ".go")) Thread.Sleep(10);
    }
}
