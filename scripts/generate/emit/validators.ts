import type { JsonSchema, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import { _, Ajv, type Code, type KeywordCxt, Name, str } from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";
import { banner, sourceFile } from "../source-file.ts";

/** The functions that generated validators call; `scripts/generate/runtime/validation.ts` holds them. */
const RUNTIME = "../runtime/validation.ts";
const HELPERS = ["codePoints", "isNumeral", "jsonBytes"] as const;

/** Validators by export name. */
export type NamedSchemas = Record<string, JsonSchema>;

interface Options {
  /** Strings become numbers and booleans where the schema asks for them: for query, path and headers. */
  coerce: boolean;
}

/** A module of standalone validators: nothing is compiled when it is loaded. */
export function emitValidators(protocol: ProtocolModel, schemas: NamedSchemas, { coerce }: Options = { coerce: false }): string {
  const ajv = new Ajv({
    code: { source: true, esm: true, lines: true },
    strict: true,
    strictTypes: false,
    useDefaults: true,
    coerceTypes: coerce,
    validateFormats: false,
    // Patterns of the spec are of plain characters, for which the slower Unicode mode makes no difference.
    unicodeRegExp: false,
  });
  addLengthKeywords(ajv);
  ajv.addKeyword({
    keyword: "x-max-json-bytes",
    schemaType: "number",
    error: { message: ({ schemaCode }) => str`must not be larger than ${schemaCode} bytes as JSON` },
    code: (context) => context.fail(_`${imported(context, "jsonBytes")}(${context.data}) > ${context.schemaCode}`),
  });
  ajv.addKeyword({
    keyword: "x-numeral",
    schemaType: "string",
    error: { message: ({ schemaCode }) => str`must be ${schemaCode}` },
    code: (context) => {
      const { data, schemaCode } = context;
      context.fail(_`typeof ${data} === "string" && !${imported(context, "isNumeral")}(${data}, ${schemaCode})`);
    },
  });
  ajv.addSchema({ $id: "spec://protocol/", $defs: absolute(protocol.$defs) });
  const exports: Record<string, string> = {};
  for (const [name, schema] of Object.entries(schemas)) {
    const own = schema.$ref === undefined ? schema : (protocol.$defs[schema.$ref.slice("#/$defs/".length)] ?? {});
    ajv.addSchema({ ...absolute(coerce ? fromText(protocol, own) : own), $id: `spec://export/${name}` });
    exports[name] = `spec://export/${name}`;
  }
  return `${banner("spec/main.tsp")}/* eslint-disable */\nimport { ${HELPERS.join(", ")} } from "${RUNTIME}";\n${withImports(standaloneCode.default(ajv, exports)).trimEnd()}\n`;
}

/**
 * Lengths in code points, counted only where the number of UTF-16 units leaves it open: a text has at most as many code
 * points as units, and at least half as many.
 */
function addLengthKeywords(ajv: Ajv): void {
  ajv.removeKeyword("maxLength").addKeyword({
    keyword: "maxLength",
    type: "string",
    schemaType: "number",
    error: { message: ({ schemaCode }) => str`must NOT have more than ${schemaCode} characters` },
    code: (context) => {
      const { data, schemaCode } = context;
      context.fail(_`${data}.length > ${schemaCode} && ${imported(context, "codePoints")}(${data}) > ${schemaCode}`);
    },
  });
  ajv.removeKeyword("minLength").addKeyword({
    keyword: "minLength",
    type: "string",
    schemaType: "number",
    error: { message: ({ schemaCode }) => str`must NOT have fewer than ${schemaCode} characters` },
    code: (context) => {
      const { data, schema, schemaCode } = context;
      if (schema === 1) context.fail(_`${data}.length < 1`);
      else context.fail(_`${data}.length < ${Number(schema) * 2} && ${imported(context, "codePoints")}(${data}) < ${schemaCode}`);
    },
  });
}

/** A function of the runtime; the placeholder becomes an import. */
function imported({ gen }: KeywordCxt, name: (typeof HELPERS)[number]): Code {
  return gen.scopeValue("func", { ref: name, code: _`require("runtime").${new Name(name)}` });
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

/**
 * Parameters as they come: text. Ajv makes numbers of "Infinity", "1e400" and " ", and holds them to no limit; so a
 * number must look like one first.
 */
function fromText(protocol: ProtocolModel, schema: JsonSchema): object {
  const properties = Object.entries(schema.properties ?? {}).map(([name, property]): [string, object] => {
    const { default: fallback, ...rule } = property;
    const type = typeOf(protocol, property);
    if (type !== "integer" && type !== "number") return [name, property];
    return [name, { ...(fallback === undefined ? {} : { default: fallback }), allOf: [{ "x-numeral": type }, rule] }];
  });
  return { ...schema, properties: Object.fromEntries(properties) };
}

function typeOf(protocol: ProtocolModel, { $ref, type }: JsonSchema): JsonSchema["type"] {
  const target = $ref === undefined ? undefined : protocol.$defs[$ref.slice("#/$defs/".length)];
  return target === undefined ? type : typeOf(protocol, target);
}

/** Points references at the schema that holds all definitions. */
function absolute(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"spec://protocol/#/$defs/')) as object;
}

/** Standalone code asks for its helpers with `require`; these modules import their own. */
function withImports(code: string): string {
  return code.replace(/^"use strict";\n?/, "").replaceAll('require("runtime").', "");
}
