import { expect, test } from "vitest";
import { FakeWorld } from "./testing/fake-world.ts";

function promptOf(sessionId: string) {
  return { sessionId, prompt: [{ type: "text", text: "hi" }] };
}

/** An editor with a prompt open in each of two sessions, after a reconnect; the gateway has answered nothing yet. */
function reconnected() {
  const world = new FakeWorld().begin().open("slow").open("fast");
  world.call("in slow", "session/prompt", promptOf("slow"));
  world.call("in fast", "session/prompt", promptOf("fast"));
  const prompts = { slow: world.sent("session/prompt").id, fast: world.sent("session/prompt").id };
  world.reconnect();
  const resumes = { slow: world.sent("session/resume").id, fast: world.sent("session/resume").id };
  return { world, prompts, resumes };
}

function answer(world: FakeWorld, id: unknown, outcome: object): void {
  world.bridge.hear(JSON.stringify({ jsonrpc: "2.0", id, ...outcome }));
}

function refused(code: string, facts: object = {}) {
  return { error: { code: -1, message: "No.", data: { code, ...facts } } };
}

const OPENED = { result: { _meta: { epoch: "e", lastSeq: 2 } } };

test("a session that opens slowly keeps its own calls waiting, and no others", () => {
  const { world, prompts, resumes } = reconnected();
  answer(world, resumes.fast, OPENED);
  expect(world.sent("session/prompt").id).toBe(prompts.fast);
  world.call(1, "session/set_mode", { sessionId: "slow", modeId: "m" });
  world.call(2, "session/list", {});
  world.call(3, "session/set_mode", { sessionId: "fast", modeId: "m" });
  world.call(4, "session/new", { cwd: "/w", mcpServers: [] });
  world.call(5, "config/get", { scope: "session", sessionId: "slow", key: "k" });
  world.sent("session/list");
  expect(world.sent("session/set_mode").params?.["sessionId"]).toBe("fast");
  world.sent("session/new");
  world.sent("config/get");
  expect(world.toGateway).toEqual([]);
  answer(world, resumes.slow, OPENED);
  expect(world.sent("session/prompt").id).toBe(prompts.slow);
  expect(world.sent("session/set_mode").params?.["sessionId"]).toBe("slow");
});

test.each(["SESSION_NOT_FOUND", "FORBIDDEN", "INTERNAL"])(
  "a session that cannot be opened again (%s) fails its own calls, and no others",
  (code) => {
    const { world, prompts, resumes } = reconnected();
    world.call(1, "session/set_mode", { sessionId: "slow", modeId: "m" });
    answer(world, resumes.slow, refused(code));
    expect(world.heard({ id: "in slow" })).toMatchObject({ error: { data: { code } } });
    expect(world.heard({ id: 1 })).toMatchObject({ error: { data: { code } } });
    expect([world.toEditor, world.toGateway]).toEqual([[], []]);
    answer(world, resumes.fast, OPENED);
    expect(world.sent("session/prompt").id).toBe(prompts.fast);
  },
);

test("a session that is gone is not opened again by later connections; one that failed to open is", () => {
  const { world, resumes } = reconnected();
  answer(world, resumes.slow, refused("SESSION_NOT_FOUND"));
  answer(world, resumes.fast, refused("INTERNAL"));
  world.reconnect();
  expect(world.sent("session/resume").params?.["sessionId"]).toBe("fast");
  expect(world.toGateway).toEqual([]);
});

test("what needs no open session is sent although the session could not be opened again", () => {
  const { world, resumes } = reconnected();
  world.call(1, "session/load", { sessionId: "slow", cwd: "/w", mcpServers: [] });
  world.call(2, "session/delete", { sessionId: "slow" });
  expect(world.toGateway).toEqual([]);
  answer(world, resumes.slow, refused("SESSION_NOT_FOUND"));
  world.heard({ id: "in slow" });
  world.sent("session/load");
  world.sent("session/delete");
});

test("a session whose opening is put off by the gateway is opened at the time that it names, and not before", () => {
  const { world, prompts, resumes } = reconnected();
  answer(world, resumes.fast, OPENED);
  world.sent("session/prompt");
  answer(world, resumes.slow, refused("RATE_LIMITED", { retryAfterMs: 4_000 }));
  world.pass(3_999);
  expect([world.toEditor, world.toGateway]).toEqual([[], []]);
  world.pass(1);
  answer(world, world.sent("session/resume").id, OPENED);
  expect(world.sent("session/prompt").id).toBe(prompts.slow);
});

