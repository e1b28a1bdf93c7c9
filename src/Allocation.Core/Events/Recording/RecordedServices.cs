using Allocation.Core.Services;
using Allocation.Core.Storage.Events;
using Allocation.Core.Storage.Rows;

namespace Allocation.Core.Events.Recording;

/// <summary>Services.</summary>
internal sealed class RecordedServices(IServiceRows inner, Recorder recorder) : IServiceRows
{
    private readonly SeenRows<string, ServiceInstance> _seen = new(row => row.Id, inner.Find);

    public ServiceInstance? FindLiving(string definition, string name) => _seen.See(inner.FindLiving(definition, name));

    public ServiceInstance? Find(string id) => _seen.See(inner.Find(id));

    public ServiceInstance? Lock(string id) => _seen.See(inner.Lock(id));

    public IReadOnlyList<string> LivingNames(string definition, string start, int most) => inner.LivingNames(definition, start, most);

    public long CountLiving(string? definition = null) => inner.CountLiving(definition);

    public IEnumerable<ServiceInstance> Query(ServiceQuery query) => _seen.See(inner.Query(query));

    public bool Add(ServiceInstance instance, ServiceHistoryRecord? first = null)
    {
        if (!inner.Add(instance, first)) return false;
        _seen.Set(instance);
        recorder.Row(EventSubject.Service, instance.Id, null, instance);
        return true;
    }

    public bool Update(ServiceInstance instance)
    {
        var before = _seen.Get(instance.Id);
        if (!inner.Update(instance)) return false;
        _seen.Set(instance);
        recorder.Row(EventSubject.Service, instance.Id, before, instance);
        return true;
    }

    public bool Remove(string id)
    {
        var before = _seen.Get(id);
        if (!inner.Remove(id)) return false;
        _seen.Remove(id);
        recorder.Row(EventSubject.Service, id, before, null);
        return true;
    }
}
