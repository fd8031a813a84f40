import type { JsonSchema, ProtocolModel } from "../model.ts";
import { docComment, literal, propertyName, sourceCode } from "./source-code.ts";

/** How arrays are written: as they are, or so that nobody may change them. */
export type ArrayKind = "" | "readonly ";

/** Every named type of a protocol as TypeScript. */
export function emitTypes(protocol: ProtocolModel, arrays: ArrayKind = ""): string {
  const definitions = Object.entries(protocol.$defs).map(([name, schema]) => declaration(name, schema, arrays));
  return sourceCode(...definitions);
}

/** A named type as TypeScript. */
export function declaration(name: string, schema: JsonSchema, arrays: ArrayKind = ""): string {
  const doc = docComment(schema.description);
  if (schema.type === "object" && schema.properties) return `${doc}export interface ${name} ${interfaceBody(schema, "", arrays)}`;
  return `${doc}export type ${name} = ${typeOf(schema, "", arrays)};`;
}

function interfaceBody(schema: JsonSchema, indent: string, arrays: ArrayKind): string {
  const inner = `${indent}  `;
  const required = new Set(schema.required);
  const fields = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const mark = required.has(name) ? "" : "?";
    return `${docComment(property.description, inner)}${inner}${propertyName(name)}${mark}: ${typeOf(property, inner, arrays)};\n`;
  });
  return `{\n${fields.join("")}${indent}}`;
}

/** A schema as a TypeScript type. */
export function typeOf(schema: JsonSchema, indent = "", arrays: ArrayKind = ""): string {
  if (schema.$ref) return schema.$ref.slice("#/$defs/".length);
  if ("const" in schema) return literal(schema.const);
  if (schema.enum) return schema.enum.map(literal).join(" | ");
  if (schema.anyOf) return schema.anyOf.map((option) => typeOf(option, indent, arrays)).join(" | ");
  switch (schema.type) {
    case "string":
      return "string";
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "null":
      return "null";
    case "array":
      return arrays + arrayOf(typeOf(schema.items ?? {}, indent, arrays));
    case "object":
      return schema.properties ? interfaceBody(schema, indent, arrays) : recordOf(schema, indent);
    default:
      return "unknown";
  }
}

function arrayOf(item: string): string {
  return item.includes(" | ") ? `(${item})[]` : `${item}[]`;
}

function recordOf(schema: JsonSchema, indent: string): string {
  const values = typeof schema.additionalProperties === "object" ? typeOf(schema.additionalProperties, indent) : "unknown";
  return `Record<string, ${values}>`;
}

/** The names of a type's optional properties that have a default: validation fills them in. */
export function defaultedProperties(schema: JsonSchema): string[] {
  return Object.entries(schema.properties ?? {})
    .filter(([, property]) => property.default !== undefined)
    .map(([name]) => name);
}

/** The type of a value after validation: what has a default is there. */
export function receivedType(name: string, schema: JsonSchema): string {
  const defaulted = defaultedProperties(schema);
  return defaulted.length === 0 ? name : `WithDefaults<${name}, ${defaulted.map(literal).join(" | ")}>`;
}

/** Whether code that `receivedType` wrote needs the type that stands for what has its defaults. */
export function hasDefaults(code: string): boolean {
  return code.includes("WithDefaults<");
}
