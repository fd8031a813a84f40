import { expect, test } from "vitest";
import { Placed, Seen } from "./seen.ts";

test("a place is new once", () => {
  const seen = new Seen();
  expect([seen.add("p", "s", 0n), seen.add("p", "s", 0n)]).toEqual([true, false]);
});

test.each([
  ["what was placed", "q", "s"],
  ["the state", "p", "t"],
  ["where the one ends and the other begins", "", "ps"],
])("places differ by %s", (_by, placed, state) => {
  const seen = new Seen();
  seen.add("p", "s", 0n);
  expect(seen.add(placed, state, 0n)).toBe(true);
});

test.each([
  ["more was spent", 0b111n, false],
  ["less was spent", 0b001n, true],
  ["something else was spent", 0b100n, true],
])("a place where %s than before: that it is new is %s", (_what, spent, isNew) => {
  const seen = new Seen();
  seen.add("p", "s", 0b011n);
  expect(seen.add("p", "s", spent)).toBe(isNew);
});

test("what spent more is forgotten for what spent less", () => {
  const seen = new Seen();
  for (const spent of [0b011n, 0b110n, 0b010n]) seen.add("p", "s", spent);
  expect(seen.size).toBe(1);
});

test("sets of placed operations have equal keys only if they are equal", () => {
  const keys = new Set<string>();
  const size = 40;
  // Every set that holds all operations up to one, and one more.
  for (let missing = 0; missing < size; missing++) {
    for (let highest = missing + 1; highest < size; highest++) {
      const placed = new Placed(size);
      for (let index = 0; index < missing; index++) placed.flip(index);
      placed.flip(highest);
      keys.add(placed.key(missing, highest));
    }
  }
  expect(keys.size).toBe((size * (size - 1)) / 2);
});
