import { existsSync, truncateSync } from "node:fs";
import { copyFile, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { KvMachine } from "./kv-machine.ts";
import { openWhole } from "./state/state-reader.ts";
import { StateRefusal } from "./state/state-refusal.ts";
import { commandAt, remove, set } from "./testing/commands.ts";
import { openTestState, placeAt, SMALL_BOUNDS } from "./testing/test-state.ts";

/** A folder with a closed state of some records. */
async function closedState(text = "value"): Promise<{ folder: string; path: string; digest: string }> {
  const folder = await temporaryFolder();
  const state = await openTestState(folder);
  for (let at = 1; at <= 30; at += 1) state.apply(commandAt(at, set(`key${at}`, `"${text} ${at}"`, { expiresAt: 1000 + at })));
  state.apply(commandAt(31, remove("key3")));
  await state.checkpoint();
  await state.close();
  return { folder, path: join(folder, "state.db"), digest: state.machine.digest() };
}

/** Of all that a file says; or what is refused about it. */
function whatItSays(path: string): string | StateRefusal {
  try {
    const { reader, close } = openWhole(path);
    try {
      const machine = KvMachine.of(reader.changes(), reader.head.machine, { bounds: SMALL_BOUNDS });
      return `${JSON.stringify(reader.head.at)} ${machine.digest()}`;
    } finally {
      close();
    }
  } catch (error) {
    if (error instanceof StateRefusal) return error;
    throw error;
  }
}

test("no flipped byte is taken for something else: it is refused, or it means nothing", { timeout: 120_000 }, async () => {
  const folder = await temporaryFolder();
  const state = await openTestState(folder);
  for (let at = 1; at <= 15; at += 1) state.apply(commandAt(at, set(`key${at}`, `"value ${at}"`)));
  const { file } = await state.file.backup(() => state.here());
  const whole = await readFile(file);
  const path = join(folder, "flipped.db");
  const saying = whatItSays(file);
  const places = Array.from(whole.keys()).filter((at) => whole[at] !== 0 || at % 64 === 0);
  const refused = new Set<number>();
  for (const at of places) {
    const flipped = Buffer.from(whole);
    flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
    await writeFile(path, flipped);
    const said = whatItSays(path);
    if (said instanceof StateRefusal) {
      expect(said.message).not.toContain(folder);
      refused.add(at);
    } else expect(said).toBe(saying);
  }
  // Every byte that belongs to a record matters.
  for (let at = 1; at <= 15; at += 1) {
    const text = `tenant:akey${at}"value ${at}"`;
    const begin = whole.indexOf(text);
    expect(begin).toBeGreaterThan(0);
    for (let offset = 0; offset < text.length; offset += 1) expect(refused).toContain(begin + offset);
  }
});

test("a file that was cut is refused, wherever", { timeout: 60_000 }, async () => {
  const { path } = await closedState();
  const { size } = await stat(path);
  const cut = `${path}.cut`;
  for (let left = size - 1; left >= 0; left -= Math.min(611, Math.max(1, left))) {
    await copyFile(path, cut);
    truncateSync(cut, left);
    expect(whatItSays(cut)).toBeInstanceOf(StateRefusal);
  }
});

async function overwrite(path: string, text: string, by: string): Promise<void> {
  const whole = await readFile(path);
  const at = whole.indexOf(text);
  expect(at).toBeGreaterThan(0);
  whole.write(by, at);
  await writeFile(path, whole);
}

const query = (sql: string) => (path: string) => {
  const database = new Database(path);
  database.exec(sql);
  database.close();
};

test.each<[string, (path: string) => unknown, string, string]>([
  [
    "a value was changed",
    (path) => overwrite(path, "value 17", "value 18"),
    "damaged",
    "state.db is damaged: the record at revision 17, position 0 fails its checksum.",
  ],
  [
    "a version was changed",
    query("UPDATE records SET version = version + 1 WHERE revision = 5"),
    "damaged",
    "state.db is damaged: the record at revision 5, position 0 fails its checksum.",
  ],
  [
    "an expiry was taken away",
    query("UPDATE records SET expires_at = NULL WHERE revision = 30"),
    "damaged",
    "state.db is damaged: the record at revision 30, position 0 fails its checksum.",
  ],
  [
    "a record was moved",
    query("UPDATE records SET position = 1 WHERE revision = 6"),
    "damaged",
    "revision 6, position 1 fails its checksum",
  ],
  [
    "a record was deleted",
    query("DELETE FROM records WHERE revision = 9"),
    "damaged",
    "state.db is damaged: it has 29 records, and 30 were written.",
  ],
  [
    "a record stands in the place of another",
    query(
      "DELETE FROM records WHERE revision = 9; INSERT INTO records SELECT revision + 1000, position, op, namespace, key, value, version, updated_by, updated_at, expires_at, checksum FROM records WHERE revision = 8",
    ),
    "damaged",
    "the record at revision 1008, position 0 fails its checksum",
  ],
  [
    "the index was changed",
    query("UPDATE meta SET value = '7' WHERE key = 'index'"),
    "damaged",
    'the row "index" of meta fails its checksum',
  ],
  ["the index is missing", query("DELETE FROM meta WHERE key = 'index'"), "damaged", "the row index of meta is missing"],
  [
    "the table of records is missing",
    query("DROP VIEW entries; DROP TABLE records"),
    "damaged",
    "SQLite cannot read it: no such table: records",
  ],
  [
    "its format is of a later version",
    query("PRAGMA user_version = 2"),
    "format",
    "state.db has format 2, and this version reads format 1.",
  ],
  ["it is of another program", query("PRAGMA application_id = 7"), "format", "state.db is no state of Concordance."],
  [
    "it is no database",
    (path) => writeFile(path, "something else, and longer than a header would be".repeat(9)),
    "damaged",
    "SQLite cannot read it",
  ],
  ["it was cut", (path) => truncateSync(path, 16_384), "damaged", "state.db is damaged: SQLite"],
])("a state is refused when %s", async (_, spoil, code, message) => {
  const { folder, path } = await closedState();
  await spoil(path);
  const opening = openTestState(folder);
  await expect(opening).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
  await expect(opening).rejects.toMatchObject({ message: expect.not.stringContaining(folder) });
});

test("a record that is whole, but of another state, is noticed by the sum of all", async () => {
  const { folder, path } = await closedState();
  const other = await closedState("other value");
  query(`ATTACH '${other.path}' AS other; INSERT OR REPLACE INTO records SELECT * FROM other.records WHERE revision = 9`)(path);
  await expect(openTestState(folder)).rejects.toMatchObject({
    code: "damaged",
    message: "state.db is damaged: its records are not the ones that were written, though each is whole.",
  });
});

test.each([
  ["ends before the log begins", { index: 32, term: 3 }, "damaged", "state.db ends with entry 31, and the log begins only after entry 32."],
  [
    "has an entry of another term than the log",
    { index: 31, term: 2 },
    "damaged",
    "state.db ends with entry 31 of term 3; in the log that entry is of term 2.",
  ],
])("a state that %s is refused", async (_, logBase, code, message) => {
  const { folder } = await closedState();
  await expect(openTestState(folder, { logBase })).rejects.toMatchObject({ code, message });
});

test("a state that is missing is, when the log does not begin at the beginning", async () => {
  const opening = openTestState(await temporaryFolder(), { logBase: { index: 7, term: 1 } });
  await expect(opening).rejects.toMatchObject({ code: "missing", message: "state.db is missing, and the log begins after entry 7." });
});

test("a state that the log begins with, or before, is taken", async () => {
  const { folder, digest } = await closedState();
  for (const logBase of [
    { index: 31, term: 3 },
    { index: 30, term: 2 },
  ]) {
    const state = await openTestState(folder, { logBase });
    expect(state.machine.digest()).toBe(digest);
    await state.close();
  }
});

test("a file that the process left before its first checkpoint is no state", async () => {
  const folder = await temporaryFolder();
  const state = await openTestState(folder);
  state.apply(...Array.from({ length: 5000 }, (_, at) => commandAt(at, set(`k${at}`, '"some value"'))));
  await state.file.backup(() => state.here());
  const image = await temporaryFolder();
  for (const name of await readdir(folder)) await copyFile(join(folder, name), join(image, name));
  expect(existsSync(join(image, "state.db"))).toBe(true);
  const again = await openTestState(image);
  expect(again.saved).toBeNull();
  expect(again.machine.revision).toBe(0);
  again.apply(commandAt(1, set("k", "1")));
  await again.checkpoint();
  await again.close();
  expect((await openTestState(image)).saved).toEqual(placeAt(1));
});

test("a damaged record is not sent to others", async () => {
  const { folder, path } = await closedState();
  const state = await openTestState(folder);
  query("UPDATE records SET version = version + 1 WHERE revision = 5")(path);
  await expect(state.file.readChunk(31, 0, 100)).rejects.toThrow("the record at revision 5, position 0 fails its checksum");
  expect((await readdir(folder)).filter((name) => name.includes("snapshot"))).toEqual([]);
});
