import { expect, test } from "vitest";
import { readSpec } from "../runner/spec.ts";
import type { JsonObject } from "../trace/format.ts";
import { AcpSchema } from "./acp-schema.ts";
import { Correlation } from "./correlation.ts";
import { EventShape } from "./event-shape.ts";
import { Hello } from "./hello.ts";
import { LogOrder } from "./log-order.ts";
import type { Monitor } from "./monitor.ts";
import { operationOf, restViolations } from "./rest-shape.ts";
import { RpcShape } from "./rpc-shape.ts";
import { Schemas } from "./schemas.ts";
import { StateMoves } from "./state-moves.ts";
import { TurnOrder } from "./turn-order.ts";

const { gateway, concordance } = await readSpec();
const schemas = new Schemas(gateway);
const SESSION = "9e107d9d-372b-4b6a-8c6e-3f0b8a1f2d10";
const TURN = "0b5a4c1e-8a2c-4c5e-9d46-0a7a5c6f1b22";

/** The rules that a conversation breaks: lines with `>` are sent, the others received. */
function broken(monitor: Monitor, frames: readonly [">" | "<", JsonObject][]): string[] {
  return frames.flatMap(([direction, frame]) => {
    if (direction === "<") return monitor.received(frame).map(({ rule }) => rule);
    monitor.sent?.(frame);
    return [];
  });
}

const snapshot = (fields: JsonObject = {}): JsonObject => ({
  type: "state_snapshot",
  session: { id: SESSION, status: "ready" },
  resume: "continued",
  replayFrom: 1,
  activeTurn: null,
  ...fields,
});
const event = (seq: number, fields: JsonObject = {}): JsonObject => ({ type: "steered", sessionId: SESSION, turnId: TURN, seq, ...fields });
const synced = (seq: number): JsonObject => ({ type: "session_synced", sessionId: SESSION, seq });
const turn = (type: string, fields: JsonObject = {}): JsonObject => ({ type, sessionId: SESSION, turnId: TURN, ...fields });

test.each<[string, string[], [">" | "<", JsonObject][]]>([
  [
    "in order",
    [],
    [
      ["<", snapshot()],
      ["<", event(1)],
      ["<", event(2)],
      ["<", synced(2)],
      ["<", event(3)],
    ],
  ],
  [
    "a gap in the replay",
    ["WS-JOIN-2"],
    [
      ["<", snapshot()],
      ["<", event(1)],
      ["<", event(3)],
    ],
  ],
  [
    "one twice in the replay",
    ["WS-JOIN-2"],
    [
      ["<", snapshot()],
      ["<", event(1)],
      ["<", event(1)],
    ],
  ],
  [
    "a gap that is live",
    ["WS-LOG-1"],
    [
      ["<", snapshot()],
      ["<", synced(0)],
      ["<", event(2)],
    ],
  ],
  [
    "one twice that is live",
    ["WS-LOG-1"],
    [
      ["<", snapshot({ resume: "live", replayFrom: 8 })],
      ["<", event(8)],
      ["<", event(8)],
    ],
  ],
  [
    "a wrong end of the replay",
    ["WS-JOIN-2"],
    [
      ["<", snapshot()],
      ["<", event(1)],
      ["<", synced(2)],
    ],
  ],
  ["an event of a session that was not joined", ["WS-JOIN-6"], [["<", event(1)]]],
  [
    "an event after leaving",
    ["WS-JOIN-6"],
    [
      ["<", snapshot({ resume: "live" })],
      [">", { type: "leave_session", sessionId: SESSION, ref: "l" }],
      ["<", { type: "ack", messageType: "leave_session", ref: "l" }],
      ["<", event(1)],
    ],
  ],
])("the order of a log: %s", (_, rules, frames) => {
  expect(broken(new LogOrder(gateway), frames)).toEqual(rules);
});

