import type { JsonSchema, ParameterModel } from "@diminuendo/typespec-protocol/model";
import { expect, test } from "vitest";
import * as storeParameters from "../generated/concordance/parameter-validators.js";
import * as parameters from "../generated/gateway/parameter-validators.js";
import type { Validator } from "../generated/runtime/validation.ts";
import { SPECS, type Spec } from "./test/specs.ts";

/** A parameter of an endpoint, with the validator of all parameters that stand in the same place. */
interface Case {
  parameter: ParameterModel;
  /** Its schema, without references. */
  schema: JsonSchema;
  validate: Validator;
  /** The smallest valid parameters of that place. */
  others: Record<string, string>;
}

const VALUES: Record<string, string> = {
  sessionId: "3f2b8c1e-6d4a-4f0b-9a57-2c1d7e8f9a10",
  path: "README.md",
  iteration: "3",
  namespace: "tenant:acme/settings",
  key: "plan",
  since: "128",
};
const MODULES = { gateway: parameters, concordance: storeParameters } as unknown as Record<string, Record<string, Validator>>;

const CASES = SPECS.flatMap((spec) => casesOf(spec, MODULES[spec.name] ?? {}));

function casesOf(spec: Spec, validators: Record<string, Validator>): [string, Case][] {
  return spec.protocol.operations.flatMap(({ resource, name, parameters: all }) =>
    all.map((parameter): [string, Case] => {
      const exported = `${resource}${name}_${parameter.in}`.toLowerCase();
      const validator = Object.entries(validators).find(([key]) => key.toLowerCase() === exported)?.[1];
      if (validator === undefined) throw new Error(`There is no validator ${exported}.`);
      const required = all.filter((other) => other.in === parameter.in && other.required).map(({ wireName }) => wireName);
      const others = Object.fromEntries(required.map((wireName) => [wireName, VALUES[wireName] ?? ""]));
      const title = `${spec.name} ${resource}.${name} ${parameter.in} ${parameter.wireName}`;
      return [title, { parameter, schema: spec.resolved(parameter.schema), validate: validator, others }];
    }),
  );
}

const ofType = (type: string) => CASES.filter(([, { schema }]) => schema.type === type);

/** What a parameter becomes, or undefined when it is refused. Parameters arrive as text. */
function received({ parameter, validate, others }: Case, text: string): { value: unknown } | undefined {
  const given: Record<string, unknown> = { ...others, [parameter.wireName]: text };
  return validate(given) ? { value: given[parameter.wireName] } : undefined;
}

test("every parameter has a validator", () => {
  for (const { name } of SPECS) expect(CASES.filter(([title]) => title.startsWith(name)).length).toBeGreaterThan(20);
});

test.each(ofType("integer"))("%s becomes a number within its limits", (_, parameter) => {
  const { minimum = 0, maximum } = parameter.schema;
  expect(received(parameter, String(minimum))).toEqual({ value: minimum });
  expect(received(parameter, String(minimum + 1))).toEqual({ value: minimum + 1 });
  expect(received(parameter, String(minimum - 1))).toBeUndefined();
  if (maximum === undefined) return;
  expect(received(parameter, String(maximum))).toEqual({ value: maximum });
  expect(received(parameter, String(maximum + 1))).toBeUndefined();
});

test.each(
  ofType("integer").flatMap(([name, parameter]) =>
    ["", " ", "ten", "1.5", "1e400", "NaN", "Infinity", "1,000", "null", "true"].map((text): [string, string, Case] => [
      name,
      text,
      parameter,
    ]),
  ),
)("%s is not %j", (_, text, parameter) => {
  expect(received(parameter, text)).toBeUndefined();
});

test.each(ofType("boolean"))("%s is true or false, in these words", (_, parameter) => {
  expect(received(parameter, "true")).toEqual({ value: true });
  expect(received(parameter, "false")).toEqual({ value: false });
  for (const text of ["", "1", "yes", "TRUE", "null"]) expect(received(parameter, text)).toBeUndefined();
});

test.each(ofType("string").filter(([, { schema }]) => schema.maxLength !== undefined))("%s keeps to its length", (_, parameter) => {
  const { minLength = 0, maxLength = 0, pattern, ...rest } = parameter.schema;
  const takesAny = rest["x-max-bytes"] === undefined && new RegExp(pattern ?? "").test("é");
  const letter = takesAny ? "é" : "e";
  expect(received(parameter, letter.repeat(maxLength))).toEqual({ value: letter.repeat(maxLength) });
  expect(received(parameter, letter.repeat(maxLength + 1))).toBeUndefined();
  const mayBeEmpty = minLength === 0 && new RegExp(pattern ?? "").test("");
  expect(received(parameter, "")).toEqual(mayBeEmpty ? { value: "" } : undefined);
});

test.each(ofType("string"))("%s stays text when it looks like a number or a boolean", (_, parameter) => {
  const { enum: words, pattern } = parameter.schema;
  const expected = words || (pattern && !new RegExp(pattern).test("42")) ? undefined : { value: "42" };
  expect(received(parameter, "42")).toEqual(expected);
});

test.each(CASES)("%s is missed when it is required, and has its default when it is not", (_, { parameter, schema, validate, others }) => {
  const given: Record<string, unknown> = { ...others };
  delete given[parameter.wireName];
  expect(validate(given)).toBe(!parameter.required);
  if (!parameter.required) expect(given[parameter.wireName]).toEqual(schema.default);
});

test.each(CASES.filter(([, { parameter }]) => parameter.in === "query"))(
  "%s is given once or not at all",
  (_, { parameter, validate, others }) => {
    const text = VALUES[parameter.wireName] ?? "1";
    expect(validate({ ...others, [parameter.wireName]: [text, text] })).toBe(false);
  },
);

test("a number of all digits that a double holds is one, and the next one is none", () => {
  const [, cas] = CASES.find(([title]) => title === "concordance Kv.delete query cas") ?? [];
  expect(cas && received(cas, "9007199254740991")).toEqual({ value: Number.MAX_SAFE_INTEGER });
  for (const text of ["9007199254740992", "9007199254740993", "-1", "99999999999999999"])
    expect(cas && received(cas, text)).toBeUndefined();
});
