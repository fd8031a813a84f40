import { expect, test } from "vitest";
import { LIMITS } from "../../../generated/gateway/limits.ts";
import { afterClose } from "./link-loss.ts";
import { fieldsOf } from "./rpc-message.ts";
import { FakeWorld, NETWORK_LOSS } from "./testing/fake-world.ts";

const PROMPT = { sessionId: "s", prompt: [{ type: "text", text: "hi" }] };

function update(seq: number, text = "x", turnId = "t") {
  return { sessionId: "s", update: { sessionUpdate: "agent_message_chunk", content: { type: "text", text }, _meta: { seq, turnId } } };
}

function permission(requestId: string | undefined, turnId = "t") {
  const _meta = requestId === undefined ? undefined : { requestId, turnId };
  return { sessionId: "s", toolCall: { toolCallId: "c" }, options: [], _meta };
}

const ALLOWED = { outcome: { outcome: "selected", optionId: "allow" } };

test("ids of both sides are mapped, and each side gets its own back", () => {
  const world = new FakeWorld().begin();
  world.call("7", "session/list", {});
  world.call(7, "session/list", { cursor: "c" });
  world.call(null, "session/list", {});
  const sent = [world.sent("session/list"), world.sent("session/list"), world.sent("session/list")];
  expect(new Set(sent.map(({ id }) => id)).size).toBe(3);
  for (const { id } of [...sent].reverse()) world.bridge.hear(JSON.stringify({ jsonrpc: "2.0", id, result: { of: id } }));
  expect(world.toEditor).toEqual([
    { jsonrpc: "2.0", id: null, result: { of: sent[2]?.id } },
    { jsonrpc: "2.0", id: 7, result: { of: sent[1]?.id } },
    { jsonrpc: "2.0", id: "7", result: { of: sent[0]?.id } },
  ]);
});

test("two calls with one id are both answered", () => {
  const world = new FakeWorld().begin();
  world.call(1, "session/list", {});
  world.call(1, "session/list", {});
  world.answer("session/list", { n: 1 });
  world.answer("session/list", { n: 2 });
  expect(world.toEditor.map(({ id, result }) => [id, result])).toEqual([
    [1, { n: 1 }],
    [1, { n: 2 }],
  ]);
});

test("before initialize every call is refused, and nothing connects", () => {
  const world = new FakeWorld();
  world.call(1, "session/new", {});
  world.notify("session/cancel", { sessionId: "s" });
  expect(world.heard({ id: 1 })).toMatchObject({ error: { code: -32600, data: { code: "INVALID_REQUEST" } } });
  expect(world.attempts).toEqual([]);
});

test("calls that follow initialize at once wait for it", () => {
  const world = new FakeWorld();
  world.call(1, "initialize", { protocolVersion: 1 });
  world.call(2, "session/list", {});
  world.bridge.opened();
  world.answer("initialize", { protocolVersion: 1 });
  world.answer("session/list", { sessions: [] });
  expect(world.toEditor.map(({ id }) => id)).toEqual([1, 2]);
});

test("an initialize that the gateway refuses is answered so, and may be tried again", () => {
  const world = new FakeWorld();
  world.call(1, "initialize", {});
  world.call(2, "session/list", {});
  world.bridge.opened();
  world.refuse("initialize", "INVALID_MESSAGE");
  expect(world.heard({ id: 1 })).toMatchObject({ error: { data: { code: "INVALID_MESSAGE" } } });
  expect(world.heard({ id: 2 })).toMatchObject({ error: { code: -32600 } });
  expect(world.disconnects).toBe(1);
  world.begin();
});

test("a gateway that cannot be reached fails initialize after ten seconds, with a sentence that names it", () => {
  const world = new FakeWorld();
  world.token = "secret";
  world.call(1, "initialize", {});
  for (let ms = 0; ms < 9_999; ms++) {
    if (world.attempts.length > world.notes.length) world.bridge.closed({ reason: "It is down", comeBack: "soon", isRefusal: false });
    world.pass(1);
  }
  expect(world.toEditor).toEqual([]);
  expect(world.attempts.length).toBeGreaterThan(3);
  world.pass(1);
  const { error } = world.heard({ id: 1 }) as { error?: { message: string } };
  expect(error?.message).toBe("The gateway at http://gateway cannot be reached. It is down.");
  const attempts = world.attempts.length;
  world.pass(60_000);
  expect(world.attempts.length).toBe(attempts);
  world.begin();
});

