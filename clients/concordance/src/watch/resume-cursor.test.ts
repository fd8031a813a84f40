import fc from "fast-check";
import { expect, test } from "vitest";
import { ResumeCursor } from "./resume-cursor.ts";

test("a revision is complete when a higher one comes, or when it is said to be", () => {
  const cursor = new ResumeCursor(4);
  cursor.begun(9);
  cursor.take(7);
  cursor.take(7);
  expect(cursor.since).toBe(6);
  cursor.take(9);
  expect(cursor.since).toBe(8);
  cursor.progressed(9);
  expect(cursor.since).toBe(9);
});

test("of a revision that was not complete only the rest is new", () => {
  const cursor = new ResumeCursor(0);
  cursor.begun(0);
  expect([cursor.take(5), cursor.take(5)]).toEqual([true, true]);
  cursor.begun(8);
  expect(cursor.since).toBe(4);
  expect([cursor.take(5), cursor.take(5), cursor.take(5), cursor.take(6)]).toEqual([false, false, true, true]);
});

test("one that is lost again while it repeats has not forgotten what came before", () => {
  const cursor = new ResumeCursor(0);
  cursor.begun(0);
  for (let count = 0; count < 3; count += 1) cursor.take(5);
  cursor.begun(5);
  expect(cursor.take(5)).toBe(false);
  cursor.begun(5);
  expect([5, 5, 5, 5].map((revision) => cursor.take(revision))).toEqual([false, false, false, true]);
});

test("without a revision it begins where the first subscription does, and nowhere else later", () => {
  const cursor = new ResumeCursor(null);
  expect(cursor.since).toBeNull();
  cursor.begun(12);
  cursor.begun(40);
  expect(cursor.since).toBe(12);
});

test("progress that lags behind changes moves nothing back", () => {
  const cursor = new ResumeCursor(0);
  cursor.begun(0);
  cursor.take(5);
  cursor.progressed(3);
  expect(cursor.since).toBe(4);
  cursor.begun(5);
  expect(cursor.take(5)).toBe(false);
});

/** What a server does with a log: it sends what is after a revision, and now and then says how far it is. */
function connectionEvents(
  log: readonly number[],
  since: number,
  upTo: number,
  progress: readonly boolean[],
): (number | { progress: number })[] {
  const events: (number | { progress: number })[] = [];
  const sent = log.filter((revision) => revision > since);
  sent.forEach((revision, index) => {
    events.push(revision);
    if (progress[index] === true && sent[index + 1] !== revision) events.push({ progress: revision });
  });
  return events.slice(0, upTo);
}

test("however often and wherever it is lost, every change is new exactly once, in order", () => {
  const batches = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 12 });
  const losses = fc.array(fc.nat({ max: 30 }), { maxLength: 8 });
  fc.assert(
    fc.property(batches, losses, fc.array(fc.boolean(), { maxLength: 50 }), fc.nat({ max: 5 }), (sizes, cuts, progress, since) => {
      // Revisions have gaps: other namespaces change, too.
      const log = sizes.flatMap((size, index) => Array.from({ length: size }, () => (index + 1) * 2));
      const cursor = new ResumeCursor(since);
      const taken: number[] = [];
      for (const cut of [...cuts, Number.POSITIVE_INFINITY]) {
        const from = cursor.since ?? 0;
        cursor.begun(log.at(-1) ?? 0);
        for (const event of connectionEvents(log, from, cut, progress)) {
          if (typeof event === "object") cursor.progressed(event.progress);
          else if (cursor.take(event)) taken.push(event);
        }
      }
      expect(taken).toEqual(log.filter((revision) => revision > since));
    }),
    { numRuns: 2000 },
  );
});
