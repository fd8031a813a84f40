import fc from "fast-check";
import { expect, test } from "vitest";
import { EntryCache, type Known } from "./entry-cache.ts";

function known(value: unknown, version = 1): Known {
  return { entry: { value, version, expiresAt: null }, version, asOf: version, epoch: 0 };
}

test("beyond its number of entries, those go first that were not used for longest", () => {
  const cache = new EntryCache(3, 1e9);
  for (const id of ["a", "b", "c"]) cache.keep(id, known(id), cache);
  cache.use("a");
  cache.peek("b");
  cache.keep("d", known("d"), cache);
  expect(["a", "b", "c", "d"].filter((id) => cache.peek(id) !== undefined)).toEqual(["a", "c", "d"]);
});

test("beyond its bytes likewise, and what is too large alone is not kept at all", () => {
  const cache = new EntryCache(1000, 10_000);
  for (let at = 0; at < 100; at += 1) cache.keep(String(at), known("x".repeat(1000)), cache);
  expect(cache.size).toBe(4);
  expect(cache.bytes).toBeLessThanOrEqual(10_000);
  cache.keep("large", known("x".repeat(10_000)), cache);
  expect([cache.size, cache.bytes]).toEqual([0, 0]);
});

test("what one owner drops is its own only", () => {
  const cache = new EntryCache(10, 1e9);
  const [one, two] = [{}, {}];
  cache.keep("a", known(1), one);
  cache.keep("b", known(2), two);
  cache.dropAll(one);
  expect([cache.peek("a"), cache.peek("b")?.entry?.value]).toEqual([undefined, 2]);
});

test("whatever is kept and dropped, the bytes are those of what is there, and the bounds hold", () => {
  const step = fc.record({ id: fc.constantFrom("a", "b", "c", "d"), size: fc.nat(300), owner: fc.nat(1), drops: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const cache = new EntryCache(3, 2000);
      const owners = [{}, {}];
      for (const { id, size, owner, drops } of steps) {
        if (drops) cache.dropAll(owners[owner] as object);
        else cache.keep(id, known("x".repeat(size)), owners[owner] as object);
        expect(cache.size).toBeLessThanOrEqual(3);
        expect(cache.bytes).toBeLessThanOrEqual(2000);
      }
      for (const owner of owners) cache.dropAll(owner);
      expect([cache.size, cache.bytes]).toEqual([0, 0]);
    }),
  );
});
