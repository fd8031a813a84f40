import type { OperationModel, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import type { SecurityScheme } from "../../spec/protocol/src/emit/asyncapi.ts";
import type { DocumentHead } from "../../spec/protocol/src/emit/document.ts";

/** What is read and written of an OpenAPI document here. */
export interface OpenApi extends DocumentHead {
  components: { securitySchemes: Record<string, SecurityScheme>; examples?: Record<string, { value: unknown }> };
  paths: Record<string, Record<string, OpenApiOperation>>;
}

export interface OpenApiOperation {
  summary?: string;
  security?: Record<string, string[]>[];
  parameters?: { name?: string; example?: unknown }[];
  requestBody?: { content: Record<string, OpenApiContent> };
  responses: Record<string, OpenApiResponse>;
}

export interface OpenApiResponse {
  description?: string;
  headers?: Record<string, object>;
  content?: Record<string, OpenApiContent>;
}

export interface OpenApiContent {
  schema?: unknown;
  example?: unknown;
  examples?: Record<string, { $ref: string }>;
}

/** What a redirect comes with. */
const LOCATION = { location: { description: "The same request, where it is answered.", required: true, schema: { type: "string" } } };

/**
 * Adds to each operation the errors that it may end with, by status. The official emitter writes one answer for all of
 * them, which stays for what comes from elsewhere.
 */
export function withErrorResponses(openapi: OpenApi, protocol: ProtocolModel): OpenApi {
  for (const operation of protocol.operations) {
    const found = openapi.paths[operation.path]?.[operation.method.toLowerCase()];
    if (found === undefined || operation.errors.length === 0) continue;
    const { default: others, ...expected } = found.responses;
    if (others?.content === undefined) throw new Error(`${operation.method} ${operation.path} has errors, but no answer for them.`);
    found.responses = { ...expected, ...errorResponses(operation, protocol, others.content), default: others };
  }
  return openapi;
}

/** @param content what every error comes as */
function errorResponses(
  { errors }: OperationModel,
  { errorCodes }: ProtocolModel,
  content: Record<string, OpenApiContent>,
): Record<string, OpenApiResponse> {
  const byStatus = Map.groupBy(
    errorCodes.filter(({ name }) => errors.includes(name)),
    ({ status }) => status,
  );
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: codes.map(({ name, doc }) => `\`${name}\`: ${doc}`).join("\n\n"),
        ...(isRedirect(status) ? { headers: LOCATION } : {}),
        content: structuredClone(content),
      },
    ]),
  );
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}
