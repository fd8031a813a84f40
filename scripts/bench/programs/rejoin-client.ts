import { WebSocket } from "ws";

/* Joins a session from its beginning. Arguments: port, session. Says {"ms", "events"} when it is synced. */

const [port = "0", sessionId = ""] = process.argv.slice(2);
const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, { perMessageDeflate: false, skipUTF8Validation: true });
let start = 0;
let events = 0;
socket.on("message", (data: Buffer) => {
  // The type stands first; what is counted need not be parsed.
  const type = data.toString("latin1", 9, 40);
  if (type.startsWith("authenticated")) {
    start = performance.now();
    socket.send(JSON.stringify({ type: "join_session", sessionId, afterSeq: 0 }));
  } else if (type.startsWith("session_synced")) {
    process.stdout.write(`${JSON.stringify({ ms: performance.now() - start, events })}\n`);
  } else if (!type.startsWith("welcome") && !type.startsWith("connected") && !type.startsWith("state_snapshot")) {
    events++;
  }
});
