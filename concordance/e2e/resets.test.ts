import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { freePort } from "../testing/free-port.ts";
import { NodeProcess } from "../testing/node-process.ts";
import { rest } from "../testing/rest.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";

const PAUSE_MS = 2;

/** Asks to be let in, and cuts the connection before it is. */
function knock(port: number): void {
  const socket = connect({ port, host: "127.0.0.1" }, () => {
    socket.write("GET /raft HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n");
    setTimeout(() => socket.resetAndDestroy(), PAUSE_MS);
  });
  socket.on("error", () => undefined);
}

test("connections that are reset while a node starts do it no harm", async () => {
  const dataDir = join(await temporaryFolder(), "data");
  const port = await freePort();
  const node = new NodeProcess({ dataDir, args: ["--listen", `127.0.0.1:${port}`, "--bootstrap", "--log-level", "warn"] });
  onTestFinished(() => node.kill());
  for (let round = 0; round < 3; round += 1) {
    const over = new AbortController();
    const knocking = (async () => {
      while (!over.signal.aborted) {
        knock(port);
        await delay(PAUSE_MS);
      }
    })();
    await node.start();
    over.abort();
    await knocking;
    expect((await rest(node.address, "GET", "/api/v1/ready")).status).toBe(200);
    await node.kill();
  }
});
