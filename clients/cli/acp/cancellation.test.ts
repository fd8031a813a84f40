import { expect, test } from "vitest";
import { afterClose } from "./link-loss.ts";
import { FakeWorld } from "./testing/fake-world.ts";

const PROMPT = { sessionId: "s", prompt: [{ type: "text", text: "hi" }] };
const CANCELLED = { result: { stopReason: "cancelled" } };

/** An editor whose prompt was handed to the gateway. */
function prompting(): FakeWorld {
  const world = new FakeWorld().begin().open();
  world.call(1, "session/prompt", PROMPT);
  return world;
}

/** The ways in which an editor stops its turn. */
const STOPS = [
  ["session/cancel", { sessionId: "s" }],
  ["$/cancel_request", { requestId: 1 }],
] as const;

test.each(STOPS)("a turn that is stopped by %s is stopped by the id of its prompt", (method, params) => {
  const world = prompting();
  const { id } = world.sent("session/prompt");
  world.notify(method, params);
  expect(world.sent("$/cancel_request").params).toEqual({ requestId: id });
  expect(world.toGateway).toEqual([]);
});

test.each(STOPS)(
  "a %s that was in the air when the connection was lost is said again after the prompt, on every connection",
  (method, params) => {
    const world = prompting();
    world.sent("session/prompt");
    world.notify(method, params);
    world.sent("$/cancel_request");
    for (let losses = 0; losses < 2; losses++) {
      world.reconnect();
      world.answer("session/resume", {});
      const { id } = world.sent("session/prompt");
      expect(world.sent("$/cancel_request").params).toEqual({ requestId: id });
      expect(world.toGateway).toEqual([]);
    }
  },
);

test.each(STOPS)("a turn that is stopped by %s while there is no connection is stopped once its prompt is sent again", (method, params) => {
  const world = prompting();
  world.sent("session/prompt");
  world.lose();
  world.notify(method, params);
  expect(world.toEditor).toEqual([]);
  world.comeBack();
  world.answer("session/resume", {});
  const { id } = world.sent("session/prompt");
  expect(world.sent("$/cancel_request").params).toEqual({ requestId: id });
  world.bridge.hear(JSON.stringify({ jsonrpc: "2.0", id, ...CANCELLED }));
  expect(world.heard({ id: 1 })).toMatchObject(CANCELLED);
  expect(world.toGateway).toEqual([]);
});

test.each(STOPS)(
  "a turn that is stopped by %s while its session is opened again is stopped once its prompt is sent again",
  (method, params) => {
    const world = prompting();
    world.sent("session/prompt");
    world.reconnect();
    world.notify(method, params);
    world.answer("session/resume", {});
    const { id } = world.sent("session/prompt");
    expect(world.sent("$/cancel_request").params).toEqual({ requestId: id });
    expect(world.toGateway).toEqual([]);
  },
);

test.each(STOPS)("a prompt that was not sent yet is never run when it is stopped by %s", (method, params) => {
  const world = new FakeWorld().begin().open();
  world.lose();
  world.call(1, "session/prompt", PROMPT);
  world.notify("session/cancel", { sessionId: "other" });
  expect(world.toEditor).toEqual([]);
  world.notify(method, params);
  expect(world.heard({ id: 1 })).toMatchObject(CANCELLED);
  world.comeBack();
  world.answer("session/resume", {});
  expect(world.toGateway).toEqual([]);
});

test("stopping what runs in one session says nothing of another", () => {
  const world = new FakeWorld().begin().open("a").open("b");
  world.call(1, "session/prompt", { ...PROMPT, sessionId: "a" });
  world.call(2, "session/prompt", { ...PROMPT, sessionId: "b" });
  const [a] = [world.sent("session/prompt"), world.sent("session/prompt")];
  world.lose();
  world.notify("session/cancel", { sessionId: "a" });
  world.comeBack();
  world.answer("session/resume", {});
  world.answer("session/resume", {});
  world.sent("session/prompt");
  expect(world.sent("$/cancel_request").params).toEqual({ requestId: a.id });
  world.sent("session/prompt");
  expect(world.toGateway).toEqual([]);
});

test("what somebody else runs is stopped when it is seen to run, and only then", () => {
  const world = new FakeWorld().begin().open();
  world.notify("session/cancel", { sessionId: "s" });
  expect(world.sent("session/cancel").params).toEqual({ sessionId: "s" });
  world.lose();
  world.notify("session/cancel", { sessionId: "s" });
  world.comeBack();
  world.notify("session/cancel", { sessionId: "s" });
  world.answer("session/resume", {});
  expect(world.toGateway).toEqual([]);
  world.notify("session/cancel", { sessionId: "s" });
  world.sent("session/cancel");
});

test("a turn that has ended while there was no connection is answered as it ended, and nothing else is stopped", () => {
  const world = prompting();
  world.sent("session/prompt");
  world.lose();
  world.notify("session/cancel", { sessionId: "s" });
  world.comeBack();
  world.answer("session/resume", {});
  world.answer("session/prompt", { stopReason: "end_turn" });
  world.sent("$/cancel_request");
  expect(world.heard({ id: 1 })).toMatchObject({ result: { stopReason: "end_turn" } });
  world.reconnect();
  world.answer("session/resume", {});
  expect(world.toGateway).toEqual([]);
});

test("a prompt that a gateway refuses because it shuts down is not sent again when it was stopped meanwhile", () => {
  const world = prompting();
  const { id } = world.sent("session/prompt");
  world.notify("session/cancel", { sessionId: "s" });
  world.sent("$/cancel_request");
  world.bridge.hear(JSON.stringify({ jsonrpc: "2.0", id, error: { code: -1, message: "No.", data: { code: "SHUTTING_DOWN" } } }));
  expect(world.heard({ id: 1 })).toMatchObject(CANCELLED);
  world.reconnect(afterClose(1001, ""));
  world.answer("session/resume", {});
  expect(world.toGateway).toEqual([]);
});

test("a turn that may run is stopped although a gateway that shuts down has refused its prompt the second time", () => {
  const world = prompting();
  world.sent("session/prompt");
  world.reconnect();
  world.answer("session/resume", {});
  world.notify("session/cancel", { sessionId: "s" });
  world.refuse("session/prompt", "SHUTTING_DOWN");
  world.sent("$/cancel_request");
  expect(world.toEditor).toEqual([]);
  world.reconnect(afterClose(1001, ""));
  world.answer("session/resume", {});
  world.sent("session/prompt");
  world.sent("$/cancel_request");
});

test("calls are taken back by the id that the gateway knows, now and by the next connection, or before they leave", () => {
  const world = new FakeWorld().begin();
  world.call("a", "session/list", {});
  const first = world.sent("session/list");
  world.notify("$/cancel_request", { requestId: "a" });
  expect(world.sent("$/cancel_request").params).toEqual({ requestId: first.id });
  world.lose();
  world.call("b", "session/list", {});
  world.notify("$/cancel_request", { requestId: "b" });
  expect(world.heard({ id: "b" })).toMatchObject({ error: { code: -32800 } });
  world.notify("$/cancel_request", { requestId: "unknown" });
  world.comeBack();
  const again = world.sent("session/list");
  expect(world.sent("$/cancel_request").params).toEqual({ requestId: again.id });
  expect(world.toGateway).toEqual([]);
});
