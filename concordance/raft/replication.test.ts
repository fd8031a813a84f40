import fc from "fast-check";
import { expect, test } from "vitest";
import type { AppendRequest } from "./messages.ts";
import { entriesOf, Lab, shape, withLog } from "./testing/lab.ts";

const append = (fields: Partial<AppendRequest>): AppendRequest => ({
  kind: "append_request",
  cluster: "lab",
  from: "b",
  to: "a",
  term: 8,
  prevIndex: 0,
  prevTerm: 0,
  entries: [],
  commit: 0,
  ...fields,
});

/** Figure 7 of the paper: the leader of term 8, and what followers may have. */
const LEADER = [1, 1, 1, 4, 4, 5, 5, 6, 6, 6];
const FIGURE_7 = [
  { name: "a", log: [1, 1, 1, 4, 4, 5, 5, 6, 6] },
  { name: "b", log: [1, 1, 1, 4] },
  { name: "c", log: [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 6] },
  { name: "d", log: [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 7, 7] },
  { name: "e", log: [1, 1, 1, 4, 4, 4, 4] },
  { name: "f", log: [1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3] },
];

test.each(FIGURE_7)("a leader brings follower $name of figure 7 to its own log", ({ log }) => {
  const lab = new Lab([]);
  lab.start("a", withLog(7, ...LEADER));
  lab.start("b", withLog(7, ...log));
  lab.start("c", withLog(7));
  lab.elect("a", ({ from, to }) => [from, to].includes("c") || to === "a");
  lab.tick("a", 50);
  lab.deliver(({ kind }) => kind !== "heartbeat");
  lab.tick("a", 50);
  lab.deliver();
  expect(shape(lab.node("b"))).toBe(shape(lab.node("a")));
  expect(lab.node("b").commit).toBe(11);
});

test("logs that part are brought together in a few round trips, whole terms at a time", () => {
  fc.assert(
    fc.property(terms(1), terms(2), terms(3), (common, left, right) => {
      const above = common.at(-1) ?? 0;
      const [mine, theirs] = [left, right].map((own) => [...common, ...own.filter((term) => term > above)]);
      if (mine === undefined || theirs === undefined) return;
      const lab = new Lab([]);
      lab.start("a", withLog(30, ...mine));
      lab.start("b", withLog(30, ...theirs));
      lab.start("c", withLog(30));
      lab.elect("a", ({ from, to, kind }) => kind.startsWith("vote") || ![from, to].includes("b"));
      let trips = 0;
      lab.tick("a", 50);
      lab.deliver(({ kind, to }) => {
        if (kind === "append_request" && to === "b") trips += 1;
        return true;
      });
      expect(shape(lab.node("b"))).toBe(shape(lab.node("a")));
      expect(trips).toBeLessThanOrEqual(2 * (new Set([...mine, ...theirs]).size + 2));
    }),
    { numRuns: 300 },
  );
});

/** Terms as a log may have them, never falling. Those of different leaders are different. */
function terms(leader: 1 | 2 | 3): fc.Arbitrary<number[]> {
  const term = fc.integer({ min: 0, max: 9 }).map((step) => 3 * step + leader);
  return fc.array(term, { maxLength: 40 }).map((unsorted) => unsorted.sort((a, b) => a - b));
}

test.each([
  { claim: "follows on", prevIndex: 3, prevTerm: 2, entries: [4], after: "1:1 2:2 3:2 4:8", match: 4 },
  { claim: "repeats what is there", prevIndex: 1, prevTerm: 1, entries: [], after: "1:1 2:2 3:2", match: 1 },
  { claim: "contradicts what is there", prevIndex: 1, prevTerm: 1, entries: [2], after: "1:1 2:8", match: 2 },
  { claim: "comes after a gap", prevIndex: 5, prevTerm: 8, entries: [6], after: "1:1 2:2 3:2", match: null },
  { claim: "comes after another entry", prevIndex: 3, prevTerm: 3, entries: [4], after: "1:1 2:2 3:2", match: null },
])("an append that $claim is answered with match $match", ({ prevIndex, prevTerm, entries, after, match }) => {
  const lab = new Lab([]);
  lab.start("a", withLog(2, 1, 2, 2));
  const sent = entries.map((index) => ({ index, term: 8, kind: "noop", payload: null }) as const);
  lab.input("a", { kind: "message", message: append({ prevIndex, prevTerm, entries: sent }) });
  expect(shape(lab.node("a"))).toBe(after);
  expect(lab.mail).toMatchObject([{ kind: "append_response", match }]);
});

