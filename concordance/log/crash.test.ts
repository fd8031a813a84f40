import { setTimeout as delay } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { Random } from "../simulation/random.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { openLog, type StoredLogState } from "./log-file.ts";
import { plain, ScriptedLog } from "./testing/scripted-log.ts";
import { startWriter, type WriterProcess } from "./testing/writer-process.ts";

const ROUNDS = 20;

/** Reads the log as the next process would. */
async function reopen(folder: string): Promise<StoredLogState> {
  const failures: Error[] = [];
  const { log, stored } = await openLog(folder, { onPersisted: () => undefined, onFailure: (error) => failures.push(error) });
  await log.close();
  expect(failures).toEqual([]);
  return stored;
}

/** That the log is as the script left it after some write, which is not before the last one that was reported. */
function expectAtLeast(stored: StoredLogState, seed: number, before: StoredLogState, reported: number): void {
  const found = plain(stored);
  const script = new ScriptedLog(seed, before);
  while (script.lastId < reported) script.next();
  for (let ahead = 0; ahead < 40; ahead += 1) {
    const { hardState, base, entries } = script.contents;
    const isSame = base.index === found.base.index && entries.length === found.entries.length && hardState.term === found.hardState.term;
    if (isSame && JSON.stringify(plain(script.contents)) === JSON.stringify(found)) return;
    script.next();
  }
  expect.fail(
    `The log of seed ${seed} is none of those after write ${reported}: it has ${found.entries.length} entries after ${found.base.index}.`,
  );
}

function start(args: readonly string[], ulimit?: number): WriterProcess {
  const writer = startWriter(args, ulimit);
  onTestFinished(() => {
    writer.kill();
  });
  return writer;
}

test("whenever a process is killed under load, everything that it was told is there", { timeout: 300_000 }, async () => {
  const folder = await temporaryFolder();
  const random = new Random(Date.now());
  let before = await reopen(folder);
  for (let round = 1; round <= ROUNDS; round += 1) {
    const writer = start([folder, `${round}`]);
    // Every fourth time while it is still opening or creating.
    if (round % 4 === 0) await delay(random.below(400));
    else {
      await writer.printed(2);
      await delay(random.below(500));
    }
    writer.kill();
    expect(await writer.ended).toBe("");
    const stored = await reopen(folder);
    expectAtLeast(stored, round, before, writer.lastReport());
    before = stored;
  }
});

test.each(["exit", "throw"])("a process that ends by itself without closing (%s) loses nothing that it was told", async (how) => {
  const folder = await temporaryFolder();
  let before = await reopen(folder);
  for (let round = 1; round <= 3; round += 1) {
    const writer = start([folder, `${round}`, how]);
    await writer.ended;
    expect(writer.lastReport()).toBeGreaterThan(100);
    const stored = await reopen(folder);
    expectAtLeast(stored, round, before, writer.lastReport());
    before = stored;
  }
});

test("a disk that refuses a write is a failure, told once, and what was reported before is there", async () => {
  const folder = await temporaryFolder();
  const before = await reopen(folder);
  // More than what is reserved, and less than when a checkpoint is made.
  const writer = start([folder, "5"], 6000);
  await writer.ended;
  const failures = writer.lines.filter((line) => line.startsWith("failure"));
  expect(failures).toEqual([
    "failure The log could not be written, because the disk or the file system refused (SQLITE_IOERR_WRITE). Check them, then start the node again.",
  ]);
  expect(writer.lines.at(-1)).toBe(failures[0]);
  expect(writer.lastReport()).toBeGreaterThan(10);
  expectAtLeast(await reopen(folder), 5, before, writer.lastReport());
});

test("a disk on which a log cannot even be made is an error of whoever makes it", async () => {
  const folder = await temporaryFolder();
  const writer = start([folder, "5"], 16);
  expect(await writer.ended).toMatch(/The log could not be written, because the disk or the file system refused \(\w+\)/);
  expect((await reopen(folder)).identity).toBeNull();
});

test("a second process on the same folder is refused, and the first is not disturbed; a killed one is no obstacle", async () => {
  const folder = await temporaryFolder();
  const first = start([folder, "1"]);
  await first.printed(3);
  const second = start([folder, "1"]);
  expect(await second.ended).toMatch(
    "Another process uses this data folder: it holds concordance.lock. Stop that one, or give this node a folder of its own.",
  );
  expect(second.lines).toEqual([]);
  await expect(reopen(folder)).rejects.toMatchObject({ code: "in_use" });
  await first.printed(first.lines.length + 10);
  expect(first.lines.filter((line) => line.startsWith("failure"))).toEqual([]);
  first.kill();
  await first.ended;
  expect((await reopen(folder)).identity).toEqual({ cluster: "c1", node: "n1" });
});

test("a folder is refused to the process that has it already", async () => {
  const folder = await temporaryFolder();
  const options = { onPersisted: () => undefined, onFailure: () => undefined };
  const { log } = await openLog(folder, options);
  await expect(openLog(folder, options)).rejects.toMatchObject({ code: "in_use" });
  await log.create({ cluster: "c", node: "n" });
  await expect(openLog(folder, options)).rejects.toMatchObject({ code: "in_use" });
  await log.close();
  expect((await reopen(folder)).identity).toEqual({ cluster: "c", node: "n" });
});