test.each<[string, string[], [">" | "<", JsonObject][]]>([
  [
    "an answer",
    [],
    [
      [">", { type: "ping", ref: "a" }],
      ["<", { type: "pong", ref: "a" }],
    ],
  ],
  [
    "an error",
    [],
    [
      [">", { type: "ping", ref: "a" }],
      ["<", { type: "error", ref: "a" }],
    ],
  ],
  [
    "no ref",
    [],
    [
      [">", { type: "ping" }],
      ["<", { type: "pong" }],
    ],
  ],
  ["a ref of nobody", ["WS-REF-1"], [["<", { type: "pong", ref: "a" }]]],
  ["an error's ref of nobody", ["WS-REF-2"], [["<", { type: "error", ref: "a" }]]],
  [
    "two answers",
    ["WS-REPLY-1"],
    [
      [">", { type: "ping", ref: "a" }],
      ["<", { type: "pong", ref: "a" }],
      ["<", { type: "pong", ref: "a" }],
    ],
  ],
  [
    "another event",
    ["WS-REPLY-1"],
    [
      [">", { type: "ping", ref: "a" }],
      ["<", { type: "ack", ref: "a" }],
    ],
  ],
])("correlation: %s", (_, rules, frames) => {
  expect(broken(new Correlation(gateway), frames)).toEqual(rules);
});

test.each<[string, string[], JsonObject[]]>([
  [
    "whole",
    [],
    [
      turn("turn_started"),
      turn("text_delta", { text: "a" }),
      turn("text_delta", { text: "b" }),
      turn("turn_complete", { finalText: "ab" }),
    ],
  ],
  [
    "another text at its end",
    ["WS-TURN-11"],
    [turn("turn_started"), turn("text_delta", { text: "a" }), turn("turn_complete", { finalText: "b" })],
  ],
  ["another text when stopped", ["WS-STOP-TURN-1"], [turn("turn_started"), turn("turn_stopped", { partialText: "b" })]],
  ["two starts", ["WS-TURN-2"], [turn("turn_started"), turn("turn_started")]],
  ["two ends", ["WS-TURN-2"], [turn("turn_started"), turn("turn_error"), turn("turn_error")]],
  ["a text after its end", ["WS-TURN-2"], [turn("turn_started"), turn("turn_error"), turn("text_delta", { text: "a" })]],
  [
    "two results of a tool",
    ["WS-AGENT-3"],
    [
      turn("turn_started"),
      turn("tool_call_start", { toolCallId: "t" }),
      turn("tool_result", { toolCallId: "t" }),
      turn("tool_error", { toolCallId: "t" }),
    ],
  ],
  ["a result of nothing", ["WS-AGENT-3"], [turn("turn_started"), turn("tool_result", { toolCallId: "t" })]],
  ["thinking that was not begun", ["WS-AGENT-2"], [turn("turn_started"), turn("thinking.complete", { text: "a" })]],
  ["empty thinking", ["WS-AGENT-2"], [turn("turn_started"), turn("thinking.start"), turn("thinking.complete", { text: "" })]],
  [
    "joined in its midst",
    [],
    [
      snapshot({ resume: "live", activeTurn: { turnId: TURN, text: "a" } }),
      turn("text_delta", { text: "b" }),
      turn("turn_complete", { finalText: "ab" }),
    ],
  ],
  ["an event before its start", ["WS-TURN-2"], [turn("text_delta", { text: "a" }), turn("turn_started")]],
  [
    "one that was joined in its midst, and is replayed from its start",
    [],
    [turn("text_delta", { text: "a" }), snapshot(), turn("turn_started"), turn("text_delta", { text: "a" })],
  ],
])("a turn: %s", (_, rules, frames) => {
  expect(
    broken(
      new TurnOrder(),
      frames.map((frame): ["<", JsonObject] => ["<", frame]),
    ),
  ).toEqual(rules);
});

