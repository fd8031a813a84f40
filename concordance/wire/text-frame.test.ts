import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import WebSocket, { WebSocketServer } from "ws";
import { ServerWire } from "./server-wire.ts";
import { textFrame } from "./text-frame.ts";

/** A connection whose server side writes its own frames. */
async function connection(mostUnsent = Number.POSITIVE_INFINITY, onFull = () => {}) {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`, { maxPayload: 2 ** 26 });
  onTestFinished(() => client.terminate());
  const [webSocket, request] = (await once(server, "connection")) as [WebSocket, { socket: Socket }];
  await once(client, "open");
  return { client, webSocket, wire: new ServerWire(request.socket, mostUnsent, onFull) };
}

test("texts of every length around the edges of the header arrive as they were, in order, among pings and answers of ws", async () => {
  const { client, webSocket, wire } = await connection();
  const heard: string[] = [];
  client.on("message", (data) => heard.push(data.toString()));
  const texts = [0, 1, 125, 126, 127, 65_535, 65_536, 70_000].map((length) => "é".repeat(length >> 1) + "x".repeat(length & 1));
  for (const text of texts) {
    wire.send(text);
    webSocket.ping();
    wire.send(textFrame(text));
  }
  wire.flush();
  webSocket.send("last");
  while (heard.at(-1) !== "last") await once(client, "message");
  expect(heard).toEqual([...texts.flatMap((text) => [text, text]), "last"]);
});

test("one event is one write, and tells when it is taken", async () => {
  const { client, wire } = await connection();
  let count = 0;
  client.on("message", () => (count += 1));
  const taken = (text: string) => new Promise<void>((resolve) => wire.send(text, resolve));
  const both = [taken("y"), taken("z")];
  for (let at = 0; at < 99; at += 1) wire.send("x");
  expect(wire.unsent).toBe(303);
  await Promise.all(both);
  while (count < 101) await once(client, "message");
  expect(wire.unsent).toBe(0);
});

test("one that does not read is noticed at the limit, once, and is sent nothing more; one event may go beyond it", async () => {
  let full = 0;
  const { client, wire } = await connection(1_000_000, () => (full += 1));
  client.pause();
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  let sent = 0;
  while (full === 0) {
    wire.send("x".repeat(100_000));
    sent += 1;
    await turn();
  }
  const { unsent } = wire;
  expect(unsent).toBeGreaterThan(1_000_000);
  expect(unsent).toBeLessThan(1_300_000);
  wire.send("x".repeat(1_000_000));
  await turn();
  expect([full, wire.unsent]).toEqual([1, unsent]);
  expect(sent).toBeGreaterThan(10);
});
