import { expect, test } from "vitest";
import { GatewayProcess } from "../../testing/gateway-process.ts";
import { nextState, rejection, testClient, until } from "../../testing/test-client.ts";
import type { DiminuendoClient, DurableEvent, JoinedSession, SessionItem } from "../src/index.ts";

async function connect(gateway: GatewayProcess): Promise<DiminuendoClient> {
  const client = testClient(gateway.url);
  await client.connect();
  return client;
}

async function createSession(client: DiminuendoClient): Promise<string> {
  return (await client.createSession({ agentType: "echo" })).session.id;
}

/** What a session hands out from now on, as it comes. */
function recorded(session: JoinedSession): SessionItem[] {
  const items: SessionItem[] = [];
  void (async () => {
    for await (const item of session.events()) items.push(item);
  })();
  return items;
}

/** The whole log of a session, as the gateway keeps it. */
async function logOf(client: DiminuendoClient, sessionId: string): Promise<DurableEvent[]> {
  const log: DurableEvent[] = [];
  for (let hasMore = true; hasMore; ) {
    const page = await client.getEvents({ sessionId, afterSeq: log.length });
    log.push(...page.events);
    hasMore = page.hasMore;
  }
  return log;
}

/** As much as `echo` is told at once: some fifty events. */
const LONG_TEXT = "All work and no play makes this a long text. ".repeat(2200);

test("a turn streams through the SDK from a real gateway", async () => {
  const gateway = await GatewayProcess.start();
  const client = await connect(gateway);
  const session = await client.join(await createSession(client));
  const turn = await session.runTurn("Hello there");
  let text = "";
  for await (const event of turn) if (event.type === "text_delta") text += event.text;
  expect(text).toBe("Hello there");
  expect(await turn.ended).toMatchObject({ type: "turn_complete", finalText: "Hello there" });
});

test("the messages about sessions, history and files are answered as the SDK types them", async () => {
  const gateway = await GatewayProcess.start();
  const client = await connect(gateway);
  const sessionId = await createSession(client);
  const session = await client.join(sessionId);
  expect(await (await session.runTurn("Hi")).ended).toMatchObject({ type: "turn_complete" });
  expect((await client.renameSession({ sessionId, name: "Other" })).session.name).toBe("Other");
  expect((await client.listSessions()).sessions).toMatchObject([{ id: sessionId, name: "Other" }]);
  expect((await client.getHistory({ sessionId })).messages).toMatchObject([{ role: "user" }, { role: "agent", text: "Hi" }]);
  expect((await client.listFiles({ sessionId })).entries).toEqual([]);
  expect(await rejection(client.readFile({ sessionId, path: "none" }))).toMatchObject({ code: "FILE_NOT_FOUND", sessionId });
  expect((await client.manageMembers({ action: "list" })).members).toMatchObject([{ role: "owner" }]);
  expect((await client.ping({ ts: 7 })).clientTs).toBe(7);
  expect(await rejection(session.stop())).toMatchObject({ code: "NO_ACTIVE_TURN" });
  const ended = new Promise<Error | null>((resolve) => session.on("ended", ({ error }) => resolve(error)));
  expect((await client.deleteSession({ sessionId })).sessionId).toBe(sessionId);
  expect(await ended).toBeNull();
});

test("more messages than the gateway takes at once are all answered, later", async () => {
  const gateway = await GatewayProcess.start();
  const client = await connect(gateway);
  const answers = await Promise.all(Array.from({ length: 62 }, (_, ts) => client.ping({ ts })));
  expect(answers.map(({ clientTs }) => clientTs)).toEqual(Array.from({ length: 62 }, (_, ts) => ts));
});

test("after a shutdown and a restart the client is back, and a turn that waited for it runs", async () => {
  const gateway = await GatewayProcess.start();
  const client = await connect(gateway);
  const session = await client.join(await createSession(client));
  const items = recorded(session);
  await (await session.runTurn("before")).ended;
  const waiting = nextState(client, "waiting");
  await gateway.stop();
  await waiting;
  const running = session.runTurn("after");
  await gateway.restart();
  expect(await (await running).ended).toMatchObject({ type: "turn_complete", finalText: "after" });
  const log = await logOf(client, session.id);
  await until(() => items.length >= log.length);
  expect(items).toEqual(log);
});

