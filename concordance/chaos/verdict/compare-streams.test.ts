import fc from "fast-check";
import { expect, test } from "vitest";
import type { Change } from "../../../generated/concordance/types.ts";
import { compareStreams } from "./compare-streams.ts";
import { changeOf } from "./testing/changes.ts";

/** A batch of two in the middle. */
const LOG: readonly Change[] = [changeOf(1, "a"), changeOf(2, "b"), changeOf(3, "a"), changeOf(3, "b"), changeOf(4, "c"), changeOf(6, "a")];

test("the same changes in the same order are right", () => {
  expect(compareStreams(LOG, [...LOG])).toBeNull();
  expect(compareStreams([], [])).toBeNull();
});

test.each(LOG.slice(0, -1).map((_, at) => at))("a gap at %i is found", (at) => {
  expect(compareStreams(LOG, LOG.toSpliced(at, 1))).toMatch(/^A gap/);
});

test("an end that is missing is found", () => {
  expect(compareStreams(LOG, LOG.slice(0, 4))).toMatch(/ends before revision 4 .* 2 changes are missing/);
  expect(compareStreams(LOG, [])).toMatch(/6 changes/);
});

test.each(LOG.map((_, at) => at))("a duplicate of %i is found, at once and later", (at) => {
  const change = LOG[at] as Change;
  expect(compareStreams(LOG, LOG.toSpliced(at, 0, change))).toMatch(/a second time/);
  expect(compareStreams(LOG, [...LOG, change])).toMatch(/a second time/);
});

test.each(LOG.slice(0, -1).map((_, at) => at))("a swap at %i is found, also within a batch", (at) => {
  const [one, two] = LOG.slice(at, at + 2) as [Change, Change];
  expect(compareStreams(LOG, LOG.toSpliced(at, 2, two, one))).toMatch(/came too early/);
});

test.each([
  ["value", { value: "other" }],
  ["version", { version: 7 }],
  ["kind", { op: "delete" as const }],
  ["author", { updatedBy: "someone" }],
  ["time", { updatedAt: 5 }],
])("another %s is found", (_what, more) => {
  expect(compareStreams(LOG, LOG.with(2, { ...(LOG[2] as Change), ...more }))).toMatch(/in place of/);
});

test("whatever is not the log is called wrong", () => {
  const pieces = fc.array(fc.constantFrom(...LOG), { maxLength: 8 });
  fc.assert(
    fc.property(pieces, (stream) => {
      expect(compareStreams(LOG, stream) === null).toBe(JSON.stringify(stream) === JSON.stringify(LOG));
    }),
  );
});
