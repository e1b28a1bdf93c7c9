using System.Text.Json.Nodes;
using Allocation.Core.Results;
using Allocation.Server.Access;
using Allocation.Server.Failures;
using Allocation.Server.Rest.Bodies;
using Allocation.Server.Rest.Queries;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Allocation.Server.Rest.Description;

/// <summary>The description of all routes below <c>/api/v1</c> in the form of OpenAPI 3.1.</summary>
internal static class OpenApiDocument
{
    /// <summary>Where it is.</summary>
    public const string Path = "/openapi/v1.json";

    // What is asked for under a name that must be free needs no key.
    private static readonly Type?[] s_repeatable = [typeof(TakeBody), typeof(ServiceBody), typeof(VlanServiceBody), typeof(TicketBody)];

    /// <summary>Answers it.</summary>
    public static Task WriteAsync(HttpContext context)
    {
        var document = Of(context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>());
        return JsonAnswer.WriteAsync(context, json => document.WriteTo(json));
    }

    /// <summary>The description of all routes, without a server.</summary>
    public static JsonObject Whole()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore();
        using var application = (IDisposable)builder.Build();
        var routes = (IEndpointRouteBuilder)application;
        routes.MapRest();
        return Of(routes.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>());
    }

    /// <summary>The description of routes.</summary>
    public static JsonObject Of(IEnumerable<RouteEndpoint> routes)
    {
        var (paths, schemas) = (new JsonObject(), new SchemaList());
        var described = routes.Select(route => (Route: route, About: route.Metadata.GetMetadata<RouteDescription>()))
            .Where(route => route.About is not null)
            .OrderBy(route => route.Route.RoutePattern.RawText, StringComparer.Ordinal);
        foreach (var (route, about) in described)
        {
            var path = route.RoutePattern.RawText!;
            if (paths[path] is not JsonObject item) paths[path] = item = [];
            item[MethodOf(route).ToLowerInvariant()] = Operation(route, about!, schemas);
        }

        return new()
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "Allocation",
                ["description"] = "Allocates numbers, machines and other resources from pools, and never loses one or allocates it twice.",
                ["version"] = "1",
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas.Write(),
                ["securitySchemes"] = new JsonObject
                {
                    ["token"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" },
                },
            },
            ["security"] = new JsonArray(new JsonObject { ["token"] = new JsonArray() }),
        };
    }

    /// <summary>The method of a route.</summary>
    public static string MethodOf(RouteEndpoint route) => route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];

    private static JsonObject Operation(RouteEndpoint route, RouteDescription about, SchemaList schemas)
    {
        var method = MethodOf(route);
        var item = schemas.Reference(about.Item);
        var done = new JsonObject
        {
            ["description"] = "Done.",
            ["content"] = Content("application/json", about.IsList ? new JsonObject { ["type"] = "array", ["items"] = item } : item),
        };
        var operation = new JsonObject
        {
            ["operationId"] = NameOf(route),
            ["summary"] = about.Summary,
            ["description"] = $"Needs the role {TokenAccess.RoleOf(route).ToString().ToLowerInvariant()}.",
            ["parameters"] = new JsonArray([.. PathParameters(route), .. about.Parameters.Select(Describe), .. Headers(method, about)]),
        };
        if (about.Body is { } body)
        {
            operation["requestBody"] = new JsonObject
            {
                ["required"] = true,
                ["content"] = Content("application/json", schemas.Reference(body)),
            };
        }

        operation["responses"] = new JsonObject
        {
            [IsCreation(method, about) ? "201" : "200"] = done,
            ["default"] = new JsonObject
            {
                ["description"] = "An error.",
                ["content"] = Content("application/problem+json", schemas.Reference(typeof(Problem))),
            },
        };
        return operation;
    }

    // What is created gets its name in the body.
    private static bool IsCreation(string method, RouteDescription about) => method == HttpMethods.Post && about.Body is not null;

    // get_pools_name: unique, because a path and a method are.
    private static string NameOf(RouteEndpoint route) => string.Join('_', route.RoutePattern.PathSegments.Skip(2)
        .Select(segment => segment.Parts[0] switch
        {
            RoutePatternLiteralPart literal => literal.Content.Replace('-', '_'),
            RoutePatternParameterPart parameter => parameter.Name,
            _ => "",
        })
        .Prepend(MethodOf(route).ToLowerInvariant()));

    private static IEnumerable<JsonNode> PathParameters(RouteEndpoint route) => route.RoutePattern.Parameters.Select(parameter =>
        new JsonObject
        {
            ["name"] = parameter.Name,
            ["in"] = "path",
            ["required"] = true,
            ["schema"] = new JsonObject { ["type"] = "string" },
        });

    private static IEnumerable<JsonNode> Headers(string method, RouteDescription about)
    {
        if (method == HttpMethods.Post && s_repeatable.Contains(about.Body))
            yield return Header("Idempotency-Key", "The id of the request: the same again gives the same answer and takes nothing.");
        if (about.Item == typeof(DefinitionRow) && (method == HttpMethods.Put || method == HttpMethods.Delete)
            || about.Item == typeof(ServiceRow) && method != HttpMethods.Get && !IsCreation(method, about)
            || about.Body == typeof(NotesBody))
        {
            yield return Header("If-Match", "The version that is expected, from the header ETag.");
        }
    }

    private static JsonObject Header(string name, string description) => new()
    {
        ["name"] = name,
        ["in"] = "header",
        ["description"] = description,
        ["schema"] = new JsonObject { ["type"] = "string" },
    };

    private static JsonNode Describe(QueryParameter parameter)
    {
        var value = new JsonObject
        {
            ["type"] = parameter.Value switch
            {
                QueryValue.Text or QueryValue.Time => "string",
                QueryValue.Number => "integer",
                QueryValue.Fraction => "number",
                QueryValue.Flag => "boolean",
            },
        };
        if (parameter.Words.Count > 0) value["enum"] = new JsonArray([.. parameter.Words.Select(word => (JsonNode)word)]);
        return new JsonObject
        {
            ["name"] = parameter.Name,
            ["in"] = "query",
            ["description"] = parameter.Description,
            ["schema"] = parameter.Repeats ? new JsonObject { ["type"] = "array", ["items"] = value } : value,
        };
    }

    private static JsonObject Content(string type, JsonNode schema) => new() { [type] = new JsonObject { ["schema"] = schema } };
}