test("a gateway that is killed in the middle of turns loses nothing of what anyone saw, and repeats nothing", async () => {
  const gateway = await GatewayProcess.start();
  const watcher = await connect(gateway);
  const runner = await connect(gateway);
  const sessionId = await createSession(watcher);
  const watched = await watcher.join(sessionId, { afterSeq: 0 });
  const session = await runner.join(sessionId, { afterSeq: 0 });
  const [seen, ran] = [recorded(watched), recorded(session)];
  for (let kills = 0; kills < 5; kills++) {
    const before = watched.cursor.afterSeq;
    const turn = await session.runTurn(LONG_TEXT);
    await until(() => watched.cursor.afterSeq >= before + kills * 3 + 3);
    await gateway.kill();
    await gateway.restart();
    const end = await turn.ended;
    if (end.type === "turn_error") expect(end).toMatchObject({ code: "GATEWAY_RESTARTED" });
    else expect(end).toMatchObject({ type: "turn_complete", finalText: LONG_TEXT });
    const seqs: number[] = [];
    for await (const event of turn) seqs.push(event.seq);
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
    expect(new Set(seqs).size).toBe(seqs.length);
  }
  expect(await (await session.runTurn("still here")).ended).toMatchObject({ type: "turn_complete" });
  await watcher.ping();
  const log = await logOf(runner, sessionId);
  await until(() => seen.length >= log.length && ran.length >= log.length);
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
  expect(seen).toEqual(log);
  expect(ran).toEqual(log);
});

test("a turn that was asked for while the gateway was killed runs once", async () => {
  const gateway = await GatewayProcess.start();
  const client = await connect(gateway);
  const session = await client.join(await createSession(client), { afterSeq: 0 });
  for (let kills = 0; kills < 4; kills++) {
    const running = session.runTurn(`turn ${kills}`);
    if (kills % 2 === 1) await new Promise((resolve) => setImmediate(resolve));
    await gateway.kill();
    await gateway.restart();
    await (await running).ended;
  }
  const log = await logOf(client, session.id);
  expect(log.filter(({ type }) => type === "turn_started")).toHaveLength(4);
});

test("a cursor that was kept goes on in another client, a turn that is known is read from the log", async () => {
  const gateway = await GatewayProcess.start();
  const first = await connect(gateway);
  const session = await first.join(await createSession(first), { afterSeq: 0 });
  const turn = await session.runTurn("once", { clientTurnId: "kept" });
  await turn.ended;
  await until(() => session.cursor.afterSeq > 0);
  const { cursor } = session;
  first.close();
  const second = await connect(gateway);
  const again = await second.join(session.id, cursor);
  expect(again.snapshot.resume).toBe("continued");
  const known = await again.runTurn("once", { clientTurnId: "kept" });
  expect(known.ack).toMatchObject({ turnId: turn.id, duplicate: true });
  const types: string[] = [];
  for await (const event of known) types.push(event.type);
  expect(types[0]).toBe("turn_started");
  expect(types.at(-1)).toBe("turn_complete");
});

test("a session that was deleted while the client was away ends by the gateway's refusal", async () => {
  const gateway = await GatewayProcess.start();
  let mayReturn = Promise.resolve();
  const client = testClient(gateway.url, { token: () => mayReturn.then(() => "any") });
  await client.connect();
  const sessionId = await createSession(client);
  const session = await client.join(sessionId);
  const ended = rejection(session.events().next());
  const { promise, resolve } = Promise.withResolvers<void>();
  mayReturn = promise;
  await gateway.kill();
  await gateway.restart();
  await (await connect(gateway)).deleteSession({ sessionId });
  resolve();
  expect(await ended).toMatchObject({ code: "SESSION_NOT_FOUND" });
});
