import fc from "fast-check";
import { beforeEach, expect, test, vi } from "vitest";
import { rejection } from "../../testing/test-client.ts";
import { ConnectionLostError, GatewayError, QueueFullError, RequestTimeoutError } from "./errors.ts";
import type { Fields, MessageType } from "./generated/calls.ts";
import type { ServerEvent } from "./generated/events.ts";
import { LIMITS } from "./generated/limits.ts";
import { Pacer } from "./pacer.ts";
import { PendingCalls } from "./pending-calls.ts";

const TIMEOUT_MS = 1000;
const sessionId = "11111111-1111-4111-8111-111111111111";

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

/** Calls, and the messages that they sent. */
function calls(timeoutMs = TIMEOUT_MS, maxQueued = 100) {
  const pending = new PendingCalls(timeoutMs, maxQueued);
  const sent: { type: string; ref: string }[] = [];
  return { pending, sent, connect: () => pending.connected((json) => sent.push(JSON.parse(json)), new Pacer()) };
}

const pong = (ref: string): ServerEvent => ({ type: "pong", ts: 1, ref });

test("each answer finds its message, in whatever order the answers come", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 50 }).chain((count) => fc.shuffledSubarray([...Array(count).keys()], { minLength: count })),
      async (order) => {
        const { pending, sent, connect } = calls();
        connect();
        const answers = order.map(() => pending.add("ping", {}));
        for (const index of order) pending.receive({ type: "pong", ts: index, ref: sent[index]?.ref ?? "" });
        expect((await Promise.all(answers)).map(({ ts }) => ts)).toEqual(order.map((_, index) => index));
      },
    ),
  );
});

test("an answer to nothing, or to something that was answered before, is left alone", async () => {
  const { pending, sent, connect } = calls();
  connect();
  const answer = pending.add("ping", {});
  pending.receive(pong("unknown"));
  pending.receive({ type: "pong", ts: 2 });
  pending.receive({ type: "heartbeat", ts: 3 });
  pending.receive(pong(sent[0]?.ref ?? ""));
  pending.receive({ type: "error", code: "INTERNAL", message: "late", ref: sent[0]?.ref ?? "" });
  expect(await answer).toMatchObject({ ts: 1 });
});

test("a refusal is thrown with everything that the gateway said", async () => {
  const { pending, sent, connect } = calls();
  connect();
  const answer = rejection(pending.add("ping", {}));
  const refusal = {
    code: "RATE_LIMITED" as const,
    message: "Slower.",
    messageType: "ping",
    sessionId,
    retryAfterMs: 500,
    details: [{ path: "/ts", message: "is late" }],
  };
  pending.receive({ type: "error", ref: sent[0]?.ref ?? "", ...refusal });
  const error = await answer;
  expect(error).toBeInstanceOf(GatewayError);
  expect(error).toMatchObject({ ...refusal, retryable: true });
});

test("an error code that is newer than this client is not retryable", () => {
  expect(new GatewayError({ code: "BRAND_NEW" as "INTERNAL", message: "?" }).retryable).toBe(false);
});

test("a message that cannot leave waits for a connection", async () => {
  const { pending, sent, connect } = calls();
  const answer = pending.add("ping", {});
  expect(sent).toHaveLength(0);
  connect();
  pending.receive(pong(sent[0]?.ref ?? ""));
  await answer;
});

