import fc from "fast-check";
import { expect, test } from "vitest";
import { Timeline } from "./timeline.ts";

test("events happen in the order of time, and those of one moment in the order in which they were planned", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (delays) => {
      const timeline = new Timeline();
      const happened: [number, number][] = [];
      for (const [index, delay] of delays.entries()) timeline.after(delay, () => happened.push([timeline.now, index]));
      timeline.runUntil(20);
      const expected = delays.map((delay, index): [number, number] => [delay, index]).sort(([a, i], [b, j]) => a - b || i - j);
      expect(happened).toEqual(expected);
    }),
  );
});

test("what is planned for later waits, and what an event plans happens as well", () => {
  const timeline = new Timeline();
  const happened: number[] = [];
  const again = () => {
    happened.push(timeline.now);
    timeline.after(10, again);
  };
  timeline.after(5, again);
  timeline.runUntil(30);
  expect(happened).toEqual([5, 15, 25]);
  expect(timeline.now).toBe(30);
});
