import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { Message } from "./bridge-process.ts";

interface Definition {
  readonly "x-side"?: string;
  readonly "x-method"?: string;
}

const SCHEMA = "acp";
const schema = JSON.parse(readFileSync(fileURLToPath(import.meta.resolve("@agentclientprotocol/sdk/schema/v1/schema.json")), "utf8")) as {
  $defs: Record<string, Definition>;
};
const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(schema, SCHEMA);

/** Why a value is not of a type of the official schema; null when it is. */
export function faultOf(type: string, value: unknown): string | null {
  const validate = ajv.getSchema(`${SCHEMA}#/$defs/${type}`) as ValidateFunction | undefined;
  if (validate === undefined) return `The protocol has no type ${type}`;
  return validate(value) ? null : ajv.errorsText(validate.errors);
}

/** The type that a method's parameters or results have. @param side who answers the method */
function typeOf(side: "agent" | "client", method: string, ending: string): string | undefined {
  const found = Object.entries(schema.$defs).find(
    ([name, definition]) => definition["x-side"] === side && definition["x-method"] === method && name.endsWith(ending),
  );
  return found?.[0];
}

const ROOT_FIELDS = new Set(["jsonrpc", "id", "method", "params", "result", "error"]);

/**
 * What is wrong with a message of an agent; null when nothing is.
 *
 * @param answers the method that it answers, where that is known
 */
export function faultOfMessage(message: Message, answers: string | undefined): string | null {
  if (message["jsonrpc"] !== "2.0") return "It is not JSON-RPC 2.0";
  const stranger = Object.keys(message).find((field) => !ROOT_FIELDS.has(field));
  if (stranger !== undefined) return `It has a field ${stranger}`;
  const { id, method, params, result, error } = message;
  if (method !== undefined) {
    if (method === "$/cancel_request") return faultOf("CancelRequestNotification", params);
    return checked(typeOf("client", method, id === undefined ? "Notification" : "Request"), params, method);
  }
  if ((result === undefined) === (error === undefined)) return "It has neither a result nor an error, or both";
  if (error !== undefined) return faultOf("Error", error);
  return answers === undefined ? null : checked(typeOf("agent", answers, "Response"), result, answers);
}

function checked(type: string | undefined, value: unknown, method: string): string | null {
  return type === undefined ? `The protocol has no such message of ${method}` : faultOf(type, value);
}
