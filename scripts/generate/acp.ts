import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";
import { docComment, propertyName } from "../../spec/protocol/src/emit/source-code.ts";
import { banner, sourceFile } from "./source-file.ts";

/** The published schema of the Agent Client Protocol, stable version 1. */
const SCHEMA = fileURLToPath(import.meta.resolve("@agentclientprotocol/sdk/schema/v1/schema.json"));
const SOURCE = "node_modules/@agentclientprotocol/sdk/schema/v1/schema.json";

/** A definition, with what the protocol says of it. */
interface Definition {
  description?: string;
  type?: string;
  anyOf?: Definition[];
  properties?: Record<string, Definition>;
  /** Who answers it. */
  "x-side"?: "agent" | "client" | "protocol";
  "x-method"?: string;
  /** A value that cannot be read counts as absent. */
  "x-deserialize-default-on-error"?: true;
  /** Null counts as absent. */
  "x-deserialize-default-on-null"?: true;
}

interface Schema {
  $defs: Record<string, Definition>;
}

/** What is checked of the Agent Client Protocol's messages: what clients call, and what they answer when they are called. */
export async function emitAcp(): Promise<Map<string, string>> {
  const { $defs } = JSON.parse(await readFile(SCHEMA, "utf8")) as Schema;
  const named = Object.entries($defs).map(([name, definition]) => ({ name, definition, method: definition["x-method"] ?? "" }));
  const of = (side: string, ending: RegExp) => named.filter(({ name, definition }) => definition["x-side"] === side && ending.test(name));
  const calls = of("agent", /(Request|Notification)$/);
  const answers = of("client", /Response$/);
  return new Map(
    Object.entries({
      "validators.js": validators(
        $defs,
        [...calls, ...answers].map(({ name }) => name),
      ),
      "validators.d.ts": sourceFile(
        SOURCE,
        'import type { Validator } from "../runtime/validation.ts";',
        [...calls, ...answers].map(({ name }) => `export declare const ${name}: Validator;`).join("\n"),
      ),
      "methods.ts": sourceFile(
        SOURCE,
        `import type { Validator } from "../runtime/validation.ts";\nimport * as validators from "./validators.js";`,
        table("AGENT_METHODS", "What a client may call, with what checks the parameters.", calls),
        table("CLIENT_METHODS", "What a client may be asked for, with what checks its answer.", answers),
        "/** What a client may call. */\nexport type AgentMethod = keyof typeof AGENT_METHODS;",
        "/** What a client may be asked for. */\nexport type ClientMethod = keyof typeof CLIENT_METHODS;",
      ),
    }).map(([name, content]) => [`generated/acp/${name}`, content]),
  );
}

function table(name: string, doc: string, rows: { name: string; definition: Definition; method: string }[]): string {
  const entries = rows.map(
    ({ name, definition, method }) =>
      `${docComment(definition.description?.split("\n\n")[0], "  ")}  ${propertyName(method)}: validators.${name},\n`,
  );
  return `${docComment(doc)}export const ${name} = {\n${entries.join("")}} as const satisfies Readonly<Record<string, Validator>>;`;
}

function validators($defs: Schema["$defs"], names: string[]): string {
  const ajv = new Ajv({ code: { source: true, esm: true, lines: true }, strict: false, discriminator: false, validateFormats: false });
  ajv.addSchema({
    $id: "acp://schema/",
    $defs: Object.fromEntries(Object.entries($defs).map(([name, definition]) => [name, read(definition)])),
  });
  const exports: Record<string, string> = {};
  for (const name of names) {
    ajv.addSchema({ $id: `acp://export/${name}`, $ref: `acp://schema/#/$defs/${name}` });
    exports[name] = `acp://export/${name}`;
  }
  const code = standaloneCode
    .default(ajv, exports)
    .replace(/^"use strict";\n?/, "")
    .trimEnd();
  return `${banner(SOURCE)}/* eslint-disable */\n${code}\n`;
}

/**
 * A definition as the protocol's own libraries read it: fields whose mistakes are passed over take anything here, and are
 * looked at with care where they are used; where null stands for nothing it is taken.
 */
function read(definition: Definition): Definition {
  if (definition.properties === undefined) return absolute(definition);
  const properties = Object.entries(definition.properties).map(([name, property]): [string, Definition] => {
    if (property["x-deserialize-default-on-error"]) return [name, {}];
    return [name, property["x-deserialize-default-on-null"] ? { anyOf: [{ type: "null" }, property] } : property];
  });
  return absolute({ ...definition, properties: Object.fromEntries(properties) });
}

function absolute(definition: Definition): Definition {
  return JSON.parse(JSON.stringify(definition).replaceAll('"#/$defs/', '"acp://schema/#/$defs/')) as Definition;
}
