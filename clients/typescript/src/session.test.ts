import { expect, test } from "vitest";
import { delta, type ScriptedConnection, ScriptedGateway, SESSION_ID, snapshotOf, TURN_ID } from "../../testing/scripted-gateway.ts";
import { nextState, rejection, testClient, until } from "../../testing/test-client.ts";
import type { DiminuendoClient } from "./client.ts";
import { ClosedError, SessionEndedError, SessionResetError } from "./errors.ts";
import { CLOSE_CODES } from "./generated/close-codes.ts";
import type { StateSnapshot } from "./generated/types.ts";
import type { JoinedSession } from "./session.ts";
import type { Cursor } from "./session-cursor.ts";
import type { SessionItem } from "./session-stream.ts";

interface Joined {
  gateway: ScriptedGateway;
  client: DiminuendoClient;
  connection: ScriptedConnection;
  session: JoinedSession;
}

/** A session that was just joined. */
async function join(cursor: Partial<Cursor> = {}, fields: Partial<StateSnapshot> = {}): Promise<Joined> {
  const gateway = await ScriptedGateway.start();
  const client = testClient(gateway.url);
  void client.connect();
  const connection = await gateway.open();
  const joined = client.join(SESSION_ID, cursor);
  await connection.admit(fields);
  return { gateway, client, connection, session: await joined };
}

/** Reads so many items of a loop. */
async function read(loop: AsyncIterator<SessionItem>, count: number): Promise<SessionItem[]> {
  const items: SessionItem[] = [];
  while (items.length < count) {
    const { done, value } = await loop.next();
    if (done) throw new Error(`The loop ended after ${items.length} items.`);
    items.push(value);
  }
  return items;
}

const seqs = (items: SessionItem[]) => items.map((item) => (item.type === "reset" ? "reset" : item.seq));

const started = (seq: number, clientTurnId: unknown, turnId = TURN_ID) => ({
  ...delta(seq, { turnId }),
  type: "turn_started",
  text: "hello",
  userId: "u",
  clientTurnId,
});
const completed = (seq: number, turnId = TURN_ID) => ({
  ...delta(seq, { turnId }),
  type: "turn_complete",
  finalText: "done",
  stopReason: "end_turn",
  usage: { inputTokens: 1, outputTokens: 1 },
});

test("events that follow the snapshot in the same breath are there for listeners and loops that come after the await", async () => {
  const gateway = await ScriptedGateway.start();
  const client = testClient(gateway.url);
  void client.connect();
  const connection = await gateway.open();
  const joined = client.join(SESSION_ID, { afterSeq: 0 });
  const message = await connection.next("join_session");
  connection.send(snapshotOf(message, { lastSeq: 2 }), delta(1), delta(2), { type: "session_synced", sessionId: SESSION_ID, seq: 2 });
  const session = await joined;
  await new Promise((resolve) => setTimeout(resolve, 20));
  const heard: unknown[] = [];
  session.on("text_delta", ({ seq }) => heard.push(seq));
  session.on("session_synced", ({ seq }) => heard.push(`synced ${seq}`));
  const loop = session.events();
  expect(seqs(await read(loop, 2))).toEqual([1, 2]);
  expect(heard).toEqual([1, 2, "synced 2"]);
});

test("what was sent before is dropped, and is news to no one", async () => {
  const { client, connection, session } = await join({ afterSeq: 5 });
  const raw: number[] = [];
  client.on("text_delta", ({ seq }) => raw.push(seq));
  const loop = session.events();
  connection.send(delta(4), delta(5), delta(6), delta(6), delta(7));
  expect(seqs(await read(loop, 2))).toEqual([6, 7]);
  expect(raw).toEqual([6, 7]);
});

test("after a lost connection the session goes on from its last event, in the same life of the log", async () => {
  const { gateway, connection, session } = await join({ afterSeq: 0 });
  const loop = session.events();
  connection.send(delta(1), delta(2));
  await read(loop, 2);
  connection.drop();
  const next = await gateway.open();
  const message = await next.admit({ lastSeq: 4 });
  expect(message).toMatchObject({ afterSeq: 2, epoch: "epoch-1" });
  next.send(delta(3), delta(4));
  expect(seqs(await read(loop, 2))).toEqual([3, 4]);
});

