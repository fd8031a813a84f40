import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import { connect, createServer } from "node:net";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { FrameWriter, frames } from "./frame-writer.ts";

/** A WebSocket whose other end says what it got. */
async function pair(): Promise<{ socket: Socket; webSocket: WebSocket; received: (count: number) => Promise<string[]> }> {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  onTestFinished(() => {
    for (const client of server.clients) client.terminate();
    server.close();
  });
  await once(server, "listening");
  const texts: string[] = [];
  let wake: () => void = () => undefined;
  server.on("connection", (other) =>
    other.on("message", (data) => {
      texts.push(String(data));
      wake();
    }),
  );
  const webSocket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`, { perMessageDeflate: false });
  let socket: Socket | undefined;
  webSocket.on("upgrade", (response) => {
    socket = response.socket;
  });
  await once(webSocket, "open");
  socket?.setNoDelay(true);
  const received = async (count: number) => {
    while (texts.length < count) await new Promise<void>((resolve) => (wake = resolve));
    return texts.splice(0);
  };
  return { socket: socket as Socket, webSocket, received };
}

test("texts of every length and alphabet arrive as they are, also between frames of the WebSocket itself", async () => {
  const { socket, webSocket, received } = await pair();
  const writer = new FrameWriter(socket);
  const ofLength = [0, 1, 2, 3, 4, 5, 124, 125, 126, 127, 65_534, 65_535, 65_536, 65_537, 300_000].map((length) => "x".repeat(length));
  const sent = [...ofLength, "größer", "𝄞 clef", "\u0000\u2028", "€".repeat(42), "€".repeat(21_846)];
  for (const text of sent) {
    writer.send(text);
    webSocket.ping();
  }
  expect(await received(sent.length)).toEqual(sent);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: "binary", maxLength: 200 }), { minLength: 1, maxLength: 20 }), async (texts) => {
      for (const text of texts) writer.send(text);
      // Half of a surrogate pair has no UTF-8: the replacement character stands for it.
      expect(await received(texts.length)).toEqual(texts.map((text) => text.toWellFormed()));
    }),
    { numRuns: 50 },
  );
});

test("what a turn of the event loop has to send is written at once", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  await once(socket, "connect");
  const writes: number[] = [];
  const write = socket.write.bind(socket) as (buffer: Buffer) => boolean;
  socket.write = ((buffer: Buffer) => {
    writes.push(buffer.length);
    return write(buffer);
  }) as typeof socket.write;
  const writer = new FrameWriter(socket);
  for (let count = 0; count < 100; count += 1) writer.send("ab");
  await new Promise((resolve) => setImmediate(resolve));
  writer.send("ab");
  await new Promise((resolve) => setImmediate(resolve));
  expect(writes).toEqual([800, 8]);
});

test("no two frames have the same mask", () => {
  const buffer = frames(Array.from({ length: 5000 }, () => ""));
  const masks = new Set(Array.from({ length: 5000 }, (_, index) => buffer.readUInt32BE(index * 6 + 2)));
  expect(masks.size).toBeGreaterThan(4990);
});
