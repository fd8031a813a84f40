import { expect, test } from "vitest";
import { type Command, Store } from "./store.ts";

const NS = "tenant:t";
const command = (at: number, ...writes: Command["writes"]): Command => ({ at, writes, proposedAt: 0 });
const set = (key: string, value: number, more: object = {}) => ({ op: "set", namespace: NS, key, value, ...more }) as const;
const remove = (key: string, more: object = {}) => ({ op: "delete", namespace: NS, key, ...more }) as const;

test("versions rise with each write, also across delete and creation", () => {
  const store = new Store();
  const results = [set("k", 1), remove("k"), remove("k"), set("k", 2)].map((write) => store.apply(command(1, write)).result);
  expect(results).toEqual([
    { results: [{ deleted: false, version: 1 }] },
    { results: [{ deleted: true, version: 2 }] },
    { results: [{ deleted: false, version: 2 }] },
    { results: [{ deleted: false, version: 3 }] },
  ]);
});

test.each([
  { claim: "0 where nothing is", cas: 0, key: "new", result: { results: [{ deleted: false, version: 1 }] } },
  { claim: "0 where something is", cas: 0, key: "k", result: { conflict: 1 } },
  { claim: "the current version", cas: 1, key: "k", result: { results: [{ deleted: false, version: 2 }] } },
  { claim: "another version", cas: 2, key: "k", result: { conflict: 1 } },
])("a write with a cas of $claim", ({ cas, key, result }) => {
  const store = new Store();
  store.apply(command(1, set("k", 1)));
  expect(store.apply(command(2, set(key, 2, { cas }))).result).toEqual(result);
});

test("a batch does all or nothing", () => {
  const store = new Store();
  store.apply(command(1, set("k", 1)));
  const before = store.get(NS, "k");
  expect(store.apply(command(2, set("k", 2), { op: "check", namespace: NS, key: "other", cas: 7 })).result).toEqual({ conflict: 0 });
  expect(store.get(NS, "k")).toEqual(before);
});

test("an entry goes away with the first command whose time is past its own", () => {
  const store = new Store();
  store.apply(command(1, set("k", 1, { expiresAt: 10 })));
  expect(store.apply(command(9)).expired).toEqual([]);
  expect(store.apply(command(10)).expired).toEqual([{ namespace: NS, key: "k", version: 2 }]);
  expect(store.get(NS, "k")).toBeNull();
});

test("a state that was saved and loaded goes on as the one that was not", () => {
  const store = new Store();
  store.apply(command(1, set("k", 1, { expiresAt: 10 }), set("l", 2)));
  const copy = Store.load(store.save());
  for (const one of [store, copy]) one.apply(command(20, remove("l")));
  expect(copy.save()).toBe(store.save());
});
