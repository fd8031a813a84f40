import { expect, test } from "vitest";
import { findBreak, type Testimony } from "./continuity.ts";
import type { Mark } from "./mark.ts";

const mark: Mark = { phase: "in_use", generation: 7, salts: [1, 2], frames: 10 };
const wal = { salts: [1, 2], frames: 10, tornFrames: 0 } as const;

test.each<[string, Partial<Testimony>, string | null]>([
  ["all is as it was marked", {}, null],
  ["more was committed than was marked", { wal: { ...wal, frames: 12 } }, null],
  ["the checkpoint has been made, but not marked", { ownGeneration: 7 }, null],
  ["less is there than was marked", { wal: { ...wal, frames: 9 } }, "damaged"],
  ["the database is older", { ownGeneration: 5 }, "damaged"],
  ["the database is newer", { ownGeneration: 8 }, "damaged"],
  ["the write-ahead log has other salts", { wal: { ...wal, salts: [1, 3] } }, "damaged"],
  [
    "other salts, after a checkpoint",
    { mark: { ...mark, phase: "complete" }, wal: { ...wal, salts: [9, 9], frames: 1 }, ownGeneration: 7, generation: 8 },
    null,
  ],
  [
    "other salts, after a checkpoint, of the same generation",
    { mark: { ...mark, phase: "complete" }, wal: { ...wal, salts: [9, 9] } },
    "damaged",
  ],
  ["the mark is of another generation", { mark: { ...mark, generation: 6 } }, "damaged"],
  ["SQLite made a checkpoint at the end of the process", { wal: null, ownGeneration: 7 }, null],
  [
    "SQLite did so before the generation was marked",
    { mark: { ...mark, phase: "complete" }, wal: null, ownGeneration: 8, generation: 8 },
    null,
  ],
  ["an orderly end", { mark: { ...mark, phase: "complete" }, wal: null, ownGeneration: 7, generation: 7 }, null],
  ["the write-ahead log is gone", { wal: null, ownGeneration: 6, generation: 6 }, "missing"],
  ["it is gone, and the mark is older", { wal: null, ownGeneration: 9, generation: 9 }, "damaged"],
  ["it is gone, and the mark in use is older by one", { wal: null, ownGeneration: 8, generation: 8 }, "damaged"],
  ["nothing in it is whole", { wal: { ...wal, frames: 0 }, ownGeneration: 6, generation: 6 }, "missing"],
])("%s", (_, part, expected) => {
  const testimony: Testimony = { mark, wal, ownGeneration: 6, generation: 7, ...part };
  expect(findBreak(testimony)?.code ?? null).toBe(expected);
});
