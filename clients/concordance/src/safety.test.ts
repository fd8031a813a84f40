import { expect, test } from "vitest";
import type { StreamMethod } from "./generated/calls.ts";
import { ERROR_CODES } from "./generated/error-codes.ts";
import type { ErrorCode, Operation } from "./generated/types.ts";
import { afterLoss, afterRefusal, type Repeat, repeatOf } from "./safety.ts";

const at = { namespace: "a", key: "k" };
const set = (cas?: number): Operation => ({ op: "set", ...at, value: 1, ...(cas === undefined ? {} : { cas }) });
const remove = (cas?: number): Operation => ({ op: "delete", ...at, ...(cas === undefined ? {} : { cas }) });
const check = (cas: number): Operation => ({ op: "check", ...at, cas });

test.each<readonly [string, StreamMethod, Parameters<typeof repeatOf>[1] & { consistency?: string }, Repeat]>([
  ["a read", "kv/get", {}, "always"],
  ["a linearizable read", "kv/list", { consistency: "linearizable" }, "always"],
  ["a set of a version", "kv/set", { cas: 3 }, "once"],
  ["a delete of a version", "kv/delete", { cas: 1 }, "once"],
  ["a blind set", "kv/set", {}, "never"],
  ["a blind delete", "kv/delete", {}, "never"],
  // What it makes may be deleted before it is repeated: it would come back to life.
  ["a set where nothing is", "kv/set", { cas: 0 }, "never"],
  ["a batch with one set of a version", "kv/batch", { operations: [set(), set(2)] }, "once"],
  ["a batch with one delete of a version", "kv/batch", { operations: [remove(2), set(0)] }, "once"],
  // A check changes nothing that it would fail on the next time.
  ["a batch that only checks a version", "kv/batch", { operations: [check(2), set()] }, "never"],
  ["a batch of blind writes", "kv/batch", { operations: [set(), remove()] }, "never"],
  ["a batch that only creates", "kv/batch", { operations: [set(0), remove(0)] }, "never"],
  ["a change of the cluster", "cluster/join", {}, "never"],
])("%s may be repeated: %s %o %s", (_what, method, params, repeat) => {
  expect(repeatOf(method, params, false)).toBe(repeat);
  // Only of what would not be repeated anyway has one to be told that it may be.
  expect(repeatOf(method, params, true)).toBe(repeat === "never" ? "told" : repeat);
});

const REPEATS: readonly Repeat[] = ["always", "once", "told", "never"];

test("after every code: what was certainly not done is done again or fails, and only what may have been done is unknown", () => {
  for (const [code, { outcomeUnknown, retryable }] of Object.entries(ERROR_CODES) as [ErrorCode, (typeof ERROR_CODES)[ErrorCode]][]) {
    for (const repeat of REPEATS) {
      const verdict = afterRefusal(code, { repeat, isUncertain: false });
      if (outcomeUnknown) expect([code, repeat, verdict]).toEqual([code, repeat, repeat === "never" ? "unknown" : "again"]);
      else if (retryable && code !== "TRANSFER_FAILED") expect([code, repeat, verdict]).toEqual([code, repeat, "again"]);
      else expect([code, repeat, verdict]).toEqual([code, repeat, "fail"]);
    }
  }
});

test("a call that may have taken effect never fails as if it had not", () => {
  for (const code of Object.keys(ERROR_CODES) as ErrorCode[]) {
    for (const repeat of REPEATS) expect(afterRefusal(code, { repeat, isUncertain: true })).not.toBe("fail");
  }
});

test("a call whose answer is lost is done again unless it may take effect twice and nobody said that it may", () => {
  expect(REPEATS.map((repeat) => afterLoss({ repeat, isUncertain: false }))).toEqual(["again", "again", "again", "unknown"]);
});
