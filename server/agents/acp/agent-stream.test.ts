import { PassThrough } from "node:stream";
import type { AnyMessage } from "@agentclientprotocol/sdk";
import { expect, test } from "vitest";
import { AgentStream, type SentRequest } from "./agent-stream.ts";
import { BoundedNotes } from "./bounded-notes.ts";
import { isSlowRequest } from "./slow-requests.ts";

const MIB = 1024 * 1024;

/** A stream between an agent, which the test plays by hand, and the SDK, which the test plays as well. */
function connect(
  options: {
    ready?: () => Promise<void>;
    onUpdate?: (params: unknown) => void;
    onResult?: (request: SentRequest, result: unknown) => void;
    isHosted?: () => boolean;
  } = {},
) {
  const stdin = new PassThrough();
  const stdout = new PassThrough();
  const noted: string[] = [];
  const { stream, finished } = new AgentStream({
    stdin,
    stdout,
    onUpdate: options.onUpdate ?? (() => undefined),
    onResult: options.onResult ?? (() => undefined),
    isSlow: (method) => isSlowRequest(method, options.isHosted?.() ?? false),
    ready: options.ready ?? (async () => undefined),
    notes: new BoundedNotes((_, detail) => noted.push(String(detail?.["text"]))),
  });
  const reader = stream.readable.getReader();
  const writer = stream.writable.getWriter();
  return {
    stdin,
    finished,
    noted,
    /** The agent writes lines. */
    say: (...messages: object[]) => stdout.write(messages.map((message) => `${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`).join("")),
    end: () => stdout.end(),
    /** What the SDK reads next; undefined at the end. */
    next: async () => (await reader.read()).value as { id?: unknown; method?: string } | undefined,
    /** The SDK writes. */
    answer: (id: string | number, result: unknown = {}) => writer.write({ jsonrpc: "2.0", id, result }),
    ask: (id: string | number) => writer.write({ jsonrpc: "2.0", id, method: "session/prompt" } as AnyMessage),
  };
}

/** Whether something settles before everything that is under way has come to rest. */
async function settles(promise: Promise<unknown>): Promise<boolean> {
  const quiet = Symbol();
  let rest: Promise<symbol> = Promise.resolve(quiet);
  for (let tick = 0; tick < 20; tick++) rest = rest.then(() => new Promise((resolve) => setImmediate(resolve, quiet)));
  return (await Promise.race([promise, rest])) !== quiet;
}

test("updates are handed on where they stand: after the requests before them were answered, before what follows", async () => {
  const seen: unknown[] = [];
  const { say, next, answer } = connect({ onUpdate: (params) => seen.push(params) });
  say(
    { method: "session/update", params: 1 },
    { id: 7, method: "fs/write_text_file", params: {} },
    { method: "session/update", params: 2 },
    { id: 8, method: "fs/read_text_file", params: {} },
  );
  expect(await next()).toMatchObject({ id: 7 });
  expect(seen).toEqual([1]);
  const following = next();
  expect(await settles(following)).toBe(false);
  expect(seen).toEqual([1]);
  await answer(7);
  expect(await following).toMatchObject({ id: 8 });
  expect(seen).toEqual([1, 2]);
});

test.each(["session/request_permission", "elicitation/create", "terminal/wait_for_exit"])(
  "what follows %s is heard before that is answered",
  async (method) => {
    const { say, next } = connect();
    say({ id: 1, method }, { id: 2, method: "terminal/output" });
    expect(await next()).toMatchObject({ id: 1 });
    expect(await next()).toMatchObject({ id: 2 });
  },
);

test("an answer reaches the SDK once, and only to what was asked", async () => {
  const { say, next, ask, noted } = connect();
  await ask("a");
  say({ id: "b", result: 1 }, { id: "a", result: 1 }, { id: "a", result: 2 }, { id: 1, method: "fs/read_text_file" });
  expect(await next()).toMatchObject({ id: "a", result: 1 });
  expect(await next()).toMatchObject({ id: 1 });
  expect(noted).toEqual(['{"jsonrpc":"2.0","id":"b","result":1}', '{"jsonrpc":"2.0","id":"a","result":2}']);
});

