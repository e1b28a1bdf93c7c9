using System.Globalization;
using Allocation.Cli.Output;
using Allocation.Core.Tickets;

namespace Allocation.Cli.Tickets;

/// <summary>What people see of a ticket.</summary>
internal static class TicketColumns
{
    /// <summary>The columns.</summary>
    public static IReadOnlyList<Column<ResourceTicket>> All { get; } =
    [
        new("Id", t => t.Id.ToString(CultureInfo.InvariantCulture)) { Right = true, Rank = ColumnRank.Key },
        new("State", t => t.State.ToString()),
        new("Ready", t => t.Ready.ToString()),
        Column<ResourceTicket>.Words("Tag", t => string.Join(',', t.Tag)),
        Column<ResourceTicket>.Key("ResourceName", t => t.ResourceName),
        Column<ResourceTicket>.Number("QueuePosition", t => t.QueuePosition) with { Rank = ColumnRank.Spare },
        Column<ResourceTicket>.Words("Waiting", t => t.Waiting ?? t.Failure),
        Column<ResourceTicket>.Words("User", t => t.User) with { Rank = ColumnRank.Spare },
        Column<ResourceTicket>.Time("CreatedAt", t => t.CreatedAt) with { Rank = ColumnRank.Spare },
        Column<ResourceTicket>.Extra("Owner", t => t.Owner),
    ];
}