test("a turn starts after its acknowledgement", () => {
  const ack = { type: "ack", messageType: "run_turn", turnId: TURN, ref: "r" };
  const asked: [">", JsonObject] = [">", { type: "run_turn", ref: "r" }];
  expect(broken(new TurnOrder(), [asked, ["<", ack], ["<", turn("turn_started")]])).toEqual([]);
  expect(broken(new TurnOrder(), [asked, ["<", turn("turn_started")], ["<", ack]])).toEqual(["WS-TURN-1"]);
});

test.each<[string, string[], JsonObject[]]>([
  [
    "as the table allows",
    [],
    [
      { previous: "inactive", status: "activating" },
      { previous: "activating", status: "ready" },
    ],
  ],
  ["where the table has no way", ["WS-STATE-1"], [{ previous: "inactive", status: "running" }]],
  [
    "from where it was not",
    ["WS-STATE-1"],
    [
      { previous: "inactive", status: "activating" },
      { previous: "ready", status: "running" },
    ],
  ],
  ["after a restart", [], [{ previous: "running", status: "inactive", reason: "gateway_restarted" }]],
])("a session moves %s", (_, rules, moves) => {
  const frames = moves.map((move): ["<", JsonObject] => ["<", { type: "session_state", sessionId: SESSION, ...move }]);
  expect(broken(new StateMoves(gateway), frames)).toEqual(rules);
});

test("a greeting has its order, and comes once", () => {
  const welcome: ["<", JsonObject] = ["<", { type: "welcome" }];
  const connected: ["<", JsonObject] = ["<", { type: "connected" }];
  expect(broken(new Hello(), [welcome, connected])).toEqual([]);
  expect(broken(new Hello(), [connected, welcome])).toEqual(["WS-HELLO-1", "WS-HELLO-1"]);
  expect(broken(new Hello(), [welcome, connected, welcome])).toEqual(["WS-HELLO-1"]);
});

test.each<[string, string[], JsonObject]>([
  ["an event of the spec", [], { type: "pong", ts: 1 }],
  ["one with a field more", [], { type: "pong", ts: 1, zone: "utc" }],
  ["an unknown event", ["WS-FRAME-7"], { type: "hurrah" }],
  ["a field of another type", ["WS-FRAME-7"], { type: "pong", ts: "1" }],
  ["a missing field", ["WS-FRAME-7"], { type: "session_deleted" }],
  ["an event of a turn without it", ["WS-TURN-13"], { type: "text_delta", sessionId: SESSION, seq: 1, ts: 1, text: "a" }],
  ["an error with an unknown code", ["WS-ERROR-1"], { type: "error", code: "OOPS", message: "No." }],
  ["an error with a stack", ["WS-ERROR-1"], { type: "error", code: "INTERNAL", message: "Error: no\n    at handle (a.ts:1:1)" }],
  ["an error that is too long", ["WS-ERROR-1", "WS-ERROR-1"], { type: "error", code: "INTERNAL", message: "x".repeat(501) }],
])("the shape of %s", (_, rules, frame) => {
  expect(new EventShape(gateway, schemas).received(frame).map(({ rule }) => rule)).toEqual(rules);
});

const RULES = { correlation: "C", shape: "S", error: "E", words: "W" };
const stream = () => new RpcShape(concordance, new Schemas(concordance), RULES);
const call: [">", JsonObject] = [">", { jsonrpc: "2.0", id: 1, method: "kv/delete", params: {} }];
const rpc = (fields: JsonObject): ["<", JsonObject] => ["<", { jsonrpc: "2.0", ...fields }];

