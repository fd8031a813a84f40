import { Ajv } from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";
import type { JsonSchema, ProtocolModel } from "../model.ts";
import { discriminated } from "./discriminator.ts";
import { sourceCode } from "./source-code.ts";
import { addKeywords, addStoreKeywords, HELPERS } from "./validator-keywords.ts";

/** Where the functions are that generated validators call. */
const RUNTIME = "../runtime/validation.ts";

/** Validators by export name. */
export type NamedSchemas = Record<string, JsonSchema>;

interface Options {
  /** Strings become numbers and booleans where the schema asks for them: for query, path and headers. */
  coerce?: boolean;
  /**
   * Members of a union are told apart by their literal first, so that one of them is checked and an error is about that
   * one. Such validators know what keys and namespaces are held to, too.
   */
  discriminate?: boolean;
  /** Patterns are in the Unicode mode, which a few need and all are slower in. */
  unicode?: boolean;
}

/** A module of standalone validators: nothing is compiled when it is loaded. */
export function emitValidators(
  protocol: ProtocolModel,
  schemas: NamedSchemas,
  { coerce = false, discriminate = false, unicode = false }: Options = {},
): string {
  const ajv = new Ajv({
    code: { source: true, esm: true, lines: true },
    strict: true,
    strictTypes: false,
    useDefaults: true,
    coerceTypes: coerce,
    discriminator: discriminate,
    validateFormats: false,
    unicodeRegExp: unicode,
  });
  addKeywords(ajv);
  if (discriminate) addStoreKeywords(ajv, unicode);
  const $defs = discriminate ? mappedValues(protocol.$defs, (schema) => tagged(protocol, schema)) : protocol.$defs;
  ajv.addSchema({ $id: "spec://protocol/", $defs: absolute($defs) });
  const exports: Record<string, string> = {};
  for (const [name, schema] of Object.entries(schemas)) {
    const own = schema.$ref === undefined ? schema : ($defs[schema.$ref.slice("#/$defs/".length)] ?? {});
    ajv.addSchema({ ...absolute(coerce ? fromText(protocol, own) : own), $id: `spec://export/${name}` });
    exports[name] = `spec://export/${name}`;
  }
  const code = withImports(standaloneCode.default(ajv, exports)).trimEnd();
  const helpers = HELPERS.filter((name) => name !== "utf8Bytes" || code.includes(name));
  return `/* eslint-disable */\nimport { ${helpers.join(", ")} } from "${RUNTIME}";\n${code}\n`;
}

/** A union whose members are told apart by a literal says so. */
function tagged(protocol: ProtocolModel, schema: JsonSchema): object {
  const union = discriminated(protocol, schema);
  if (union === undefined) return schema;
  const { anyOf, ...rest } = schema;
  const { tag, options } = union;
  return {
    ...rest,
    type: "object",
    required: [tag],
    properties: { [tag]: { enum: options.map(({ value }) => value) } },
    discriminator: { propertyName: tag },
    oneOf: anyOf,
  };
}

function mappedValues<From, To>(values: Record<string, From>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}

/** The types of such a module. */
export function emitValidatorTypes(schemas: NamedSchemas): string {
  return sourceCode(
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
