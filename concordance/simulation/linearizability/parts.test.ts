import { expect, test } from "vitest";
import { partsOf } from "./parts.ts";
import type { Operation } from "./types.ts";

function operation(fields: object): Operation {
  return {
    process: 0,
    op: "get",
    namespace: "n",
    key: "",
    args: {},
    result: { error: "NOT_FOUND" },
    start: 0,
    end: 1,
    ...fields,
  } as Operation;
}

const get = (key: string, namespace = "n") => operation({ key, namespace });
const check = (...keys: string[]) =>
  operation({ op: "batch", args: { operations: keys.map((key) => ({ op: "check", namespace: "n", key })) }, result: "unknown" });
const list = operation({ op: "list", result: { items: [] } });

test.each<[claim: string, history: Operation[], sizes: number[]]>([
  ["each key is a part", [get("a"), get("b"), get("a")], [2, 1]],
  ["a key of another namespace is another key", [get("a"), get("a", "m")], [1, 1]],
  ["a batch joins its keys", [get("a"), get("b"), get("c"), check("a", "b")], [3, 1]],
  ["batches that share a key join all of theirs", [check("a", "b"), check("c", "d"), check("b", "c"), get("d")], [4]],
  ["a list joins the keys of its namespace", [get("a"), get("b"), get("a", "m"), list], [3, 1]],
  ["a read without an answer says nothing", [operation({ key: "a", result: "unknown" })], []],
  ["a list without an answer joins nothing", [get("a"), get("b"), { ...list, result: "unknown" } as Operation], [1, 1]],
  ["a refused operation says nothing", [operation({ op: "set", key: "a", args: { value: 1 }, result: { error: "READ_ONLY" } })], []],
  [
    "a conflict says something",
    [operation({ op: "set", key: "a", args: { value: 1 }, result: { error: "CAS_CONFLICT", currentVersion: 1 } })],
    [1],
  ],
])("%s", (_claim, history, sizes) => {
  expect(partsOf(history).map((part) => part.length)).toEqual(sizes);
});
