import fc from "fast-check";
import { expect, test } from "vitest";
import { BadHistory } from "./bad-history.ts";
import { readJsonLines } from "./json-lines.ts";
import { randomHistory } from "./testing/random-history.ts";

const set = { process: 1, op: "set", namespace: "n", key: "k", arguments: { value: [1] }, result: { version: 1 }, start: 1, end: 2 };

test("a history that was written is read as it was", () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const history = randomHistory({ seed, operations: 40, keys: 3, processes: 4, batches: 0.2, lists: 0.1, unknown: 0.1 });
      const text = history.map(({ args, ...rest }) => `${JSON.stringify({ ...rest, arguments: args })}\n`).join("");
      // Only what no reader needs is left out.
      expect(history).toMatchObject(readJsonLines(text));
    }),
    { numRuns: 50 },
  );
});

test.each<[claim: string, given: object, read: object]>([
  [
    "times past 2^53 are written as text",
    { start: "1790000000000000001", end: "1790000000000000002" },
    { start: 1790000000000000001n, end: 1790000000000000002n },
  ],
  ["a proposal that timed out is unknown", { result: { error: "PROPOSAL_TIMEOUT" } }, { result: "unknown" }],
  ["an unknown operation may have an end", { result: "unknown" }, { result: "unknown", end: 2 }],
  ["an unknown operation needs no end", { result: "unknown", end: null }, { result: "unknown", end: null }],
  [
    "a conflict keeps its version",
    { result: { error: "CAS_CONFLICT", currentVersion: 3 } },
    { result: { error: "CAS_CONFLICT", currentVersion: 3 } },
  ],
  ["fields that nobody needs are dropped", { node: "n1", result: { version: 1, revision: 9 } }, { result: { version: 1 } }],
  ["a get needs no arguments", { op: "get", arguments: undefined, result: { error: "NOT_FOUND" } }, { op: "get", args: {} }],
  [
    "a batch needs no key",
    {
      op: "batch",
      namespace: undefined,
      key: undefined,
      arguments: { operations: [{ op: "delete", namespace: "n", key: "k" }] },
      result: { results: [{}] },
    },
    { op: "batch", key: "" },
  ],
])("%s", (_claim, given, read) => {
  const [operation, ...others] = readJsonLines(`\n${JSON.stringify({ ...set, ...given })}\n\n`);
  expect(operation).toMatchObject(read);
  expect(others).toEqual([]);
});

test.each<[why: string, line: string | object]>([
  ["this is no JSON", "{"],
  ["expected object", "3"],
  ["it ends before it starts", { start: 3 }],
  ["it has a result and no end", { end: null }],
  ["→ at op", { op: "put" }],
  ["→ at key", { key: undefined }],
  ["→ at namespace", { namespace: "" }],
  ["→ at args.cas", { arguments: { value: 1, cas: -1 } }],
  ["→ at args.value", { arguments: {} }],
  ["→ at start", { start: 2 ** 53 }],
  ["→ at start", { start: 0.5 }],
  ["→ at result", { result: "lost" }],
  ["→ at result", { result: { error: "CAS_CONFLICT" } }],
  [
    "1 operations have 2 results",
    { op: "batch", arguments: { operations: [{ op: "check", namespace: "n", key: "k", cas: 1 }] }, result: { results: [{}, {}] } },
  ],
])("what is no operation is refused, with its line and the reason: %s", (why, line) => {
  const read = () => readJsonLines(`${JSON.stringify(set)}\n${typeof line === "string" ? line : JSON.stringify({ ...set, ...line })}`);
  expect(read).toThrow(BadHistory);
  expect(read).toThrow(/^Line 2: /);
  expect(read).toThrow(why);
});
