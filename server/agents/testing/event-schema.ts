import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { DurableEvent } from "../../../generated/gateway/types.ts";
import type { AgentEvent } from "../agent-runtime.ts";

const FOLDER = new URL("../../../generated/json-schema/", import.meta.url);

/** What the log adds to an event of a turn. */
const HEAD = {
  sessionId: "00000000-0000-4000-8000-000000000000",
  turnId: "00000000-0000-4000-8000-000000000001",
  seq: 1,
  ts: 0,
};

/** Checks events against the published JSON Schema; what the log adds may be missing. Returns what is wrong, or null. */
export function eventChecker(): (event: AgentEvent | DurableEvent) => string | null {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  for (const name of readdirSync(FOLDER)) {
    if (name.endsWith(".json")) ajv.addSchema(JSON.parse(readFileSync(new URL(name, FOLDER), "utf8")) as object);
  }
  const validate = ajv.getSchema("DurableEvent.json");
  if (validate === undefined) throw new Error("There is no schema of durable events.");
  return (event) => (validate({ ...HEAD, ...event }) ? null : ajv.errorsText(validate.errors));
}
