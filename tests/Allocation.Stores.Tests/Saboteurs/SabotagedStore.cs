using System.Reflection;
using System.Runtime.ExceptionServices;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Stores.Tests.Saboteurs;

/// <summary>A store all of whose calls pass through a saboteur.</summary>
internal sealed class SabotagedStore(IAllocationStore inner, Sabotage sabotage, TimeProvider machine) : IAllocationStore
{
    public StoreUri Uri => inner.Uri;

    public int Schema => inner.Schema;

    public TimeProvider Clock => sabotage.Clock(inner, machine);

    public T Run<T>(Func<IStoreSession, T> work, CancellationToken cancellation = default) =>
        sabotage.Run(inner, session => work(Wrap(session)), cancellation);

    public T Read<T>(Func<IStoreSession, T> query, CancellationToken cancellation = default) =>
        inner.Read(session => query(Wrap(session)), cancellation);

    public void Dispose() => inner.Dispose();

    private IStoreSession Wrap(IStoreSession session) => Proxy.Of(session, sabotage);

    // Public and not sealed, because the runtime derives the proxies from it.
    public class Proxy : DispatchProxy
    {
        private object _target = null!;
        private Sabotage _sabotage = null!;

        public static T Of<T>(T target, Sabotage sabotage)
            where T : class => (T)Of(typeof(T), target, sabotage);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            // The rows of a session are wrapped in turn.
            if (_target is IStoreSession) return Of(targetMethod!.ReturnType, targetMethod.Invoke(_target, args)!, _sabotage);
            return _sabotage.Call($"{targetMethod!.DeclaringType!.Name}.{targetMethod.Name}", _target, args ?? [],
                () => Proceed(targetMethod, args));
        }

        private static object Of(Type type, object target, Sabotage sabotage)
        {
            var proxy = Create(type, typeof(Proxy));
            (((Proxy)proxy)._target, ((Proxy)proxy)._sabotage) = (target, sabotage);
            return proxy;
        }

        private object? Proceed(MethodInfo method, object?[]? args)
        {
            try
            {
                return method.Invoke(_target, args);
            }
            catch (TargetInvocationException error)
            {
                ExceptionDispatchInfo.Throw(error.InnerException!);
                throw;
            }
        }
    }
}
