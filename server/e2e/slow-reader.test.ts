import { connect, type Socket } from "node:net";
import { setImmediate as nextTick } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { CLOSE_CODES } from "../../generated/gateway/close-codes.ts";
import { LIMITS } from "../../generated/gateway/limits.ts";
import { ScriptedAgents, type ScriptedTurn } from "../agents/testing/scripted-agents.ts";
import { startTestGateway, type TestGateway } from "../testing/test-gateway.ts";

const PIECE = "x".repeat(60_000);

/** A client that has joined a session and from then on reads nothing. */
async function deafClient(gateway: TestGateway, sessionId: string): Promise<Socket> {
  const { port } = gateway.app.address;
  const socket = connect(port, "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  socket.write(
    "GET /ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
  );
  await untilHeard(socket, '"authenticated"');
  const payload = Buffer.from(JSON.stringify({ type: "join_session", sessionId }));
  // A frame whose mask is zero reads as it is.
  socket.write(Buffer.concat([Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0]), payload]));
  await untilHeard(socket, '"session_synced"');
  socket.pause();
  return socket;
}

function untilHeard(socket: Socket, text: string): Promise<void> {
  return new Promise((resolve) => {
    let heard = "";
    const listener = (chunk: Buffer) => {
      heard += chunk.toString("latin1");
      if (!heard.includes(text)) return;
      socket.off("data", listener);
      resolve();
    };
    socket.on("data", listener);
  });
}

/** Puts out so many bytes, as fast as the gateway takes them. */
async function pour({ output }: ScriptedTurn, bytes: number): Promise<void> {
  for (let sent = 0; sent < bytes; sent += PIECE.length) {
    output.emit({ type: "terminal.stream", terminalId: "t", stream: "stdout", data: PIECE });
    await output.ready();
    await nextTick();
  }
}

async function start() {
  const agents = new ScriptedAgents();
  const gateway = await startTestGateway({ catalogue: agents.catalogue });
  const client = await gateway.connect();
  const sessionId = await client.createSession("scripted");
  await client.join(sessionId);
  const deaf = await deafClient(gateway, sessionId);
  await client.request({ type: "run_turn", sessionId, text: "go" }, "ack");
  return { gateway, client, sessionId, deaf, turn: await agents.next() };
}

test("a client that does not read is closed with 4408 when its queue is full, and slows nobody", async () => {
  const { client, sessionId, deaf, turn } = await start();
  // What the kernel takes comes on top of what the gateway queues.
  await pour(turn, LIMITS.sendBufferBytes + 16 * 1024 * 1024);
  turn.complete();
  expect((await client.next("turn_complete")).type).toBe("turn_complete");
  const seqs = client.eventsOf(sessionId).map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.map((_, index) => index + 1));
  const chunks: Buffer[] = [];
  deaf.on("data", (chunk) => chunks.push(chunk));
  const closed = new Promise<void>((resolve) => deaf.once("close", () => resolve()));
  deaf.resume();
  await closed;
  const heard = Buffer.concat(chunks);
  const closing = heard.subarray(heard.length - 200).toString("latin1");
  const code = Buffer.alloc(2);
  code.writeUInt16BE(CLOSE_CODES.SLOW_CONSUMER);
  expect(closing).toContain(code.toString("latin1"));
});

test("who was cut off for reading too slowly rejoins with its cursor and loses nothing", async () => {
  const { gateway, client, sessionId, deaf, turn } = await start();
  await pour(turn, LIMITS.sendBufferBytes + 16 * 1024 * 1024);
  turn.complete();
  await client.next("turn_complete");
  deaf.destroy();
  const again = await gateway.connect();
  await again.join(sessionId, { afterSeq: 4 });
  const expected = client.eventsOf(sessionId).filter(({ seq }) => seq > 4);
  expect(again.eventsOf(sessionId)).toEqual(expected);
});

test("a client that reads slowly but reads is not cut off, however long its replay takes", async () => {
  const { gateway, client, sessionId, deaf, turn } = await start();
  deaf.destroy();
  await pour(turn, 3 * LIMITS.sendBufferBytes);
  turn.complete();
  await client.next("turn_complete");
  const slow = await gateway.connect();
  slow.send({ type: "join_session", sessionId, afterSeq: 0 });
  await slow.next("state_snapshot");
  for (let pause = 0; pause < 20; pause++) {
    slow.socket.pause();
    await new Promise((resolve) => setTimeout(resolve, 10));
    slow.socket.resume();
    await nextTick();
  }
  expect((await slow.next("session_synced")).seq).toBe(client.eventsOf(sessionId).at(-1)?.seq);
  expect(slow.eventsOf(sessionId)).toHaveLength(client.eventsOf(sessionId).length);
});
