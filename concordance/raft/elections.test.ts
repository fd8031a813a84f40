import { expect, test } from "vitest";
import type { VoteRequest } from "./messages.ts";
import { Lab, voters, withLog } from "./testing/lab.ts";

const request = (fields: Partial<VoteRequest>): VoteRequest => ({
  kind: "vote_request",
  cluster: "lab",
  from: "b",
  to: "a",
  term: 6,
  pre: false,
  lastIndex: 3,
  lastTerm: 5,
  transfer: false,
  ...fields,
});

test("a node that hears nobody for an election timeout is elected, and commits a noop", () => {
  const lab = new Lab(["a", "b", "c"]);
  lab.elect("a");
  expect(lab.node("a").term).toBe(1);
  expect(lab.applied("a")).toMatchObject([{ index: 1, term: 1, kind: "noop" }]);
  expect(lab.node("b")).toMatchObject({ role: "follower", leader: "a", term: 1, vote: "a" });
});

test("a node asks to be woken at a random time between the election timeouts", () => {
  const lab = new Lab(["a", "b", "c"]);
  expect(lab.told("a", "timer")).toEqual([{ kind: "timer", at: 1000 + 225 }]);
  lab.tick("a", 224);
  expect(lab.node("a").role).toBe("follower");
  lab.tick("a", 1);
  expect(lab.node("a").role).toBe("pre_candidate");
});

test("a pre-vote changes nobody's term", () => {
  const lab = new Lab(["a", "b", "c"]);
  lab.tick("a", 400);
  expect(lab.mail).toMatchObject([
    { kind: "vote_request", pre: true, term: 1, to: "b" },
    { kind: "vote_request", pre: true, term: 1, to: "c" },
  ]);
  expect(lab.node("a").term).toBe(0);
  lab.deliver(({ kind }) => kind === "vote_request");
  expect([...lab.nodes.values()].map(({ term, vote }) => [term, vote])).toEqual([
    [0, null],
    [0, null],
    [0, null],
  ]);
});

test("a node that is cut off does not raise its term, and disturbs nobody when it comes back", () => {
  const lab = new Lab(["a", "b", "c"]);
  lab.elect("a");
  for (let round = 0; round < 20; round += 1) {
    lab.tick("a", 50);
    lab.tick("c", 0);
    lab.deliver(({ from, to }) => from !== "c" && to !== "c");
  }
  expect(lab.node("c")).toMatchObject({ role: "pre_candidate", term: 1 });
  // Back again, it asks everybody before it has heard of the leader.
  for (let round = 0; round < 10; round += 1) {
    lab.tick("a", 50);
    lab.deliver(({ to }) => to !== "c");
    lab.tick("c", 0);
    lab.deliver(({ kind }) => kind.startsWith("vote"));
  }
  expect(lab.node("a")).toMatchObject({ role: "leader", term: 1 });
});

test.each([
  { claim: "as long and as new", lastIndex: 3, lastTerm: 5, granted: true },
  { claim: "longer", lastIndex: 4, lastTerm: 5, granted: true },
  { claim: "shorter, but of a later term", lastIndex: 1, lastTerm: 6, granted: true },
  { claim: "shorter", lastIndex: 2, lastTerm: 5, granted: false },
  { claim: "longer, but of an earlier term", lastIndex: 9, lastTerm: 4, granted: false },
])("a candidate whose log is $claim: vote and pre-vote are $granted", ({ lastIndex, lastTerm, granted }) => {
  for (const pre of [false, true]) {
    const lab = new Lab([]);
    lab.start("a", withLog(5, 1, 3, 5));
    lab.input("a", { kind: "message", message: request({ pre, lastIndex, lastTerm }) });
    expect(lab.mail).toMatchObject([{ kind: "vote_response", pre, granted, to: "b" }]);
  }
});