test("a replay that is cut off in the middle goes on where it was cut off, however often", async () => {
  const { gateway, connection, session } = await join({ afterSeq: 0 }, { lastSeq: 20 });
  const loop = session.events();
  let current = connection;
  for (let seq = 1; seq <= 20; seq += 2) {
    current.send(delta(seq), delta(seq + 1));
    expect(seqs(await read(loop, 2))).toEqual([seq, seq + 1]);
    current.drop();
    current = await gateway.open();
    expect((await current.admit({ lastSeq: 20 }))["afterSeq"]).toBe(seq + 1);
  }
});

test("a session that had no event before the connection was lost is rejoined from the place of its snapshot", async () => {
  const { gateway, connection, session } = await join({}, { lastSeq: 7 });
  expect(session.cursor).toEqual({ afterSeq: 7, epoch: "epoch-1" });
  connection.drop();
  const next = await gateway.open();
  expect(await next.admit({ lastSeq: 8 })).toMatchObject({ afterSeq: 7, epoch: "epoch-1" });
  next.send(delta(8));
  expect(seqs(await read(session.events(), 1))).toEqual([8]);
});

test("a join whose answer was lost is asked for again", async () => {
  const gateway = await ScriptedGateway.start();
  const client = testClient(gateway.url);
  void client.connect();
  const lost = await gateway.open();
  const joined = client.join(SESSION_ID, { afterSeq: 3, epoch: "epoch-0" });
  await lost.next("join_session");
  lost.drop();
  const connection = await gateway.open();
  expect(await connection.admit()).toMatchObject({ sessionId: SESSION_ID, afterSeq: 3, epoch: "epoch-0" });
  expect((await joined).cursor).toEqual({ afterSeq: 3, epoch: "epoch-1" });
});

test("events that come between a request to rejoin and its answer are not counted: they come again", async () => {
  const { gateway, connection, session } = await join({ afterSeq: 0 });
  const loop = session.events();
  connection.send(delta(1));
  await read(loop, 1);
  connection.drop();
  const next = await gateway.open();
  const message = await next.next("join_session");
  next.send(delta(2, { text: "of another log" }), snapshotOf(message), delta(2, { text: "of this log" }));
  expect(await read(loop, 1)).toMatchObject([{ seq: 2, text: "of this log" }]);
});

test("a gap is never handed out: the session is joined again from before it", async () => {
  const { connection, session } = await join({ afterSeq: 0 });
  const loop = session.events();
  connection.send(delta(1), delta(3), delta(4));
  expect(seqs(await read(loop, 1))).toEqual([1]);
  expect(await connection.admit({ lastSeq: 4 })).toMatchObject({ afterSeq: 1 });
  connection.send(delta(2), delta(3), delta(4));
  expect(seqs(await read(loop, 3))).toEqual([2, 3, 4]);
  expect(connection.unread).toEqual([]);
});

test("a log that was replaced is told as a reset, in its place among the events, and is followed from its first one", async () => {
  const { gateway, connection, session } = await join({ afterSeq: 0 });
  const loop = session.events();
  const resets: string[] = [];
  session.on("reset", ({ snapshot }) => resets.push(snapshot.epoch));
  connection.send(delta(1), delta(2));
  await read(loop, 2);
  connection.drop();
  const next = await gateway.open();
  await next.admit({ resume: "reset", replayFrom: 1, lastSeq: 2, epoch: "epoch-2" });
  next.send(delta(1, { text: "new" }), delta(2, { text: "new" }));
  const items = await read(loop, 3);
  expect(seqs(items)).toEqual(["reset", 1, 2]);
  expect(resets).toEqual(["epoch-2"]);
  expect(session.cursor).toEqual({ afterSeq: 2, epoch: "epoch-2" });
  next.drop();
  const third = await gateway.open();
  expect(await third.admit()).toMatchObject({ afterSeq: 2, epoch: "epoch-2" });
});

test("a cursor that was kept for too long is answered by a reset before the first event", async () => {
  const cursor = { afterSeq: 9, epoch: "epoch-0" };
  const { connection, session } = await join(cursor, { resume: "reset", replayFrom: 1, lastSeq: 1 });
  connection.send(delta(1));
  expect(seqs(await read(session.events(), 2))).toEqual(["reset", 1]);
  expect(session.snapshot.resume).toBe("reset");
});

