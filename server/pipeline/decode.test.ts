import fc from "fast-check";
import { expect, test } from "vitest";
import { LIMITS } from "../../generated/gateway/limits.ts";
import { decode, depthOf } from "./decode.ts";

const SESSION = "11111111-1111-4111-8111-111111111111";
const bytes = (value: unknown) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value));

/** The code that a frame is refused with, or the type of the message that it is. */
function verdict(frame: Buffer, isBinary = false): string {
  const decoded = decode(frame, isBinary);
  return "refusal" in decoded ? decoded.refusal.code : decoded.row.type;
}

/** Metadata that makes the whole message so many levels deep. */
function nested(levels: number): string {
  const inner = levels - 2;
  return `{"type":"create_session","agentType":"echo","metadata":{"a":${"[".repeat(inner)}${"]".repeat(inner)}}}`;
}

test.each([
  ["a message", { type: "ping" }, "ping"],
  ["a message with fields nobody knows", { type: "ping", extra: { deep: [1] } }, "ping"],
  ["no type", { ref: "a" }, "INVALID_MESSAGE"],
  ["a type nobody knows", { type: "nope" }, "INVALID_MESSAGE"],
  ["a type that every object inherits", { type: "constructor" }, "INVALID_MESSAGE"],
  ["a prototype for a type", { type: "__proto__" }, "INVALID_MESSAGE"],
  ["a type that is no string", { type: 7 }, "INVALID_MESSAGE"],
  ["a list", [], "INVALID_MESSAGE"],
  ["null", null, "INVALID_MESSAGE"],
  ["a string", '"ping"', "INVALID_MESSAGE"],
  ["a number", "1", "INVALID_MESSAGE"],
  ["nothing", "", "INVALID_JSON"],
  ["half a message", '{"type":"ping"', "INVALID_JSON"],
  ["two messages", '{"type":"ping"}{"type":"ping"}', "INVALID_JSON"],
  ["single quotes", "{'type':'ping'}", "INVALID_JSON"],
  ["a byte order mark", '\uFEFF{"type":"ping"}', "INVALID_JSON"],
  ["a null where a value belongs", { type: "rename_session", sessionId: SESSION, name: null }, "INVALID_MESSAGE"],
  ["half a surrogate pair", `{"type":"rename_session","sessionId":"${SESSION}","name":"\\ud800"}`, "INVALID_JSON"],
  ["half a surrogate pair in a name that nobody knows", '{"type":"ping","\\udc00":1}', "INVALID_JSON"],
  ["a whole surrogate pair in escapes", `{"type":"rename_session","sessionId":"${SESSION}","name":"\\ud83d\\ude00"}`, "rename_session"],
])("%s is decoded as what it is", (_name, value, expected) => {
  expect(verdict(bytes(value))).toBe(expected);
});

test("a frame that is marked as binary is no message, whatever it holds", () => {
  expect(verdict(bytes({ type: "ping" }), true)).toBe("INVALID_MESSAGE");
});

test.each([
  ["an overlong encoding", [0xc0, 0xaf]],
  ["a lone continuation byte", [0x80]],
  ["a surrogate", [0xed, 0xa0, 0x80]],
  ["a byte that UTF-8 never has", [0xff]],
  ["a sequence that is cut off", [0xe2, 0x82]],
])("%s is not UTF-8", (_name, raw) => {
  const frame = Buffer.concat([bytes('{"type":"ping","ref":"'), Buffer.from(raw), bytes('"}')]);
  expect(verdict(frame)).toBe("INVALID_JSON");
});

test("JSON may be nested as deep as the limit says, and not one level deeper", () => {
  expect(depthOf(nested(LIMITS.jsonDepth))).toBe(LIMITS.jsonDepth);
  expect(verdict(bytes(nested(LIMITS.jsonDepth)))).toBe("create_session");
  expect(verdict(bytes(nested(LIMITS.jsonDepth + 1)))).toBe("INVALID_JSON");
});

test("brackets within strings are not nesting", () => {
  expect(verdict(bytes({ type: "ping", note: `${"[".repeat(500)}\\"${"{".repeat(500)}` }))).toBe("ping");
});

test("an error repeats of a broken message only what is valid by itself", () => {
  const decoded = decode(bytes({ type: "rename_session", ref: "r".repeat(65), sessionId: "not an id", name: "" }), false);
  expect(decoded).toMatchObject({ messageType: "rename_session" });
  expect(decoded).not.toHaveProperty("ref");
  expect(decoded).not.toHaveProperty("sessionId");
  expect(decode(bytes({ type: "x".repeat(65), ref: "a" }), false)).not.toHaveProperty("messageType");
});

test("the field that breaks a rule is named by a JSON Pointer", () => {
  const decoded = decode(bytes({ type: "run_turn", sessionId: SESSION, text: "hi", whenBusy: "later" }), false);
  expect(decoded).toMatchObject({
    refusal: { facts: { details: [{ path: "/whenBusy", message: "must be one of reject, queue, interrupt" }] } },
  });
  const missing = decode(bytes({ type: "run_turn", sessionId: SESSION }), false);
  expect(missing).toMatchObject({ refusal: { facts: { details: [{ path: "/text", message: "is required" }] } } });
});

test("no bytes at all make decoding throw", () => {
  const almost = fc.jsonValue().map((value) => bytes({ type: "run_turn", sessionId: SESSION, text: value }));
  fc.assert(
    fc.property(
      fc.oneof(fc.uint8Array({ maxLength: 400 }).map(Buffer.from), fc.json().map(bytes), almost),
      fc.boolean(),
      (frame, isBinary) => {
        expect(typeof verdict(frame, isBinary)).toBe("string");
      },
    ),
    { numRuns: 3000 },
  );
});

test("nesting is measured in one pass, without recursion, however deep", () => {
  const deep = 300_000;
  expect(depthOf("[".repeat(deep) + "]".repeat(deep))).toBe(deep);
  expect(verdict(bytes("[".repeat(deep) + "]".repeat(deep)))).toBe("INVALID_JSON");
});
