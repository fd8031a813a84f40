import {
  type Enum,
  getDoc,
  getEncode,
  getFormat,
  getMaxItems,
  getMaxLength,
  getMaxValue,
  getMaxValueExclusive,
  getMinItems,
  getMinLength,
  getMinValue,
  getMinValueExclusive,
  getPatternData,
  isArrayModelType,
  isRecordModelType,
  type Model,
  type ModelProperty,
  type Program,
  type Scalar,
  serializeValueAsJson,
  type Type,
  type Union,
  walkPropertiesInherited,
} from "@typespec/compiler";
import { exclusions, jsonSizes, jsonTexts, textSizes } from "./decorators.ts";
import { reportDiagnostic } from "./lib.ts";
import type { JsonSchema } from "./model.ts";

const INTEGERS = new Set(["integer", "safeint", "int64", "uint64"]);
/** Integers whose range the type itself sets. */
const SIZED_INTEGERS: Readonly<Record<string, JsonSchema>> = {
  int8: { minimum: -(2 ** 7), maximum: 2 ** 7 - 1 },
  int16: { minimum: -(2 ** 15), maximum: 2 ** 15 - 1 },
  int32: { minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
  uint8: { minimum: 0, maximum: 2 ** 8 - 1 },
  uint16: { minimum: 0, maximum: 2 ** 16 - 1 },
  uint32: { minimum: 0, maximum: 2 ** 32 - 1 },
};
const NUMBERS = new Set(["numeric", "float", "float64", "float32", "decimal", "decimal128"]);

/** Writes TypeSpec types as JSON Schema. Named types are collected in `definitions` and referred to. */
export class SchemaWriter {
  readonly definitions = new Map<string, JsonSchema>();
  readonly #sources = new Map<string, Type>();
  readonly #program: Program;
  /** Types without a name that are being written: one that comes up again within itself has no end. */
  readonly #open = new Set<Type>();

  constructor(program: Program) {
    this.#program = program;
  }

  /** The schema of a type: a reference when the type has a name, else the schema itself. */
  schemaOf(type: Type): JsonSchema {
    const name = nameOf(type);
    if (name === undefined) return this.#inPlace(type);
    const known = this.#sources.get(name);
    if (known === undefined) {
      this.#sources.set(name, type);
      this.definitions.set(name, {});
      this.definitions.set(name, { ...this.#described(type), ...this.#inline(type) });
    } else if (known !== type) {
      reportDiagnostic(this.#program, { code: "name-clash", format: { name }, target: type });
    }
    return { $ref: `#/$defs/${name}` };
  }

  /** The schema of a property, with the constraints, the default and the documentation that stand at the property. */
  propertySchema(property: ModelProperty): JsonSchema {
    const constraints = this.#constraints(property);
    const base = this.schemaOf(property.type);
    const narrowed = base.$ref !== undefined && Object.keys(constraints).length > 0;
    const schema: JsonSchema = narrowed ? { ...this.#inline(property.type), ...constraints } : { ...base, ...constraints };
    const size = jsonSizes.get(this.#program, property);
    if (size !== undefined) schema["x-max-json-bytes"] = size;
    if (jsonTexts.get(this.#program, property)) schema["x-json-text"] = true;
    if (property.defaultValue !== undefined) schema.default = serializeValueAsJson(this.#program, property.defaultValue, property);
    return { ...this.#described(property), ...schema };
  }

  /** The schema of some properties as one object. */
  objectSchema(properties: Iterable<ModelProperty>): JsonSchema {
    const schema: JsonSchema = { type: "object", properties: {}, required: [] };
    for (const property of properties) {
      schema.properties = { ...schema.properties, [property.name]: this.propertySchema(property) };
      if (!property.optional) schema.required?.push(property.name);
    }
    return schema;
  }

  #inPlace(type: Type): JsonSchema {
    if (this.#open.has(type)) {
      reportDiagnostic(this.#program, {
        code: "unsupported-type",
        format: { kind: "type without a name that holds itself" },
        target: type,
      });
      return {};
    }
    this.#open.add(type);
    const schema = this.#inline(type);
    this.#open.delete(type);
    return schema;
  }

  #inline(type: Type): JsonSchema {
    switch (type.kind) {
      case "Model":
        return this.#model(type);
      case "Scalar":
        return this.#scalar(type);
      case "Enum":
        return enumSchema(type);
      case "Union":
        return this.#union(type);
      case "EnumMember":
        return { const: type.value ?? type.name };
      case "String":
        return { type: "string", const: type.value };
      case "Number":
        return { type: "number", const: type.value };
      case "Boolean":
        return { type: "boolean", const: type.value };
      case "Intrinsic":
        if (type.name === "unknown") return {};
        if (type.name === "null") return { type: "null" };
        break;
    }
    reportDiagnostic(this.#program, { code: "unsupported-type", format: { kind: type.kind }, target: type });
    return {};
  }

  #model(model: Model): JsonSchema {
    if (isArrayModelType(model)) {
      return { type: "array", items: this.schemaOf(model.indexer.value), ...this.#constraints(model) };
    }
    if (isRecordModelType(model) && model.properties.size === 0) {
      const value = this.schemaOf(model.indexer.value);
      return { type: "object", additionalProperties: Object.keys(value).length === 0 ? true : value };
    }
    const schema = this.objectSchema(walkPropertiesInherited(model));
    const others = indexerOf(model);
    if (others !== undefined) schema.additionalProperties = this.schemaOf(others.value);
    const excluded = exclusions.get(this.#program, model);
    if (excluded !== undefined) schema.not = { required: excluded };
    return schema;
  }

  #scalar(scalar: Scalar): JsonSchema {
    const inherited = scalar.baseScalar && !isStandard(scalar) ? this.#scalar(scalar.baseScalar) : this.#standardScalar(scalar);
    return { ...inherited, ...this.#constraints(scalar) };
  }

  #standardScalar(scalar: Scalar): JsonSchema {
    const range = SIZED_INTEGERS[scalar.name];
    if (range !== undefined) return { type: "integer", ...range };
    if (INTEGERS.has(scalar.name)) return { type: "integer" };
    if (NUMBERS.has(scalar.name)) return { type: "number" };
    if (scalar.name === "boolean") return { type: "boolean" };
    if (scalar.name === "utcDateTime") return { type: "string", format: "date-time" };
    if (scalar.name === "bytes") return { type: "string", contentEncoding: "base64" };
    return { type: "string" };
  }

  #union(union: Union): JsonSchema {
    const types = [...union.variants.values()].map((variant) => variant.type);
    if (types.every((type) => type.kind === "String")) {
      return { type: "string", enum: types.map((type) => (type as { value: string }).value) };
    }
    return { anyOf: types.map((type) => this.schemaOf(type)) };
  }

  #constraints(target: Model | ModelProperty | Scalar): JsonSchema {
    const program = this.#program;
    const found: Record<string, unknown> = {
      minLength: getMinLength(program, target),
      maxLength: getMaxLength(program, target),
      minimum: getMinValue(program, target),
      maximum: getMaxValue(program, target),
      exclusiveMinimum: getMinValueExclusive(program, target),
      exclusiveMaximum: getMaxValueExclusive(program, target),
      minItems: getMinItems(program, target),
      maxItems: getMaxItems(program, target),
    };
    if (target.kind !== "Model") {
      const pattern = getPatternData(program, target);
      found["pattern"] = pattern?.pattern;
      found["x-pattern-message"] = pattern?.validationMessage;
      found["format"] = getFormat(program, target);
      found["x-max-bytes"] = textSizes.get(program, target);
      const encoding = getEncode(program, target)?.encoding;
      if (encoding === "base64") found["contentEncoding"] = encoding;
    }
    return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as JsonSchema;
  }

  #described(type: Type): JsonSchema {
    const description = getDoc(this.#program, type);
    return description === undefined ? {} : { description };
  }
}

/** The name under which a type stands in `$defs`, or undefined for what is written in place. */
export function nameOf(type: Type): string | undefined {
  switch (type.kind) {
    case "Model":
      if (type.name === "" || type.name === "Array" || type.name === "Record") return undefined;
      return type.templateMapper === undefined ? type.name : undefined;
    case "Scalar":
      return isStandard(type) ? undefined : type.name;
    case "Enum":
      return type.name;
    case "Union":
      return type.name;
    default:
      return undefined;
  }
}

/** What a model says of fields that it does not name, itself or by what it extends. */
function indexerOf(model: Model): Model["indexer"] {
  return model.indexer ?? (model.baseModel && indexerOf(model.baseModel));
}

function isStandard(scalar: Scalar): boolean {
  return scalar.namespace?.name === "TypeSpec";
}

function enumSchema(type: Enum): JsonSchema {
  const values = [...type.members.values()].map((member) => member.value ?? member.name);
  if (values.every((value) => typeof value === "string")) return { type: "string", enum: values };
  return values.every(Number.isInteger) ? { type: "integer", enum: values } : { enum: values };
}