test("the cursor follows what was handed out, so that it can be kept by a listener", async () => {
  const { connection, session } = await join({ afterSeq: 0 });
  const kept: Cursor[] = [];
  session.on("text_delta", () => kept.push(session.cursor));
  connection.send(delta(1), delta(2));
  await until(() => kept.length === 2);
  expect(kept).toEqual([
    { afterSeq: 1, epoch: "epoch-1" },
    { afterSeq: 2, epoch: "epoch-1" },
  ]);
});

test("events of types that are newer than the client keep their place", async () => {
  const { connection, session } = await join({ afterSeq: 0 });
  const loop = session.events();
  connection.send({ ...delta(1), type: "hologram" }, delta(2));
  expect(await read(loop, 2)).toMatchObject([{ type: "hologram", seq: 1 }, { seq: 2 }]);
});

test("each loop has everything from where it began, at its own pace", async () => {
  const { connection, session } = await join({ afterSeq: 0 });
  const first = session.events();
  connection.send(delta(1));
  expect(seqs(await read(first, 1))).toEqual([1]);
  const second = session.events();
  connection.send(delta(2), delta(3));
  expect(seqs(await read(second, 2))).toEqual([2, 3]);
  expect(seqs(await read(first, 2))).toEqual([2, 3]);
});

test("leaving ends loops and listeners, tells the gateway, and is not undone by a reconnect", async () => {
  const { gateway, connection, session } = await join({ afterSeq: 0 });
  const heard: unknown[] = [];
  session.on("text_delta", ({ seq }) => heard.push(seq));
  session.on("ended", ({ error }) => heard.push(error));
  const loop = session.events();
  const left = session.leave();
  connection.send(delta(1));
  connection.ack(await connection.next("leave_session"));
  await left;
  expect(await loop.next()).toEqual({ done: true, value: undefined });
  expect(await session.events().next()).toEqual({ done: true, value: undefined });
  expect(heard).toEqual([null]);
  expect(await rejection(session.runTurn("hello"))).toBeInstanceOf(SessionEndedError);
  connection.drop();
  const next = await gateway.open();
  const other = gateway.open();
  next.drop();
  await other;
  expect(next.unread).toEqual([]);
});

test("a listener that leaves hears nothing more, even of what was kept for it", async () => {
  const { connection, session } = await join({ afterSeq: 0 });
  connection.send(delta(1), delta(2), delta(3));
  await new Promise((resolve) => setTimeout(resolve, 20));
  const heard: number[] = [];
  const ended = new Promise((resolve) => session.on("ended", resolve));
  session.on("text_delta", ({ seq }) => {
    heard.push(seq);
    if (seq === 2) void session.leave();
  });
  await ended;
  expect(heard).toEqual([1, 2]);
});

test("a session that is joined twice is left when it is left twice", async () => {
  const { client, connection, session } = await join({ afterSeq: 0 });
  const again = client.join(SESSION_ID, { afterSeq: 0 });
  await connection.admit();
  const second = await again;
  await session.leave();
  expect(connection.unread).toEqual([]);
  const loop = second.events();
  connection.send(delta(1));
  expect(seqs(await read(loop, 1))).toEqual([1]);
  const left = second.leave();
  connection.ack(await connection.next("leave_session"));
  await left;
});

test("two who joined the same session at different places each get their own events once", async () => {
  const { client, connection, session } = await join({ afterSeq: 0 });
  const first = session.events();
  connection.send(delta(1), delta(2));
  await read(first, 2);
  const again = client.join(SESSION_ID, { afterSeq: 0 });
  await connection.admit({ lastSeq: 2 });
  const second = (await again).events();
  connection.send(delta(1), delta(2), delta(3));
  expect(seqs(await read(second, 3))).toEqual([1, 2, 3]);
  expect(seqs(await read(first, 1))).toEqual([3]);
});

test("one who joined at an early place gets what another one skipped", async () => {
  const { client, connection, session } = await join({ afterSeq: 0 }, { lastSeq: 9 });
  const first = session.events();
  connection.send(delta(1));
  await read(first, 1);
  // The second request makes the gateway drop the replay of the first one.
  const again = client.join(SESSION_ID);
  await connection.admit({ lastSeq: 9 });
  const second = (await again).events();
  connection.send(delta(10));
  expect(seqs(await read(second, 1))).toEqual([10]);
  expect(await connection.admit({ lastSeq: 10 })).toMatchObject({ afterSeq: 1 });
  for (let seq = 2; seq <= 11; seq++) connection.send(delta(seq));
  expect(seqs(await read(first, 10))).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  expect(seqs(await read(second, 1))).toEqual([11]);
});

