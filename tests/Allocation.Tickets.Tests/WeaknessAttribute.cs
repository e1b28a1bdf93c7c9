namespace Allocation.Tickets.Tests;

/// <summary>Says which of resalloc's weaknesses a test is about; see <see cref="Tickets.WeaknessTests"/>.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class WeaknessAttribute(int number) : Attribute
{
    public int Number => number;
}
