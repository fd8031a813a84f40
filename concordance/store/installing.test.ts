import { copyFile, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { commandAt, set } from "./testing/commands.ts";
import { startProgram } from "./testing/program.ts";
import { digestAfter, PROCESS_BOUNDS } from "./testing/scripted-commands.ts";
import { openTestState, placeAt } from "./testing/test-state.ts";

const RECEIVED_AT = 50;

/** The files of a process that had a state at 20, more in its write-ahead log, and has just received one at 50. */
async function receivedFolder(): Promise<{ folder: string; old: string; received: string }> {
  const writes = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, at) => commandAt(from + at, set(`k${at % 9}`, `"${from + at}"`)));
  const sender = await openTestState(await temporaryFolder());
  sender.apply(...writes(1, RECEIVED_AT));
  await sender.checkpoint();
  const running = await temporaryFolder();
  const receiver = await openTestState(running);
  receiver.apply(...writes(1, 10));
  await receiver.checkpoint();
  // Whoever reads keeps the next checkpoint from leaving the write-ahead log, as a crash in its middle would.
  const reader = new Database(join(running, "state.db"), { readonly: true });
  reader.exec("BEGIN");
  reader.prepare("SELECT * FROM meta").all();
  receiver.apply(...writes(11, 20));
  await receiver.checkpoint();
  const old = receiver.machine.digest();
  receiver.apply(...Array.from({ length: 300 }, (_, at) => commandAt(at, set("large", JSON.stringify("x".repeat(50_000))))));
  const chunk = await sender.file.readChunk(RECEIVED_AT, 0, 1_000_000);
  await receiver.file.receiveChunk(placeAt(RECEIVED_AT), 0, chunk?.data ?? Buffer.alloc(0), true);
  const folder = await temporaryFolder();
  for (const name of await readdir(running)) await copyFile(join(running, name), join(folder, name));
  reader.close();
  expect((await readdir(folder)).sort()).toEqual(["state-received.db", "state.db", "state.db-shm", "state.db-wal"]);
  return { folder, old, received: sender.machine.digest() };
}

test("a crash after the log was told of a snapshot leaves the snapshot as the state", async () => {
  const { folder, received } = await receivedFolder();
  const state = await openTestState(folder, { logBase: { index: RECEIVED_AT, term: 3 } });
  expect(state.saved).toEqual(placeAt(RECEIVED_AT));
  expect(state.machine.digest()).toBe(received);
  expect(await readdir(folder)).not.toContain("state-received.db");
});

test.each([
  ["was not told of a snapshot", { index: 0, term: 0 }],
  ["begins before it", { index: 19, term: 3 }],
  ["begins after another entry of its index", { index: RECEIVED_AT, term: 4 }],
])("a crash when the log %s leaves the old state, or says that it does not go with the log", async (_, logBase) => {
  const { folder, old } = await receivedFolder();
  const opening = openTestState(folder, { logBase });
  if (logBase.index > 20) await expect(opening).rejects.toMatchObject({ code: "damaged" });
  else expect((await opening).machine.digest()).toBe(old);
  expect(await readdir(folder)).not.toContain("state-received.db");
});

test("a crash at any point of taking a snapshot over leaves it to be taken, or taken", async () => {
  const logBase = { index: RECEIVED_AT, term: 3 };
  const { folder, received } = await receivedFolder();
  const steps = [
    () => rm(join(folder, "state.db-wal")),
    () => rm(join(folder, "state.db-shm")),
    () => rename(join(folder, "state-received.db"), join(folder, "state.db")),
  ];
  for (const step of [null, ...steps]) {
    await step?.();
    const image = await temporaryFolder();
    for (const name of await readdir(folder)) await copyFile(join(folder, name), join(image, name));
    const state = await openTestState(image, { logBase });
    expect(state.machine.digest()).toBe(received);
    await state.close();
  }
});

test("a snapshot that was not received to its end is gone after a crash", async () => {
  const folder = await temporaryFolder();
  const state = await openTestState(folder);
  await state.file.receiveChunk(placeAt(50), 0, Buffer.from("the beginning"), false);
  const image = await temporaryFolder();
  for (const name of await readdir(folder)) await copyFile(join(folder, name), join(image, name));
  const again = await openTestState(image);
  expect(again.saved).toBeNull();
  expect(await readdir(image)).toEqual([]);
});

test("a process that is killed while it takes snapshots over has, when it starts again, the one that its log was told of", {
  timeout: 120_000,
}, async () => {
  const folder = await temporaryFolder();
  const sender = await temporaryFolder();
  for (let round = 0; round < 6; round += 1) {
    const program = startProgram("installing.ts", [sender, folder]);
    // The "log": each line is written before the snapshot is taken over, as the base of the log is.
    await program.next(/^told/);
    for (let more = 0; more < round % 3; more += 1) await program.next(/^told/);
    if (round % 2 === 1) await new Promise((resolve) => setTimeout(resolve, round));
    program.kill();
    await program.ended;
    const told = Number(program.lines.findLast((line) => line.startsWith("told"))?.split(" ")[1]);
    const state = await openTestState(folder, { bounds: PROCESS_BOUNDS, logBase: { index: told, term: 1 } });
    expect(state.index).toBe(told);
    expect(state.machine.digest()).toBe(digestAfter(told));
    await state.close();
  }
});