test("who joins while another one leaves stays", async () => {
  const { client, connection, session } = await join({ afterSeq: 0 });
  const again = client.join(SESSION_ID, { afterSeq: 0 });
  const left = session.leave();
  await connection.admit();
  connection.ack(await connection.next("leave_session"));
  await left;
  await connection.admit();
  connection.send(delta(1));
  expect(seqs(await read((await again).events(), 1))).toEqual([1]);
});

test("of two requests to rejoin only the later one counts", async () => {
  const { client, connection, session } = await join({ afterSeq: 0 });
  const loop = session.events();
  connection.send(delta(1), delta(3));
  const first = await connection.next("join_session");
  const left = client.leaveSession({ sessionId: SESSION_ID });
  connection.ack(await connection.next("leave_session"));
  await left;
  const second = await connection.next("join_session");
  connection.send(snapshotOf(first), delta(2), snapshotOf(second), delta(2), delta(3));
  expect(seqs(await read(loop, 3))).toEqual([1, 2, 3]);
});

test("a session that is deleted ends", async () => {
  const { connection, session } = await join({ afterSeq: 0 });
  const loop = session.events();
  const heard: string[] = [];
  session.on("session_deleted", ({ type }) => heard.push(type));
  session.on("ended", ({ type, error }) => heard.push(`${type} ${error}`));
  connection.send(delta(1), { type: "session_deleted", sessionId: SESSION_ID });
  expect(seqs(await read(loop, 1))).toEqual([1]);
  expect(await loop.next()).toEqual({ done: true, value: undefined });
  expect(heard).toEqual(["session_deleted", "ended null"]);
  await session.leave();
  expect(connection.unread).toEqual([]);
});

test("a session that was deleted or taken away while nobody was connected ends by the gateway's refusal", async () => {
  const { gateway, connection, session } = await join({ afterSeq: 0 });
  const loop = session.events();
  const ended = new Promise<Error | null>((resolve) => session.on("ended", ({ error }) => resolve(error)));
  connection.drop();
  const next = await gateway.open();
  next.refuse(await next.next("join_session"), "SESSION_NOT_FOUND");
  await expect(loop.next()).rejects.toMatchObject({ code: "SESSION_NOT_FOUND" });
  expect(await ended).toMatchObject({ code: "SESSION_NOT_FOUND" });
});

test("a refusal to rejoin that may pass is tried again, not before the gateway said", async () => {
  const { gateway, connection, session } = await join({ afterSeq: 0 });
  connection.drop();
  const next = await gateway.open();
  const start = performance.now();
  next.refuse(await next.next("join_session"), "RATE_LIMITED", { retryAfterMs: 60 });
  await next.admit();
  expect(performance.now() - start).toBeGreaterThanOrEqual(55);
  next.send(delta(1));
  expect(seqs(await read(session.events(), 1))).toEqual([1]);
});

test("a replay that the gateway could not go on with is asked for again, from where it was", async () => {
  const { connection, session } = await join({ afterSeq: 0 });
  const loop = session.events();
  connection.send(delta(1));
  connection.send({ type: "error", code: "INTERNAL", message: "It broke.", messageType: "join_session", sessionId: SESSION_ID });
  expect(await connection.admit()).toMatchObject({ type: "join_session", afterSeq: 1 });
  connection.send(delta(2));
  expect(seqs(await read(loop, 2))).toEqual([1, 2]);
});

test("a refusal of the first join is thrown, whatever it is", async () => {
  const gateway = await ScriptedGateway.start();
  const client = testClient(gateway.url);
  void client.connect();
  const connection = await gateway.open();
  for (const code of ["SESSION_NOT_FOUND", "INTERNAL"]) {
    const joined = rejection(client.join(SESSION_ID));
    connection.refuse(await connection.next("join_session"), code);
    expect(await joined).toMatchObject({ code, messageType: "join_session" });
  }
});

