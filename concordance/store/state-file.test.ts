import { copyFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import Database from "better-sqlite3";
import fc from "fast-check";
import { expect, test } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { KvMachine } from "./kv-machine.ts";
import { bounds as anyBounds, command as anyCommand, commandAt, remove, set } from "./testing/commands.ts";
import { MEMBERSHIP, openTestState, placeAt, SMALL_BOUNDS } from "./testing/test-state.ts";

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const writes = (from: number, to: number) => numbers(from, to).map((at) => commandAt(at, set(`k${at % 7}`, `"${at}"`)));

test("a new folder has no state, and its machine is empty", async () => {
  const { saved, machine, failures } = await openTestState(await temporaryFolder());
  expect(saved).toBeNull();
  expect(machine.digest()).toBe(new KvMachine({ bounds: SMALL_BOUNDS }).digest());
  expect(failures).toEqual([]);
});

test("what a checkpoint has is there again, and where it was", async () => {
  const folder = await temporaryFolder();
  const before = await openTestState(folder);
  before.apply(...writes(1, 40), commandAt(41, set("kept", '"\u{1F600} é"', { expiresAt: 99 })));
  await before.checkpoint();
  await before.close();
  const after = await openTestState(folder);
  expect(after.saved).toEqual({ index: 41, term: 3, membership: MEMBERSHIP });
  expect(after.machine.digest()).toBe(before.machine.digest());
  expect(after.machine.nextExpiry()).toBe(99);
});

test("what came after the last checkpoint is not there, and is taken again from the log", async () => {
  const folder = await temporaryFolder();
  const before = await openTestState(folder);
  before.apply(...writes(1, 20));
  await before.checkpoint();
  const digest = before.machine.digest();
  before.apply(...writes(21, 2000));
  await before.close();
  const after = await openTestState(folder);
  expect(after.saved?.index).toBe(20);
  expect(after.machine.digest()).toBe(digest);
  after.apply(...writes(21, 2000));
  await after.checkpoint();
  await after.close();
  expect((await openTestState(folder)).machine.digest()).toBe(before.machine.digest());
});

test("a checkpoint has what was recorded before it was asked for, and nothing of what came while it was written", async () => {
  const folder = await temporaryFolder();
  const before = await openTestState(folder);
  before.apply(...writes(1, 1000));
  const digest = before.machine.digest();
  const durable = before.checkpoint();
  before.apply(...writes(1001, 2000));
  await durable;
  await before.close();
  const after = await openTestState(folder);
  expect(after.saved?.index).toBe(1000);
  expect(after.machine.digest()).toBe(digest);
});

test("a first checkpoint of nothing makes a state", async () => {
  const folder = await temporaryFolder();
  const before = await openTestState(folder);
  await before.file.checkpoint({ index: 0, term: 0, membership: MEMBERSHIP });
  await before.close();
  const { saved, machine } = await openTestState(folder);
  expect(saved).toEqual({ index: 0, term: 0, membership: MEMBERSHIP });
  expect(machine.revision).toBe(0);
});

test("the file holds exactly what the machine keeps, whatever commands and whenever checkpoints", { timeout: 60_000 }, async () => {
  const steps = fc.array(
    fc.oneof({ weight: 9, arbitrary: anyCommand }, { weight: 1, arbitrary: fc.constantFrom("checkpoint", "reopen") }),
    {
      minLength: 1,
      maxLength: 60,
      size: "max",
    },
  );
  await fc.assert(
    fc.asyncProperty(anyBounds, steps, async (bounds, steps) => {
      const folder = await temporaryFolder();
      let state = await openTestState(folder, { bounds });
      for (const step of [...steps, "reopen" as const]) {
        if (typeof step !== "string") {
          state.apply(step);
          continue;
        }
        await state.checkpoint();
        if (step === "checkpoint") continue;
        const records = [...state.machine.records()];
        const digest = state.machine.digest();
        await state.close();
        state = await openTestState(folder, { bounds });
        expect([...state.machine.records()]).toEqual(records);
        expect(state.machine.digest()).toBe(digest);
        expect(state.failures).toEqual([]);
      }
      await state.close();
    }),
    { numRuns: 10 },
  );
});

test("large values and many changes pass, whole", { timeout: 30_000 }, async () => {
  const folder = await temporaryFolder();
  const before = await openTestState(folder, { bounds: { changes: 1000, valueLength: 20_000_000 } });
  const large = (at: number) => JSON.stringify(`${at} ${"x".repeat(1_048_000)}`);
  for (const at of numbers(1, 12)) before.apply(commandAt(at, set(`large${at % 5}`, large(at))));
  before.apply(...writes(13, 3000));
  await before.checkpoint();
  await before.close();
  expect((await openTestState(folder, { bounds: { changes: 1000, valueLength: 20_000_000 } })).machine.digest()).toBe(
    before.machine.digest(),
  );
});

test("the file tells people what is there, without this program", async () => {
  const folder = await temporaryFolder();
  const state = await openTestState(folder);
  state.apply(commandAt(5, set("b", '{"a":1}'), set("a", "1"), set("a", "2"), set("gone", "1"), set("over", "1", { expiresAt: 3 })));
  state.apply(commandAt(4, remove("gone"), set("c", "3", { namespace: "tenant:a/x", expiresAt: 50 })));
  await state.checkpoint();
  const database = new Database(join(folder, "state.db"), { readonly: true });
  const entry = { revision: 1, updated_by: "api", updated_at: 5, expires_at: null };
  expect(database.prepare("SELECT * FROM entries").all()).toEqual([
    { ...entry, namespace: "tenant:a", key: "a", value: "2", version: 2 },
    { ...entry, namespace: "tenant:a", key: "b", value: '{"a":1}', version: 1 },
    { ...entry, namespace: "tenant:a/x", key: "c", value: "3", version: 1, revision: 3, expires_at: 50 },
  ]);
  database.close();
});

test("somebody who reads the file does not keep checkpoints from being durable", async () => {
  const folder = await temporaryFolder();
  const state = await openTestState(folder);
  state.apply(...writes(1, 10));
  await state.checkpoint();
  const reader = new Database(join(folder, "state.db"), { readonly: true });
  reader.exec("BEGIN");
  reader.prepare("SELECT count(*) FROM records").get();
  for (const index of numbers(1, 3)) {
    state.apply(...writes(10 * index + 1, 10 * index + 10));
    await state.checkpoint();
  }
  const image = await temporaryFolder();
  for (const name of await readdir(folder)) await copyFile(join(folder, name), join(image, name));
  expect((await openTestState(image)).machine.digest()).toBe(state.machine.digest());
  reader.close();
  expect(state.failures).toEqual([]);
});

test("a closed state leaves its file, and nothing beside it", async () => {
  const folder = await temporaryFolder();
  const state = await openTestState(folder);
  state.apply(...writes(1, 10));
  await state.checkpoint();
  await state.file.readChunk(10, 0, 100);
  await state.file.backup(() => placeAt(10));
  await state.close();
  expect(await readdir(folder)).toEqual(["state.db"]);
});