test("an attempt that was put off dies with its connection", () => {
  const { world, resumes } = reconnected();
  answer(world, resumes.slow, refused("RATE_LIMITED", { retryAfterMs: 60_000 }));
  world.reconnect();
  world.sent("session/resume");
  world.sent("session/resume");
  world.pass(60_000);
  expect(world.toGateway).toEqual([]);
});

test("a prompt that is sent again and put off by the gateway goes on at the time that it names: its turn may run", () => {
  const { world, prompts, resumes } = reconnected();
  answer(world, resumes.slow, OPENED);
  answer(world, world.sent("session/prompt").id, refused("RATE_LIMITED", { retryAfterMs: 4_000 }));
  world.pass(3_999);
  expect([world.toEditor, world.toGateway]).toEqual([[], []]);
  world.pass(1);
  expect(world.sent("session/prompt").id).toBe(prompts.slow);
});

test("a prompt that is put off by the gateway when it is sent the first time is refused", () => {
  const world = new FakeWorld().begin().open();
  world.call(1, "session/prompt", promptOf("s"));
  world.refuse("session/prompt", "RATE_LIMITED", { retryAfterMs: 10 });
  expect(world.heard({ id: 1 })).toMatchObject({ error: { data: { code: "RATE_LIMITED", retryAfterMs: 10 } } });
});

test("a gateway that shuts down while sessions are opened again fails nobody's calls", () => {
  const { world, prompts, resumes } = reconnected();
  answer(world, resumes.slow, refused("SHUTTING_DOWN"));
  answer(world, resumes.fast, OPENED);
  answer(world, world.sent("session/prompt").id, refused("SHUTTING_DOWN"));
  world.call(1, "session/list", {});
  world.refuse("session/list", "SHUTTING_DOWN");
  expect([world.toEditor, world.toGateway]).toEqual([[], []]);
  world.reconnect();
  const [slow, fast] = [world.sent("session/resume"), world.sent("session/resume")];
  world.sent("session/list");
  answer(world, fast.id, OPENED);
  answer(world, slow.id, OPENED);
  expect([world.sent("session/prompt").id, world.sent("session/prompt").id]).toEqual([prompts.fast, prompts.slow]);
});

test("a call that a gateway which shuts down has refused is not sent to it again, whatever opens meanwhile", () => {
  const { world, resumes } = reconnected();
  world.call(1, "session/list", {});
  world.refuse("session/list", "SHUTTING_DOWN");
  answer(world, resumes.fast, OPENED);
  world.sent("session/prompt");
  expect(world.toGateway).toEqual([]);
});

test("a session that the editor is opening itself opens by that call, and its prompts wait for it", () => {
  const world = new FakeWorld().begin().open();
  world.call(1, "session/prompt", promptOf("s"));
  world.call(2, "session/load", { sessionId: "s", cwd: "/w", mcpServers: [] });
  const [prompt] = [world.sent("session/prompt"), world.sent("session/load")];
  world.reconnect();
  const load = world.sent("session/load");
  expect(world.toGateway).toEqual([]);
  answer(world, load.id, OPENED);
  world.heard({ id: 2 });
  expect(world.sent("session/prompt").id).toBe(prompt.id);
});

test("a session that was open, and that the editor could not open anew, opens as it was", () => {
  const world = new FakeWorld().begin().open();
  world.call(1, "session/prompt", promptOf("s"));
  world.call(2, "session/load", { sessionId: "s", cwd: "/elsewhere", mcpServers: [] });
  const [prompt] = [world.sent("session/prompt"), world.sent("session/load")];
  world.reconnect();
  world.refuse("session/load", "INVALID_MESSAGE");
  world.heard({ id: 2 });
  expect(world.answer("session/resume", OPENED.result).params).toMatchObject({ cwd: "/w", _meta: { afterSeq: 2 } });
  expect(world.sent("session/prompt").id).toBe(prompt.id);
});

test("a load that is given up because it gave offence leaves the session as it was", () => {
  const world = new FakeWorld().begin().open();
  world.call(1, "session/load", { sessionId: "s", cwd: "/w", mcpServers: [] });
  world.sent("session/load");
  world.reconnect({ reason: "It took offence", comeBack: "never", isRefusal: false });
  expect(world.heard({ id: 1 })).toMatchObject({ error: { data: { outcomeUnknown: true } } });
  expect(world.sent("session/resume").params).toMatchObject({ sessionId: "s", _meta: { afterSeq: 2 } });
});