test("an append that was delayed takes nothing away from the log", () => {
  const lab = new Lab([]);
  lab.start("a", withLog(8));
  const [first, second] = entriesOf(8, 8);
  if (first === undefined || second === undefined) throw new Error("no entries");
  lab.input("a", { kind: "message", message: append({ entries: [first, second] }) });
  lab.input("a", { kind: "message", message: append({ entries: [first] }) });
  expect(shape(lab.node("a"))).toBe("1:8 2:8");
});

test("a follower commits no further than the append has shown it to agree", () => {
  const lab = new Lab([]);
  lab.start("a", withLog(8, 1, 2, 3));
  lab.input("a", { kind: "message", message: append({ prevIndex: 1, prevTerm: 1, commit: 3 }) });
  expect(lab.node("a").commit).toBe(1);
});

test("a committed entry is never truncated: the node fails rather", () => {
  const lab = new Lab([]);
  lab.start("a", withLog(8, 1, 2, 3));
  lab.input("a", { kind: "message", message: append({ prevIndex: 3, prevTerm: 3, commit: 3 }) });
  const entries = [{ index: 2, term: 8, kind: "noop", payload: null }] as const;
  expect(() => lab.input("a", { kind: "message", message: append({ prevIndex: 1, prevTerm: 1, entries }) })).toThrow(
    "a was told to truncate entry 2, but 3 is committed.",
  );
});

test("appends follow each other without waiting, in pieces, up to the window", () => {
  const lab = new Lab(["a", "b", "c"], { options: { maxAppendEntries: 2, maxInflight: 3 } });
  lab.elect("a");
  lab.propose("a", ...Array.from({ length: 11 }, (_, index) => `p${index}`));
  const toB = () =>
    lab.mail.flatMap((message) => (message.kind === "append_request" && message.to === "b" ? [message.entries.length] : []));
  expect(toB()).toEqual([2, 2, 2]);
  lab.deliver();
  expect(lab.applied("b").length).toBe(12);
});

test("an append ends with the entry that reaches its size", () => {
  const lab = new Lab(["a", "b"], { options: { maxAppendBytes: 10, payloadBytes: (payload) => String(payload).length } });
  lab.elect("a");
  lab.propose("a", "1234", "5678", "90", "1234567890123", "x");
  expect(lab.mail.map((message) => message.kind === "append_request" && message.entries.map(({ payload }) => payload))).toEqual([
    ["1234", "5678", "90"],
    ["1234567890123"],
    ["x"],
  ]);
});

test("what is lost is sent again once a heartbeat is answered", () => {
  const lab = new Lab(["a", "b", "c"]);
  lab.elect("a");
  lab.propose("a", "lost");
  lab.mail = [];
  expect(lab.node("a").commit).toBe(1);
  lab.tick("a", 50);
  lab.deliver();
  expect(lab.outcomes("a")).toContainEqual({ id: "lost", result: "committed", index: 2 });
});

test("a follower that was out of reach is probed before more is sent", () => {
  const lab = new Lab(["a", "b", "c"]);
  lab.elect("a");
  lab.input("a", { kind: "unreachable", peer: "b" });
  lab.propose("a", "one");
  lab.propose("a", "two");
  expect(lab.mail.filter(({ to }) => to === "b").length).toBe(1);
  lab.deliver();
  expect(lab.applied("b").length).toBe(3);
});
