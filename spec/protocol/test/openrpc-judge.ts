import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";

/** The judge of OpenRPC documents. What it says of JSON Schema stands on a page of its own, which is draft 7 in essence. */
export function openRpcJudge(): ValidateFunction {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  // It is referred to in both ways.
  for (const $id of ["https://meta.json-schema.tools", "https://meta.json-schema.tools/"]) {
    ajv.addSchema({
      $id,
      allOf: [{ $ref: "http://json-schema.org/draft-07/schema#" }],
      definitions: { JSONSchemaObject: { properties: { $ref: { type: "string" } } } },
    });
  }
  return ajv.compile(JSON.parse(readFileSync(new URL("openrpc-meta-schema.json", import.meta.url), "utf8")));
}