test("the agent that the bridge was started for is asked for, unless the editor asks for another", () => {
  const world = new FakeWorld({ agentType: "echo" }).begin();
  world.call(1, "session/new", { cwd: "/w", mcpServers: [], _meta: { name: "n" } });
  expect(world.sent("session/new").params?.["_meta"]).toEqual({ agentType: "echo", name: "n" });
  world.call(2, "session/new", { cwd: "/w", mcpServers: [], _meta: { agentType: "mine" } });
  expect(world.sent("session/new").params?.["_meta"]).toEqual({ agentType: "mine" });
});

test("each prompt gets a name of its own, unless it has one", () => {
  const world = new FakeWorld().begin().open();
  world.call(1, "session/prompt", PROMPT);
  world.call(2, "session/prompt", { ...PROMPT, _meta: null });
  world.call(3, "session/prompt", { ...PROMPT, _meta: { clientTurnId: "mine", whenBusy: "queue" } });
  const names = [1, 2, 3].map(() => world.sent("session/prompt").params?.["_meta"]);
  expect(names).toEqual([{ clientTurnId: "turn-name-1" }, { clientTurnId: "turn-name-2" }, { clientTurnId: "mine", whenBusy: "queue" }]);
});

test("a message of the largest size passes, and one byte more is refused without a word to the gateway", () => {
  const world = new FakeWorld().begin();
  const frame = (cursor: string) =>
    Buffer.byteLength(JSON.stringify({ jsonrpc: "2.0", id: 2, method: "session/list", params: { cursor } }));
  const room = LIMITS.acpFrameBytes - frame("");
  world.call(1, "session/list", { cursor: "x".repeat(room) });
  expect(Buffer.byteLength(JSON.stringify(world.sent("session/list")))).toBe(LIMITS.acpFrameBytes);
  world.call(1, "session/list", { cursor: "x".repeat(room + 1) });
  expect(world.heard({ id: 1 })).toMatchObject({ error: { data: { code: "MESSAGE_TOO_LARGE" } } });
  expect(world.toGateway).toEqual([]);
});

test("after a loss the bridge begins with the editor's own words, resumes each session where it was, and then sends what is open in it", () => {
  const world = new FakeWorld().begin().open();
  world.call(1, "session/prompt", PROMPT);
  const first = world.sent("session/prompt");
  world.tell("session/update", update(5));
  world.heard({ method: "session/update" });
  world.lose();
  world.call(2, "session/list", {});
  world.pass(10_000);
  expect(world.attempts).toEqual([null, null]);
  world.bridge.opened();
  expect(world.answer("initialize", {}).params).toEqual({ protocolVersion: 1, clientCapabilities: { terminal: true } });
  const resume = world.sent("session/resume");
  expect(resume.params).toEqual({ sessionId: "s", cwd: "/w", mcpServers: [], _meta: { afterSeq: 5, epoch: "e" } });
  world.sent("session/list");
  expect(world.toGateway).toEqual([]);
  world.tell("session/update", update(6));
  world.bridge.hear(JSON.stringify({ jsonrpc: "2.0", id: resume.id, result: { _meta: { epoch: "e", lastSeq: 7 } } }));
  const again = world.sent("session/prompt");
  expect(again.params).toEqual(first.params);
  world.bridge.hear(JSON.stringify({ jsonrpc: "2.0", id: again.id, result: { stopReason: "end_turn" } }));
  expect(world.toEditor.map(({ id, method }) => id ?? method)).toEqual(["session/update", 1]);
});

test("a second loss, while what was open is opened again, changes nothing", () => {
  const world = new FakeWorld().begin().open();
  world.call(1, "session/prompt", PROMPT);
  world.sent("session/prompt");
  world.reconnect();
  world.sent("session/resume");
  world.tell("session/update", update(3));
  world.reconnect();
  expect(world.answer("session/resume", { _meta: { epoch: "e", lastSeq: 3 } }).params?.["_meta"]).toEqual({ afterSeq: 3, epoch: "e" });
  world.answer("session/prompt", { stopReason: "end_turn" });
  expect(world.toEditor.map(({ id, method }) => id ?? method)).toEqual(["session/update", 1]);
});

