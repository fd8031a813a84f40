import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ProtocolModel } from "@diminuendo/typespec-protocol/model";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { JsonObject } from "../trace/format.ts";
import type { Monitor, Violation } from "./monitor.ts";

const SCHEMA = fileURLToPath(import.meta.resolve("@agentclientprotocol/sdk/schema/v1/schema.json"));

/** Extensions, and what the protocol of the messages itself says. */
const FREE = /^(_|\$\/)/;

interface Definition {
  "x-side"?: string;
  "x-method"?: string;
}

/** What the gateway sends on `/acp` is valid by the published schema of the Agent Client Protocol. */
export class AcpSchema implements Monitor {
  readonly #published = publishedSchema();
  readonly #calls = new Map<string, string>();
  /** What this project's spec adds. */
  readonly #added: ReadonlySet<string>;

  constructor({ notifications }: ProtocolModel) {
    this.#added = new Set(notifications.map(({ name }) => name));
  }

  sent({ id, method }: JsonObject): void {
    if (id !== undefined && typeof method === "string") this.#calls.set(JSON.stringify(id), method);
  }

  received(frame: JsonObject): Violation[] {
    const { method, params, id, result } = frame;
    if (typeof method === "string") {
      const key = `client ${method} ${id === undefined ? "Notification" : "Request"}`;
      if (this.#published.has(key)) return this.#check(key, params);
      if (this.#added.has(method) || FREE.test(method)) return [];
      return [{ rule: "ACP-SCHEMA-1", what: `Nothing that a client is sent is called \`${method}\`.`, received: frame }];
    }
    if (result === undefined) return [];
    return this.#check(`agent ${this.#calls.get(JSON.stringify(id ?? null)) ?? ""} Response`, result);
  }

  #check(key: string, value: unknown): Violation[] {
    const validate = this.#published.get(key);
    if (validate === undefined || validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => ({
      rule: "ACP-SCHEMA-1",
      what: `${instancePath || "The whole"} of ${key} ${message}.`,
      received: value,
    }));
  }
}

let published: ReadonlyMap<string, ValidateFunction> | undefined;

/** The types of the published schema, by who is called, the method, and what it is. Compiled once. */
function publishedSchema(): ReadonlyMap<string, ValidateFunction> {
  if (published !== undefined) return published;
  const schema = JSON.parse(readFileSync(SCHEMA, "utf8")) as { $defs: Record<string, Definition> };
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: "acp", $defs: schema.$defs });
  published = new Map(
    Object.entries(schema.$defs).flatMap(([name, { "x-side": side, "x-method": method }]) => {
      const kind = /(Request|Notification|Response)$/.exec(name)?.[1];
      const validate = kind && side && method ? ajv.getSchema(`acp#/$defs/${name}`) : undefined;
      return validate ? [[`${side} ${method} ${kind}`, validate as ValidateFunction]] : [];
    }),
  );
  return published;
}
