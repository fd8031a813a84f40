import { expect, test } from "vitest";
import { changeRows, sessionPath } from "../../testing/disk-state.ts";
import { SseClient } from "../../testing/sse-client.ts";
import { startTestGateway } from "../../testing/test-gateway.ts";

/** A session whose log says more than its database holds, another one, and a client that has joined neither. */
async function withBrokenLog() {
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  const [broken, whole] = [await client.createSession(), await client.createSession()];
  for (const sessionId of [broken, whole]) {
    await client.join(sessionId);
    await client.runTurn(sessionId, "hello");
    await client.request({ type: "get_events", sessionId }, "events");
    await client.request({ type: "leave_session", sessionId }, "ack");
  }
  changeRows(sessionPath(gateway.dataDir, broken), "DELETE FROM events WHERE seq > 2");
  return { gateway, client, broken, whole };
}

test("a replay that fails ends for that session alone: the client is told, has left it, and keeps its connection", async () => {
  const { gateway, client, broken, whole } = await withBrokenLog();
  await client.request({ type: "join_session", sessionId: broken, afterSeq: 0, ref: "mine" }, "state_snapshot");
  const error = await client.next("error");
  expect(error).toMatchObject({ type: "error", code: "INTERNAL", messageType: "join_session", sessionId: broken });
  expect(error).not.toHaveProperty("ref");
  const watcher = await gateway.connect();
  expect((await watcher.join(broken)).participants).toBe(1);
  const heard = client.eventsOf(broken).length;
  await watcher.runTurn(broken, "live");
  expect((await client.join(whole, { afterSeq: 0 })).participants).toBe(1);
  expect((await client.runTurn(whole, "more")).type).toBe("turn_complete");
  expect(client.eventsOf(broken)).toHaveLength(heard);
});

test("who joins again after a replay that failed hears what is live", async () => {
  const { client, broken } = await withBrokenLog();
  await client.request({ type: "join_session", sessionId: broken, afterSeq: 0 }, "state_snapshot");
  expect((await client.next("error")).code).toBe("INTERNAL");
  expect(await client.join(broken)).toMatchObject({ resume: "live", participants: 1 });
  expect((await client.runTurn(broken, "again")).type).toBe("turn_complete");
});

test("a replay that is begun anew before it fails is not ended by the failure of the old one", async () => {
  const { client, broken } = await withBrokenLog();
  client.send({ type: "join_session", sessionId: broken, afterSeq: 0, ref: "old" });
  expect((await client.join(broken)).resume).toBe("live");
  expect((await client.runTurn(broken, "again")).type).toBe("turn_complete");
});

test("a stream whose replay fails says so, and ends", async () => {
  const { gateway, client, broken } = await withBrokenLog();
  const stream = await SseClient.open(`${gateway.url}/api/v1/sessions/${broken}/events?afterSeq=0`);
  const { data } = await stream.next("error");
  expect(data).toMatchObject({ type: "error", code: "INTERNAL", sessionId: broken });
  expect(await stream.ended).toEqual({ whole: true });
  expect(stream.heard.at(-1)?.type).toBe("error");
  expect((await client.join(broken)).participants).toBe(1);
});
