import { readFileSync, truncateSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Random } from "../simulation/random.ts";
import { entryChecksum, metaChecksum } from "./checksums.ts";
import { openLog } from "./log-file.ts";
import { type Mark, readMark } from "./mark.ts";
import { copyLog, crashImage } from "./testing/crash-image.ts";
import { bytesOf, type Found, readFolder, refusalOf } from "./testing/read-folder.ts";
import { commands, openTestLog, persist } from "./testing/test-log.ts";

/** Twenty entries: twelve in the database, and eight, of four transactions, in the write-ahead log when it was not closed. */
let templates: { readonly closed: string; readonly open: string };

beforeAll(async () => {
  const closed = await mkdtemp(join(tmpdir(), "concordance-"));
  const first = await openTestLog(closed);
  first.log.persist(
    persist(1, { hardState: { term: 2, vote: "n1" }, entries: commands(1, 1, new Array(12).fill("payload of the database")) }),
  );
  await first.log.close();
  const second = await openTestLog(closed);
  for (let id = 1; id <= 4; id += 1) {
    second.log.persist(persist(id, { entries: commands(11 + 2 * id, 2, new Array(2).fill(`payload of the write-ahead log ${id}`)) }));
    await second.persisted(id);
  }
  const open = await mkdtemp(join(tmpdir(), "concordance-"));
  await copyLog(closed, open);
  await second.log.close();
  // Zeros follow, which nobody misses.
  const { frames } = readMark(join(open, "raft.mark")) as Mark;
  truncateSync(join(open, "raft.db-wal"), 32 + frames * (24 + 8192));
  templates = { closed, open };
});

afterAll(async () => {
  for (const folder of Object.values(templates)) await rm(folder, { recursive: true });
});

function makeLog(isClosed: boolean): Promise<string> {
  return crashImage(isClosed ? templates.closed : templates.open);
}

function flip(path: string, position: number, mask = 0x01): void {
  const bytes = readFileSync(path);
  bytes.writeUInt8(bytes.readUInt8(position) ^ mask, position);
  writeFileSync(path, bytes);
}

const whole: Found = {
  hardState: { term: 2, vote: "n1" },
  base: { index: 0, term: 0 },
  entries: Array.from({ length: 20 }, (_, position) => {
    if (position < 12) return `${position + 1} 1 command payload of the database`;
    return `${position + 1} 2 command payload of the write-ahead log ${Math.floor((position - 10) / 2)}`;
  }),
  notices: [],
};

test.each([true, false])("a log that is in order is not refused (closed: %s)", async (isClosed) => {
  expect(readFolder(await makeLog(isClosed))).toEqual(whole);
});

test.each([
  ["raft.db", true, 50],
  // Most of its pages are in the write-ahead log, too, and so they are not looked at.
  ["raft.db", false, 15],
  ["raft.db-wal", false, 400],
])(
  "whatever byte of %s is changed (closed: %s), the log is refused, and left as it is, or all of it is there",
  async (file, isClosed, least) => {
    const folder = await makeLog(isClosed);
    const path = join(folder, file);
    const original = readFileSync(path);
    const random = new Random(7);
    let refused = 0;
    const header = Array.from({ length: 100 }, (_, at) => at);
    for (const position of [...header, ...Array.from({ length: 300 }, () => random.below(original.length))]) {
      flip(path, position, 1 << random.below(8));
      const before = bytesOf(folder);
      if (refusalOf(folder) === null) expect(readFolder(folder), `byte ${position}`).toEqual(whole);
      else refused += 1;
      expect(bytesOf(folder), `byte ${position}`).toEqual(before);
      writeFileSync(path, original);
    }
    expect(refused).toBeGreaterThanOrEqual(least);
    expect(readFolder(folder)).toEqual(whole);
  },
);

test("every byte of the write-ahead log up to where it was reported is needed", async () => {
  const folder = await makeLog(false);
  const path = join(folder, "raft.db-wal");
  const original = readFileSync(path);
  for (let position = 0; position < original.length; position += 97) {
    flip(path, position, 0x80);
    expect(refusalOf(folder), `byte ${position}`).toMatch(/^damaged: (The header of )?raft\.db-wal is damaged/);
    writeFileSync(path, original);
  }
});

test("every byte of the mark is needed", async () => {
  const folder = await makeLog(false);
  const path = join(folder, "raft.mark");
  const original = readFileSync(path);
  for (let position = 0; position < original.length; position += 1) {
    flip(path, position);
    expect(refusalOf(folder)).toMatch(/^damaged: raft\.mark fails its checksum\./);
    writeFileSync(path, original);
  }
  writeFileSync(path, original.subarray(0, 31));
  expect(refusalOf(folder)).toMatch(/^damaged: raft\.mark has 31 bytes instead of 32\./);
});

test.each([
  ["the payload of an entry", "payload of the database", "damaged: raft.db: entry 12 fails its checksum."],
  ["the hard state", '"vote"', 'damaged: raft.db: the row "hard_state" of meta fails its checksum.'],
  ["the base", '"index"', 'damaged: raft.db: the row "base" of meta fails its checksum.'],
  ["the header", "SQLite format", "damaged: raft.db is no SQLite file, or its header is damaged."],
  ["the schema", "CREATE TABLE entries", "damaged: raft.db cannot be read: malformed database schema"],
])("a changed byte in %s of the database is found", async (_, text, message) => {
  const folder = await makeLog(true);
  const path = join(folder, "raft.db");
  flip(path, readFileSync(path).indexOf(text) + 3);
  expect(refusalOf(folder)?.slice(0, message.length)).toBe(message);
});

