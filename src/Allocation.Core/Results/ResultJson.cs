using System.Text.Json.Serialization;
using Allocation.Core.Inventories;
using Allocation.Core.Leaks;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools;
using Allocation.Core.ResourcePools.Managing;
using Allocation.Core.Services;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Core.Storage.Events;
using Allocation.Core.Tickets;
using Allocation.Core.Usage;

namespace Allocation.Core.Results;

/// <summary>Every result that a front end writes as JSON. A native program has no other types in JSON, and the others do not either, so
/// that a forgotten one is found by every test of its command.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, UseStringEnumConverter = true)]
[JsonSerializable(typeof(object))]
[JsonSerializable(typeof(AllocationEvent))]
[JsonSerializable(typeof(AllocationInventory))]
[JsonSerializable(typeof(AllocationLeak))]
[JsonSerializable(typeof(AllocationPool))]
[JsonSerializable(typeof(AllocationRecord))]
[JsonSerializable(typeof(DefinitionRow))]
[JsonSerializable(typeof(FreeResource))]
[JsonSerializable(typeof(HistoryCleared))]
[JsonSerializable(typeof(ManagerEvent))]
[JsonSerializable(typeof(NewTokenRow))]
[JsonSerializable(typeof(PoolResource))]
[JsonSerializable(typeof(RepairOutcome))]
[JsonSerializable(typeof(ResourcePoolStatus))]
[JsonSerializable(typeof(ResourceTicket))]
[JsonSerializable(typeof(ResourceUse))]
[JsonSerializable(typeof(ServiceEvent))]
[JsonSerializable(typeof(ServiceRow))]
[JsonSerializable(typeof(PoolExport))]
[JsonSerializable(typeof(StoreCopy))]
[JsonSerializable(typeof(StoreInfo))]
[JsonSerializable(typeof(TokenRow))]
[JsonSerializable(typeof(VlanService))]
internal sealed partial class ResultJson : JsonSerializerContext;