test("sessions that were closed or deleted are not opened again", () => {
  const world = new FakeWorld().begin().open("a").open("b").open("c");
  world.call(1, "session/close", { sessionId: "a" });
  world.answer("session/close", {});
  world.call(2, "session/delete", { sessionId: "b" });
  world.answer("session/delete", {});
  world.reconnect();
  expect(world.sent("session/resume").params?.["sessionId"]).toBe("c");
  expect(world.toGateway).toEqual([]);
});

test("a load that was interrupted half-way is answered after the rest, and nothing comes twice", () => {
  const world = new FakeWorld().begin();
  world.call(1, "session/load", { sessionId: "s", cwd: "/w", mcpServers: [] });
  world.sent("session/load");
  world.tell("session/update", update(1));
  world.tell("session/update", update(2));
  world.reconnect();
  expect(world.sent("session/resume")).toMatchObject({ params: { sessionId: "s", cwd: "/w", _meta: { afterSeq: 2 } } });
  world.lose();
  world.comeBack();
  world.tell("session/update", update(3));
  world.answer("session/resume", { modes: null, _meta: { epoch: "e", lastSeq: 4 } });
  expect(world.toEditor.map(({ id, method }) => id ?? method)).toEqual(["session/update", "session/update", "session/update", 1]);
  expect(world.toEditor.at(-1)).toMatchObject({ result: { modes: null } });
  world.reconnect();
  expect(world.sent("session/resume").params?.["_meta"]).toEqual({ afterSeq: 4, epoch: "e" });
});

test("a load of which nothing was told is loaded again", () => {
  const world = new FakeWorld().begin();
  world.call(1, "session/load", { sessionId: "s", cwd: "/w", mcpServers: [] });
  world.sent("session/load");
  world.reconnect();
  world.answer("session/load", { _meta: { epoch: "e", lastSeq: 4 } });
  expect(world.heard({ id: 1 })).toHaveProperty("result");
});

test("the editor is not told its own words when the turn began unheard, but is when it loads them", () => {
  const world = new FakeWorld().begin().open();
  world.call(1, "session/prompt", PROMPT);
  const name = fieldsOf(world.sent("session/prompt").params?.["_meta"])["clientTurnId"];
  const own = {
    sessionId: "s",
    update: { sessionUpdate: "user_message_chunk", content: {}, _meta: { seq: 3, turnId: "t", clientTurnId: name } },
  };
  world.reconnect();
  world.tell("session/update", own);
  world.answer("session/resume", { _meta: { epoch: "e", lastSeq: 3 } });
  expect(world.toEditor).toEqual([]);
  world.answer("session/prompt", { stopReason: "end_turn" });
  world.heard({ id: 1 });
  world.call(2, "session/load", { sessionId: "s", cwd: "/w", mcpServers: [] });
  world.tell("session/update", own);
  world.heard({ method: "session/update" });
});

test.each([
  ["config/set", { scope: "user", key: "k", value: 1 }, false],
  ["config/set", { scope: "user", key: "k", value: 1, cas: 0 }, false],
  ["config/set", { scope: "user", key: "k", value: 1, cas: 3 }, true],
  ["config/delete", { scope: "user", key: "k" }, false],
  ["config/delete", { scope: "user", key: "k", cas: 1 }, true],
  ["config/batch", { operations: [{ op: "set" }, { op: "set", cas: 0 }] }, false],
  ["config/batch", { operations: [{ op: "set" }, { op: "delete", cas: 2 }] }, true],
  ["config/get", { scope: "user", key: "k" }, true],
  ["config/list", { scope: "user" }, true],
  ["session/set_mode", { sessionId: "x", modeId: "m" }, true],
  ["session/new", { cwd: "/w", mcpServers: [] }, true],
  ["_unknown/method", {}, false],
])("%s %j that was in flight: it is sent again: %s", (method, params, isRepeated) => {
  const world = new FakeWorld().begin();
  world.call(1, method, params);
  world.sent(method);
  world.reconnect();
  if (isRepeated) {
    world.answer(method, {});
    expect(world.heard({ id: 1 })).toHaveProperty("result");
  } else {
    expect(world.heard({ id: 1 })).toMatchObject({ error: { data: { outcomeUnknown: true } } });
    expect(world.toGateway).toEqual([]);
  }
});

