import type { JsonSchema, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";

/** Something that does not have its documented shape. */
export interface ShapeError {
  path: string;
  message: string;
  received: unknown;
}

/** The types of a protocol as checks. A type is compiled when it is first asked for. */
export class Schemas {
  readonly #ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true, verbose: true });
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor({ $defs }: ProtocolModel) {
    this.#ajv.addSchema({ $id: "spec", $defs });
  }

  /** What of a value is not as its type says; nothing when all of it is. */
  errorsOf(type: string, value: unknown): ShapeError[] {
    return this.#check(type, { $ref: `spec#/$defs/${type}` }, value);
  }

  /** The same for a schema that has no name; `key` is one that tells it from others. */
  errorsOfSchema(key: string, schema: JsonSchema, value: unknown): ShapeError[] {
    return this.#check(key, absolute(schema) as JsonSchema, value);
  }

  #check(key: string, schema: JsonSchema, value: unknown): ShapeError[] {
    let validate = this.#compiled.get(key);
    if (validate === undefined) {
      validate = this.#ajv.compile(schema);
      this.#compiled.set(key, validate);
    }
    return validate(value) ? [] : (validate.errors ?? []).map(shapeError);
  }
}

function shapeError({ instancePath, message = "", params, data }: ErrorObject): ShapeError {
  const missing: unknown = params["missingProperty"];
  return typeof missing === "string"
    ? { path: `${instancePath}/${missing}`, message: "is missing", received: undefined }
    : { path: instancePath, message, received: data };
}

/** References of a schema that stands alone name the spec. */
function absolute(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(absolute);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, name === "$ref" && String(one).startsWith("#") ? `spec${one}` : absolute(one)]),
  );
}
