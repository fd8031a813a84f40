import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";

const FILE = new URL("../../../../node_modules/@agentclientprotocol/sdk/schema/v1/schema.json", import.meta.url);
const ID = "acp";

type Schema = { [name: string]: unknown; oneOf?: Schema[] };

/** Types of the protocol that others are not composed of. */
const CLOSED = ["SessionNotification", "PlanEntry", "ToolCallLocation", "AvailableCommand", "SessionMode", "SessionModeState"] as const;
/** Types of the protocol that are one of several things. */
const VARIANTS = ["SessionUpdate", "ToolCallContent", "ContentBlock"] as const;

const ajv = acpSchemas();

/**
 * Checks values against the published schema of the Agent Client Protocol. It is stricter than that in one thing: where the
 * schema lets in fields that it does not know, the protocol does not.
 *
 * @returns what is wrong, or null
 */
export function acpChecker(type: string): (value: unknown) => string | null {
  const validate = ajv.getSchema(`${ID}#/$defs/${type}`);
  if (validate === undefined) throw new Error(`The protocol has no ${type}.`);
  return (value) => (validate(value) ? null : ajv.errorsText(validate.errors));
}

function acpSchemas(): Ajv2020 {
  const schema = JSON.parse(readFileSync(FILE, "utf8")) as Schema & { $defs: Record<string, Schema> };
  for (const type of CLOSED) close(schema.$defs[type]);
  for (const type of VARIANTS) for (const variant of schema.$defs[type]?.oneOf ?? []) close(variant);
  const compiler = new Ajv2020({ strict: false, logger: false });
  for (const bits of [16, 32, 64]) {
    compiler.addFormat(`uint${bits}`, { type: "number", validate: (value) => Number.isInteger(value) && value >= 0 && value < 2 ** bits });
  }
  compiler.addFormat("int64", { type: "number", validate: Number.isSafeInteger });
  return compiler.addSchema({ ...schema, $id: ID });
}

function close(schema: Schema | undefined): void {
  if (schema === undefined) throw new Error("The protocol has changed.");
  schema["unevaluatedProperties"] = false;
}
