import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { startTestGateway, type TestGateway } from "../../testing/test-gateway.ts";

/** Sends requests one behind the other on one connection, and reads none of the answers. */
function sendUnread(gateway: TestGateway, requests: readonly string[]): void {
  const socket = connect(gateway.app.address.port, "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  socket.on("error", () => undefined);
  socket.pause();
  socket.write(requests.join(""));
}

function post(path: string, body: unknown): string {
  const json = JSON.stringify(body);
  return `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`;
}

const follow = (sessionId: string) => `GET /api/v1/sessions/${sessionId}/events HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n`;

test("a turn begins although its acceptance waits behind a stream that never ends", async () => {
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  const sessionId = await client.createSession();
  await client.join(sessionId);
  sendUnread(gateway, [
    follow(sessionId),
    post(`/api/v1/sessions/${sessionId}/turns`, { text: "one" }),
    post(`/api/v1/sessions/${sessionId}/turns`, { text: "two", whenBusy: "queue" }),
  ]);
  expect((await client.next("turn_complete")).finalText).toBe("one");
  expect((await client.next("turn_complete")).finalText).toBe("two");
  expect((await client.runTurn(sessionId, "three")).type).toBe("turn_complete");
});

test("the acceptance of a turn over HTTP is recorded before the turn begins", async () => {
  const gateway = await startTestGateway();
  const client = await gateway.connect();
  const sessionId = await client.createSession();
  await client.join(sessionId);
  const clientTurnId = randomUUID();
  const response = await gateway.request("POST", `/api/v1/sessions/${sessionId}/turns`, { body: { text: "go", clientTurnId } });
  expect(response.status).toBe(202);
  const { turnId } = (await response.json()) as { turnId: string };
  expect((await client.next("turn_started")).turnId).toBe(turnId);
  await client.turnEnd(turnId);
  expect(await client.request({ type: "run_turn", sessionId, text: "go", clientTurnId }, "ack")).toMatchObject({ turnId, duplicate: true });
});
