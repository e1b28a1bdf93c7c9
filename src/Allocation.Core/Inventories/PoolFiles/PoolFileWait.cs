using System.Globalization;
using Allocation.Core.Errors;
using Allocation.Core.Files;

namespace Allocation.Core.Inventories.PoolFiles;

/// <summary>How long the lock of a VLAN pool file is waited for while another program holds it.</summary>
internal static class PoolFileWait
{
    /// <summary>The environment variable that sets it, in seconds.</summary>
    public const string Variable = "ALLOCATION_POOL_FILE_WAIT";

    private const int MostSeconds = 24 * 60 * 60;

    /// <summary>As the environment variable says; 30 seconds when it is not set.</summary>
    /// <exception cref="InvalidPoolException">It is set to something that is not a time to wait.</exception>
    public static TimeSpan Current => Of(Environment.GetEnvironmentVariable(Variable));

    /// <summary>What a value of the environment variable means.</summary>
    /// <exception cref="InvalidPoolException">It is not a number of seconds from 0 to a day.</exception>
    public static TimeSpan Of(string? text)
    {
        if (text is not { Length: > 0 }) return FileLock.DefaultPatience;
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && seconds <= MostSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new InvalidPoolException(Variable,
                $"The environment variable {Variable} must be a number of seconds from 0 to {MostSeconds}, not '{text}'.");
    }
}
