import { enableCompileCache } from "node:module";
import { setImmediate as nextTurn } from "node:timers/promises";

// Compiled code is kept from one start to the next; everything imported from here on profits.
enableCompileCache();
const { open } = await import("./opening.ts");
const opening = await open();

/** The rest of the gateway, in parts: between them the event loop turns, so that probes are answered while it loads. */
const PARTS = [
  () => import("./observability/logger.ts"),
  () => import("./transport/websocket/websocket-server.ts"),
  () => import("./observability/metrics.ts"),
  () => import("fastify"),
  () => import("./app.ts"),
];
for (const load of PARTS) {
  // One turn takes a connection in, the next one reads from it.
  await nextTurn();
  await nextTurn();
  await load();
}
const { main } = await import("./process.ts");
await main(opening);
