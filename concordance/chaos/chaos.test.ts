import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import type { FaultName } from "./faults/faults.ts";
import { describe } from "./report.ts";
import { runChaos } from "./run.ts";

/** One of each kind that takes no long time. */
const FAULTS: readonly FaultName[] = [
  ...(["kill_leader", "kill_all", "stop_leader", "terminate"] as const),
  ...(["isolate_leader", "one_way", "delay", "transfer", "rejoin"] as const),
  ...(process.platform === "linux" ? (["full_disk"] as const) : []),
];
const SECONDS = 20;
const PATIENCE_MS = 300_000;

test("under crashes, stops, cuts and full disks nothing that was acknowledged is lost, and every watcher is told everything", {
  timeout: PATIENCE_MS,
}, async () => {
  const folder = await temporaryFolder();
  const report = await runChaos({
    folder,
    history: join(folder, "history.jsonl"),
    seconds: SECONDS,
    seed: 1,
    nodes: 3,
    clients: 8,
    watchers: 6,
    faults: FAULTS,
  });
  const problems = report.verdicts.flatMap(({ claim, problems }) => problems.map((problem) => `${claim}: ${problem}`));
  expect(problems, describe(report)).toEqual([]);
  // It was a run worth its name, also on a machine that is slow.
  expect(report.operations).toBeGreaterThan(200);
  expect([...report.faults.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(2);
  expect(report.watchers.events).toBeGreaterThan(200);
});
