using System.Globalization;
using Allocation.Core.Pools.Use;

namespace Allocation.Cli.Output;

/// <summary>One column of a table for people.</summary>
/// <param name="Title">Its heading: the name of the property that it shows.</param>
/// <param name="Text">The text of one row; null shows nothing.</param>
internal sealed record Column<T>(string Title, Func<T, string?> Text)
{
    /// <summary>Whether it is aligned right, as numbers are.</summary>
    public bool Right { get; init; }

    /// <summary>Whether its cells may be broken into lines when a terminal is narrow.</summary>
    public bool Breaks { get; init; }

    /// <summary>Whether it has times, which are broken between day and time of day only.</summary>
    public bool IsTime { get; init; }

    /// <summary>Whether it is left out where no row has anything in it.</summary>
    public bool IsExtra { get; init; }

    /// <summary>What becomes of it where there is no room for all columns.</summary>
    public ColumnRank Rank { get; init; } = ColumnRank.Usual;

    /// <summary>Whether its words are whole where its cells are broken.</summary>
    public bool HasWholeWords { get; init; }

    /// <summary>How much a cell of it should be noticed; null for not at all.</summary>
    public Func<T, UseLevel>? Level { get; init; }

    /// <summary>To how few characters its cells may be broken.</summary>
    public int Least { get; init; } = 12;

    /// <summary>A column that tells one row from another, and is copied into the next command.</summary>
    public static Column<T> Key(string title, Func<T, string?> text) => new(title, text) { Rank = ColumnRank.Key };

    /// <summary>A column of texts and paths, which can be long.</summary>
    public static Column<T> Words(string title, Func<T, string?> text) => new(title, text) { Breaks = true };

    /// <summary>A column of texts that few rows have.</summary>
    public static Column<T> Extra(string title, Func<T, string?> text) =>
        Words(title, text) with { IsExtra = true, Rank = ColumnRank.Spare };

    /// <summary>The columns of what people note of something.</summary>
    public static IEnumerable<Column<T>> Notes(Func<T, string?> description, Func<T, string?> owner, Func<T, IEnumerable<string>> tags) =>
        [Extra("Owner", owner), Extra("Tag", row => string.Join(',', tags(row))), Extra("Description", description)];

    /// <summary>A column that says from how much on a pool warns.</summary>
    public static Column<T> WarnAt(Func<T, int?> percent) =>
        Extra("WarnAt", row => percent(row) is { } limit ? UseInPercent.Text(limit) : "");

    /// <summary>A column that says how much of a pool is held.</summary>
    public static Column<T> Used(Func<T, double?> percent) => new("PercentUsed", row => UseInPercent.Text(percent(row)))
    {
        Right = true,
        Level = row => UseInPercent.LevelOf(percent(row)),
    };

    /// <summary>A column of numbers.</summary>
    public static Column<T> Number(string title, Func<T, long?> number) =>
        new(title, row => number(row)?.ToString(CultureInfo.InvariantCulture)) { Right = true };

    /// <summary>A column of times: UTC, to the second.</summary>
    public static Column<T> Time(string title, Func<T, DateTimeOffset?> time) =>
        new(title, row => time(row)?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture))
        {
            Breaks = true,
            IsTime = true,
            Least = "yyyy-MM-dd".Length,
        };
}
