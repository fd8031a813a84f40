import { spawn } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inTemporaryFolder } from "../processes.ts";
import { percentile, report } from "../result.ts";

/* From the start of the process to the first answer of /health, with and without compiled code from an earlier start. */

const MAIN = fileURLToPath(new URL("../../../server/main.ts", import.meta.url));
const STARTS = 15;

await inTemporaryFolder(async (folder) => {
  const cache = join(folder, "cache");
  const cold = await start(folder, join(folder, "cold"), "cold");
  await start(folder, cache, "first");
  const warm: number[] = [];
  for (let count = 0; count < STARTS; count++) warm.push(await start(folder, cache, `warm-${count}`));
  report({
    row: "start to first /health",
    figures: [
      {
        name: "a start, the median",
        value: percentile(warm, 0.5),
        unit: "ms",
        target: { at: "most", value: 200 },
        note: `${STARTS} starts`,
      },
      { name: "a start, the slowest", value: percentile(warm, 1), unit: "ms" },
      { name: "the very first start, nothing compiled", value: cold, unit: "ms" },
    ],
  });
});
process.exit(0);

async function start(folder: string, compileCache: string, name: string): Promise<number> {
  const port = await freePort();
  const dataDir = join(folder, name);
  await mkdir(dataDir, { recursive: true });
  const began = performance.now();
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env["PATH"], PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: "error", NODE_COMPILE_CACHE: compileCache },
    stdio: "ignore",
  });
  while (!(await answers(port))) await new Promise((resolve) => setTimeout(resolve, 1));
  const took = performance.now() - began;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  // An orderly end, so that what was compiled is kept.
  child.kill("SIGTERM");
  await ended;
  return took;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write("GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
    socket.once("data", (data) => {
      resolve(data.includes("200 OK"));
      socket.destroy();
    });
    socket.once("error", () => resolve(false));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
