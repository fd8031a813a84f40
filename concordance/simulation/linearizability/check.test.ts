import { expect, test } from "vitest";
import { checkHistory } from "./check.ts";
import type { Operation } from "./types.ts";

type Call = Pick<Operation, "op" | "args" | "result"> & { namespace?: string; key?: string };

/** Operations one after the other. */
function inTurn(...calls: Call[]): Operation[] {
  return calls.map(
    (call, at) => ({ process: 0, namespace: "tenant:acme", key: "theme", start: at * 10, end: at * 10 + 5, ...call }) as Operation,
  );
}

/** Operations all at the same time. */
function atOnce(...calls: Call[]): Operation[] {
  return inTurn(...calls).map((operation, process) => ({ ...operation, process, start: 0, end: 1 }));
}

const get = (value: unknown, version: number): Call => ({ op: "get", args: {}, result: { value, version } as Call["result"] });
const missing: Call = { op: "get", args: {}, result: { error: "NOT_FOUND" } };
const set = (value: string, version: number, cas?: number): Call => ({
  op: "set",
  args: cas === undefined ? { value } : { value, cas },
  result: { version },
});
const remove = (version: number): Call => ({ op: "delete", args: {}, result: { deleted: true, version } });
const lost = (call: Call): Call => ({ ...call, result: "unknown" });
const refused = (call: Call, currentVersion: number): Call => ({ ...call, result: { error: "CAS_CONFLICT", currentVersion } });
const on = (key: string, call: Call): Call => ({ ...call, key });
const batch = (writes: object[], result: object): Call => ({
  op: "batch",
  namespace: "",
  key: "",
  args: { operations: writes.map((write) => ({ namespace: "tenant:acme", ...write })) } as Call["args"],
  result: result as Call["result"],
});
const list = (...items: object[]): Call => ({ op: "list", key: "", args: {}, result: { items } as Call["result"] });

const both = [
  { op: "set", key: "a", value: "1" },
  { op: "set", key: "b", value: "2" },
];
const bothDone = { results: [{ version: 1 }, { version: 1 }] };

test.each<[claim: string, history: Operation[]]>([
  ["versions begin at 1 and rise", inTurn(missing, set("a", 1), set("b", 2), get("b", 2))],
  ["versions go on after a delete", inTurn(set("a", 1), remove(2), missing, set("b", 3))],
  ["a delete of nothing raises no version", inTurn({ op: "delete", args: {}, result: { deleted: false } }, set("a", 1))],
  ["cas 0 creates what does not exist", inTurn(set("a", 1, 0))],
  ["cas 0 creates what was deleted", inTurn(set("a", 1), remove(2), set("b", 3, 0))],
  ["cas 0 conflicts with what exists", inTurn(set("a", 1), refused(set("b", 2, 0), 1))],
  ["a cas conflicts with what was deleted, whose current version is 0", inTurn(set("a", 1), remove(2), refused(set("b", 3, 2), 0))],
  ["one of two with the same cas wins", atOnce(set("a", 1, 0), refused(set("b", 1, 0), 1))],
  ["values are compared as JSON", inTurn({ ...set("", 1), args: { value: { a: 1, b: [2] } } }, get({ b: [2], a: 1 }, 1))],
  ["an unknown write may have taken effect", inTurn(set("a", 1), lost(set("b", 0)), get("b", 2))],
  ["an unknown write may not have taken effect", inTurn(set("a", 1), lost(set("b", 0)), get("a", 1), set("c", 2))],
  ["an unknown write may take effect later", inTurn(set("a", 1), lost(set("b", 0)), get("a", 1), set("c", 3))],
  ["an unknown write with a cas may find its version later", inTurn(lost(set("b", 0, 1)), missing, set("a", 1), get("b", 2))],
  ["a refused write constrains nothing", inTurn({ ...set("a", 9), result: { error: "READ_ONLY" } }, missing)],
  ["a local read constrains nothing", inTurn(set("a", 1), { ...missing, args: { consistency: "local" } })],
  [
    "an expired entry is gone and leaves a version",
    inTurn(set("a", 1), { op: "expire", args: {}, result: { version: 2 } }, missing, set("b", 3)),
  ],
  ["a batch does all of it", inTurn(batch(both, bothDone), on("a", get("1", 1)), on("b", get("2", 1)))],
  [
    "a batch with a check that fails does nothing",
    inTurn(
      batch([...both, { op: "check", key: "c", cas: 4 }], { error: "CAS_CONFLICT", currentVersion: 0 }),
      on("a", missing),
      on("b", missing),
    ),
  ],
  [
    "an unknown batch may take effect as a whole",
    inTurn(batch(both, bothDone), lost(batch(both, {})), on("a", get("1", 2)), on("b", get("2", 2))),
  ],
  ["a list shows what exists, in order", inTurn(batch(both, bothDone), on("a", remove(2)), list({ key: "b", value: "2", version: 1 }))],
])("%s: linearizable", (_claim, history) => {
  expect(checkHistory(history)).toEqual({ verdict: "linearizable" });
});