test.each<[string, string[], [">" | "<", JsonObject][]]>([
  ["an answer", [], [call, rpc({ id: 1, result: { deleted: true, version: 2, revision: 3 } })]],
  ["an answer without a member", ["S"], [call, rpc({ id: 1, result: { deleted: true, version: 2 } })]],
  ["an answer to nobody", ["C"], [rpc({ id: 1, result: {} })]],
  ["an id as text", ["C"], [call, rpc({ id: "1", result: {} })]],
  [
    "two answers",
    ["C"],
    [call, rpc({ id: 1, error: { code: -32004, message: "No.", data: { code: "NOT_FOUND" } } }), rpc({ id: 1, result: {} })],
  ],
  ["a number and a name that are no pair", ["E"], [call, rpc({ id: 1, error: { code: -32005, data: { code: "NOT_FOUND" } } })]],
  ["an error of what could not be read", [], [rpc({ id: null, error: { code: -32700, message: "No.", data: { code: "INVALID_JSON" } } })]],
  ["no JSON-RPC", ["S"], [["<", { id: 1 }]]],
  [
    "an error with a path of the server",
    ["W"],
    [call, rpc({ id: 1, error: { code: -32004, message: "No /var/lib/raft.db.", data: { code: "NOT_FOUND" } } })],
  ],
  ["an error without a message", ["W"], [call, rpc({ id: 1, error: { code: -32004, data: { code: "NOT_FOUND" } } })]],
])("JSON-RPC: %s", (_, rules, frames) => {
  expect(broken(stream(), frames)).toEqual(rules);
});

test("a message of the Agent Client Protocol is held to the published schema", () => {
  const monitor = new AcpSchema(gateway);
  monitor.sent({ id: 1, method: "session/prompt" });
  expect(monitor.received({ id: 1, result: { stopReason: "end_turn" } })).toEqual([]);
  expect(monitor.received({ id: 1, result: {} }).map(({ rule }) => rule)).toEqual(["ACP-SCHEMA-1"]);
  expect(monitor.received({ method: "session/update", params: { sessionId: "s" } }).map(({ rule }) => rule)).toEqual(["ACP-SCHEMA-1"]);
});

test.each([
  ["session/unheard-of", ["ACP-SCHEMA-1"]],
  ["_our/own", []],
  ["$/cancel_request", []],
  ["config/update", []],
])("a server may send %s: broken is %j", (method, rules) => {
  expect(new AcpSchema(gateway).received({ method, params: {} }).map(({ rule }) => rule)).toEqual(rules);
});

test("the endpoint of a request is the one with the plainest path", () => {
  expect(operationOf(gateway, "GET", "/api/v1/sessions?limit=1")?.path).toBe("/api/v1/sessions");
  expect(operationOf(gateway, "GET", "/api/v1/sessions/abc")?.path).toMatch(/^\/api\/v1\/sessions\/\{\w+\}$/);
  expect(operationOf(gateway, "GET", "/api/v1/nothing")).toBeUndefined();
});

test.each<[string, string[], { status: number; type?: string; body: JsonObject }]>([
  [
    "a problem",
    [],
    {
      status: 404,
      type: "application/problem+json",
      body: { type: "about:blank", title: "t", status: 404, code: "SESSION_NOT_FOUND", detail: "No.", instance: "r1" },
    },
  ],
  [
    "a code with another status",
    ["E"],
    { status: 409, body: { type: "about:blank", title: "t", status: 409, code: "SESSION_NOT_FOUND", detail: "No.", instance: "r1" } },
  ],
  [
    "a problem with a stack",
    ["E"],
    {
      status: 404,
      body: {
        type: "about:blank",
        title: "t",
        status: 404,
        code: "SESSION_NOT_FOUND",
        detail: "Error\n    at handle (a.ts:1:1)",
        instance: "r1",
      },
    },
  ],
  ["a problem that is plain JSON", ["E"], { status: 404, type: "application/json", body: {} }],
  ["an answer of another type", ["S"], { status: 200, type: "text/html", body: {} }],
  ["an answer without its fields", ["S"], { status: 200, type: "application/json", body: {} }],
])("over REST: %s", (_, rules, { status, type = "application/problem+json", body }) => {
  const answer = { status, headers: { "content-type": type }, body };
  const request = { method: "GET", path: `/api/v1/sessions/${SESSION}` };
  const found = restViolations(gateway, schemas, { shape: "S", error: "E", errorMedia: "application/problem+json" }, request, answer).map(
    ({ rule }) => rule,
  );
  expect([...new Set(found)]).toEqual(rules);
});
