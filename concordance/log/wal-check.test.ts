import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { Random } from "../simulation/random.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { checkWal } from "./wal-check.ts";

/** Opens a database with a write-ahead log of its own, as the log does. */
async function makeDatabase(pageSize: number) {
  const path = join(await temporaryFolder(), "test.db");
  const database = new Database(path);
  for (const pragma of [`page_size = ${pageSize}`, "locking_mode = EXCLUSIVE", "journal_mode = WAL", "wal_autocheckpoint = 0"]) {
    database.pragma(pragma);
  }
  database.exec("CREATE TABLE t (a)");
  const frames = database.prepare<[], [number, number, number]>("PRAGMA wal_checkpoint(NOOP)").raw();
  return { database, path, wal: `${path}-wal`, frames: () => frames.get()?.[1] };
}

test.each([512, 8192, 65_536])("finds what SQLite finds, with pages of %d bytes, also over what is left of before", async (pageSize) => {
  const { database, wal, frames } = await makeDatabase(pageSize);
  const random = new Random(pageSize);
  const insert = database.prepare("INSERT INTO t VALUES (?)");
  for (let round = 0; round < 60; round += 1) {
    if (round % 20 === 19) database.pragma("wal_checkpoint(PASSIVE)");
    database.transaction(() => {
      for (let row = random.below(20); row >= 0; row -= 1) insert.run("x".repeat(random.below(3000)));
    })();
    expect(checkWal(wal)).toMatchObject({ frames: frames(), tornFrames: 0 });
  }
  database.close();
});

test("finds what SQLite finds in a write-ahead log of a machine of the other byte order", async () => {
  const { database, path, wal, frames } = await makeDatabase(4096);
  for (let row = 0; row < 50; row += 1) database.prepare("INSERT INTO t VALUES (?)").run(`${row}`.repeat(100));
  const swapped = ofOtherOrder(readFileSync(wal), 24 + 4096);
  const file = readFileSync(path);
  const expected = frames();
  database.close();
  writeFileSync(path, file);
  writeFileSync(wal, swapped);
  expect(checkWal(wal)).toMatchObject({ frames: expected, tornFrames: 0 });
  const again = new Database(path, { readonly: true });
  expect(again.prepare("SELECT count(*) FROM t").pluck().get()).toBe(50);
  again.close();
  swapped.writeUInt8(swapped.readUInt8(5000) ^ 1, 5000);
  writeFileSync(wal, swapped);
  expect(() => checkWal(wal)).toThrow("raft.db-wal is damaged: frame 2 is not as it was written");
});

test("a file without frames holds nothing, whatever its header is", async () => {
  const { database, wal } = await makeDatabase(4096);
  const bytes = readFileSync(wal);
  database.close();
  const nothing = { salts: null, frames: 0, tornFrames: 0 };
  expect(checkWal(wal)).toEqual(nothing);
  for (const size of [0, 1, 31]) {
    writeFileSync(wal, bytes.subarray(0, size));
    expect(checkWal(wal)).toEqual(nothing);
  }
  writeFileSync(wal, bytes.subarray(0, 32));
  expect(checkWal(wal)).toEqual({ salts: [bytes.readUInt32BE(16), bytes.readUInt32BE(20)], frames: 0, tornFrames: 0 });
  writeFileSync(wal, Buffer.alloc(32));
  expect(checkWal(wal)).toEqual(nothing);
  writeFileSync(wal, Buffer.alloc(33));
  expect(() => checkWal(wal)).toThrow("The header of raft.db-wal is damaged");
});

/** The same with checksums of numbers in the other order; written after SQLite's description, one number at a time. */
function ofOtherOrder(wal: Buffer, frameSize: number): Buffer {
  const bytes = Buffer.from(wal);
  const isLittle = (bytes.readUInt32BE(0) & 1) === 0;
  bytes.writeUInt32BE(bytes.readUInt32BE(0) ^ 1, 0);
  const number = (at: number) => (isLittle ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at));
  let sums = [0, 0] as [number, number];
  const add = (from: number, to: number) => {
    for (let at = from; at < to; at += 8) {
      const first = (sums[0] + number(at) + sums[1]) % 2 ** 32;
      sums = [first, (sums[1] + number(at + 4) + first) % 2 ** 32];
    }
  };
  const seal = (at: number) => {
    bytes.writeUInt32BE(sums[0], at);
    bytes.writeUInt32BE(sums[1], at + 4);
  };
  add(0, 24);
  seal(24);
  for (let at = 32; at + frameSize <= bytes.length; at += frameSize) {
    add(at, at + 8);
    add(at + 24, at + frameSize);
    seal(at + 16);
  }
  return bytes;
}
