import type { Answer, PermissionRequested, QuestionRequested } from "../typescript/src/index.ts";
import { oneLine } from "./style.ts";

/** Something that a person is asked for, step by step. */
export interface Inquiry {
  readonly requestId: string;
  /** What to write before the cursor. */
  readonly label: string;
  /** Takes a typed line. */
  take(line: string): Taken;
}

/** What became of a typed line: the whole answer, the next step, or a reason to ask again. */
export type Taken = { kind: "answer"; answer: Answer } | { kind: "next"; inquiry: Inquiry } | { kind: "again"; problem: string };

const DISMISSED: Taken = { kind: "answer", answer: { dismissed: true } };
const LABEL_LENGTH = 100;

/** How to ask for what an agent wants to know. An empty line takes the default, or dismisses the request. Pure. */
export function inquiryOf(request: PermissionRequested | QuestionRequested): Inquiry {
  const { requestId, options } = request;
  if (options !== undefined && options.length > 0) return choice(requestId, options);
  const fields = request.type === "question_requested" ? fieldsOf(request.fields) : [];
  if (fields.length > 0) return form(requestId, fields, {});
  return {
    requestId,
    label: "answer: ",
    take: (line) => (line.trim() === "" ? DISMISSED : { kind: "answer", answer: { answers: { answer: line.trim() } } }),
  };
}

function choice(requestId: string, options: readonly { optionId: string; name: string }[]): Inquiry {
  return {
    requestId,
    label: `answer [1-${options.length}]: `,
    take: (line) => {
      if (line.trim() === "") return DISMISSED;
      const index = indexOf(
        line,
        options.map(({ optionId, name }) => [optionId, name]),
      );
      const chosen = options[index];
      if (chosen === undefined) return { kind: "again", problem: `Type a number from 1 to ${options.length}, or nothing to dismiss.` };
      return { kind: "answer", answer: { optionId: chosen.optionId } };
    },
  };
}

/** The place of an option that was named by its number or by one of its names; -1 when it is none. */
function indexOf(line: string, names: readonly (readonly string[])[]): number {
  const typed = line.trim().toLowerCase();
  const named = names.findIndex((aliases) => aliases.some((alias) => alias.toLowerCase() === typed));
  return named === -1 && /^\d+$/.test(typed) ? Number(typed) - 1 : named;
}

/** A field of a form. */
interface Field {
  name: string;
  label: string;
  required: boolean;
  default: unknown;
  /** What a typed line comes to. */
  read: (line: string) => { value: unknown } | { problem: string };
}

function form(requestId: string, fields: readonly Field[], answers: Readonly<Record<string, unknown>>): Inquiry {
  const [field, ...rest] = fields;
  if (field === undefined) throw new Error("A form has at least one field.");
  const withValue = (value: unknown): Taken => {
    const filled = value === undefined ? answers : { ...answers, [field.name]: value };
    if (rest.length === 0) return { kind: "answer", answer: { answers: filled } };
    return { kind: "next", inquiry: form(requestId, rest, filled) };
  };
  return {
    requestId,
    label: field.label,
    take: (line) => {
      if (line.trim() === "") return field.required && field.default === undefined ? DISMISSED : withValue(field.default);
      const read = field.read(line.trim());
      return "problem" in read ? { kind: "again", problem: read.problem } : withValue(read.value);
    },
  };
}

type Schema = Readonly<Record<string, unknown>>;

/** The fields of a JSON Schema of an object. */
function fieldsOf(schema: Schema | undefined): Field[] {
  const required = Array.isArray(schema?.["required"]) ? schema["required"] : [];
  return Object.entries(objectOf(schema?.["properties"])).map(([name, property]) =>
    fieldOf(name, objectOf(property), required.includes(name)),
  );
}

