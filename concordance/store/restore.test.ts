import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LIMITS } from "../../generated/concordance/limits.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { restoreState } from "./restore.ts";
import { commandAt, remove, set } from "./testing/commands.ts";
import { openTestState, type TestState } from "./testing/test-state.ts";

const NEW_NODE = { nodeId: "new", address: "127.0.0.1:4200" };

async function backupOf(fill: (state: TestState) => void): Promise<{ file: string; state: TestState }> {
  const state = await openTestState(await temporaryFolder());
  fill(state);
  return { file: (await state.file.backup(() => state.here())).file, state };
}

const someWrites = (state: TestState) => {
  for (let at = 1; at <= 40; at += 1) state.apply(commandAt(at, set(`k${at % 5}`, `"${at}"`, { expiresAt: 1000 + at })));
  state.apply(commandAt(41, remove("k1"), set("other", '{"a":"é"}', { namespace: "tenant:b" })));
};

test("a backup becomes the state of a new cluster's only node", async () => {
  const { file, state: before } = await backupOf(someWrites);
  const folder = await temporaryFolder();
  const restored = restoreState(file, folder, NEW_NODE);
  const saved = { index: 41, term: 3, membership: [{ id: "new", address: "127.0.0.1:4200", role: "voter" }] };
  expect(restored).toEqual({ saved, revision: before.machine.revision + LIMITS.restoreRevisions, records: 6 });
  expect(await readdir(folder)).toEqual(["state.db"]);
  const state = await openTestState(folder, { logBase: restored.saved });
  expect(state.saved).toEqual(saved);
  for (const namespace of ["tenant:a", "tenant:b"]) {
    expect(state.machine.list(namespace, { limit: 99 }, 0)).toEqual(before.machine.list(namespace, { limit: 99 }, 0));
  }
  expect(state.machine.versionOf("tenant:a", "k1")).toBe(before.machine.versionOf("tenant:a", "k1"));
  expect(state.machine.nextExpiry()).toBe(before.machine.nextExpiry());
  expect(state.machine.clock).toBe(before.machine.clock);
});

test("cursors of the old cluster are told that their place is gone, and the store goes on after all of them", async () => {
  const { file, state: before } = await backupOf(someWrites);
  const folder = await temporaryFolder();
  const { revision, saved } = restoreState(file, folder, NEW_NODE);
  const { machine } = await openTestState(folder, { logBase: saved });
  for (const cursor of [0, 1, before.machine.revision, revision - 1]) {
    expect(machine.changesSince(cursor, { limit: 9 })).toEqual({ kind: "compacted", compactedTo: revision });
  }
  expect(machine.changesSince(revision, { limit: 9 })).toEqual({ kind: "changes", changes: [], revision, more: false });
  expect(machine.apply(commandAt(50, set("k", "1"))).revision).toBe(revision + 1);
});

test("a restored state is checkpointed, and restored again, as any other", async () => {
  const { file } = await backupOf(someWrites);
  const folder = await temporaryFolder();
  const state = await openTestState(folder, { logBase: restoreState(file, folder, NEW_NODE).saved });
  for (let at = 60; at <= 90; at += 1) state.apply(commandAt(at, set(`k${at % 5}`, `"${at}"`), remove("other")));
  await state.checkpoint();
  await state.close();
  const again = await openTestState(folder);
  expect(again.machine.digest()).toBe(state.machine.digest());
  const second = await temporaryFolder();
  expect(restoreState(join(folder, "state.db"), second, NEW_NODE).revision).toBe(again.machine.revision + LIMITS.restoreRevisions);
});

test("a backup of nothing is not at the beginning of the log, so that nodes that join are sent it", async () => {
  const { file } = await backupOf(() => {});
  const { saved, records } = restoreState(file, await temporaryFolder(), NEW_NODE);
  expect(saved).toMatchObject({ index: 1, term: 1 });
  expect(records).toBe(0);
});

test("a folder that has a state is left as it is", async () => {
  const { file } = await backupOf(someWrites);
  const folder = await temporaryFolder();
  await writeFile(join(folder, "state.db"), "precious");
  expect(() => restoreState(file, folder, NEW_NODE)).toThrow("state.db is in that folder already. Restore into an empty one.");
  expect(await readFile(join(folder, "state.db"), "utf8")).toBe("precious");
});

test.each<[string, (whole: Buffer) => Buffer | null, string]>([
  [
    "damaged",
    (whole) => {
      whole.write('"99"', whole.indexOf('"37"'));
      return whole;
    },
    "backup.db is damaged: the record at revision 37, position 0 fails its checksum.",
  ],
  ["cut", (whole) => whole.subarray(0, -8192), "backup.db is damaged: it is 16384 bytes long, and should be 24576."],
  ["empty", () => Buffer.alloc(0), "backup.db is no SQLite file."],
  ["something else", () => Buffer.from("SQLite format 2".repeat(20)), "backup.db is no SQLite file."],
  ["not there", () => null, "backup.db is not there."],
])("a backup that is %s is refused, and leaves nothing", async (_, spoil, message) => {
  const { file } = await backupOf(someWrites);
  const backup = join(await temporaryFolder(), "backup.db");
  const spoilt = spoil(await readFile(file));
  if (spoilt !== null) await writeFile(backup, spoilt);
  const folder = await temporaryFolder();
  expect(() => restoreState(backup, folder, NEW_NODE)).toThrow(message);
  expect(await readdir(folder)).toEqual([]);
});

test("a backup is left as it is", async () => {
  const { file } = await backupOf(someWrites);
  const before = await readFile(file);
  restoreState(file, await temporaryFolder(), NEW_NODE);
  expect((await readFile(file)).equals(before)).toBe(true);
});
