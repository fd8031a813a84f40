import { expect, test } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { startProgram } from "./testing/program.ts";
import { digestAfter, PROCESS_BOUNDS } from "./testing/scripted-commands.ts";
import { openTestState } from "./testing/test-state.ts";

const lastDurable = (lines: readonly string[]) => Number(lines.findLast((line) => line.startsWith("durable"))?.split(" ")[1] ?? 0);

test("a process that is killed in the middle of checkpoints leaves the last that was reported, or a later one, whole", {
  timeout: 120_000,
}, async () => {
  const folder = await temporaryFolder();
  let reported = 0;
  for (let round = 0; round < 8; round += 1) {
    const program = startProgram("checkpointing.ts", [folder, 1_000_000, 1 + round * 17]);
    await program.next(/^durable/);
    // Then at some moment of what follows: a few checkpoints later, at another distance from their ends each time.
    for (let more = 0; more < round % 4; more += 1) await program.next(/^durable/);
    await new Promise((resolve) => setTimeout(resolve, (round * 7) % 11));
    program.kill();
    await program.ended;
    reported = Math.max(reported, lastDurable(program.lines));
    const state = await openTestState(folder, { bounds: PROCESS_BOUNDS });
    expect(state.index).toBeGreaterThanOrEqual(reported);
    expect(state.machine.digest()).toBe(digestAfter(state.index));
    await state.close();
  }
  expect(reported).toBeGreaterThan(50);
});

test.each([40, 70, 110])(
  "a disk that is full after %i KiB is told once, and the last checkpoint stays",
  { timeout: 60_000 },
  async (blocks) => {
    const folder = await temporaryFolder();
    const program = startProgram("checkpointing.ts", [folder, 3000, 50], blocks);
    await program.ended;
    const failures = program.lines.filter((line) => line.startsWith("failed"));
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatch(/^failed The state could not be written, because the disk .*\(SQLITE_(FULL|IOERR)/);
    // Nothing was reported as durable after that.
    const failed = program.lines.findIndex((line) => line.startsWith("failed"));
    expect(program.lines.slice(failed).filter((line) => line.startsWith("durable"))).toEqual([]);
    expect(program.lines.filter((line) => line.startsWith("rejected")).length).toBeGreaterThan(0);
    const state = await openTestState(folder, { bounds: PROCESS_BOUNDS });
    expect(state.index).toBeGreaterThanOrEqual(lastDurable(program.lines));
    expect(state.machine.digest()).toBe(digestAfter(state.index));
  },
);

test("a disk that is full between checkpoints is told as well, and nothing is left of what was gathered", async () => {
  const folder = await temporaryFolder();
  const program = startProgram("checkpointing.ts", [folder, 400, 390, 30_000], 6000);
  await program.ended;
  expect(program.lines.filter((line) => line.startsWith("failed"))).toHaveLength(1);
  expect(program.lines.filter((line) => line.startsWith("rejected"))).toHaveLength(1);
  const state = await openTestState(folder, { bounds: PROCESS_BOUNDS });
  expect(state.saved).toBeNull();
});
