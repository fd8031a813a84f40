import * as fc from "fast-check";
import { expect, test } from "vitest";
import * as serializers from "../generated/gateway/serializers.ts";
import { valuesOf } from "./test/arbitrary.ts";
import { EXAMPLES, exampleObject, examplesOf, parsed } from "./test/example-files.ts";
import { definition, EVENT_TYPES, GATEWAY, RESPONSE_TYPES } from "./test/gateway-model.ts";
import { placed, placesIn } from "./test/places.ts";

type Serialize = (value: never) => string;
type Durable = serializers.DurableEventBody & { sessionId: string; seq: number; ts: number };

const DURABLE_TYPES = new Set(GATEWAY.events.filter(({ durable }) => durable).map(({ model }) => model));
/** Everything that the gateway writes. */
const WRITTEN = [...new Set([...EVENT_TYPES, ...RESPONSE_TYPES])];

/** Writes a value as the gateway does. */
function written(type: string, value: unknown): string {
  if (DURABLE_TYPES.has(type)) {
    const event = value as Durable;
    return serializers.serializeDurable(event, serializers.logHead(event.sessionId, event.seq, event.ts));
  }
  const serialize = (serializers as unknown as Record<string, Serialize | undefined>)[`serialize${type}`];
  if (serialize === undefined) throw new Error(`There is no serializer for ${type}.`);
  return serialize(value as never);
}

/** A value as it is after a journey as JSON. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

test("every event and every answer has an example that a serializer writes", () => {
  const types = new Set(EXAMPLES.filter(({ valid }) => valid).map(({ type }) => type));
  expect(WRITTEN.filter((type) => !types.has(type))).toEqual([]);
});

test.each(WRITTEN)("a %s is written so that it reads the same", (type) => {
  for (const example of examplesOf(type).filter(({ valid }) => valid)) {
    expect(JSON.parse(written(type, parsed(example)))).toStrictEqual(parsed(example));
  }
});

test.each(EVENT_TYPES)("a %s begins with its type, so that a reader need not parse the rest to tell what it is", (type) => {
  const event = exampleObject(type, "valid-full");
  expect(written(type, event)).toMatch(new RegExp(`^\\{"type":"${String(event["type"]).replace(".", "\\.")}"`));
});

test.each(WRITTEN)("a %s carries no field that the spec does not name, at any depth", (type) => {
  const example = exampleObject(type, "valid-full");
  for (const place of placesIn(type, example).filter(({ schema }) => schema.properties !== undefined)) {
    const before = place.pointer === "" ? example : fieldAt(example, place.pointer);
    const secret = { ...(before as object), internalPath: "secret", constructor: "secret" };
    expect(written(type, placed(place, secret))).not.toContain("secret");
    expect(JSON.parse(written(type, placed(place, secret)))).toStrictEqual(example);
  }
});

test.each(WRITTEN)("a %s is sound JSON whatever its texts hold", (type) => {
  fc.assert(
    fc.property(valuesOf(definition(type)), (value) => {
      expect(JSON.parse(written(type, value))).toStrictEqual(asJson(value));
    }),
  );
});

test("no line break stands in what is written: it may travel as one line", () => {
  fc.assert(
    fc.property(valuesOf(definition("ToolResult")), (value) => {
      expect(written("ToolResult", value)).not.toMatch(/[\r\n]/);
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

function fieldAt(value: unknown, pointer: string): unknown {
  return pointer
    .slice(1)
    .split("/")
    .reduce((holder, name) => (holder as Record<string, unknown>)[name], value);
}