test("a write that was not sent yet is sent, whatever its conditions", () => {
  const world = new FakeWorld().begin();
  world.lose();
  world.call(1, "config/set", { scope: "user", key: "k", value: 1 });
  world.comeBack();
  world.answer("config/set", { version: 1 });
  expect(world.heard({ id: 1 })).toMatchObject({ result: { version: 1 } });
});

test("a conflict of a write that was sent twice may be its own work, and says so", () => {
  const world = new FakeWorld().begin();
  world.call(1, "config/set", { scope: "user", key: "k", value: 1, cas: 3 });
  world.sent("config/set");
  world.reconnect();
  world.refuse("config/set", "VERSION_CONFLICT", { currentVersion: 4 });
  expect(world.heard({ id: 1 })).toMatchObject({ error: { data: { code: "VERSION_CONFLICT", currentVersion: 4, outcomeUnknown: true } } });
  world.call(2, "config/set", { scope: "user", key: "k", value: 1, cas: 3 });
  world.refuse("config/set", "VERSION_CONFLICT", { currentVersion: 4 });
  expect(JSON.stringify(world.heard({ id: 2 }))).not.toContain("outcomeUnknown");
});

test("subscriptions are taken up where they were, and anew when the changes are not kept", () => {
  const world = new FakeWorld().begin();
  world.call(1, "config/subscribe", { scope: "user" });
  world.answer("config/subscribe", { subscribed: true, revision: 5 });
  world.heard({ id: 1 });
  world.tell("config/update", { scope: "user", key: "k", version: 1, revision: 8 });
  world.heard({ method: "config/update" });
  world.reconnect();
  const again = world.sent("config/subscribe");
  expect(again.params).toEqual({ scope: "user", since: 7 });
  world.tell("config/update", { scope: "user", key: "k", version: 1, revision: 8 });
  expect(world.toEditor).toEqual([]);
  world.tell("config/update", { scope: "user", key: "k", version: 2, revision: 9 });
  world.heard({ method: "config/update" });
  world.call(2, "config/unsubscribe", { scope: "user" });
  world.bridge.hear(JSON.stringify({ jsonrpc: "2.0", id: again.id, error: { code: -1, message: "No.", data: { code: "COMPACTED" } } }));
  expect(world.answer("config/subscribe", { subscribed: true, revision: 30 }).params).toEqual({ scope: "user" });
  world.answer("config/unsubscribe", {});
  world.heard({ id: 2 });
  world.reconnect();
  expect(world.toGateway).toEqual([]);
});

test("a person is asked once: the open question serves the next connection", () => {
  const world = new FakeWorld().begin().open();
  world.ask(1, "session/request_permission", permission("r"));
  const request = world.heard({ method: "session/request_permission" });
  world.reconnect();
  world.ask(40, "session/request_permission", permission("r"));
  world.answer("session/resume", {});
  expect(world.toEditor).toEqual([]);
  world.reply(request, ALLOWED);
  expect(world.toGateway).toEqual([{ jsonrpc: "2.0", id: 40, result: ALLOWED }]);
});

test("an answer that was given while there was no connection is sent when the gateway asks again", () => {
  const world = new FakeWorld().begin().open();
  world.ask(1, "elicitation/create", permission("r"));
  const request = world.heard({ method: "elicitation/create" });
  world.lose();
  world.reply(request, { action: "decline" });
  world.comeBack();
  world.ask(2, "elicitation/create", permission("r"));
  world.sent("session/resume");
  expect(world.toGateway).toEqual([{ jsonrpc: "2.0", id: 2, result: { action: "decline" } }]);
  expect(world.toEditor).toEqual([]);
});

test("an answer that was lost with the connection is given again, but only once a loss", () => {
  const world = new FakeWorld().begin().open();
  world.ask(1, "session/request_permission", permission("r"));
  world.reply(world.heard({ method: "session/request_permission" }), ALLOWED);
  expect(world.toGateway.splice(0)).toHaveLength(1);
  world.reconnect();
  world.sent("session/resume");
  world.ask(1, "session/request_permission", permission("r"));
  expect(world.toGateway.splice(0)).toEqual([{ jsonrpc: "2.0", id: 1, result: ALLOWED }]);
  world.ask(2, "session/request_permission", permission("r"));
  world.heard({ method: "session/request_permission" });
});

