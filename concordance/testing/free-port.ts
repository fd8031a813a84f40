import { once } from "node:events";
import { createServer } from "node:net";

/** Below those that systems give to outgoing connections: nobody takes the port of a node that is down for a moment. */
const [LOWEST, HIGHEST] = [20_000, 32_000];

/** A port on the loopback address that nobody uses now. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
    const server = createServer();
    const listening = once(server, "listening").then(
      () => true,
      () => false,
    );
    server.listen(port, "127.0.0.1");
    if (!(await listening)) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}
