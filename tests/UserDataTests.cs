using System.Runtime.CompilerServices;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Tests;

/// <summary>Compiled into every test project: its data folder is a temporary one before the first test runs.</summary>
public sealed class UserDataTests
{
    [ModuleInitializer]
    internal static void Isolate() => UserData.Isolate();

    [Fact]
    public void The_default_store_of_this_process_is_in_a_temporary_folder()
    {
        Assert.SkipUnless(UserData.CanBeMoved, "The operating system decides where the data folder of a user is.");
        Assert.StartsWith(UserData.Folder! + Path.DirectorySeparatorChar, StoreUri.Default.Location, StringComparison.Ordinal);
        Assert.Equal(UserData.Folder, Environment.GetEnvironmentVariable("XDG_DATA_HOME"));
    }
}
