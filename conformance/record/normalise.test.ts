import fc from "fast-check";
import { expect, test } from "vitest";
import { schemasOf } from "../runner/scene.ts";
import { readSpec } from "../runner/spec.ts";
import type { JsonObject } from "../trace/format.ts";
import type { Observed } from "./observed.ts";
import { replayAgainst } from "./testing/replaying.ts";
import { type Act, talk, World } from "./testing/talk.ts";
import { traceText } from "./trace-text.ts";

const spec = await readSpec();
const schemas = schemasOf(spec);
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

/** Texts as people write them, and such that a trace would take for something else. */
const text = fc.oneof(
  fc.string({ minLength: 1, maxLength: 30 }),
  fc.string({ unit: "binary", minLength: 1, maxLength: 10 }),
  fc.constantFrom("${session}", "$${x", "a.b*c(d)[e]{f}^g$h|i\\j/k", "2026-01-01T00:00:00.000Z", "é€😀"),
);
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    act: fc.constant("turn" as const),
    text,
    words: fc.array(text, { maxLength: 3 }),
    ends: fc.constantFrom("turn_complete" as const, "turn_stopped" as const),
  }),
  fc.constant({ act: "again" as const }),
  fc.record({ act: fc.constant("error" as const), code: fc.constantFrom("NO_ACTIVE_TURN", "FORBIDDEN") }),
  fc.record({ act: fc.constant("get" as const), tag: fc.nat(3) }),
  fc.record({ act: fc.constant("post" as const), text }),
  fc.record({ act: fc.constant("ask" as const), option: fc.constantFrom("allow", "request") }),
);
const acts = fc.array(act, { minLength: 1, maxLength: 12 });

function written(observed: readonly Observed[], identities = new Map<string, string>()): string {
  return traceText(spec, observed, { trace: "A conversation.", covers: [], identities, schemas });
}

function stepsOf(observed: readonly Observed[]): JsonObject[] {
  return written(observed)
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((line) => JSON.parse(line) as JsonObject);
}

test("the same conversation is the same trace, whatever the server made up, and however it cut its texts", () => {
  fc.assert(
    fc.property(acts, fc.nat(1000), fc.nat(1000), (script, one, other) => {
      expect(written(talk(script, new World(other)))).toBe(written(talk(script, new World(one))));
    }),
    { numRuns: 150 },
  );
});

test("a trace matches what it was recorded from, and another run of the same conversation", async () => {
  await fc.assert(
    fc.asyncProperty(acts, fc.nat(1000), fc.nat(1000), async (script, one, other) => {
      const seen = talk(script, new World(one));
      await replayAgainst("gateway-v1", written(seen), seen);
      await replayAgainst("gateway-v1", written(seen), talk(script, new World(other)));
    }),
    { numRuns: 100 },
  );
});

test("no token, and no id of one conversation, remains", () => {
  fc.assert(
    fc.property(acts, fc.nat(1000), (script, salt) => {
      const world = new World(salt);
      const trace = written(talk([...script, { act: "post", text: `my token is ${world.token}.` }], world));
      expect(trace).not.toMatch(UUID);
      expect(trace).not.toContain(world.token);
    }),
    { numRuns: 100 },
  );
});

test("a trace fails when a server answers otherwise", async () => {
  const script: Act[] = [{ act: "turn", text: "Hello", words: [" there"], ends: "turn_complete" }];
  const seen = talk(script, new World(1));
  const changes: [string, string][] = [
    [`"finalText":"Hello there"`, `"finalText":"Hello them"`],
    [`"type":"turn_started"`, `"type":"steered"`],
    [`"usage":{"inputTokens"`, `"usage":{"tokens"`],
    [`"code":1001`, `"code":1000`],
  ];
  for (const [from, to] of changes) {
    const other = seen.map((one) => (one.kind === "sent" ? one : (JSON.parse(JSON.stringify(one).replace(from, to)) as Observed)));
    expect(JSON.stringify(other)).not.toBe(JSON.stringify(seen));
    await expect(replayAgainst("gateway-v1", written(seen), other)).rejects.toMatchObject({ name: "RuleBroken" });
  }
});

const WS = { kind: "opened" as const, on: "a", path: "/ws", offer: [] as string[], isSse: false, subprotocol: "", headers: {} };

test("tokens become identities: by their names, by their roles, or the one that is usual", () => {
  const identity = { userId: "u", email: "", tenantId: "t", role: "viewer", permissions: [] };
  const seen: Observed[] = [
    { ...WS, token: null },
    { kind: "sent", on: "a", text: JSON.stringify({ type: "authenticate", token: "dev" }) },
    { kind: "received", on: "a", frame: { type: "authenticated", identity } },
    { ...WS, on: "b", token: "a-token-of-billing" },
    { ...WS, on: "c", token: "a-token-of-nobody" },
    { ...WS, on: "d", token: null },
  ];
  const trace = written(seen, new Map([["a-token-of-billing", "billing_admin"]]));
  expect(trace.split("\n").filter((line) => line.includes(`"open"`) || line.includes(`"send"`))).toEqual([
    `{"on":"a","open":{"path":"/ws","as":null}}`,
    `{"on":"a","send":{"type":"authenticate","token":{"$token":"viewer"}}}`,
    `{"on":"b","open":{"path":"/ws","as":"billing_admin"}}`,
    `{"on":"c","open":{"path":"/ws"}}`,
    `{"on":"d","open":{"path":"/ws","as":null}}`,
  ]);
});

test("a server that lets everybody in has an owner", () => {
  const identity = { userId: "u", email: "", tenantId: "t", role: "owner", permissions: [] };
  const seen: Observed[] = [
    { ...WS, token: null },
    { kind: "received", on: "a", frame: { type: "authenticated", identity } },
  ];
  expect(stepsOf(seen)[0]).toEqual({ on: "a", open: { path: "/ws" } });
});

test("a place in the log that is asked from later becomes a variable", () => {
  const steps = stepsOf(talk([{ act: "turn", text: "Hi", words: [], ends: "turn_complete" }, { act: "again" }], new World(3)));
  expect(steps.find(({ send }) => (send as JsonObject | undefined)?.["type"] === "get_events")).toMatchObject({
    send: { afterSeq: "${seq}" },
  });
  expect(steps.find(({ receive }) => (receive as JsonObject | undefined)?.["type"] === "turn_complete")).toMatchObject({
    receive: { seq: { $is: "integer", as: "seq" } },
  });
});

test("what looks like something to fill in is sent as it is", () => {
  const seen: Observed[] = [
    { ...WS, token: null },
    { kind: "sent", on: "a", text: `{"type":"ping","ref":{"$text":"a","times":3}}` },
  ];
  expect(stepsOf(seen)[1]).toEqual({ on: "a", sendText: `{"type":"ping","ref":{"$text":"a","times":3}}` });
});

test("calls of the server are answered by the ids that they have", () => {
  const seen: Observed[] = [
    { ...WS, path: "/acp", token: "a-token-of-the-owner" },
    { kind: "received", on: "a", frame: { jsonrpc: "2.0", id: 7, method: "session/request_permission", params: {} } },
    { kind: "sent", on: "a", text: JSON.stringify({ jsonrpc: "2.0", id: 7, result: { outcome: { outcome: "cancelled" } } }) },
  ];
  expect(stepsOf(seen).slice(1)).toMatchObject([
    { receive: { id: { $is: "any", as: "call" } } },
    { send: { id: "${call}", result: { outcome: { outcome: "cancelled" } } } },
  ]);
});
