import { copyFileSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { type Mark, MarkFile, readMark } from "./mark.ts";
import { crashImage } from "./testing/crash-image.ts";
import { readFolder, refusalOf } from "./testing/read-folder.ts";
import { commands, openTestLog, persist } from "./testing/test-log.ts";
import { checkWal } from "./wal-check.ts";

const FRAME = 24 + 8192;

/** A log with four reported transactions, of one, one, many and one frames, and what its mark was before the last two of them. */
let image: string;
let wal: Buffer;
let ends: number[];

beforeEach(async () => {
  const folder = await temporaryFolder();
  const { log, persisted } = await openTestLog(folder);
  ends = [];
  const texts = [["one"], ["two"], new Array(40).fill("x".repeat(1500)), ["four"]];
  let first = 1;
  for (const [position, each] of texts.entries()) {
    const id = position + 1;
    log.persist(persist(id, { hardState: id === 1 ? { term: 1, vote: null } : null, entries: commands(first, 1, each) }));
    await persisted(id);
    first += each.length;
    ends.push((readMark(join(folder, "raft.mark")) as Mark).frames);
  }
  image = await crashImage(folder);
  await log.close();
  truncateSync(join(image, "raft.db-wal"), 32 + (ends.at(-1) as number) * FRAME);
  wal = readFileSync(join(image, "raft.db-wal"));
});

/** As if no more of the write-ahead log than the first transactions had been reported. */
function markReported(transactions: number): void {
  const path = join(image, "raft.mark");
  const mark = readMark(path) as Mark;
  const file = new MarkFile(path, "r+");
  file.write({ ...mark, frames: transactions === 0 ? 1 : (ends[transactions - 1] as number) });
  file.close();
}

function entriesFound(): number | undefined {
  return readFolder(image)?.entries.length;
}

test("a tail that is torn anywhere loses only what was not reported, and that as a whole", () => {
  markReported(2);
  const begin = 32 + (ends[1] as number) * FRAME;
  const end = 32 + (ends[2] as number) * FRAME;
  expect(end - begin).toBeGreaterThan(5 * FRAME);
  // Every offset at the beginning and the end, and in the headers of frames; between them every hundredth.
  expect(entriesFound()).toBe(43);
  for (let size = end - 1; size >= begin; size -= 1) {
    const intoFrame = (size - 32) % FRAME;
    const isOfInterest = size < begin + 200 || size > end - 200 || intoFrame < 26 || intoFrame % 97 === 0;
    if (!isOfInterest) continue;
    truncateSync(join(image, "raft.db-wal"), size);
    expect(entriesFound(), `${size} bytes`).toBe(2);
  }
});

test("a tail of one frame is as good as none, whichever byte of it is the last one that is there", () => {
  markReported(3);
  const begin = 32 + (ends[2] as number) * FRAME;
  expect(wal.length - begin).toBe(FRAME);
  expect(entriesFound()).toBe(43);
  for (let size = wal.length - 1; size >= begin; size -= 1) {
    truncateSync(join(image, "raft.db-wal"), size);
    expect(checkWal(join(image, "raft.db-wal")).frames, `${size} bytes`).toBe(ends[2]);
    if (size % 11 === 0 || size < begin + 50) expect(entriesFound(), `${size} bytes`).toBe(42);
  }
});

test("a tail that was torn is noticed, cut off, and written over", async () => {
  markReported(3);
  truncateSync(join(image, "raft.db-wal"), wal.length - 100);
  const first = await openTestLog(image);
  expect(first.stored.notices).toEqual([
    "raft.db-wal ends with 1 frame of a transaction that was not finished. It was cut off: that had not been reported as persisted.",
  ]);
  first.log.persist(persist(1, { entries: commands(43, 1, ["other"]) }));
  await first.persisted(1);
  const again = await crashImage(image);
  await first.log.close();
  expect(readFolder(again)).toMatchObject({ notices: [], entries: { length: 43, 42: "43 1 command other" } });
});

test("a tail that was reported may not be torn anywhere", () => {
  for (let size = 32 + (ends[2] as number) * FRAME; size < wal.length; size += 211) {
    truncateSync(join(image, "raft.db-wal"), size);
    expect(refusalOf(image), `${size} bytes`).toMatch(
      `damaged: raft.db-wal is damaged: only ${ends[2]} of the ${ends[3]} frames are sound that were reported as persisted.`,
    );
    writeFileSync(join(image, "raft.db-wal"), wal);
  }
});

test("what was synced is known without the mark, when another transaction came after it", () => {
  markReported(0);
  // The first frame of the many, one in the middle of them, and their last.
  const [, second = 0, third = 0] = ends;
  for (const frame of [second, second + 2, third - 1]) {
    for (const offset of [0, 9, 17, 24, 5000]) {
      const bytes = Buffer.from(wal);
      const at = 32 + frame * FRAME + offset;
      bytes.writeUInt8(bytes.readUInt8(at) ^ 0x10, at);
      writeFileSync(join(image, "raft.db-wal"), bytes);
      const refusal = refusalOf(image);
      // Of the last frame of a transaction, what comes after could be its own end, if salts or length cannot be trusted.
      if (frame === third - 1 && refusal === null) expect(entriesFound()).toBe(2);
      else
        expect(refusal, `frame ${frame}, byte ${offset}`).toMatch(/^damaged: raft\.db-wal is damaged: frame \d+ is not as it was written/);
    }
  }
});

test("a log that is opened after a torn tail and killed at once is as good as before", async () => {
  markReported(3);
  truncateSync(join(image, "raft.db-wal"), wal.length - 1);
  for (let round = 0; round < 3; round += 1) {
    const { log, stored } = await openTestLog(image);
    expect(stored.entries).toHaveLength(42);
    const next = await crashImage(image);
    await log.close();
    expect(statSync(join(next, "raft.db-wal")).size).toBe(4 * 1024 * 1024);
    for (const file of ["raft.db", "raft.db-wal", "raft.mark"]) copyFileSync(join(next, file), join(image, file));
  }
});
