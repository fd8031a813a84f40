import type {
  ElicitationPropertySchema,
  ElicitationSchema,
  EnumOption,
  IntegerPropertySchema,
  MultiSelectItems,
  NumberPropertySchema,
  StringFormat,
  StringPropertySchema,
} from "@agentclientprotocol/sdk";
import type { QuestionOption } from "../../../generated/gateway/types.ts";
import { isRecord } from "../json-rpc.ts";

/** What a JSON Schema says of something; nothing is known of it. */
type Schema = Readonly<Record<string, unknown>>;

const FORMATS: Readonly<Record<StringFormat, true>> = { email: true, uri: true, date: true, "date-time": true };
/** The largest length that the protocol has a number for. */
const MAX_LENGTH = 2 ** 32 - 1;

/** Where the answer to a question stands that has options, or neither options nor fields. */
export const OPTION_FIELD = "option";
export const TEXT_FIELD = "answer";

/**
 * A form that asks for the fields of a JSON Schema. The protocol's forms are flat: text, numbers, booleans and choices.
 * Keywords that it does not have are left out.
 *
 * @returns null when some field cannot be asked for like this
 */
export function formOfFields(fields: Schema): ElicitationSchema | null {
  if (fields["type"] !== undefined && fields["type"] !== "object") return null;
  const properties: Record<string, ElicitationPropertySchema> = Object.create(null);
  for (const [name, property] of Object.entries(isRecord(fields["properties"]) ? fields["properties"] : {})) {
    const shown = isRecord(property) ? propertyOf(property) : null;
    if (shown === null) return null;
    properties[name] = shown;
  }
  const required = textsOf(fields["required"])?.filter((name) => name in properties) ?? [];
  return { type: "object", ...described(fields), properties, ...(required.length === 0 ? {} : { required }) };
}

/** A form that asks for one of some options. */
export function formOfOptions(options: readonly QuestionOption[]): ElicitationSchema {
  const oneOf = options.map(({ optionId, name, description }) => ({
    const: optionId,
    title: name,
    ...(description === undefined ? {} : { description }),
  }));
  return { type: "object", properties: { [OPTION_FIELD]: { type: "string", oneOf } }, required: [OPTION_FIELD] };
}

/** A form that asks for any text. */
export function formOfText(): ElicitationSchema {
  return { type: "object", properties: { [TEXT_FIELD]: { type: "string", minLength: 1 } }, required: [TEXT_FIELD] };
}

function propertyOf(schema: Schema): ElicitationPropertySchema | null {
  const isChoice = schema["enum"] !== undefined || schema["oneOf"] !== undefined;
  switch (schema["type"] ?? (isChoice ? "string" : undefined)) {
    case "string":
      return textProperty(schema);
    case "integer":
      return { type: "integer", ...described(schema), ...bounds(schema, Number.isSafeInteger) };
    case "number":
      return { type: "number", ...described(schema), ...bounds(schema, Number.isFinite) };
    case "boolean":
      return { type: "boolean", ...described(schema), ...(typeof schema["default"] === "boolean" ? { default: schema["default"] } : {}) };
    case "array":
      return listProperty(schema);
    default:
      return null;
  }
}

function textProperty(schema: Schema): ElicitationPropertySchema | null {
  const property: StringPropertySchema & { type: "string" } = { type: "string", ...described(schema) };
  const { enum: values, oneOf, pattern, format } = schema;
  if (values !== undefined) {
    const texts = textsOf(values);
    if (texts === null) return null;
    property.enum = texts;
  }
  if (oneOf !== undefined) {
    const options = titledOptions(oneOf);
    if (options === null) return null;
    property.oneOf = options;
  }
  if (isLength(schema["minLength"])) property.minLength = schema["minLength"];
  if (isLength(schema["maxLength"])) property.maxLength = schema["maxLength"];
  if (typeof pattern === "string") property.pattern = pattern;
  if (typeof format === "string" && Object.hasOwn(FORMATS, format)) property.format = format as StringFormat;
  if (typeof schema["default"] === "string") property.default = schema["default"];
  return property;
}

function listProperty(schema: Schema): ElicitationPropertySchema | null {
  const items = isRecord(schema["items"]) ? itemsOf(schema["items"]) : null;
  if (items === null) return null;
  const chosen = textsOf(schema["default"]);
  return {
    type: "array",
    ...described(schema),
    items,
    ...(isLength(schema["minItems"]) ? { minItems: schema["minItems"] } : {}),
    ...(isLength(schema["maxItems"]) ? { maxItems: schema["maxItems"] } : {}),
    ...(chosen === null ? {} : { default: chosen }),
  };
}

function itemsOf(schema: Schema): MultiSelectItems | null {
  const options = titledOptions(schema["anyOf"] ?? schema["oneOf"]);
  if (options !== null) return { anyOf: options };
  const values = textsOf(schema["enum"]);
  return values === null ? null : { type: "string", enum: values };
}

/** The values of `oneOf` or `anyOf`, when each is a text with a name. */
function titledOptions(list: unknown): EnumOption[] | null {
  if (!Array.isArray(list)) return null;
  const options: EnumOption[] = [];
  for (const item of list) {
    if (!isRecord(item) || typeof item["const"] !== "string") return null;
    const { title, description } = described(item);
    options.push({ const: item["const"], title: title ?? item["const"], ...(description === undefined ? {} : { description }) });
  }
  return options;
}

type Bounds = Pick<NumberPropertySchema & IntegerPropertySchema, "minimum" | "maximum" | "default">;

function bounds(schema: Schema, fits: (value: unknown) => boolean): Bounds {
  const found: Bounds = {};
  for (const name of ["minimum", "maximum", "default"] as const) if (fits(schema[name])) found[name] = schema[name] as number;
  return found;
}

function described({ title, description }: Schema): { title?: string; description?: string } {
  return {
    ...(typeof title === "string" ? { title } : {}),
    ...(typeof description === "string" ? { description } : {}),
  };
}

function isLength(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= MAX_LENGTH;
}

/** A list of texts, or null when it is none. */
function textsOf(list: unknown): string[] | null {
  return Array.isArray(list) && list.every((item) => typeof item === "string") ? list : null;
}
