import type { JsonSchema } from "@diminuendo/typespec-protocol/model";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import * as storeSerializers from "../generated/concordance/serializers.ts";
import * as serializers from "../generated/gateway/serializers.ts";
import { valuesOf } from "./test/arbitrary.ts";
import { parsed } from "./test/example-files.ts";
import { placed, placesIn } from "./test/places.ts";
import { everywhere, SPECS, type Spec } from "./test/specs.ts";

type Serialize = (value: never) => string;
type Durable = serializers.DurableEventBody & { sessionId: string; seq: number; ts: number };

const [GATEWAY] = SPECS as [Spec];
const FUNCTIONS = { gateway: serializers, concordance: storeSerializers } as unknown as Record<
  string,
  Record<string, Serialize | undefined>
>;
const DURABLE_TYPES = new Set(GATEWAY.protocol.events.filter(({ durable }) => durable).map(({ model }) => model));
const WRITTEN = everywhere(({ written }) => written);
const EVENTS = everywhere(({ protocol }) => protocol.events.map(({ model }) => model));

/** Writes a value as the server does. */
function written(spec: Spec, type: string, value: unknown): string {
  if (DURABLE_TYPES.has(type)) {
    const event = value as Durable;
    return serializers.serializeDurable(event, serializers.logHead(event.sessionId, event.seq, event.ts));
  }
  const serialize = FUNCTIONS[spec.name]?.[`serialize${type}`];
  if (serialize === undefined) throw new Error(`There is no serializer for ${type}.`);
  return serialize(stored(spec, spec.definition(type), value) as never);
}

/** A value as the server holds it: JSON text where the client has any JSON. */
function stored(spec: Spec, schema: JsonSchema, value: unknown): unknown {
  if (schema["x-json-text"]) return JSON.stringify(value);
  const plain = spec.resolved(schema);
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((item) => stored(spec, plain.items ?? {}, item));
  if (plain.anyOf) return plain.anyOf.reduce<unknown>((held, option) => stored(spec, option, held), value);
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, stored(spec, plain.properties?.[name] ?? {}, field)]));
}

/** A value as it is after a journey as JSON. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

test("everything that is written has an example", () => {
  for (const { examples, written } of SPECS) {
    const types = new Set(examples.filter(({ valid }) => valid).map(({ type }) => type));
    expect(written.filter((type) => !types.has(type))).toEqual([]);
  }
});

test.each(WRITTEN)("a %s is written so that it reads the same", (_, spec, type) => {
  for (const example of spec.examplesOf(type).filter(({ valid }) => valid)) {
    expect(JSON.parse(written(spec, type, parsed(example)))).toStrictEqual(parsed(example));
  }
});

test.each(EVENTS)("a %s begins with its type, so that a reader need not parse the rest to tell what it is", (_, spec, type) => {
  const event = spec.exampleObject(type, "valid-full");
  expect(written(spec, type, event)).toMatch(new RegExp(`^\\{"type":"${String(event["type"]).replace(".", "\\.")}"`));
});

test.each(WRITTEN)("a %s carries no field that the spec does not name, at any depth", (_, spec, type) => {
  const example = spec.exampleObject(type, "valid-full");
  for (const place of placesIn(spec, type, example).filter(({ schema }) => schema.properties !== undefined)) {
    const before = place.pointer === "" ? example : fieldAt(example, place.pointer);
    const secret = { ...(before as object), internalPath: "secret", constructor: "secret" };
    expect(written(spec, type, placed(place, secret))).not.toContain("secret");
    expect(JSON.parse(written(spec, type, placed(place, secret)))).toStrictEqual(example);
  }
});

test.each(WRITTEN)("a %s is sound JSON whatever its texts hold", (_, spec, type) => {
  fc.assert(
    fc.property(valuesOf(spec, spec.definition(type)), (value) => {
      expect(JSON.parse(written(spec, type, value))).toStrictEqual(asJson(value));
    }),
  );
});

test("no line break stands in what is written: it may travel as one line", () => {
  fc.assert(
    fc.property(valuesOf(GATEWAY, GATEWAY.definition("ToolResult")), (value) => {
      expect(written(GATEWAY, "ToolResult", value)).not.toMatch(/[\r\n]/);
    }),
  );
});

test("the head of a durable event is what the log fills in", () => {
  const sessionId = "3f2b8c1e-6d4a-4f0b-9a57-2c1d7e8f9a10";
  const event = { type: "text_delta", turnId: "e4a1f6b2-8c3d-4e5f-9a0b-1c2d3e4f5a6b", text: "Hello" } as const;
  expect(serializers.serializeDurable(event, serializers.logHead(sessionId, 7, 1773306845120))).toBe(
    `{"type":"text_delta","sessionId":"${sessionId}","seq":7,"ts":1773306845120,"turnId":"${event.turnId}","text":"Hello"}`,
  );
});

test("a value that is held as JSON text is written as it is, and null where there is none", () => {
  const change = { namespace: "n", key: "k", op: "delete", version: 2, revision: 9, updatedBy: "api", updatedAt: 1 } as const;
  expect(storeSerializers.serializeChange({ ...change, value: '{ "a":1.0 }' })).toContain('"value":{ "a":1.0 },');
  expect(storeSerializers.serializeChange({ ...change, value: null })).toContain('"value":null,');
});

function fieldAt(value: unknown, pointer: string): unknown {
  return pointer
    .slice(1)
    .split("/")
    .reduce((holder, name) => (holder as Record<string, unknown>)[name], value);
}
