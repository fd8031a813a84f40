import type { JsonSchema, ProtocolModel } from "../model.ts";
import { type Discriminated, discriminated } from "./discriminator.ts";
import { literal, propertyName } from "./source-code.ts";
import { storedName, storedTypes } from "./stored.ts";

/** Fields that the log fills in when it appends an event. */
const LOG_FIELDS = new Set(["type", "sessionId", "seq", "ts"]);

interface Field {
  name: string;
  schema: JsonSchema;
  required: boolean;
}

/** What a project says of its values. */
export interface WriterOptions {
  /**
   * Texts with a format that has no character which JSON escapes are written as they are. Only for a protocol whose
   * patterns hold every such text to its format: validators take no notice of formats.
   */
  readonly trustsFormats?: boolean;
  /** Durable events are written by `serializeDurable`, with what the log fills in. */
  readonly hasLog?: boolean;
}

/** Writes functions that write values: one for each named type. */
export class SerializerWriter {
  readonly #protocol: ProtocolModel;
  readonly #eventModels: Set<string>;
  readonly #durableModels: Set<string>;
  readonly #stored: Set<string>;
  readonly #options: WriterOptions;
  readonly #used = new Set<string>();

  constructor(protocol: ProtocolModel, options: WriterOptions = {}) {
    this.#protocol = protocol;
    this.#options = options;
    this.#stored = storedTypes(protocol);
    this.#eventModels = new Set(protocol.events.map(({ model }) => model));
    this.#durableModels = new Set(protocol.events.filter(({ durable }) => durable).map(({ model }) => model));
  }

  /** Asks for a function that writes a named type. */
  use(name: string): string {
    this.#used.add(name);
    return `serialize${name}`;
  }

  /** Asks for all that endpoints answer with. */
  useResponses(): void {
    for (const { responses, error } of this.#protocol.operations) {
      for (const schema of [error, ...responses.flatMap(({ content }) => Object.values(content))])
        if (schema?.$ref) this.use(refName(schema.$ref));
    }
  }

