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
        new("Id", t => t.Id.ToString(CultureInfo.InvariantCulture)) { Right = true },
        new("State", t => t.State.ToString()),
        new("Ready", t => t.Ready.ToString()),
        Column<ResourceTicket>.Name("Tag", t => string.Join(',', t.Tag)),
        Column<ResourceTicket>.Name("ResourceName", t => t.ResourceName),
        Column<ResourceTicket>.Number("QueuePosition", t => t.QueuePosition),
        Column<ResourceTicket>.Name("Waiting", t => t.Waiting ?? t.Failure),
        Column<ResourceTicket>.Name("User", t => t.User),
        Column<ResourceTicket>.Time("CreatedAt", t => t.CreatedAt),
        Column<ResourceTicket>.Extra("Owner", t => t.Owner),
    ];
}