/** One message of each type, and whether it may be sent again when its answer was lost. */
const EVERY: [MessageType, object, boolean][] = [
  ["authenticate", { token: "t" }, false],
  ["list_sessions", {}, true],
  ["create_session", { agentType: "echo" }, false],
  ["rename_session", { sessionId, name: "n" }, false],
  ["archive_session", { sessionId }, false],
  ["unarchive_session", { sessionId }, false],
  ["delete_session", { sessionId }, false],
  ["join_session", { sessionId }, true],
  ["leave_session", { sessionId }, true],
  ["run_turn", { sessionId, text: "t" }, false],
  ["stop_turn", { sessionId }, false],
  ["steer", { sessionId, content: "c" }, false],
  ["answer_question", { sessionId, requestId: "r" }, false],
  ["get_history", { sessionId }, true],
  ["get_events", { sessionId }, true],
  ["ping", {}, true],
  ["list_files", { sessionId }, true],
  ["read_file", { sessionId, path: "p" }, true],
  ["file_history", { sessionId, path: "p" }, true],
  ["file_at_iteration", { sessionId, path: "p", iteration: 1 }, true],
  ["manage_members", { action: "list" }, true],
  ["manage_members", { action: "add" }, false],
  ["manage_members", { action: "set_role" }, false],
  ["manage_members", { action: "remove" }, false],
];

test.each(EVERY)("%s %j that was sent when the connection was lost is sent again: %j", async (type, fields, again) => {
  const { pending, sent, connect } = calls();
  connect();
  const answer = pending.add(type, fields as Fields<typeof type>).catch((error: Error) => error);
  pending.disconnected();
  connect();
  expect(sent).toHaveLength(again ? 2 : 1);
  pending.fail(new Error("over"));
  if (again) expect(await answer).toMatchObject({ message: "over" });
  else expect(await answer).toBeInstanceOf(ConnectionLostError);
});

test.each(EVERY)("%s %j that was not sent when the connection was lost is sent on the next one", async (type, fields) => {
  const { pending, sent, connect } = calls();
  const answer = rejection(pending.add(type, fields as Fields<typeof type>));
  pending.disconnected();
  connect();
  expect(sent).toHaveLength(1);
  pending.fail(new Error("over"));
  await answer;
});

test("what is sent again keeps its place before what came later", () => {
  const { pending, sent, connect } = calls();
  connect();
  void pending.add("list_sessions", {});
  void pending.add("get_events", { sessionId });
  pending.disconnected();
  void pending.add("ping", {});
  connect();
  expect(sent.slice(2).map(({ type }) => type)).toEqual(["list_sessions", "get_events", "ping"]);
});

test("an urgent message leaves before those that wait", () => {
  const { pending, sent, connect } = calls();
  void pending.add("ping", {});
  void pending.add("join_session", { sessionId }, { urgent: true });
  connect();
  expect(sent.map(({ type }) => type)).toEqual(["join_session", "ping"]);
});

test.each([true, false])("a message that is not answered in time fails, whether it was sent or not (%j)", async (isConnected) => {
  const { pending, sent, connect } = calls();
  if (isConnected) connect();
  const answer = rejection(pending.add("ping", {}));
  let settled = false;
  void answer.then(() => {
    settled = true;
  });
  await vi.advanceTimersByTimeAsync(TIMEOUT_MS - 1);
  expect(settled).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(await answer).toBeInstanceOf(RequestTimeoutError);
  connect();
  expect(sent).toHaveLength(isConnected ? 1 : 0);
});

test("a connection carries no more messages than the gateway takes; the rest follows when there is room", async () => {
  const { pending, sent, connect } = calls(60_000);
  const excess = LIMITS.messagesPerWindow + 1;
  for (let count = 0; count < excess; count++) void pending.add("ping", {}).catch(() => undefined);
  connect();
  expect(sent).toHaveLength(LIMITS.messagesPerWindow);
  await vi.advanceTimersByTimeAsync(LIMITS.messageWindow);
  expect(sent).toHaveLength(LIMITS.messagesPerWindow);
  await vi.advanceTimersByTimeAsync(2000);
  expect(sent).toHaveLength(excess);
  pending.fail(new Error("over"));
});

/** A message whose JSON, `ref` included, has so many bytes. */
function steerOf(bytes: number, character: string): Fields<"steer"> {
  const empty = JSON.stringify({ sessionId, content: "", type: "steer", ref: "1" }).length;
  const width = new TextEncoder().encode(character).length;
  const count = Math.floor((bytes - empty) / width);
  return { sessionId, content: character.repeat(count) + "x".repeat(bytes - empty - count * width) };
}

