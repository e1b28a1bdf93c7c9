using Allocation.Core.Access;
using Allocation.Core.Errors;
using Allocation.Server.Access;
using Allocation.Server.Failures;
using Microsoft.Net.Http.Headers;

namespace Allocation.Server.Resalloc;

/// <summary>XML-RPC as resalloc's server has it, so that its program and its agent spawner work unmodified.</summary>
internal static class ResallocRoutes
{
    /// <summary>Adds the routes.</summary>
    public static void MapResalloc(this IEndpointRouteBuilder routes)
    {
        foreach (var path in (string[])["/", "/RPC2"])
            routes.MapPost(path, Answer).WithMetadata(XmlRpcForm.Instance, PoolsChecked.Instance).Needs(AccessRole.Reader);
    }

    private static async Task Answer(HttpContext context)
    {
        // A page of another site can send text, but not this.
        if (context.Request.GetTypedHeaders().ContentType?.MediaType.Value is not ("text/xml" or "application/xml"))
        {
            throw new RequestRefusedException(new(StatusCodes.Status415UnsupportedMediaType, FailureId.UnsupportedMediaType,
                "The body must be text/xml.", HeaderNames.ContentType));
        }

        object? result;
        try
        {
            var call = await XmlRpcCall.ReadAsync(context.Request.Body, context.RequestAborted);
            result = await new ResallocCalls(context).Call(call);
        }
        catch (XmlRpcFault fault)
        {
            await XmlRpcAnswer.WriteFaultAsync(context.Response, fault.Message);
            return;
        }
        catch (AllocationException e)
        {
            await XmlRpcAnswer.WriteFaultAsync(context.Response, $"{e.Kind}: {e.Message}");
            return;
        }

        await XmlRpcAnswer.WriteAsync(context.Response, result);
    }
}
