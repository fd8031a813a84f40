import { expect, test } from "vitest";
import { entriesOf } from "../raft/testing/lab.ts";
import { Disk, type Write } from "./disk.ts";
import { Random } from "./random.ts";
import { Timeline } from "./timeline.ts";

const HABITS = { writeMs: 10, slow: 0, slowMs: 0 };
const EMPTY = { meta: { index: 0, term: 0, membership: [] }, data: "" };

const persist = (id: number, fields: object): Write => ({
  kind: "persist",
  id,
  hardState: null,
  snapshot: null,
  truncateFrom: null,
  entries: [],
  ...fields,
});

test("writes are reported when they are done, those that waited together at once and in order", () => {
  const timeline = new Timeline();
  const disk = new Disk(timeline, new Random(1), HABITS, EMPTY);
  const reports: number[] = [];
  const done = (writes: readonly Write[]) => reports.push(writes.length);
  for (const entry of entriesOf(1, 1, 2)) disk.write(persist(entry.index, { entries: [entry] }), done);
  expect(disk.entries).toEqual([]);
  timeline.runUntil(100);
  expect(reports).toEqual([1, 2]);
  expect(disk.entries).toEqual(entriesOf(1, 1, 2));
});

test("a crash leaves a beginning of what was not reported, and reports nothing", () => {
  const kept = new Set<string>();
  for (let seed = 0; seed < 200; seed += 1) {
    const timeline = new Timeline();
    const disk = new Disk(timeline, new Random(seed), HABITS, EMPTY);
    let reported = false;
    disk.write(persist(1, { hardState: { term: 1, vote: "a" }, entries: entriesOf(1, 1) }), () => {
      reported = true;
    });
    disk.write(persist(2, { hardState: { term: 2, vote: null }, truncateFrom: 2, entries: entriesOf(1, 2).slice(1) }), () => {});
    disk.crash();
    timeline.runUntil(100);
    expect(reported).toBe(false);
    kept.add(`${disk.hardState.term}: ${disk.entries.map(({ term }) => term)}`);
  }
  expect([...kept].sort()).toEqual(["0: ", "1: ", "1: 1", "1: 1,1", "2: 1", "2: 1,1", "2: 1,2"]);
});
