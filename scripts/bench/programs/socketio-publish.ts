import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { setImmediate as nextTick } from "node:timers/promises";
import { Server } from "socket.io";

/* Socket.IO's room broadcast, over WebSocket only. The same orders as `bun-publish.js`. */

/** The clients only count bytes, and answer no ping. */
const NO_PINGS = { pingInterval: 3_600_000, pingTimeout: 3_600_000 };

const http = createServer();
const io = new Server(http, { transports: ["websocket"], perMessageDeflate: false, serveClient: false, ...NO_PINGS });
io.on("connection", (socket) => void socket.join("all"));
http.listen(0, "127.0.0.1", () => {
  process.stdout.write(`${JSON.stringify({ port: (http.address() as { port: number }).port })}\n`);
});
for await (const line of createInterface({ input: process.stdin })) {
  const { events, perTick, payload } = JSON.parse(line) as { events: number; perTick: number; payload: string };
  const event: unknown = JSON.parse(payload);
  for (let sent = 0; sent < events; ) {
    for (let count = 0; count < perTick && sent < events; count++, sent++) io.to("all").emit("event", event);
    await nextTick();
  }
  process.stdout.write(`${JSON.stringify({ published: events })}\n`);
}