test.each(["a", "ü", "語", "😀"])("a message as large as a frame may be leaves, one byte more is refused here (%s)", async (character) => {
  const { pending, sent, connect } = calls();
  connect();
  const fits = rejection(pending.add("steer", steerOf(LIMITS.frameBytes, character)));
  expect(sent).toHaveLength(1);
  pending.fail(new Error("over"));
  await fits;
  const other = calls();
  other.connect();
  expect(await rejection(other.pending.add("steer", steerOf(LIMITS.frameBytes + 1, character)))).toMatchObject({
    code: "MESSAGE_TOO_LARGE",
    messageType: "steer",
  });
  expect(other.sent).toHaveLength(0);
});

test("the caller's fields replace neither type nor ref", () => {
  const { pending, sent, connect } = calls();
  connect();
  void pending.add("ping", { type: "delete_session", ref: "mine" } as object).catch(() => undefined);
  expect(sent[0]).toEqual({ type: "ping", ref: "1" });
  pending.fail(new Error("over"));
});

test("the reply is known before anything that came after it is looked at", async () => {
  const { pending, sent, connect } = calls();
  connect();
  const order: string[] = [];
  const answer = pending.add("ping", {}, { onReply: () => order.push("reply") }).then(() => order.push("resolved"));
  pending.receive(pong(sent[0]?.ref ?? ""));
  order.push("next event");
  await answer;
  expect(order).toEqual(["reply", "next event", "resolved"]);
});

test("so many calls may wait for a connection, and one more fails at once; over a connection there is no such limit", async () => {
  const { pending, sent, connect } = calls(TIMEOUT_MS, 3);
  const waiting = [1, 2, 3].map((ts) => pending.add("ping", { ts }));
  expect(await rejection(pending.add("ping", { ts: 4 }))).toBeInstanceOf(QueueFullError);
  connect();
  expect(sent).toMatchObject([{ ts: 1 }, { ts: 2 }, { ts: 3 }]);
  const more = [5, 6, 7, 8].map((ts) => pending.add("ping", { ts }));
  for (const { ref } of [...sent]) pending.receive(pong(ref));
  await Promise.all([...waiting, ...more]);
});

test("an urgent message takes no place among those that wait", async () => {
  const { pending, sent, connect } = calls(TIMEOUT_MS, 1);
  const waiting = pending.add("ping", { ts: 1 });
  const urgent = pending.add("join_session", { sessionId }, { urgent: true });
  connect();
  expect(sent.map(({ type }) => type)).toEqual(["join_session", "ping"]);
  for (const { ref } of [...sent]) pending.receive(pong(ref));
  await Promise.all([waiting, urgent]);
});

test("a reply that its receiver cannot read fails the call", async () => {
  const { pending, sent, connect } = calls();
  connect();
  const onReply = () => {
    throw new TypeError("no session in it");
  };
  const answer = rejection(pending.add("join_session", { sessionId }, { onReply }));
  pending.receive(pong(sent[0]?.ref ?? ""));
  expect((await answer).message).toBe("no session in it");
});

test("calls that are to be sent again count among those that wait, and are not given up for newer ones", async () => {
  const { pending, sent, connect } = calls(TIMEOUT_MS, 2);
  connect();
  const old = [1, 2].map((ts) => pending.add("ping", { ts }));
  pending.disconnected();
  expect(await rejection(pending.add("ping", { ts: 3 }))).toBeInstanceOf(QueueFullError);
  sent.length = 0;
  connect();
  expect(sent).toMatchObject([{ ts: 1 }, { ts: 2 }]);
  for (const { ref } of [...sent]) pending.receive(pong(ref));
  await Promise.all(old);
});