test("one vote a term, the same candidate may ask again", () => {
  const lab = new Lab([]);
  lab.start("a", withLog(5, 1, 3, 5));
  for (const from of ["b", "c", "b"]) lab.input("a", { kind: "message", message: request({ from }) });
  expect(lab.mail.map((message) => message.kind === "vote_response" && message.granted)).toEqual([true, false, true]);
});

test("a vote is sent only once it is durable, with its term", () => {
  const lab = new Lab([], { persists: false });
  lab.start("a", withLog(5, 1, 3, 5));
  const outputs = lab.input("a", { kind: "message", message: request({}) });
  expect(outputs).toContainEqual(expect.objectContaining({ kind: "persist", id: 1, hardState: { term: 6, vote: "b" } }));
  expect(lab.mail).toEqual([]);
  lab.input("a", { kind: "persisted", id: 1 });
  expect(lab.mail).toMatchObject([{ kind: "vote_response", granted: true, term: 6 }]);
});

test("a candidate asks for votes, and counts its own, only once its term is durable", () => {
  const lab = new Lab(["a", "b", "c"], { persists: false });
  lab.tick("a", 400);
  lab.deliver(({ to, kind }) => to === "b" || kind === "vote_response");
  expect(lab.node("a")).toMatchObject({ role: "candidate", term: 1 });
  expect(lab.mail).toEqual([]);
  expect(lab.node("a").votes.size).toBe(0);
  lab.input("a", { kind: "persisted", id: 1 });
  expect(lab.mail.map(({ kind, to }) => [kind, to])).toEqual([
    ["vote_request", "b"],
    ["vote_request", "c"],
  ]);
});

test("whoever hears a leader neither votes nor enters the candidate's term", () => {
  const lab = new Lab(["a", "b", "c"]);
  lab.elect("a");
  const message = request({ from: "c", to: "b", term: 9, lastIndex: 9, lastTerm: 9 });
  lab.input("b", { kind: "message", message });
  expect(lab.node("b").term).toBe(1);
  expect(lab.mail).toEqual([]);
  lab.now += 150;
  lab.input("b", { kind: "message", message });
  expect(lab.node("b").term).toBe(9);
});

test("a leader that does not hear a majority for an election timeout steps down", () => {
  const lab = new Lab(["a", "b", "c"]);
  lab.elect("a");
  for (let round = 0; round < 6; round += 1) {
    lab.tick("a", 50);
    lab.deliver(({ from, to }) => from === "c" || to === "c");
  }
  expect(lab.node("a").role).toBe("leader");
  for (let round = 0; round < 7; round += 1) {
    lab.tick("a", 50);
    lab.mail = [];
  }
  expect(lab.node("a")).toMatchObject({ role: "follower", leader: null, term: 1 });
});

test("a leader of an earlier term learns of the later one by the answer to its append", () => {
  const lab = new Lab(["a", "b", "c"]);
  lab.elect("a");
  lab.elect("b", ({ to }) => to !== "a");
  lab.propose("a", "late");
  lab.deliver();
  expect(lab.node("a")).toMatchObject({ role: "follower", term: 2 });
});

test("a node alone leads at once", () => {
  const lab = new Lab(["a"]);
  expect(lab.node("a")).toMatchObject({ role: "leader", term: 1, commit: 1 });
});

test("a node without a membership never stands for election", () => {
  const lab = new Lab([]);
  lab.start("x");
  lab.tick("x", 10_000);
  expect(lab.node("x")).toMatchObject({ role: "follower", term: 0 });
  expect(lab.mail).toEqual([]);
});

test("a learner votes for whoever asks, and stands for no election", () => {
  const lab = new Lab([]);
  const membership = [...voters("a", "b"), { id: "l", address: "l:4100", role: "learner" } as const];
  lab.start("l", { ...withLog(5, 1), snapshot: { index: 0, term: 0, membership } });
  lab.tick("l", 1000);
  expect(lab.node("l").role).toBe("follower");
  lab.input("l", { kind: "message", message: request({ to: "l" }) });
  expect(lab.mail).toMatchObject([{ kind: "vote_response", granted: true }]);
});
