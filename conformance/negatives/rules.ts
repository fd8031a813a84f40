import type { JsonSchema, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import type { Kind } from "./case.ts";
import { parameterField } from "./endpoints.ts";
import { optionPath, optionsOf, resolved } from "./schema.ts";

/** What each keyword of a schema is broken by. */
const BROKEN_BY: readonly [keyword: keyof JsonSchema, kind: Kind][] = [
  ["minimum", "too-small"],
  ["maximum", "too-large"],
  ["minItems", "too-few-items"],
  ["maxItems", "too-many-items"],
  ["maxLength", "too-long"],
  ["enum", "not-in-enum"],
  ["const", "not-in-enum"],
  ["pattern", "wrong-form"],
  ["x-max-json-bytes", "too-large-as-json"],
];

/** Every rule that the fields of a protocol have, as `<target> <field> <kind>`: what there must be a case of. */
export function rulesOf(protocol: ProtocolModel): string[] {
  const ofType = (target: string, schema: JsonSchema, path: string) =>
    rulesWithin(protocol, schema, path).map((rule) => `${target} ${rule}`);
  return [
    ...protocol.messages.flatMap(({ type, model }) => ofType(type, { $ref: `#/$defs/${model}` }, "")),
    ...protocol.methods.flatMap(({ name, params }) => ofType(name, { $ref: `#/$defs/${params}` }, "")),
    ...protocol.operations.flatMap(({ method, path, parameters, body }) => [
      ...parameters.flatMap((parameter) => {
        const field = `${method} ${path} ${parameterField(parameter)}`;
        const missing = parameter.required && parameter.in === "query" ? [`${field} missing`] : [];
        return [...missing, ...kindsOf(resolved(protocol, parameter.schema)).map((kind) => `${field} ${kind}`)];
      }),
      ...(body === null ? [] : ofType(`${method} ${path}`, body, "/body")),
    ]),
  ];
}

function rulesWithin(protocol: ProtocolModel, schema: JsonSchema, path: string): string[] {
  return optionsOf(protocol, schema).options.flatMap((option) => {
    const here = optionPath(path, option);
    const { properties = {}, required = [], items, not } = option.schema;
    const fields = Object.entries(properties).flatMap(([name, property]) => {
      const field = `${here}/${name}`;
      const { options, isNullable } = optionsOf(protocol, property);
      const isAny = options.some((one) => one.schema.type === undefined);
      return [
        ...(required.includes(name) ? [`${field} missing`] : []),
        ...(isNullable || isAny ? [] : [`${field} null`]),
        ...(isAny ? [] : [`${field} wrong-type`]),
        ...options.flatMap((one) => kindsOf(one.schema)).map((kind) => `${field} ${kind}`),
        ...rulesWithin(protocol, property, field),
      ];
    });
    const together = not?.required === undefined ? [] : [`${here} not-together`];
    return [...fields, ...together, ...(items === undefined ? [] : rulesWithin(protocol, items, `${here}/-`))];
  });
}

function kindsOf(schema: JsonSchema): Kind[] {
  const found = BROKEN_BY.filter(([keyword]) => schema[keyword] !== undefined).map(([, kind]) => kind);
  const isShort = schema.minLength !== undefined && schema.minLength > 0;
  return [...found, ...(isShort ? (["too-short"] as const) : []), ...(schema.type === "integer" ? (["not-integer"] as const) : [])];
}
