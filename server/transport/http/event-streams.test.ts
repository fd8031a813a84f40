import { expect, test } from "vitest";
import { LIMITS } from "../../../generated/gateway/limits.ts";
import { modelJudge } from "../../../spec/test/roads.ts";
import { ScriptedAgents } from "../../agents/testing/scripted-agents.ts";
import { SseClient, type SseEvent } from "../../testing/sse-client.ts";
import type { TestClient } from "../../testing/test-client.ts";
import { startTestGateway } from "../../testing/test-gateway.ts";

/** A session with a finished turn in its log, and how to follow it. */
async function withHistory() {
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  const sessionId = await client.createSession();
  await client.join(sessionId);
  await client.runTurn(sessionId, "before");
  const follow = (query = "", headers: Record<string, string> = {}, options: { paused?: boolean } = {}) =>
    SseClient.open(`${gateway.url}/api/v1/sessions/${sessionId}/events${query}`, headers, options);
  return { gateway, client, sessionId, follow };
}

/** How many follow a session, this one included. */
async function participants(client: TestClient, sessionId: string): Promise<number> {
  return (await client.join(sessionId)).participants;
}

const durable = (events: readonly SseEvent[]) => events.filter(({ id }) => id !== "");

async function logOf(client: TestClient, sessionId: string): Promise<Record<string, unknown>[]> {
  return (await client.request({ type: "get_events", sessionId, limit: 1000 }, "events")).events as unknown as Record<string, unknown>[];
}

test("a stream begins with the snapshot, says when it is in step, and goes on live", async () => {
  const { client, sessionId, follow } = await withHistory();
  const stream = await follow();
  expect(stream.status).toBe(200);
  expect(stream.headers["content-type"]).toContain("text/event-stream");
  expect(stream.headers["cache-control"]).toContain("no-cache");
  const { data: snapshot } = await stream.next("state_snapshot");
  expect(modelJudge("StateSnapshot")(snapshot)).toBe(true);
  const lastSeq = Number(snapshot["lastSeq"]);
  expect(snapshot).toMatchObject({ resume: "live", replayFrom: lastSeq + 1, participants: 2, activeTurn: null });
  expect((await stream.next("session_synced")).data).toEqual({ type: "session_synced", sessionId, seq: lastSeq });
  await client.runTurn(sessionId, "live");
  await stream.next("turn_complete");
  const log = await logOf(client, sessionId);
  expect(durable(stream.heard).map(({ data }) => data)).toEqual(log.slice(lastSeq, lastSeq + durable(stream.heard).length));
  expect(stream.heard.slice(0, 2).map(({ id }) => id)).toEqual(["", ""]);
});

test("every event has its seq as id and its type as event, the same as on the socket", async () => {
  const { client, sessionId, follow } = await withHistory();
  const stream = await follow("?afterSeq=0");
  await stream.next("session_synced");
  const log = await logOf(client, sessionId);
  expect(durable(stream.heard)).toEqual(log.map((data) => ({ type: data["type"], id: String(data["seq"]), data })));
});

test.each<[string, (after: number) => [string, Record<string, string>]]>([
  ["afterSeq", (after) => [`?afterSeq=${after}`, {}]],
  ["Last-Event-ID", (after) => ["", { "last-event-id": String(after) }]],
  ["Last-Event-ID before afterSeq", (after) => ["?afterSeq=1", { "last-event-id": String(after) }]],
])("a stream goes on behind %s, without a gap and nothing twice", async (_name, ask) => {
  const { client, sessionId, follow } = await withHistory();
  const log = await logOf(client, sessionId);
  for (const after of [0, 1, log.length - 1, log.length]) {
    const stream = await follow(...ask(after));
    expect((await stream.next("state_snapshot")).data).toMatchObject({ resume: "continued", replayFrom: after + 1, lastSeq: log.length });
    await stream.next("session_synced");
    expect(durable(stream.heard).map(({ id }) => Number(id))).toEqual(log.slice(after).map((_, index) => after + 1 + index));
    stream.destroy();
  }
});

test("a cursor of another log, or past the end, is reset, and everything follows from the beginning", async () => {
  const { client, sessionId, follow } = await withHistory();
  const { epoch } = await client.join(sessionId);
  const log = await logOf(client, sessionId);
  const cursors: [string, Record<string, string>][] = [
    ["?afterSeq=1&epoch=another", {}],
    [`?afterSeq=${log.length + 1}`, {}],
    ["?epoch=another", { "last-event-id": "1" }],
    ["", { "last-event-id": "999" }],
  ];
  for (const [query, headers] of cursors) {
    const stream = await follow(query, headers);
    expect((await stream.next("state_snapshot")).data).toMatchObject({ resume: "reset", replayFrom: 1 });
    await stream.next("session_synced");
    expect(durable(stream.heard)).toHaveLength(log.length);
    stream.destroy();
  }
  const right = await follow(`?afterSeq=1&epoch=${epoch}`);
  expect((await right.next("state_snapshot")).data).toMatchObject({ resume: "continued" });
});

