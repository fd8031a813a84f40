import { readFileSync } from "node:fs";
import type { ProtocolDocument } from "@diminuendo/typespec-protocol/model";
import { z } from "zod";

/** zod's schemas of some messages, made from the same JSON Schemas as the generated validators. */
export function zodSchemas(types: readonly string[]): Map<string, z.ZodType> {
  const path = new URL("../../generated/protocol.json", import.meta.url);
  const document = JSON.parse(readFileSync(path, "utf8")) as ProtocolDocument;
  const protocol = document.protocols.find(({ name }) => name === "gateway");
  if (protocol === undefined) throw new Error("There is no protocol of the gateway.");
  const modelOf = new Map(protocol.messages.map(({ type, model }) => [type, model]));
  return new Map(
    types.map((type): [string, z.ZodType] => {
      const schema = { $defs: protocol.$defs, $ref: `#/$defs/${modelOf.get(type)}` };
      return [type, z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0])];
    }),
  );
}
