import * as fc from "fast-check";
import { expect, test } from "vitest";
import { ResumeCursor } from "./resume-cursor.ts";

/** How many changes each revision has, and at how many changes each connection is lost. */
const histories = fc.record({
  batches: fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 12 }),
  cuts: fc.array(fc.nat({ max: 8 }), { maxLength: 8 }),
  since: fc.nat({ max: 4 }),
});

test("whatever connections are lost, every change after the first `since` comes once and in order", () => {
  fc.assert(
    fc.property(histories, ({ batches, cuts, since }) => {
      const log = batches.flatMap((count, index) => Array.from({ length: count }, (_, place) => ({ revision: index + 1, place })));
      const cursor = new ResumeCursor(since);
      const seen: object[] = [];
      for (const cut of [...cuts, log.length]) {
        cursor.restarted();
        const missed = log.filter(({ revision }) => revision > (cursor.since ?? 0));
        for (const change of missed.slice(0, cut)) if (cursor.take(change.revision)) seen.push(change);
        // The gateway may say, and only then, that everything up to a revision has been sent.
        const unseen = log.find((change) => change.revision > since && !seen.includes(change));
        cursor.reached((unseen?.revision ?? batches.length + 1) - 1);
      }
      expect(seen).toEqual(log.filter(({ revision }) => revision > since));
    }),
    { numRuns: 2000 },
  );
});

test("a quiet scope's cursor goes on with what the gateway says, and never back", () => {
  const cursor = new ResumeCursor(3);
  cursor.reached(90);
  cursor.reached(50);
  expect([cursor.since, cursor.take(90), cursor.take(91)]).toEqual([90, false, true]);
});

test("nothing counts before it is known where everything begins", () => {
  const cursor = new ResumeCursor(null);
  expect([cursor.since, cursor.take(7)]).toEqual([null, false]);
  cursor.begun(7);
  expect([cursor.since, cursor.take(7), cursor.take(8)]).toEqual([7, false, true]);
  cursor.begun(99);
  expect(cursor.since).toBe(7);
});

test("changes that come once more from further back are left out", () => {
  const cursor = new ResumeCursor(0);
  expect([3, 3, 5].map((revision) => cursor.take(revision))).toEqual([true, true, true]);
  cursor.restarted();
  expect([1, 3, 3, 4, 5, 5, 6].map((revision) => cursor.take(revision))).toEqual([false, false, false, false, false, true, true]);
});