test("whoever drops and comes back with the last id, again and again while turns run, misses nothing", async () => {
  const { client, sessionId, follow } = await withHistory();
  let last = 0;
  const seen: number[] = [];
  for (let round = 0; round < 8; round++) {
    const stream = await follow("", { "last-event-id": String(last) });
    const turn = client.runTurn(sessionId, `round ${round} ${"x".repeat(200)}`);
    await stream.next(round % 2 === 0 ? "turn_started" : "session_synced");
    stream.destroy();
    for (const { id } of durable(stream.heard)) seen.push(Number(id));
    last = seen.at(-1) ?? 0;
    await turn;
  }
  const rest = await follow("", { "last-event-id": String(last) });
  await rest.next("session_synced");
  for (const { id } of durable(rest.heard)) seen.push(Number(id));
  expect(seen).toEqual((await logOf(client, sessionId)).map((_, index) => index + 1));
});

test("a client that goes away is no participant any more, however it went", async () => {
  const { gateway, client, sessionId, follow } = await withHistory();
  const streams = await Promise.all(Array.from({ length: 5 }, () => follow()));
  await Promise.all(streams.map((stream) => stream.next("session_synced")));
  expect(await participants(client, sessionId)).toBe(6);
  for (const stream of streams) stream.destroy();
  await expect.poll(() => participants(client, sessionId), { interval: 5 }).toBe(1);
  const head = await gateway.request("HEAD", `/api/v1/sessions/${sessionId}/events`, { headers: { accept: "text/event-stream" } });
  expect(head.status).toBe(200);
  await expect.poll(() => participants(client, sessionId), { interval: 5 }).toBe(1);
});

test("a client that is gone before its stream begins leaves nothing behind", async () => {
  const { client, sessionId, gateway } = await withHistory();
  await Promise.all(
    Array.from({ length: 30 }, async (_, index) => {
      const gone = new AbortController();
      const asked = fetch(`${gateway.url}/api/v1/sessions/${sessionId}/events`, {
        headers: { accept: "text/event-stream" },
        signal: gone.signal,
      });
      setTimeout(() => gone.abort(), index / 3);
      await asked.catch(() => undefined);
    }),
  );
  await expect.poll(() => participants(client, sessionId), { interval: 5 }).toBe(1);
});

test("a session that is deleted ends its streams, with the word that it is deleted, and frees who had joined it", async () => {
  const { client, sessionId, follow } = await withHistory();
  const streams = await Promise.all([follow(), follow("?afterSeq=0")]);
  await Promise.all(streams.map((stream) => stream.next("session_synced")));
  await client.request({ type: "delete_session", sessionId }, "session_deleted");
  for (const stream of streams) {
    expect(await stream.ended).toEqual({ whole: true });
    expect(stream.heard.at(-1)).toEqual({ type: "session_deleted", id: "", data: { type: "session_deleted", sessionId } });
  }
});

test("a client that does not read is let go of, slows nobody, and comes back to what it missed", async () => {
  const agents = new ScriptedAgents();
  const gateway = await startTestGateway({ catalogue: agents.catalogue });
  const client = await gateway.connect();
  const sessionId = await client.createSession("scripted");
  const url = `${gateway.url}/api/v1/sessions/${sessionId}/events`;
  const [slow, fast] = [await SseClient.open(url, {}, { paused: true }), await SseClient.open(url)];
  await fast.next("session_synced");
  await client.request({ type: "run_turn", sessionId, text: "go" }, "ack");
  const { output, complete } = await agents.next();
  for (let written = 0; written < 2.5 * LIMITS.sendBufferBytes; written += 60_000) {
    output.text("x".repeat(60_000));
    await fast.next("text_delta");
  }
  complete();
  await fast.next("turn_complete");
  // The gateway gives up on it by itself: nothing is read here.
  await expect.poll(() => participants(client, sessionId), { interval: 100, timeout: 10_000 }).toBe(2);
  slow.read();
  expect(await slow.ended).toEqual({ whole: false });
  const last = Number(durable(slow.heard).at(-1)?.id ?? 0);
  const again = await SseClient.open(url, { "last-event-id": String(last) });
  await again.next("session_synced");
  const seen = [...durable(slow.heard), ...durable(again.heard)].map(({ id }) => Number(id));
  expect(seen).toEqual(seen.map((_, index) => index + 1));
  expect(seen).toHaveLength(durable(fast.heard).length);
});

test("without the media type of streams the same address gives a page", async () => {
  const { gateway, sessionId } = await withHistory();
  for (const accept of ["application/json", "*/*", "text/html"]) {
    const response = await gateway.request("GET", `/api/v1/sessions/${sessionId}/events`, { headers: { accept } });
    expect(response.headers.get("content-type")).toContain("application/json");
    expect(modelJudge("EventPage")(await response.json())).toBe(true);
  }
});
