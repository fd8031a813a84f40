import { expect, test } from "vitest";
import { SseClient } from "../testing/sse-client.ts";
import { startTestGateway } from "../testing/test-gateway.ts";

test("a session's id in upper case names the same session in every message, and comes back in lower case", async () => {
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  const id = await client.createSession();
  const sessionId = id.toUpperCase();
  const snapshot = await client.request({ type: "join_session", sessionId, afterSeq: 0 }, "state_snapshot");
  expect(snapshot.session.id).toBe(id);
  expect((await client.next("session_synced")).sessionId).toBe(id);
  const ack = await client.request({ type: "run_turn", sessionId, text: "go" }, "ack");
  expect(ack.sessionId).toBe(id);
  expect((await client.turnEnd(ack.turnId ?? "")).sessionId).toBe(id);
  expect((await client.request({ type: "get_history", sessionId }, "history")).sessionId).toBe(id);
  expect((await client.request({ type: "get_events", sessionId }, "events")).sessionId).toBe(id);
  expect((await client.request({ type: "list_files", sessionId }, "file_list")).sessionId).toBe(id);
  expect(await client.request({ type: "stop_turn", sessionId }, "error")).toMatchObject({ code: "NO_ACTIVE_TURN", sessionId: id });
  expect((await client.join(id)).participants).toBe(1);
  expect((await client.request({ type: "leave_session", sessionId }, "ack")).sessionId).toBe(id);
  const watcher = await gateway.connect();
  expect((await watcher.join(id)).participants).toBe(1);
  expect((await client.request({ type: "delete_session", sessionId }, "session_deleted")).sessionId).toBe(id);
  expect((await watcher.next("session_deleted")).sessionId).toBe(id);
});

test("the same in addresses", async () => {
  const gateway = await startTestGateway();
  const id = await (await gateway.connect()).createSession();
  const path = `/api/v1/sessions/${id.toUpperCase()}`;
  expect(await (await gateway.request("GET", path)).json()).toMatchObject({ id });
  expect((await gateway.request("POST", `${path}/turns`, { body: { text: "go" } })).status).toBe(202);
  expect(await (await gateway.request("PATCH", path, { body: { name: "Renamed" } })).json()).toMatchObject({ id, name: "Renamed" });
  const stream = await SseClient.open(`${gateway.url}${path}/events?afterSeq=0`);
  expect((await stream.next("session_synced")).data["sessionId"]).toBe(id);
  expect((await gateway.request("DELETE", path)).status).toBe(204);
  expect((await stream.next("session_deleted")).data["sessionId"]).toBe(id);
});

test("an id of no session is SESSION_NOT_FOUND in either case", async () => {
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  for (const sessionId of ["3f2b8c1a-0d4e-4f6a-9b7c-5e1d2a3b4c5d", "3F2B8C1A-0D4E-4F6A-9B7C-5E1D2A3B4C5D"]) {
    expect(await client.request({ type: "join_session", sessionId }, "error")).toMatchObject({
      code: "SESSION_NOT_FOUND",
      sessionId: sessionId.toLowerCase(),
    });
    expect((await gateway.request("GET", `/api/v1/sessions/${sessionId}`)).status).toBe(404);
  }
});
