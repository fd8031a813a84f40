import type { OperationModel, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import type { SecurityScheme } from "../../spec/protocol/src/emit/asyncapi.ts";
import type { DocumentHead } from "../../spec/protocol/src/emit/document.ts";

/** What is read and written of an OpenAPI document here. */
export interface OpenApi extends DocumentHead {
  components: { securitySchemes: Record<string, SecurityScheme> };
  paths: Record<string, Record<string, { responses: Record<string, unknown> }>>;
}

/**
 * Adds to each operation the errors that it may end with, by status. The official emitter writes one answer for all of
 * them, which stays for what comes from elsewhere.
 */
export function withErrorResponses(openapi: OpenApi, protocol: ProtocolModel): OpenApi {
  for (const operation of protocol.operations) {
    const found = openapi.paths[operation.path]?.[operation.method.toLowerCase()];
    if (found === undefined || operation.errors.length === 0) continue;
    const { default: others, ...expected } = found.responses;
    found.responses = { ...expected, ...errorResponses(operation, protocol), default: others };
  }
  return openapi;
}

function errorResponses({ errors, error }: OperationModel, { errorCodes }: ProtocolModel): Record<string, unknown> {
  const schema = { $ref: `#/components/schemas/${error?.$ref?.slice("#/$defs/".length)}` };
  const byStatus = Map.groupBy(
    errorCodes.filter(({ name }) => errors.includes(name)),
    ({ status }) => status,
  );
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: codes.map(({ name, doc }) => `\`${name}\`: ${doc}`).join("\n\n"),
        content: { "application/json": { schema } },
      },
    ]),
  );
}
