import { expect, test } from "vitest";
import type { Change } from "../../../generated/concordance/types.ts";
import type { Entry } from "../load/history.ts";
import { checkLog, entriesAfter } from "./check-log.ts";
import { checkWrites } from "./check-writes.ts";
import { changeOf } from "./testing/changes.ts";

const NAMESPACE = "chaos/a";
let time = 0;

function entry(more: object): Entry {
  time += 10;
  return { process: 1, namespace: NAMESPACE, key: "k", args: {}, start: time, end: time + 5, ...more } as Entry;
}

const set = (value: string, version: number, revision: number, more: object = {}) =>
  entry({ op: "set", args: { value }, result: { version }, revision, ...more });
const change = (value: string, version: number, revision: number, more: Partial<Change> = {}) =>
  changeOf(revision, "k", { value, version, ...more });
const batch = (result: unknown, revision?: number) =>
  entry({
    op: "batch",
    key: "",
    args: {
      operations: [
        { op: "set", namespace: NAMESPACE, key: "k", value: "x" },
        { op: "set", namespace: NAMESPACE, key: "l", value: "y" },
      ],
    },
    result,
    ...(revision === undefined ? {} : { revision }),
  });
const both = [change("x", 1, 1), changeOf(1, "l", { value: "y" })];

test("what was acknowledged and is in the log is right; what is unknown may be there or not", () => {
  const history = [
    set("1", 1, 1),
    set("2", 2, 2, { result: "unknown" }),
    entry({ op: "delete", result: { deleted: true, version: 2 }, revision: 3 }),
  ];
  const log = [change("1", 1, 1), change("null", 2, 3, { op: "delete", value: null })];
  expect(checkWrites(history, log)).toEqual([]);
  expect(checkWrites([batch("unknown")], [])).toEqual([]);
  expect(checkWrites([batch("unknown")], both)).toEqual([]);
  expect(checkWrites([batch({ results: [{ version: 1 }, { version: 1 }] }, 1)], both)).toEqual([]);
});

test.each([
  ["a write that was acknowledged and lost", [set("1", 1, 1)], []],
  ["one with another value in the log", [set("1", 1, 1)], [change("2", 1, 1)]],
  ["one with another version", [set("1", 2, 1)], [change("1", 1, 1)]],
  ["a deletion that was lost", [entry({ op: "delete", result: { deleted: true, version: 2 }, revision: 2 })], []],
  ["a batch of which half is lost", [batch({ results: [{ version: 1 }, { version: 1 }] }, 1)], both.slice(0, 1)],
] as [string, Entry[], Change[]][])("%s is found", (_what, history, log) => {
  expect(checkWrites(history, log)).toContainEqual(expect.stringMatching(/^Acknowledged, and not in the log/));
});

test("a revision that is not the log's is found", () => {
  expect(checkWrites([set("1", 1, 7)], [change("1", 1, 1)])).toContainEqual(expect.stringMatching(/Acknowledged as revision 7/));
});

test("what was refused and happened all the same is found", () => {
  for (const result of [{ error: "NOT_LEADER" }, { error: "CAS_CONFLICT", currentVersion: 3 }]) {
    expect(checkWrites([set("1", 1, 1, { result })], [change("1", 1, 1)])).toContainEqual(expect.stringMatching(/^Refused/));
  }
});

test("half of a batch of unknown outcome is found, and so is one in several pieces", () => {
  expect(checkWrites([batch("unknown")], both.slice(0, 1))).toContainEqual(expect.stringMatching(/^Half/));
  expect(checkWrites([batch("unknown")], [change("x", 1, 1), changeOf(2, "l", { value: "y" })])).toContainEqual(
    expect.stringMatching(/several revisions/),
  );
});

test("what nobody wrote is found, and what happened twice", () => {
  expect(checkWrites([], [change("1", 1, 1)])).toContainEqual(expect.stringMatching(/^Nobody/));
  expect(checkWrites([set("1", 1, 1)], [change("1", 1, 1), change("1", 2, 2)])).toContainEqual(expect.stringMatching(/twice/));
});

test("revisions that do not follow time are found; those of concurrent writes may be in any order", () => {
  const log = [change("1", 1, 1), changeOf(2, "l", { value: "2" })];
  const later = (first: object, second: object) => [set("2", 1, 2, { key: "l", ...first }), set("1", 1, 1, second)];
  expect(checkWrites(later({ start: 0, end: 10 }, { start: 20, end: 30 }), log)).toContainEqual(expect.stringMatching(/began after/));
  expect(checkWrites(later({ start: 0, end: 25 }, { start: 20, end: 30 }), log)).toEqual([]);
});

test("the log itself has to be in order", () => {
  const log = [change("1", 1, 1), change("2", 2, 2), changeOf(2, "l"), change("", 3, 4, { op: "expire", value: null })];
  expect(checkLog(log)).toEqual([]);
  expect([...entriesAfter(log).keys()]).toEqual([`${NAMESPACE} l`]);
  expect(checkLog(log.toSpliced(1, 1))).toContainEqual(expect.stringMatching(/version 3 follows version 1/));
  expect(checkLog([changeOf(2, "a"), changeOf(1, "b")])).toContainEqual(expect.stringMatching(/revision falls/));
  expect(checkLog([changeOf(1, "a"), changeOf(2, "b", { updatedAt: 1 })])).toContainEqual(expect.stringMatching(/time falls/));
  expect(checkLog([changeOf(1, "a", { op: "delete" })])).toContainEqual(expect.stringMatching(/no entry/));
});