test("a client that is closed ends its sessions in peace, one that is refused for good by the reason", async () => {
  const peaceful = await join();
  const ending = peaceful.session.events().next();
  peaceful.client.close();
  expect(await ending).toEqual({ done: true, value: undefined });
  const refused = await join();
  const failing = rejection(refused.session.events().next());
  refused.connection.close(CLOSE_CODES.FORBIDDEN, "removed");
  expect(await failing).toBeInstanceOf(ClosedError);
});

test("a turn yields its own events from its start to its end, whoever else runs turns", async () => {
  const { connection, session } = await join();
  const running = session.runTurn("hello", { whenBusy: "queue" });
  const message = await connection.next("run_turn");
  expect(message).toMatchObject({ sessionId: SESSION_ID, text: "hello", whenBusy: "queue" });
  const other = "33333333-3333-4333-8333-333333333333";
  connection.ack(message, { turnId: TURN_ID, queued: true, position: 1 });
  connection.send(delta(1, { turnId: other }), completed(2, other), started(3, message["clientTurnId"]), delta(4), completed(5), delta(6));
  const turn = await running;
  expect(turn.ack).toMatchObject({ queued: true, position: 1 });
  expect(turn.id).toBe(TURN_ID);
  expect(await turn.ended).toMatchObject({ type: "turn_complete", finalText: "done" });
  for (const _ of [1, 2]) {
    const events = [];
    for await (const event of turn) events.push(event.seq);
    expect(events).toEqual([3, 4, 5]);
  }
});

test("a refused turn throws, and later turns are followed all the same", async () => {
  const { connection, session } = await join();
  const refused = rejection(session.runTurn("hello"));
  connection.refuse(await connection.next("run_turn"), "TURN_IN_PROGRESS");
  expect(await refused).toMatchObject({ code: "TURN_IN_PROGRESS" });
  const running = session.runTurn("again");
  const message = await connection.next("run_turn");
  connection.ack(message, { turnId: TURN_ID });
  connection.send(started(1, message["clientTurnId"]), completed(2));
  expect((await (await running).ended).seq).toBe(2);
});

test.each(["before the ack", "before its start", "in its middle"])("a turn whose connection is lost %s goes on", async (moment) => {
  const { gateway, connection, session } = await join();
  const running = session.runTurn("hello");
  const message = await connection.next("run_turn");
  const clientTurnId = message["clientTurnId"];
  if (moment !== "before the ack") {
    connection.ack(message, { turnId: TURN_ID });
    await running;
  }
  if (moment === "in its middle") {
    connection.send(started(1, clientTurnId), delta(2));
    await until(() => session.cursor.afterSeq === 2);
  }
  connection.drop();
  const next = await gateway.open();
  const { afterSeq } = await next.next("join_session").then((join) => {
    next.send(snapshotOf(join, { lastSeq: 4 }));
    return join as unknown as { afterSeq: number };
  });
  const log = [started(1, clientTurnId), delta(2), delta(3), completed(4)];
  next.send(...log.slice(afterSeq));
  if (moment === "before the ack") {
    const again = await next.next("run_turn");
    expect(again["clientTurnId"]).toBe(clientTurnId);
    next.ack(again, { turnId: TURN_ID, duplicate: true });
  }
  const turn = await running;
  const events = [];
  for await (const event of turn) events.push(event.seq);
  expect(events).toEqual([1, 2, 3, 4]);
  expect(next.unread).toEqual([]);
});