test.each<[claim: string, history: Operation[]]>([
  ["an acknowledged write that is lost", inTurn(set("a", 1), missing)],
  ["a stale read", inTurn(set("a", 1), set("b", 2), get("a", 1))],
  ["a value under the version of another", inTurn(set("a", 1), set("b", 2), get("a", 2))],
  ["a version given twice", atOnce(set("a", 1), set("b", 1))],
  ["a version left out", inTurn(set("a", 1), set("b", 3))],
  ["a version that starts again after a delete", inTurn(set("a", 1), remove(2), set("b", 1))],
  ["two that win with the same cas", atOnce(set("a", 1, 0), set("b", 2, 0))],
  ["a conflict without a cause", inTurn(set("a", 1), refused(set("b", 2, 1), 1))],
  ["a conflict that names a version that is past", inTurn(set("a", 1), set("b", 2), refused(set("c", 3, 7), 1))],
  ["a write that was refused and took effect", inTurn({ ...set("a", 1), result: { error: "READ_ONLY" } }, get("a", 1))],
  ["an unknown write that takes effect twice", inTurn(lost(set("a", 0)), get("a", 1), remove(2), get("a", 3))],
  ["an unknown write that comes and goes", inTurn(set("a", 1), lost(set("b", 0)), get("b", 2), get("a", 1))],
  ["an unknown cas that took effect on another version", inTurn(set("a", 1), lost(set("b", 0, 7)), get("b", 2))],
  ["half a batch", inTurn(batch(both, bothDone), on("a", get("1", 1)), on("b", missing))],
  ["half an unknown batch", inTurn(lost(batch(both, {})), on("a", get("1", 1)), on("b", missing), on("a", get("1", 1)))],
  ["a batch that does not say what it did", inTurn(batch(both, { results: [{ version: 1 }] }))],
  ["a list that leaves something out", inTurn(batch(both, bothDone), list({ key: "b", value: "2", version: 1 }))],
  [
    "a list of two moments",
    inTurn(
      on("a", set("1", 1)),
      on("b", set("2", 1)),
      on("a", set("3", 2)),
      list({ key: "a", value: "1", version: 1 }, { key: "b", value: "2", version: 1 }),
    ),
  ],
])("%s: not linearizable", (_claim, history) => {
  expect(checkHistory(history).verdict).toBe("not linearizable");
});

test("the explanation names the key, the state and the operation that does not fit", () => {
  const { detail } = checkHistory(inTurn(set("dark", 1), lost(set("blue", 0)), set("light", 2), get("dark", 1)));
  expect(detail).toBe(
    [
      "tenant:acme/theme: at most 2 of 3 completed operations can be put into an order.",
      "The end of the longest order:",
      '  process 0 [0, 5]: set tenant:acme/theme = "dark" → {"version":1}',
      '  process 0 [20, 25]: set tenant:acme/theme = "light" → {"version":2}',
      "State after it: tenant:acme/theme = (a value that nobody read), version 2",
      "None of these fits, or leads on, and one of them has to come now:",
      '  process 0 [30, 35]: get tenant:acme/theme → "dark", version 1',
      "Of unknown outcome, and of no help whether they took effect or not:",
      '  process 0 [10, open]: set tenant:acme/theme = "blue" → unknown',
    ].join("\n"),
  );
});

test("times may be bigints", () => {
  const history = inTurn(set("a", 1), get("a", 1)).map((each) => ({
    ...each,
    start: BigInt(each.start) + 2n ** 60n,
    end: BigInt(each.end ?? 0) + 2n ** 60n,
  }));
  expect(checkHistory(history)).toEqual({ verdict: "linearizable" });
  expect(checkHistory(history.toReversed().map((each, at) => ({ ...each, start: BigInt(at), end: BigInt(at) }))).verdict).toBe(
    "not linearizable",
  );
});

test("a history that takes too long is undecided, and the part is named", () => {
  const many = atOnce(...Array.from({ length: 30 }, (_, at) => set(`${at}`, at + 2)));
  expect(checkHistory(many, { maxStates: -1 })).toEqual({
    verdict: "undecided",
    detail: "tenant:acme/theme, 30 operations: more than -1 states",
  });
});
