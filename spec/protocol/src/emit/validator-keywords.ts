import { _, type Ajv, type Code, type KeywordCxt, Name, str } from "ajv";
import { and, getProperty } from "ajv/dist/compile/codegen/index.js";

/** The functions that generated validators call; `runtime/validation.ts` holds them. */
export const HELPERS = ["codePoints", "isNumeral", "jsonBytes", "utf8Bytes"] as const;

/** Teaches Ajv the words of the spec that JSON Schema does not have, and those that it understands too slowly. */
export function addKeywords(ajv: Ajv): void {
  addLengthKeywords(ajv);
  ajv.addKeyword(jsonSizeKeyword((context) => _`${imported(context, "jsonBytes")}(${context.data}) > ${context.schemaCode}`));
  ajv.addKeyword({
    keyword: "x-numeral",
    schemaType: "string",
    error: { message: ({ schemaCode }) => str`must be ${schemaCode}` },
    code: (context) => {
      const { data, schemaCode } = context;
      context.fail(_`typeof ${data} === "string" && !${imported(context, "isNumeral")}(${data}, ${schemaCode})`);
    },
  });
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

function jsonSizeKeyword(exceeds: (context: KeywordCxt) => Code) {
  return {
    keyword: "x-max-json-bytes",
    schemaType: "number",
    error: { message: ({ schemaCode }: Pick<KeywordCxt, "schemaCode">) => str`must not be larger than ${schemaCode} bytes as JSON` },
    code: (context: KeywordCxt) => context.fail(exceeds(context)),
  } as const;
}

/** The longest text that fits however many of its characters are escaped, at six bytes each. */
function surelyFits(bytes: number): number {
  return Math.floor((bytes - 2) / 6);
}

/**
 * Texts by their size, before a pattern runs over them; values that are texts without a look at each character; and
 * properties that exclude each other, in words that people understand.
 */
export function addStoreKeywords(ajv: Ajv, unicode = false): void {
  ajv.removeKeyword("x-max-json-bytes").addKeyword(
    jsonSizeKeyword((context) => {
      const { data, schema, schemaCode } = context;
      const mayExceed = _`(typeof ${data} !== "string" || ${data}.length > ${surelyFits(Number(schema))})`;
      return _`${mayExceed} && ${imported(context, "jsonBytes")}(${data}) > ${schemaCode}`;
    }),
  );
  ajv
    .addKeyword("x-json-text")
    .addKeyword("x-pattern-message")
    .addKeyword({
      keyword: "x-max-bytes",
      type: "string",
      schemaType: "number",
      error: { message: ({ schemaCode }) => str`must not be larger than ${schemaCode} bytes` },
      code: (context) => {
        const { data, schema, schemaCode } = context;
        const most = Math.floor(Number(schema) / 3);
        context.fail(_`${data}.length > ${most} && ${imported(context, "utf8Bytes")}(${data}) > ${schemaCode}`);
      },
    });
  ajv.removeKeyword("pattern").addKeyword({
    keyword: "pattern",
    type: "string",
    schemaType: "string",
    error: { message: ({ parentSchema, schema }) => String(parentSchema?.["x-pattern-message"] ?? `must match pattern "${schema}"`) },
    code: (context) => {
      const { gen, data, schema } = context;
      const flags = unicode ? "u" : "";
      const code = unicode ? _`new RegExp(${schema}, ${flags})` : _`new RegExp(${schema})`;
      const pattern = gen.scopeValue("pattern", { key: schema, ref: new RegExp(schema, flags), code });
      context.fail(_`!${pattern}.test(${data})`);
    },
  });
  ajv.removeKeyword("not").addKeyword({
    keyword: "not",
    type: "object",
    schemaType: "object",
    error: { message: ({ schema }) => str`must not have both ${(schema as { required: string[] }).required.join(" and ")}` },
    code: (context) => {
      const { required } = context.schema as { required: string[] };
      context.fail(and(...required.map((name) => _`${context.data}${getProperty(name)} !== undefined`)));
    },
  });
}

/** A function of the runtime; the placeholder becomes an import. */
function imported({ gen }: KeywordCxt, name: (typeof HELPERS)[number]): Code {
  return gen.scopeValue("func", { ref: name, code: _`require("runtime").${new Name(name)}` });
}