test("a turn that is known from before is read from the log up to here, then followed", async () => {
  const { connection, session } = await join({}, { lastSeq: 6 });
  const running = session.runTurn("hello", { clientTurnId: "mine" });
  connection.ack(await connection.next("run_turn"), { turnId: TURN_ID, duplicate: true });
  connection.send(delta(7));
  const turn = await running;
  const page = await connection.next("get_history");
  const said = { role: "user", text: "", ts: 0 };
  connection.send({
    type: "history",
    ref: page.ref,
    sessionId: SESSION_ID,
    messages: [{ ...said, seq: 5, turnId: "x" }],
    nextBeforeSeq: 5,
  });
  const older = await connection.next("get_history");
  expect(older["beforeSeq"]).toBe(5);
  connection.send({
    type: "history",
    ref: older.ref,
    sessionId: SESSION_ID,
    messages: [{ ...said, seq: 2, turnId: TURN_ID }],
    nextBeforeSeq: null,
  });
  const other = "33333333-3333-4333-8333-333333333333";
  const log = [started(2, "mine"), delta(3), delta(4, { turnId: other }), delta(5), delta(6), delta(7)];
  for (const from of [1, 4]) {
    const events = await connection.next("get_events");
    expect(events["afterSeq"]).toBe(from);
    connection.send({
      type: "events",
      ref: events.ref,
      sessionId: SESSION_ID,
      events: log.slice(from - 1, from + 2),
      lastSeq: 7,
      hasMore: true,
    });
  }
  connection.send(completed(8));
  const seen = [];
  for await (const event of turn) seen.push(event.seq);
  expect(seen).toEqual([2, 3, 5, 6, 7, 8]);
  expect(connection.unread).toEqual([]);
});

test("a known turn that has not begun is waited for", async () => {
  const { connection, session } = await join();
  const running = session.runTurn("hello", { clientTurnId: "mine" });
  connection.ack(await connection.next("run_turn"), { turnId: TURN_ID, duplicate: true, queued: true });
  const page = await connection.next("get_history");
  connection.send(started(1, "mine"));
  connection.send({ type: "history", ref: page.ref, sessionId: SESSION_ID, messages: [], nextBeforeSeq: null });
  connection.send(completed(2));
  const seen = [];
  for await (const event of await running) seen.push(event.seq);
  expect(seen).toEqual([1, 2]);
});

test("a known turn whose log cannot be read fails by the reason", async () => {
  const { connection, session } = await join();
  const running = session.runTurn("hello", { clientTurnId: "mine" });
  connection.ack(await connection.next("run_turn"), { turnId: TURN_ID, duplicate: true });
  connection.refuse(await connection.next("get_history"), "INTERNAL");
  const turn = await running;
  expect(await rejection(turn.ended)).toMatchObject({ code: "INTERNAL" });
  await expect(turn[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: "INTERNAL" });
});

test("a turn of a log that was replaced fails, one that is still asked for belongs to the new log", async () => {
  const { gateway, connection, session } = await join();
  const first = session.runTurn("old");
  connection.ack(await connection.next("run_turn"), { turnId: TURN_ID });
  const old = await first;
  const second = session.runTurn("new");
  const asked = await connection.next("run_turn");
  connection.drop();
  const next = await gateway.open();
  await next.admit({ resume: "reset", replayFrom: 1, epoch: "epoch-2", lastSeq: 0 });
  expect(await rejection(old.ended)).toBeInstanceOf(SessionResetError);
  const again = await next.next("run_turn");
  const turnId = "33333333-3333-4333-8333-333333333333";
  next.ack(again, { turnId });
  next.send(started(1, asked["clientTurnId"], turnId), completed(2, turnId));
  expect((await (await second).ended).seq).toBe(2);
});

test("a turn whose session is left cannot be known to end", async () => {
  const { connection, session } = await join();
  const running = session.runTurn("hello");
  connection.ack(await connection.next("run_turn"), { turnId: TURN_ID });
  const turn = await running;
  void session.leave();
  expect(await rejection(turn.ended)).toBeInstanceOf(SessionEndedError);
});

test("stop, steer and answer name the session", async () => {
  const { connection, session } = await join();
  const calls: [Promise<unknown>, object][] = [
    [session.stop(), { type: "stop_turn" }],
    [session.steer("left"), { type: "steer", content: "left" }],
    [session.answer("r", { optionId: "allow" }), { type: "answer_question", requestId: "r", optionId: "allow" }],
  ];
  for (const [reply, expected] of calls) {
    const message = await connection.next((expected as { type: string }).type);
    expect(message).toMatchObject({ sessionId: SESSION_ID, ...expected });
    connection.ack(message);
    await reply;
  }
});

test("a session may be joined while the gateway is away", async () => {
  const gateway = await ScriptedGateway.start();
  const client = testClient(gateway.url);
  void client.connect();
  const waiting = nextState(client, "waiting");
  (await gateway.accept()).drop();
  await waiting;
  const joined = client.join(SESSION_ID);
  const connection = await gateway.open();
  await connection.admit();
  expect((await joined).id).toBe(SESSION_ID);
});
