import fc from "fast-check";
import { expect, test } from "vitest";
import { EventQueue } from "./event-queue.ts";

async function readAll<Item>(queue: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of queue) items.push(item);
  return items;
}

test("a loop sees everything once and in order, however pushing and reading alternate", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 3000, size: "max" }), async (steps) => {
      const queue = new EventQueue<number>(() => undefined);
      const seen: number[] = [];
      const reads: Promise<unknown>[] = [];
      let pushed = 0;
      for (const isPush of steps) {
        if (isPush) queue.push(pushed++);
        else reads.push(queue.next().then(({ done, value }) => (done ? undefined : seen.push(value))));
      }
      queue.end(null);
      await Promise.all(reads);
      seen.push(...(await readAll(queue)));
      expect(seen).toEqual(Array.from({ length: pushed }, (_, index) => index));
    }),
    { numRuns: 30 },
  );
});

test("what was pushed before an error is read before the loop throws it", async () => {
  const queue = new EventQueue<number>(() => undefined);
  queue.push(1);
  queue.end(new Error("over"));
  queue.push(2);
  expect(await queue.next()).toEqual({ done: false, value: 1 });
  await expect(queue.next()).rejects.toThrow("over");
  expect(await queue.next()).toEqual({ done: true, value: undefined });
});

test("an error goes to one of those that wait, the others end", async () => {
  const queue = new EventQueue<number>(() => undefined);
  const [first, second] = [queue.next(), queue.next()];
  queue.end(new Error("over"));
  await expect(first).rejects.toThrow("over");
  expect(await second).toEqual({ done: true, value: undefined });
});

test("leaving a loop lets go of what it has not read", async () => {
  let left = 0;
  const queue = new EventQueue<number>(() => left++);
  queue.push(1);
  queue.push(2);
  for await (const item of queue) if (item === 1) break;
  queue.push(3);
  expect(left).toBe(1);
  expect(await queue.next()).toEqual({ done: true, value: undefined });
});
