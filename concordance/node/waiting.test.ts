import { expect, test } from "vitest";
import { Waiting } from "./waiting.ts";

const waiting = (ms: number) => new Waiting<string>(ms, () => new Error("late"));

test("each gets its own answer, once", async () => {
  const all = waiting(60_000);
  const [one, two] = [all.wait(1), all.wait("2")];
  all.resolve("2", "second");
  all.resolve(1, "first");
  all.reject(1, new Error("again"));
  expect(await Promise.all([one, two])).toEqual(["first", "second"]);
  expect(all.size).toBe(0);
});

test("all who wait can be answered at once; who comes later is not among them", async () => {
  const all = waiting(60_000);
  const early = [all.wait(1), all.wait(2)];
  all.resolveAll("now");
  const later = all.wait(3);
  expect(await Promise.all(early)).toEqual(["now", "now"]);
  expect(all.size).toBe(1);
  all.resolve(3, "then");
  expect(await later).toBe("then");
});

test("who waits for too long is told so, in order, and those who came later wait their own time", async () => {
  const all = waiting(30);
  const over: string[] = [];
  const early = all.wait("early").catch(({ message }: Error) => over.push(`early ${message}`));
  const began = performance.now();
  await new Promise<void>((resolve) => setTimeout(resolve, 15));
  const later = all.wait("later").catch(({ message }: Error) => over.push(`later ${message}`));
  await early;
  expect(over).toEqual(["early late"]);
  expect(all.has("later")).toBe(true);
  await later;
  expect(over).toEqual(["early late", "later late"]);
  expect(performance.now() - began).toBeGreaterThan(44);
});

test("whoever keeps account is told once when one does not wait any more, however it ended", async () => {
  const all = waiting(5);
  let open = 0;
  const wait = (id: number) => {
    open += 1;
    return all.wait(id, () => (open -= 1)).catch(() => undefined);
  };
  const ends = [wait(1), wait(2), wait(3), wait(4)];
  all.resolve(1, "");
  all.reject(2, new Error(""));
  expect(open).toBe(2);
  await ends[2];
  all.rejectAll(() => new Error(""));
  await Promise.all(ends);
  expect([open, all.size]).toEqual([0, 0]);
});