function fieldOf(name: string, schema: Schema, required: boolean): Field {
  const title = typeof schema["title"] === "string" ? schema["title"] : name;
  const description = typeof schema["description"] === "string" ? ` — ${schema["description"]}` : "";
  const { hint, read } = readerOf(schema);
  const fallback = schema["default"];
  const given = fallback === undefined ? (required ? "" : ", may stay empty") : `, ${JSON.stringify(fallback)} if empty`;
  return { name, label: `${oneLine(`${title}${description} (${hint}${given})`, LABEL_LENGTH)}: `, required, default: fallback, read };
}

function readerOf(schema: Schema): { hint: string; read: Field["read"] } {
  const choices = choicesOf(schema);
  if (choices.length > 0) {
    const problem = `Type one of: ${listed(choices)}`;
    return {
      hint: listed(choices),
      read: (line) => {
        const chosen = choices[indexOf(line, choices.map(aliasesOf))];
        return chosen === undefined ? { problem } : { value: chosen.value };
      },
    };
  }
  switch (schema["type"]) {
    case "boolean":
      return { hint: "y or n", read: readBoolean };
    case "integer":
    case "number":
      return { hint: schema["type"], read: (line) => readNumber(line, schema) };
    case "array":
      return readerOfList(objectOf(schema["items"]));
    case "string":
    case undefined:
      return { hint: typeof schema["format"] === "string" ? schema["format"] : "text", read: (line) => readText(line, schema) };
    default:
      return { hint: "JSON", read: readJson };
  }
}

function readerOfList(items: Schema): { hint: string; read: Field["read"] } {
  const { hint, read } = readerOf(items);
  return {
    hint: `${hint}; several with commas`,
    read: (line) => {
      const values: unknown[] = [];
      for (const part of line.split(",").map((text) => text.trim())) {
        const result = read(part);
        if ("problem" in result) return result;
        values.push(result.value);
      }
      return { value: values };
    },
  };
}

function readBoolean(line: string): { value: boolean } | { problem: string } {
  if (/^(y|yes|true|1)$/i.test(line)) return { value: true };
  if (/^(n|no|false|0)$/i.test(line)) return { value: false };
  return { problem: "Type y or n." };
}

function readNumber(line: string, { type, minimum, maximum }: Schema): { value: number } | { problem: string } {
  const value = Number(line);
  if (!Number.isFinite(value) || (type === "integer" && !Number.isInteger(value)))
    return { problem: `Type ${type === "integer" ? "an integer" : "a number"}.` };
  if (typeof minimum === "number" && value < minimum) return { problem: `Type ${minimum} or more.` };
  if (typeof maximum === "number" && value > maximum) return { problem: `Type ${maximum} or less.` };
  return { value };
}

function readText(line: string, { minLength, maxLength }: Schema): { value: string } | { problem: string } {
  const { length } = [...line];
  if (typeof minLength === "number" && length < minLength) return { problem: `Type ${minLength} characters or more.` };
  if (typeof maxLength === "number" && length > maxLength) return { problem: `Type ${maxLength} characters or fewer.` };
  return { value: line };
}

function readJson(line: string): { value: unknown } | { problem: string } {
  try {
    return { value: JSON.parse(line) };
  } catch {
    return { problem: "Type JSON." };
  }
}

interface Choice {
  value: unknown;
  title: string;
}

/** The values that a schema lists, with what people call them. */
function choicesOf(schema: Schema): Choice[] {
  for (const keyword of ["oneOf", "anyOf"]) {
    const listed = schema[keyword];
    if (!Array.isArray(listed)) continue;
    const named = listed.map(objectOf).filter((option) => "const" in option);
    if (named.length > 0) return named.map((option) => ({ value: option["const"], title: String(option["title"] ?? option["const"]) }));
  }
  const values = Array.isArray(schema["enum"]) ? schema["enum"] : [];
  const names = Array.isArray(schema["enumNames"]) ? schema["enumNames"] : [];
  return values.map((value, index) => ({ value, title: String(names[index] ?? value) }));
}

function listed(choices: readonly Choice[]): string {
  return choices.map(({ title }, index) => `${index + 1}) ${title}`).join(" ");
}

function aliasesOf({ value, title }: Choice): string[] {
  return [String(value), title];
}

function objectOf(value: unknown): Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Schema) : {};
}