  used(): string[] {
    return [...this.#used];
  }

  /** The functions that were asked for, and those that they ask for in turn. */
  functions(): string[] {
    const written: string[] = [];
    // A set that grows while it is walked visits what is added, too.
    for (const name of this.#used) written.push(this.#function(name));
    return written;
  }

  logFunction(name: string, type: string): string {
    const fields = fieldsOf(this.#schema(name)).filter((field) => !LOG_FIELDS.has(field.name));
    return `function log${name}(${fields.length > 0 ? "value" : "_value"}: LogBody<${name}>, head: string): string {
  let json = ${literal(`{"type":${literal(type)}`)} + head;
${fields.map((field) => `${this.#statement(field)}\n`).join("")}  return \`\${json}}\`;
}`;
  }

  #function(name: string): string {
    const union = this.#discriminated(name);
    const type = this.#typeOf(name);
    if (union !== undefined) return this.#unionFunction(name, type, union);
    const [first, ...rest] = fieldsOf(this.#schema(name));
    if (first === undefined || !first.required) {
      return `export function serialize${name}(value: ${type}): string {\n  return ${json("value")};\n}`;
    }
    const body = `  let json = ${literal(`{${literal(first.name)}:`)} + ${this.#expression(first.schema, access(first.name))};
${rest.map((field) => `${this.#statement(field)}\n`).join("")}  return \`\${json}}\`;`;
    return `export function serialize${name}(${body.includes("value.") ? "value" : "_value"}: ${type}): string {\n${body}\n}`;
  }

  /** Events of the log are written as they were when they were live; of other unions each member has its own function. */
  #unionFunction(name: string, type: string, { tag, options }: Discriminated): string {
    const head = `export function serialize${name}(value: ${type}): string {`;
    if (this.#options.hasLog && options.every((option) => this.#durableModels.has(option.name))) {
      return `${head}\n  return serializeDurable(value, logHead(value.sessionId, value.seq, value.ts));\n}`;
    }
    const cases = options.map((option) => `    case ${literal(option.value)}:\n      return ${this.use(option.name)}(value);`);
    return `${head}\n  switch (${access(tag)}) {\n${cases.join("\n")}\n  }\n}`;
  }

  #typeOf(name: string): string {
    if (this.#stored.has(name)) return storedName(name);
    return this.#eventModels.has(name) ? `Untyped<${name}>` : name;
  }

  #statement({ name, schema, required }: Field): string {
    const write = `json += ${literal(`,${literal(name)}:`)} + ${this.#expression(schema, access(name))};`;
    return required ? `  ${write}` : `  if (${access(name)} !== undefined) ${write}`;
  }

  /** An expression that writes a value of a schema. */
  #expression(schema: JsonSchema, value: string): string {
    if (schema["x-json-text"]) return `(${value} ?? "null")`;
    if (schema.$ref) {
      const name = refName(schema.$ref);
      return this.#isWritable(name) ? `${this.use(name)}(${value})` : this.#expression(this.#schema(name), value);
    }
    if ("const" in schema) return literal(literal(schema.const));
    if (schema.anyOf) return this.#nullable(schema.anyOf, value) ?? json(value);
    switch (schema.type) {
      case "string":
        return this.#isPlain(schema) ? quoted(value) : `JSON.stringify(${value})`;
      case "integer":
      case "number":
      case "boolean":
        return value;
      case "array":
        return this.#array(schema.items ?? {}, value);
      default:
        return json(value);
    }
  }

  #nullable(options: JsonSchema[], value: string): string | undefined {
    const [option, ...others] = options.filter(({ type }) => type !== "null");
    if (option === undefined || others.length > 0) return undefined;
    return `(${value} === null ? "null" : ${this.#expression(option, value)})`;
  }

  #array(items: JsonSchema, value: string): string {
    const name = items.$ref === undefined ? undefined : refName(items.$ref);
    if (name !== undefined && this.#isWritable(name)) return `\`[\${${value}.map(${this.use(name)}).join(",")}]\``;
    if (!this.#holdsText(items)) return json(value);
    return `\`[\${${value}.map((item) => ${this.#expression(items, "item")}).join(",")}]\``;
  }

  /** Objects with at least one required property get a function, and unions of such objects; everything else is written in place. */
  #isWritable(name: string): boolean {
    const schema = this.#schema(name);
    const isObject = schema.type === "object" && schema.properties !== undefined && (schema.required?.length ?? 0) > 0;
    return isObject || this.#discriminated(name) !== undefined;
  }

  /** Whether a schema without a name has something that is held as JSON text: it cannot be written as it is. */
  #holdsText(schema: JsonSchema): boolean {
    return [...this.#stored].some((name) => JSON.stringify(schema).includes(`"#/$defs/${name}"`));
  }

  /** Text that can hold nothing that JSON escapes. */
  #isPlain({ format, enum: words }: JsonSchema): boolean {
    if (words !== undefined) return words.every((word) => typeof word === "string" && JSON.stringify(word) === `"${word}"`);
    return this.#options.trustsFormats === true && (format === "uuid" || format === "date-time");
  }

  #discriminated(name: string): Discriminated | undefined {
    return discriminated(this.#protocol, this.#schema(name));
  }

  #schema(name: string): JsonSchema {
    return this.#protocol.$defs[name] ?? {};
  }
}

/** Required fields come first, so that there is something before the first comma. */
function fieldsOf(schema: JsonSchema): Field[] {
  const required = new Set(schema.required);
  const fields = Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    schema: property,
    required: required.has(name),
  }));
  return [...fields.filter((field) => field.required), ...fields.filter((field) => !field.required)];
}

function access(name: string): string {
  return propertyName(name) === name ? `value.${name}` : `value[${literal(name)}]`;
}

function json(value: string): string {
  return `(JSON.stringify(${value}) ?? "null")`;
}

function quoted(value: string): string {
  return `\`"\${${value}}"\``;
}

function refName(reference: string): string {
  return reference.slice("#/$defs/".length);
}
