import { expect, onTestFinished, test } from "vitest";
import { GatewayProcess } from "../../testing/gateway-process.ts";
import { all, rejection } from "../../testing/test-client.ts";
import { RestClient } from "../src/index.ts";

/** A gateway, and a client that loses no time. */
async function given() {
  const gateway = await GatewayProcess.start();
  return { gateway, rest: new RestClient({ url: gateway.url, retry: { minDelayMs: 20, maxDelayMs: 5000 }, maxRetries: 50 }) };
}

test("sessions are made, changed under their versions, listed and deleted", async () => {
  const { rest } = await given();
  const made = await rest.sessions.create({ body: { agentType: "echo", name: "One" } });
  const sessionId = made.body.id;
  const renamed = await rest.sessions.update({ sessionId, ifMatch: made.etag ?? "", body: { name: "Two" } });
  expect(renamed.body.name).toBe("Two");
  const conflict = await rejection(rest.sessions.update({ sessionId, ifMatch: made.etag ?? "", body: { name: "Three" } }));
  expect(conflict).toMatchObject({ name: "RestError", code: "VERSION_CONFLICT" });
  for (let count = 0; count < 4; count++) await rest.sessions.create({ body: { agentType: "echo" } });
  expect(await all(rest.sessions.list({ limit: 2 }))).toHaveLength(5);
  expect((await rest.sessions.list({ limit: 2 })).body.items).toHaveLength(2);
  await rest.sessions.delete({ sessionId });
  expect(await rejection(rest.sessions.read({ sessionId }))).toMatchObject({ code: "SESSION_NOT_FOUND" });
  expect(await rejection(rest.sessions.create({ body: { agentType: "nobody" } }))).toMatchObject({ code: "AGENT_NOT_FOUND" });
});

test("the same key is done once, and the second answer says that it is the first one", async () => {
  const { rest } = await given();
  const make = () => rest.sessions.create({ idempotencyKey: "mine", body: { agentType: "echo" } });
  const [first, second] = [await make(), await make()];
  expect([first.isReplayed, second.isReplayed]).toEqual([false, true]);
  expect(second.body.id).toBe(first.body.id);
  const other = rejection(rest.sessions.create({ idempotencyKey: "mine", body: { agentType: "coding-agent" } }));
  expect(await other).toMatchObject({ code: "CONFLICT" });
});

test("a stream follows a session through the death of the gateway, each event once and in order", async () => {
  const { gateway, rest } = await given();
  const { body: session } = await rest.sessions.create({ body: { agentType: "echo" } });
  const seqs: number[] = [];
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const ends = Promise.withResolvers<void>();
  const run = async (text: string) => void (await rest.sessions.runTurn({ sessionId: session.id, body: { text } }));
  let turns = 0;
  const followed = (async () => {
    for await (const item of rest.follow(session.id, { afterSeq: 0 }, { signal: stop.signal })) {
      if ("seq" in item && item.type !== "session_synced") seqs.push(item.seq);
      if (item.type === "turn_complete" && ++turns === 2) ends.resolve();
      if (item.type === "session_deleted") return;
    }
  })();
  await run("before");
  await expect.poll(() => turns).toBe(1);
  await gateway.kill();
  const restarted = gateway.restart();
  // It waits for the gateway to be back, and is done once.
  await run("after");
  await restarted;
  await ends.promise;
  await rest.sessions.delete({ sessionId: session.id });
  await followed;
  expect(seqs).toEqual(seqs.map((_, index) => index + 1));
  expect(seqs.length).toBeGreaterThan(6);
});

test("what was said is exported as it is downloaded", async () => {
  const { rest } = await given();
  const { body: session } = await rest.sessions.create({ body: { agentType: "echo" } });
  await rest.sessions.runTurn({ sessionId: session.id, body: { text: "Hello export" } });
  await expect.poll(async () => (await rest.sessions.messages({ sessionId: session.id })).body.items.length).toBe(2);
  const { body } = await rest.sessions.export({ sessionId: session.id, format: "markdown" });
  expect(await body.text()).toContain("Hello export");
  expect((await rest.operations.ready()).status).toBe(200);
});
