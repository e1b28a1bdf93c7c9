using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Commands;

namespace Allocation.Core.Tests.Inventories;

/// <summary>Where an inventory is, as it is kept: both front ends ask here.</summary>
public sealed class InventoryPlaceTests
{
    [Fact]
    public void A_program_is_kept_by_its_full_path_only_when_it_is_written_with_a_folder()
    {
        var path = Path.Combine("tools", "ipam");
        Assert.Equal("ipam", CommandInventorySettings.ProgramOf("ipam", written => "/here/" + written));
        Assert.Equal("/here/" + path, CommandInventorySettings.ProgramOf(path, written => "/here/" + written));
    }

    [Fact]
    public void A_database_in_a_file_is_kept_by_its_full_path_and_one_of_a_server_as_it_was_written()
    {
        var folder = Path.GetTempPath();
        Assert.Equal("sqlite:" + Path.Combine(folder, "ipam.db"), SqlInventorySettings.Rooted("sqlite:ipam.db", folder));
        Assert.Equal("postgres://me:secret@db/ipam", SqlInventorySettings.Rooted("postgres://me:secret@db/ipam", folder));
        Assert.Throws<InvalidStoreException>(() => SqlInventorySettings.Rooted("ipam.db", folder));
    }
}
