import { connect, type Socket } from "node:net";
import { createInterface } from "node:readline";

/*
 * Many WebSocket clients that do nothing but count bytes, so that what is measured is the server.
 * Arguments: port, path, clients. Then, on standard input, one order a line:
 *   {"send": "text"}           every client sends a text frame (a zero mask reads as it is)
 *   {"await": bytes}           says {"ms"} when every client has got so many bytes since the last order
 * Says {"open": n} when all are connected and quiet.
 */

const [port = "0", path = "/", count = "1"] = process.argv.slice(2);
const clients: { socket: Socket; bytes: number }[] = [];
let wanted = Number.POSITIVE_INFINITY;
let reached = 0;
let started = 0;

const HANDSHAKE = Buffer.from(
  `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
);

function frame(text: string): Buffer {
  const payload = Buffer.from(text);
  const header = payload.length < 126 ? [0x81, 0x80 | payload.length] : [0x81, 0x80 | 126, payload.length >> 8, payload.length & 255];
  return Buffer.concat([Buffer.from([...header, 0, 0, 0, 0]), payload]);
}

function open(): Promise<void> {
  return new Promise((resolve) => {
    // One buffer for all reads of a client: nothing is allocated while it is measured.
    const buffer = Buffer.allocUnsafe(256 * 1024);
    const client = { socket: undefined as unknown as Socket, bytes: 0 };
    client.socket = connect(
      {
        port: Number(port),
        host: "127.0.0.1",
        noDelay: true,
        onread: {
          buffer,
          callback(length) {
            const before = client.bytes;
            client.bytes += length;
            if (before < wanted && client.bytes >= wanted && ++reached === clients.length) {
              process.stdout.write(`${JSON.stringify({ ms: performance.now() - started })}\n`);
            }
            return true;
          },
        },
      },
      () => {
        client.socket.write(HANDSHAKE);
        clients.push(client);
        resolve();
      },
    );
  });
}

for (let opened = 0; opened < Number(count); opened += 50) {
  await Promise.all(Array.from({ length: Math.min(50, Number(count) - opened) }, open));
}
await quiet();
process.stdout.write(`${JSON.stringify({ open: clients.length })}\n`);

for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line) as { send?: string; await?: number };
  if (order.send !== undefined) {
    const bytes = frame(order.send);
    for (const { socket } of clients) socket.write(bytes);
    await quiet();
    process.stdout.write(`${JSON.stringify({ sent: clients.length })}\n`);
  } else {
    reached = 0;
    wanted = order.await ?? 0;
    for (const client of clients) client.bytes = 0;
    started = performance.now();
    process.stdout.write(`${JSON.stringify({ waiting: wanted })}\n`);
  }
}

/** Resolves when nothing has come for a while. */
async function quiet(): Promise<void> {
  for (let before = -1, now = total(); before !== now; now = total()) {
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

function total(): number {
  return clients.reduce((sum, { bytes }) => sum + bytes, 0);
}
