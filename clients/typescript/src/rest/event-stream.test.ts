import { expect, test } from "vitest";
import { delta, SESSION_ID, snapshotOf } from "../../../testing/scripted-gateway.ts";
import { ScriptedHttpGateway, type ScriptedRequest } from "../../../testing/scripted-http-gateway.ts";
import { all, rejection } from "../../../testing/test-client.ts";
import type { StreamItem } from "./event-stream.ts";
import { RestClient } from "./rest-client.ts";

async function given() {
  const gateway = await ScriptedHttpGateway.start();
  return { gateway, rest: new RestClient({ url: gateway.url, retry: { minDelayMs: 1, maxDelayMs: 20 } }) };
}

const sse = (event: { type: string; seq?: number }) =>
  `${"seq" in event && event.type !== "session_synced" ? `id: ${event.seq}\n` : ""}event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;

const snapshot = (afterSeq: number, fields: object = {}) =>
  snapshotOf({ type: "join_session", ref: "", sessionId: SESSION_ID, afterSeq }, fields);

const synced = (seq: number) => ({ type: "session_synced", sessionId: SESSION_ID, seq });

/** Begins a stream with a snapshot. */
async function begin(gateway: ScriptedHttpGateway, afterSeq: number, fields: object = {}): Promise<ScriptedRequest> {
  const request = await gateway.next();
  expect(request.headers.accept).toBe("text/event-stream");
  request.begin("text/event-stream");
  request.write(sse(snapshot(afterSeq, fields)));
  return request;
}

async function take(stream: AsyncGenerator<StreamItem>, count: number): Promise<(number | string)[]> {
  const taken: (number | string)[] = [];
  while (taken.length < count) {
    const { value } = await stream.next();
    if (value === undefined) throw new Error(`The stream ended after ${taken.length}.`);
    taken.push("seq" in value && value.type !== "session_synced" ? value.seq : value.type);
  }
  return taken;
}

test("a stream that is dropped goes on behind the last event, in the same log, each event once", async () => {
  const { gateway, rest } = await given();
  const stream = rest.follow(SESSION_ID, { afterSeq: 0 });
  const begun = take(stream, 3);
  const first = await begin(gateway, 0, { lastSeq: 3 });
  first.write(sse(delta(1)) + sse(delta(2)));
  first.write(sse(delta(3)).slice(0, 30));
  expect(await begun).toEqual(["state_snapshot", 1, 2]);
  const heard = take(stream, 6);
  first.drop();
  const second = await begin(gateway, 2, { lastSeq: 3 });
  expect(second.headers["last-event-id"]).toBe("2");
  expect(new URL(second.url, gateway.url).searchParams.get("epoch")).toBe("epoch-1");
  second.write(sse(delta(2)) + sse(delta(3)) + sse(synced(3)));
  second.end();
  (await begin(gateway, 3)).write(sse(delta(4)) + sse(delta(5)));
  expect(await heard).toEqual(["state_snapshot", 3, "session_synced", "state_snapshot", 4, 5]);
  await stream.return();
});

test("a stream without a cursor that is dropped before its first event goes on from its snapshot", async () => {
  const { gateway, rest } = await given();
  const stream = rest.follow(SESSION_ID);
  const begun = take(stream, 1);
  const first = await gateway.next();
  expect(first.headers["last-event-id"]).toBeUndefined();
  first.begin("text/event-stream");
  first.write(sse(snapshotOf({ type: "join_session", ref: "", sessionId: SESSION_ID }, { lastSeq: 7 })));
  await begun;
  const heard = take(stream, 2);
  first.drop();
  const second = await begin(gateway, 7);
  expect(second.headers["last-event-id"]).toBe("7");
  second.write(sse(delta(8)));
  expect(await heard).toEqual(["state_snapshot", 8]);
  await stream.return();
});

test("after a reset everything comes again from the new log", async () => {
  const { gateway, rest } = await given();
  const stream = rest.follow(SESSION_ID, { afterSeq: 5, epoch: "old" });
  const heard = take(stream, 3);
  const request = await begin(gateway, 5, { resume: "reset", replayFrom: 1, lastSeq: 2, epoch: "new" });
  request.write(sse(delta(1)) + sse(delta(2)));
  expect(await heard).toEqual(["state_snapshot", 1, 2]);
  await stream.return();
});

test("a gap is not handed out: the stream is opened again from before it", async () => {
  const { gateway, rest } = await given();
  const stream = rest.follow(SESSION_ID, { afterSeq: 0 });
  const heard = take(stream, 5);
  const first = await begin(gateway, 0);
  first.write(sse(delta(1)) + sse(delta(3)));
  const second = await begin(gateway, 1);
  expect(second.headers["last-event-id"]).toBe("1");
  second.write(sse(delta(2)) + sse(delta(3)));
  expect(await heard).toEqual(["state_snapshot", 1, "state_snapshot", 2, 3]);
  await first.gone;
  await stream.return();
});

test("a gateway that shuts down is left alone for as long as it asks", async () => {
  const { gateway, rest } = await given();
  const stream = rest.follow(SESSION_ID, { afterSeq: 0 });
  const heard = take(stream, 2);
  const first = await begin(gateway, 0);
  first.write(sse({ type: "server_shutdown", reason: "restart", reconnectAfterMs: 300 } as never));
  first.end();
  const since = performance.now();
  await begin(gateway, 0);
  expect(performance.now() - since).toBeGreaterThan(280);
  expect(await heard).toEqual(["state_snapshot", "state_snapshot"]);
  await stream.return();
});

test("a gateway that refuses a stream for now is left alone for as long as it asks", async () => {
  const { gateway, rest } = await given();
  const heard = take(rest.follow(SESSION_ID, { afterSeq: 0 }), 1);
  (await gateway.next()).refuse("RATE_LIMITED", { retryAfterMs: 300 });
  const since = performance.now();
  await begin(gateway, 0);
  expect(performance.now() - since).toBeGreaterThan(280);
  expect(await heard).toEqual(["state_snapshot"]);
});

test("a stream ends with the session, and fails when it is refused or its log cannot be read", async () => {
  const { gateway, rest } = await given();
  const deleted = all(rest.follow(SESSION_ID, { afterSeq: 0 }));
  (await begin(gateway, 0)).write(sse({ type: "session_deleted", sessionId: SESSION_ID } as never));
  expect((await deleted).map(({ type }) => type)).toEqual(["state_snapshot", "session_deleted"]);
  const refused = rejection(all(rest.follow(SESSION_ID)));
  (await gateway.next()).refuse("SESSION_NOT_FOUND");
  expect(await refused).toMatchObject({ name: "RestError", code: "SESSION_NOT_FOUND" });
  const broken = rejection(all(rest.follow(SESSION_ID)));
  (await begin(gateway, 0)).write(sse({ type: "error", code: "INTERNAL", message: "cannot read" } as never));
  expect(await broken).toMatchObject({ name: "GatewayError", code: "INTERNAL" });
  expect(gateway.unread).toHaveLength(0);
});

test("a gateway that cannot take it now is asked again; whoever leaves the loop or aborts lets go of the connection", async () => {
  const { gateway, rest } = await given();
  const stop = new AbortController();
  const followed = rejection(all(rest.follow(SESSION_ID, {}, { signal: stop.signal })));
  (await gateway.next()).refuse("SHUTTING_DOWN");
  const request = await begin(gateway, 0);
  stop.abort(new Error("enough"));
  expect((await followed).message).toBe("enough");
  await request.gone;
  const loop = (async () => {
    for await (const _ of rest.follow(SESSION_ID)) return;
  })();
  const left = await begin(gateway, 0);
  await loop;
  await left.gone;
});
