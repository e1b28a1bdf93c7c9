using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.ExceptionServices;

namespace Allocation.Stores.Tests.Saboteurs;

/// <summary>Runs the facts of a contract on a fixture outside of the test runner, to see them fail.</summary>
internal static class ContractRun
{
    private static readonly ModuleBuilder s_module =
        AssemblyBuilder.DefineDynamicAssembly(new("Allocation.Stores.Tests.Sabotaged"), AssemblyBuilderAccess.Run)
            .DefineDynamicModule("main");

    /// <summary>The first fact that fails, or null.</summary>
    /// <param name="contract">The contract, such as <c>PoolContract&lt;&gt;</c>.</param>
    /// <param name="fixture">The fixture.</param>
    public static string? FirstFailure(Type contract, Type fixture)
    {
        var type = Bind(contract, fixture);
        foreach (var fact in type.GetMethods().Where(m => m.GetCustomAttribute<FactAttribute>() is not (null or TheoryAttribute))
            .OrderBy(m => m.Name, StringComparer.Ordinal))
        {
            if (Fails(type, fact)) return fact.Name;
        }

        return null;
    }

    // What Bindings.cs says in one line for a store.
    private static Type Bind(Type contract, Type fixture)
    {
        lock (s_module)
            return s_module.DefineType($"Bound{Guid.NewGuid():N}", TypeAttributes.Public, contract.MakeGenericType(fixture)).CreateType();
    }

    private static bool Fails(Type type, MethodInfo fact)
    {
        try
        {
            var test = (IDisposable)Activator.CreateInstance(type)!;
            try
            {
                fact.Invoke(test, null);
            }
            finally
            {
                test.Dispose();
            }

            return false;
        }
        catch (TargetInvocationException error) when (error.InnerException is { } inner && IsSkip(inner))
        {
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
        catch (Exception)
        {
            return true;
        }
    }

    private static bool IsSkip(Exception error) => error.GetType().Name.Contains("Skip", StringComparison.Ordinal);
}
