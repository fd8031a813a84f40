import { connect } from "node:net";
import { LIMITS } from "../../../generated/gateway/limits.ts";

/*
 * Connections that listen and do nothing, but for answering pings.
 * Arguments: port, connections. Says {"open"} when all are authenticated, then {"latest", "missing"} after two heartbeats.
 */

const [port = "0", connections = "1"] = process.argv.slice(2);
const count = Number(connections);
const HANDSHAKE =
  "GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
/** A pong frame without a payload, masked with zeros. */
const PONG = Buffer.from([0x8a, 0x80, 0, 0, 0, 0]);
/** When each connection was opened, then when it had its last heartbeat. */
const times = new Float64Array(count);
const heartbeats = new Uint8Array(count);
let latest = 0;

for (let index = 0; index < count; index += 100) {
  await Promise.all(Array.from({ length: Math.min(100, count - index) }, (_, offset) => open(index + offset)));
}
process.stdout.write(`${JSON.stringify({ open: count })}\n`);
await new Promise((resolve) => setTimeout(resolve, LIMITS.heartbeatInterval * 2 + 3000));
process.stdout.write(`${JSON.stringify({ latest, missing: heartbeats.filter((beats) => beats < 2).length })}\n`);

function open(index: number): Promise<void> {
  return new Promise((resolve) => {
    let authenticated = false;
    const socket = connect(Number(port), "127.0.0.1", () => socket.write(HANDSHAKE));
    socket.on("data", (data) => {
      const now = performance.now();
      if (!authenticated) {
        authenticated = data.includes('"authenticated"');
        if (authenticated) {
          times[index] = now;
          resolve();
        }
        return;
      }
      if (!data.includes('"heartbeat"')) return;
      latest = Math.max(latest, now - (times[index] ?? 0) - LIMITS.heartbeatInterval);
      times[index] = now;
      heartbeats[index] = (heartbeats[index] ?? 0) + 1;
      socket.write(PONG);
    });
    socket.on("error", () => undefined);
  });
}