test("of notifications the SDK hears only that a request is cancelled", async () => {
  const { say, next } = connect();
  say({ method: "_vendor/thing" }, { method: "elicitation/complete" }, { method: "$/cancel_request", params: { requestId: 1 } });
  expect(await next()).toMatchObject({ method: "$/cancel_request" });
});

test("an agent that uses the id of an open request again is done with", async () => {
  const { say, finished } = connect();
  say({ id: 1, method: "terminal/wait_for_exit" }, { id: 1, method: "terminal/wait_for_exit" });
  expect((await finished)?.failure.code).toBe("AGENT_FAILED");
});

test("an id can be used again once it is answered", async () => {
  const { say, next, answer, end, finished } = connect();
  for (let round = 0; round < 3; round++) {
    say({ id: 1, method: "fs/read_text_file" });
    await next();
    await answer(1);
  }
  end();
  expect(await finished).toBeNull();
});

test("an agent that does not read what it is sent is not read either, until it does", async () => {
  const { say, next, answer, stdin } = connect();
  let requests = 0;
  let following = next();
  say({ id: 0, method: "fs/read_text_file" });
  while (requests < 64 && (await settles(following))) {
    await answer(requests++, "x".repeat(MIB));
    say({ id: requests, method: "fs/read_text_file" });
    following = next();
  }
  expect(requests).toBeGreaterThan(15);
  expect(requests).toBeLessThan(20);
  stdin.resume();
  expect(await following).toMatchObject({ id: requests });
});

test("nothing more is read while the gateway is not ready", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { say, next } = connect({ ready: () => promise });
  say({ id: 1, method: "terminal/wait_for_exit" });
  await next();
  say({ id: 2, method: "terminal/wait_for_exit" });
  const following = next();
  expect(await settles(following)).toBe(false);
  resolve();
  expect(await following).toMatchObject({ id: 2 });
});

test("the last line counts although nothing ends it", async () => {
  const { say, end, next, finished, stdin } = connect();
  say({ id: 1, method: "terminal/wait_for_exit" });
  end();
  expect(await next()).toMatchObject({ id: 1 });
  expect(await finished).toBeNull();
  expect(await next()).toBeUndefined();
  expect(stdin.destroyed).toBe(false);
});

test("an update that cannot be handled ends the agent, not the gateway", async () => {
  const { say, finished, noted } = connect({
    onUpdate: () => {
      throw new Error("a mistake");
    },
  });
  say({ method: "session/update" });
  expect((await finished)?.failure).toEqual({ code: "INTERNAL", message: "Something went wrong inside the gateway." });
  expect(noted).toEqual(["Error: a mistake"]);
});

test("a result is told before what came after it in the same breath, and with the request that it answers", async () => {
  const told: unknown[] = [];
  const { say, ask } = connect({
    onResult: ({ method }, result) => told.push([method, result]),
    onUpdate: (params) => told.push(params),
  });
  await ask(7);
  say({ method: "session/update", params: 1 }, { id: 7, result: { ok: true } }, { method: "session/update", params: 2 });
  await expect.poll(() => told).toHaveLength(3);
  expect(told).toEqual([1, ["session/prompt", { ok: true }], 2]);
});

test("an error is no result, and neither is an answer to nothing or a second one", async () => {
  const told: unknown[] = [];
  const { say, ask, noted } = connect({ onResult: (_, result) => told.push(result) });
  await ask(7);
  say({ id: 7, error: { code: -32603, message: "no" } }, { id: 7, result: "late" }, { id: 8, result: "stray" });
  await expect.poll(() => noted).toHaveLength(2);
  expect(told).toEqual([]);
});

test.each(["fs/read_text_file", "terminal/output"])(
  "%s holds the agent back only while the gateway answers it by itself",
  async (method) => {
    for (const isHosted of [false, true]) {
      const updates: unknown[] = [];
      const { say, next, answer } = connect({ isHosted: () => isHosted, onUpdate: (params) => updates.push(params) });
      say({ id: 1, method }, { method: "session/update", params: "behind it" });
      expect(await next()).toMatchObject({ id: 1 });
      for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
      expect(updates).toHaveLength(isHosted ? 1 : 0);
      await answer(1);
      await expect.poll(() => updates).toHaveLength(1);
    }
  },
);
