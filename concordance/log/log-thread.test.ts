import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import type { Write } from "./contract.ts";
import { LogThread } from "./log-thread.ts";
import { readMark } from "./mark.ts";

let folder: string;
let thread: LogThread;
let reports: number[];
let nextIndex: number;

beforeEach(async () => {
  vi.useFakeTimers();
  folder = await temporaryFolder();
  reports = [];
  nextIndex = 1;
  thread = new LogThread(
    folder,
    (id) => reports.push(id),
    (error) => expect.fail(error.message),
  );
  thread.open();
  thread.create({ cluster: "c", node: "n", hardState: { term: 1, vote: null } });
});

afterEach(() => {
  thread.close();
  vi.useRealTimers();
});

function write(id: number, characters: number): Write {
  const payloads = new Array<string>(Math.ceil(characters / 1000)).fill("x".repeat(Math.min(characters, 1000)));
  nextIndex += payloads.length;
  return ["persist", id, null, null, null, nextIndex - payloads.length, [1, 1, payloads]];
}

function generation(): number | undefined {
  return readMark(join(folder, "raft.mark"))?.generation;
}

test("writes that wait are one transaction, and reported by the last id", () => {
  for (let id = 1; id <= 10; id += 1) thread.take(write(id, 10));
  thread.take(["compact", { index: 3, term: 1 }]);
  expect(reports).toEqual([]);
  thread.commit();
  expect(reports).toEqual([10]);
  thread.take(["compact", { index: 4, term: 1 }]);
  thread.commit();
  expect(reports).toEqual([10]);
});

test("what waits is not gathered beyond measure", () => {
  for (let id = 1; id <= 20; id += 1) thread.take(write(id, 1_000_000));
  expect(reports).toEqual([9, 18]);
  thread.commit();
  expect(reports).toEqual([9, 18, 20]);
});

test("a checkpoint is made when it has been quiet, if there is something to be gained", () => {
  thread.take(write(1, 100_000));
  thread.commit();
  vi.advanceTimersByTime(1000);
  expect(generation()).toBe(1);
  for (let id = 2; id < 30; id += 1) {
    thread.take(write(id, 100_000));
    thread.commit();
    vi.advanceTimersByTime(90);
  }
  expect(generation()).toBe(1);
  vi.advanceTimersByTime(20);
  expect(generation()).toBe(2);
  vi.advanceTimersByTime(10_000);
  expect(generation()).toBe(2);
});

test("a checkpoint is made when the write-ahead log is too large, however busy it is", () => {
  for (let id = 1; id <= 80; id += 1) {
    thread.take(write(id, 1_000_000));
    thread.commit();
  }
  expect(generation()).toBeGreaterThan(1);
  expect(generation()).toBeLessThan(6);
});