test.each([
  ["UPDATE entries SET term = 2 WHERE idx = 5", "damaged: raft.db: entry 5 fails its checksum."],
  ["UPDATE entries SET kind = 0 WHERE idx = 5", "damaged: raft.db: entry 5 fails its checksum."],
  ["UPDATE entries SET kind = 7 WHERE idx = 5", "damaged: raft.db: entry 5 is of kind 7, which does not exist."],
  ["UPDATE entries SET payload = 'payload' WHERE idx = 5", "damaged: raft.db: entry 5 fails its checksum."],
  ["UPDATE entries SET checksum = checksum + 1 WHERE idx = 20", "damaged: raft.db: entry 20 fails its checksum."],
  ["DELETE FROM entries WHERE idx = 5", "damaged: raft.db: entry 5 is missing; the next one is 6."],
  ["DELETE FROM entries WHERE idx = 1", "damaged: raft.db: entry 1 is missing; the next one is 2."],
  ["UPDATE entries SET idx = 21 WHERE idx = 20", "damaged: raft.db: entry 20 is missing; the next one is 21."],
  [
    "DELETE FROM entries WHERE idx = 20; UPDATE entries SET idx = 20 WHERE idx = 19; UPDATE entries SET idx = 19 WHERE idx = 18; UPDATE entries SET idx = 18 WHERE idx = 20",
    "damaged: raft.db: entry 18 fails its checksum.",
  ],
  ["UPDATE meta SET value = 'n2' WHERE key = 'node'", 'damaged: raft.db: the row "node" of meta fails its checksum.'],
  ["UPDATE meta SET value = 'c2' WHERE key = 'cluster'", 'damaged: raft.db: the row "cluster" of meta fails its checksum.'],
  ["DELETE FROM meta WHERE key = 'hard_state'", "damaged: raft.db: the row hard_state of meta is missing."],
  ["DROP TABLE meta", "damaged: raft.db cannot be read: no such table: meta (SQLITE_ERROR)."],
  ["PRAGMA application_id = 7", "format: raft.db is not a log of this program: its application id is 7."],
  ["PRAGMA user_version = 1", "missing: raft.db-wal is missing, although raft.db needs it: that is of generation 1, and raft.mark of 4."],
  ["PRAGMA user_version = 9", "damaged: raft.mark is of generation 4, but raft.db of 9: one of them is a copy."],
])("after %s the log is refused with the exact reason", async (sql, message) => {
  const folder = await makeLog(true);
  change(folder, sql);
  expect(refusalOf(folder)?.slice(0, message.length)).toBe(message);
});

test("terms that fall, and a term of the node behind its log, are refused even with sound checksums", async () => {
  const folder = await makeLog(true);
  change(folder, `UPDATE entries SET term = 3, checksum = ${entryChecksum(5, 3, 1, "payload of the database")} WHERE idx = 5`);
  expect(refusalOf(folder)).toMatch("damaged: raft.db: entry 6 is of term 1, although the one before it is of term 3.");
  const other = await makeLog(true);
  const value = '{"term":1,"vote":null}';
  change(other, `UPDATE meta SET value = '${value}', checksum = ${metaChecksum("hard_state", value)} WHERE key = 'hard_state'`);
  expect(refusalOf(other)).toMatch("damaged: raft.db: the node's term is 1, although entry 20 is of term 2.");
});

test("another format is refused before anything else is looked at", async () => {
  const folder = await makeLog(true);
  change(folder, `UPDATE meta SET value = '0', checksum = ${metaChecksum("format", "0")} WHERE key = 'format'`);
  change(folder, "DROP TABLE entries; DELETE FROM meta WHERE key = 'base'");
  expect(refusalOf(folder)).toBe(
    'format: raft.db has format "0", and this version reads format 1. Start the node with the version that wrote it.',
  );
});

test.each([0, 50, 99, 4096, 8192, 20_000])("a database that was cut to %d bytes is refused", async (size) => {
  const folder = await makeLog(true);
  const path = join(folder, "raft.db");
  writeFileSync(path, readFileSync(path).subarray(0, size));
  expect(refusalOf(folder)).toMatch(/^damaged: raft\.db/);
});

test("the reason reaches the one who opens the log, and the folder is free again", async () => {
  const folder = await makeLog(true);
  change(folder, "UPDATE entries SET payload = 'other' WHERE idx = 3");
  for (let round = 0; round < 2; round += 1) {
    const opening = openLog(folder, { onPersisted: () => undefined, onFailure: () => undefined });
    await expect(opening).rejects.toMatchObject({
      code: "damaged",
      message:
        "raft.db: entry 3 fails its checksum. What this node promised may be gone, so it must not take part as it is. Remove it from the cluster, and let it join again with an empty folder; or start a new cluster from a backup.",
    });
  }
});

/** Changes a closed log behind its back. */
function change(folder: string, sql: string): void {
  const database = new Database(join(folder, "raft.db"));
  database.exec(sql);
  database.close();
}
