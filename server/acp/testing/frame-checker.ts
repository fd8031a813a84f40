import { readFileSync } from "node:fs";
import type { AnyMessage } from "@agentclientprotocol/sdk";
import { acpChecker } from "../mapping/testing/acp-schema.ts";

const SCHEMA = new URL("../../../node_modules/@agentclientprotocol/sdk/schema/v1/schema.json", import.meta.url);
const { $defs } = JSON.parse(readFileSync(SCHEMA, "utf8")) as { $defs: Record<string, { "x-side"?: string; "x-method"?: string }> };

/** The type of what an agent sends by method and kind: what it asks for and tells, and its answers. */
function typeOf(side: "agent" | "client", method: string, ending: RegExp): string | undefined {
  return Object.keys($defs).find((name) => ending.test(name) && $defs[name]?.["x-side"] === side && $defs[name]?.["x-method"] === method);
}

/** Holds everything that the gateway says on one connection against the published schema, message by message. */
export class FrameChecker {
  readonly #asked = new Map<unknown, string>();

  /** Notes a message to the gateway. */
  sent(message: AnyMessage): void {
    if ("method" in message && "id" in message) this.#asked.set(message.id, message.method);
  }

  /** @throws Error when a message of the gateway breaks the protocol */
  received(message: AnyMessage): void {
    if (message.jsonrpc !== "2.0") throw new Error(`No JSON-RPC 2.0: ${JSON.stringify(message)}`);
    if ("method" in message) {
      if (message.method.startsWith("config/") || message.method.startsWith("$/")) return;
      const type = typeOf("client", message.method, "id" in message ? /Request$/ : /Notification$/);
      this.#check(type, message.params, message);
      return;
    }
    const method = this.#asked.get(message.id);
    this.#asked.delete(message.id);
    if ("result" in message === "error" in message) throw new Error(`Neither a result nor an error, or both: ${JSON.stringify(message)}`);
    if ("error" in message) this.#check("Error", message.error, message);
    else if (method !== undefined && !method.startsWith("config/"))
      this.#check(typeOf("agent", method, /Response$/), message.result, message);
  }

  #check(type: string | undefined, value: unknown, message: AnyMessage): void {
    const problem = type === undefined ? "the protocol has no such message" : acpChecker(type)(value);
    if (problem !== null) throw new Error(`${problem}: ${JSON.stringify(message)}`);
  }
}
