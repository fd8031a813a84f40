import { readFileSync } from "node:fs";
import { LIMITS } from "../../../generated/gateway/limits.ts";
import { startGateway } from "../gateway-process.ts";
import { inTemporaryFolder, Program } from "../processes.ts";
import { report } from "../result.ts";

/* 10,000 connections that do nothing, through two heartbeats. */

const CONNECTIONS = 10_000;
/** How much later than its interval a heartbeat may come, in ms. */
const LATEST_MS = 1000;

await inTemporaryFolder(async (folder) => {
  const gateway = await startGateway(folder);
  // A first few, so that what the process loads for its first connection is not counted as theirs.
  const warm = Program.start("idle-load.ts", [gateway.port, 200]);
  await warm.next();
  await new Promise((resolve) => setTimeout(resolve, 3000));
  await warm.end();
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const before = residentKiB(gateway.child.pid ?? 0);
  const load = Program.start("idle-load.ts", [gateway.port, CONNECTIONS]);
  const { open } = await load.next<{ open: number }>();
  const opened = residentKiB(gateway.child.pid ?? 0);
  const { latest, missing } = await load.next<{ latest: number; missing: number }>();
  const after = residentKiB(gateway.child.pid ?? 0);
  await Promise.all([load.end(), gateway.end()]);
  report({
    row: "10,000 idle connections",
    figures: [
      {
        name: "resident memory per connection",
        value: (after - before) / open,
        unit: "KiB",
        target: { at: "most", value: 10 },
        note: `after two heartbeats; ${((opened - before) / open).toFixed(1)} KiB when all had just connected`,
      },
      {
        name: "latest heartbeat behind its interval",
        value: latest,
        unit: "ms",
        target: { at: "most", value: LATEST_MS },
        note: `every ${LIMITS.heartbeatInterval / 1000} s`,
      },
      { name: "connections without their heartbeats", value: missing, unit: "connections", target: { at: "most", value: 0 } },
    ],
  });
});
process.exit(0);

function residentKiB(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
}