test("a question that was settled meanwhile is taken back from the editor", () => {
  const world = new FakeWorld().begin().open();
  world.ask(1, "session/request_permission", permission("r"));
  const { id } = world.heard({ method: "session/request_permission" });
  world.reconnect();
  world.answer("session/resume", {});
  expect(world.heard({ method: "$/cancel_request" }).params).toEqual({ requestId: id });
  world.reply({ id }, ALLOWED);
  expect(world.toGateway).toEqual([]);
});

test("a question that the gateway takes back is taken back by the editor's id", () => {
  const world = new FakeWorld().begin().open();
  world.ask(77, "session/request_permission", permission("r"));
  const { id } = world.heard({ method: "session/request_permission" });
  world.tell("$/cancel_request", { requestId: 77 });
  expect(world.heard({ method: "$/cancel_request" }).params).toEqual({ requestId: id });
  world.reply({ id }, ALLOWED);
  expect(world.toGateway).toEqual([]);
});

test("files and terminals of a lost connection are nobody's: what the editor answers is dropped", () => {
  const world = new FakeWorld().begin().open();
  world.ask(1, "fs/read_text_file", { sessionId: "s", path: "/w/a" });
  const request = world.heard({ method: "fs/read_text_file" });
  world.reconnect();
  expect(world.heard({ method: "$/cancel_request" }).params).toEqual({ requestId: request.id });
  world.answer("session/resume", {});
  world.reply(request, { content: "" });
  expect(world.toGateway).toEqual([]);
});

test("what a gateway refuses because it shuts down is done by the next one", () => {
  const world = new FakeWorld().begin();
  world.call(1, "config/set", { scope: "user", key: "k", value: 1 });
  world.refuse("config/set", "SHUTTING_DOWN");
  expect(world.toEditor).toEqual([]);
  world.reconnect(afterClose(1001, "The gateway shuts down."));
  world.refuse("config/set", "SHUTTING_DOWN");
  expect(world.heard({ id: 1 })).toMatchObject({ error: { data: { code: "SHUTTING_DOWN" } } });
});

test("so many calls may wait for a connection, and no more", () => {
  const world = new FakeWorld().begin();
  world.lose();
  for (let id = 1; id <= LIMITS.acpPendingCalls; id++) world.call(id, "session/list", {});
  expect(world.toEditor).toEqual([]);
  world.call(0, "session/list", {});
  expect(world.heard({ id: 0 })).toMatchObject({ error: { data: { code: "RATE_LIMITED" } } });
  world.comeBack();
  expect(world.toGateway).toHaveLength(LIMITS.acpPendingCalls);
});

test("what waits may not take too much memory", () => {
  const world = new FakeWorld().begin();
  world.lose();
  for (let id = 1; id <= 5; id++) world.call(id, "session/list", { cursor: "x".repeat(LIMITS.acpFrameBytes - 1000) });
  expect(world.toEditor.map(({ id }) => id)).toEqual([5]);
});

test("the gateway asks and tells before anything was answered: it passes", () => {
  const world = new FakeWorld().begin();
  world.tell("_vendor/x", { a: 1 });
  expect(world.heard({ method: "_vendor/x" }).params).toEqual({ a: 1 });
  world.notify("_vendor/y", { b: 1 });
  expect(world.sent("_vendor/y").params).toEqual({ b: 1 });
});

test("rubbish of the gateway, and answers to nothing, harm nobody", () => {
  const world = new FakeWorld().begin();
  for (const text of [
    "",
    "[]",
    "{}",
    '{"jsonrpc":"2.0","id":99,"result":{}}',
    '{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"x"}}',
  ]) {
    world.bridge.hear(text);
  }
  expect(world.toEditor).toEqual([]);
  expect(world.notes).toHaveLength(5);
});

test("for an offence the calls in flight are not repeated, and the rest goes on", () => {
  const world = new FakeWorld().begin().open();
  world.call(1, "session/prompt", PROMPT);
  world.sent("session/prompt");
  world.reconnect(afterClose(1009, ""));
  expect(world.heard({ id: 1 })).toMatchObject({ error: { data: { outcomeUnknown: true } } });
  world.answer("session/resume", {});
  world.call(2, "session/list", {});
  world.sent("session/list");
});

test("when the editor is gone nothing connects any more", () => {
  const world = new FakeWorld().begin();
  world.lose(NETWORK_LOSS);
  world.bridge.end();
  const { length } = world.attempts;
  world.pass(100_000);
  expect(world.attempts).toHaveLength(length);
});
