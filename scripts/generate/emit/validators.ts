import type { JsonSchema, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import { _, Ajv2020, str } from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import { banner, sourceFile } from "../source-file.ts";

/** The functions that generated validators call; `scripts/generate/runtime/validation.ts` holds them. */
const RUNTIME = "../runtime/validation.ts";

/** Validators by export name. */
export type NamedSchemas = Record<string, JsonSchema>;

interface Options {
  /** Strings become numbers and booleans where the schema asks for them: for query, path and headers. */
  coerce: boolean;
}

/** A module of standalone validators: nothing is compiled when it is loaded. */
export function emitValidators(protocol: ProtocolModel, schemas: NamedSchemas, { coerce }: Options = { coerce: false }): string {
  const ajv = new Ajv2020({
    code: { source: true, esm: true, lines: true },
    strict: true,
    strictTypes: false,
    useDefaults: true,
    coerceTypes: coerce,
    validateFormats: false,
    unicodeRegExp: true,
  });
  ajv.addKeyword({
    keyword: "x-max-json-bytes",
    schemaType: "number",
    error: { message: ({ schemaCode }) => str`must not be larger than ${schemaCode} bytes as JSON` },
    code(context) {
      const size = context.gen.scopeValue("func", { ref: "jsonBytes", code: _`require("runtime").jsonBytes` });
      context.fail(_`${size}(${context.data}) > ${context.schemaCode}`);
    },
  });
  ajv.addSchema({ $id: "spec://protocol/", $defs: protocol.$defs });
  const exports: Record<string, string> = {};
  for (const [name, schema] of Object.entries(schemas)) {
    ajv.addSchema({ $id: `spec://export/${name}`, ...absolute(schema) });
    exports[name] = `spec://export/${name}`;
  }
  return `${banner("spec/main.tsp")}/* eslint-disable */\nimport { codePoints, jsonBytes } from "${RUNTIME}";\n${withImports(standaloneCode.default(ajv, exports))}\n`;
}

/** The types of such a module. */
export function emitValidatorTypes(schemas: NamedSchemas): string {
  return sourceFile(
    "spec/main.tsp",
    'import type { Validator } from "../runtime/validation.ts";',
    Object.keys(schemas)
      .map((name) => `export declare const ${name}: Validator;`)
      .join("\n"),
  );
}

/** The schemas of some named types. */
export function schemasOf(protocol: ProtocolModel, names: string[]): NamedSchemas {
  return Object.fromEntries(names.filter((name) => name in protocol.$defs).map((name) => [name, { $ref: `#/$defs/${name}` }]));
}

/** Points references at the schema that holds all definitions. */
function absolute(schema: JsonSchema): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"spec://protocol/#/$defs/')) as object;
}

/** Standalone code asks for its helpers with `require`; these modules import their own. */
function withImports(code: string): string {
  return code
    .replace(/^"use strict";\n?/, "")
    .replaceAll('require("ajv/dist/runtime/ucs2length").default', "codePoints")
    .replaceAll('require("runtime").jsonBytes', "jsonBytes");
}
