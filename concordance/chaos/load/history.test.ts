import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { ErrorCode } from "../../../generated/concordance/types.ts";
import { checkText } from "../../simulation/linearizability/check-file.ts";
import { temporaryFolder } from "../../testing/temporary-folder.ts";
import { expiriesOf } from "../verdict/expiries.ts";
import { changeOf } from "../verdict/testing/changes.ts";
import type { Reply } from "./connection.ts";
import { History } from "./history.ts";
import type { Plan } from "./plan.ts";
import { entriesOf } from "./recording.ts";

const place = { namespace: "chaos/a", key: "k" };
const entry = (value: string, version: number) => ({ ...place, value, version, revision: version });
const set = (value: string, cas?: number): Plan => ({ op: "set", ...place, value, ...(cas === undefined ? {} : { cas }) });
const get: Plan = { op: "get", isLocal: false, ...place };
const result = (of: unknown): Reply => ({ kind: "result", result: of });
const error = (code: ErrorCode, more: object = {}): Reply => ({ kind: "error", code, data: { code, ...more } });

type Told = readonly [plan: Plan, reply: Reply];

/** What the checker says of the file, when all this came one after the other. */
async function verdictOf(told: readonly Told[]): Promise<string> {
  const path = join(await temporaryFolder(), "history.jsonl");
  const history = new History(path);
  for (const [at, [plan, reply]] of told.entries()) {
    for (const one of entriesOf(plan, reply, { process: 1, start: at * 10, end: at * 10 + 5 })) history.record(one);
  }
  await history.close();
  return checkText(await readFile(path, "utf8")).verdict;
}

const batch: Plan = {
  op: "batch",
  operations: [
    { op: "check", ...place, cas: 1 },
    { op: "set", ...place, value: "b" },
    { op: "set", ...place, key: "l", value: "c" },
    { op: "delete", ...place, key: "m" },
  ],
};
const batchDone = result({
  revision: 2,
  results: [
    { op: "check", version: 1 },
    { op: "set", version: 2 },
    { op: "set", version: 1 },
    { op: "delete", version: 0, deleted: false },
  ],
});

test("what a right store says is linearizable", async () => {
  const told: Told[] = [
    [get, error("NOT_FOUND")],
    [set("a", 0), result(entry("a", 1))],
    [set("x", 0), error("CAS_CONFLICT", { currentVersion: 1 })],
    [batch, batchDone],
    [{ op: "mget", keys: [place, { ...place, key: "m" }] }, result({ items: [entry("b", 2), null] })],
    [{ op: "list", namespace: place.namespace }, result({ items: [entry("b", 2), { ...entry("c", 1), key: "l" }], nextCursor: null })],
    [set("y"), error("NOT_LEADER")],
    [set("z"), { kind: "lost" }],
    [get, result(entry("b", 2))],
    [get, result(entry("z", 3))],
    [{ op: "delete", ...place, cas: 3 }, result({ deleted: true, version: 4, revision: 4 })],
  ];
  expect(await verdictOf(told)).toBe("linearizable");
});

test.each<[string, Told[]]>([
  [
    "a write that was acknowledged and lost",
    [
      [set("a"), result(entry("a", 1))],
      [get, error("NOT_FOUND")],
    ],
  ],
  [
    "a read of what is past",
    [
      [set("a"), result(entry("a", 1))],
      [set("b"), result(entry("b", 2))],
      [get, result(entry("a", 1))],
    ],
  ],
  [
    "a conflict that was none",
    [
      [set("a", 0), error("CAS_CONFLICT", { currentVersion: 3 })],
      [get, error("NOT_FOUND")],
    ],
  ],
  [
    "two writes that both were first",
    [
      [set("a", 0), result(entry("a", 1))],
      [set("b", 0), result(entry("b", 1))],
    ],
  ],
  [
    "half of a batch",
    [
      [set("a"), result(entry("a", 1))],
      [batch, batchDone],
      [{ op: "mget", keys: [{ ...place, key: "l" }] }, result({ items: [null] })],
    ],
  ],
  [
    "a refused write that is there",
    [
      [set("a"), error("NOT_LEADER")],
      [get, result(entry("a", 1))],
    ],
  ],
  [
    "a write of unknown outcome that comes, goes and comes",
    [
      [set("a"), result(entry("a", 1))],
      [set("b"), { kind: "lost" }],
      [get, result(entry("b", 2))],
      [get, result(entry("a", 1))],
    ],
  ],
  [
    "an entry that is gone without an expiry",
    [
      [{ op: "set", ...place, value: "a", expiresAt: 1 }, result(entry("a", 1))],
      [get, error("NOT_FOUND")],
    ],
  ],
])("%s is called wrong", async (_what, told) => {
  expect(await verdictOf(told)).toBe("not linearizable");
});

test("a local read, and one that was never sent, are no part of the history", () => {
  const occasion = { process: 1, start: 0, end: 1 };
  expect(entriesOf({ op: "get", isLocal: true, ...place }, result(entry("a", 1)), occasion)).toEqual([]);
  expect(entriesOf(get, { kind: "unsent" }, occasion)).toEqual([]);
  expect(entriesOf(set("a"), error("PROPOSAL_TIMEOUT"), occasion)).toMatchObject([{ result: "unknown" }]);
});

test("an expiry lies between the time that the entry was given and the moment at which it was seen", async () => {
  const history = new History(join(await temporaryFolder(), "history.jsonl"));
  const expiresAt = Date.now() + 5_000;
  history.record({
    process: 1,
    op: "set",
    ...place,
    args: { value: "a", expiresAt } as { value: string },
    result: { version: 1 },
    start: 1,
    end: 2,
  });
  const log = [changeOf(1, "k", { value: "a" }), changeOf(2, "k", { op: "expire", value: null, version: 2 })];
  const [expiry] = expiriesOf(history, log, new Map([["chaos/a k 2", 6e9]]));
  expect(expiry).toMatchObject({ op: "expire", ...place, result: { version: 2 }, end: 6e9 });
  expect(Number(expiry?.start)).toBeGreaterThan(4.9e9);
  expect(Number(expiry?.start)).toBeLessThan(5.01e9);
  expect(() => expiriesOf(history, [changeOf(1, "k"), changeOf(2, "k", { op: "expire", version: 2 })], new Map())).toThrow(
    "although it was to stay",
  );
  await history.close();
});
