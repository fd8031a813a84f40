import { expect, test } from "vitest";
import { entriesOf, Lab, withLog } from "./testing/lab.ts";

test("a leader sends entries before they are durable, and counts itself only once they are", () => {
  const lab = new Lab(["a", "b", "c"]);
  lab.elect("a");
  lab.persists = false;
  lab.propose("a", "x");
  expect(lab.mail.filter(({ kind }) => kind === "append_request").length).toBe(2);
  lab.persists = true;
  // One follower and nobody else.
  lab.nodes.delete("c");
  const persisted = lab.told("a", "persist").at(-1)?.id ?? 0;
  lab.deliver();
  expect(lab.node("b").log.lastIndex).toBe(2);
  expect(lab.node("a").commit).toBe(1);
  lab.input("a", { kind: "persisted", id: persisted });
  expect(lab.node("a").commit).toBe(2);
});

test("a majority of followers commits without the leader's disk, but nothing is applied that is not durable here", () => {
  const lab = new Lab(["a", "b", "c"]);
  lab.elect("a");
  lab.propose("a", "warm");
  lab.deliver();
  const { id } = lab.told("a", "persist").at(-1) ?? { id: 0 };
  expect(lab.node("a").applied).toBe(2);
  lab.persists = false;
  lab.propose("a", "x");
  lab.persists = true;
  lab.deliver();
  expect(lab.node("a")).toMatchObject({ commit: 3, applied: 2 });
  lab.input("a", { kind: "persisted", id: id + 1 });
  expect(lab.node("a").applied).toBe(3);
});

test("a follower acknowledges only what is durable", () => {
  const lab = new Lab([], { persists: false });
  lab.start("a", withLog(8));
  const message = { kind: "append_request", cluster: "lab", from: "b", to: "a", term: 8, prevIndex: 0, prevTerm: 0, commit: 0 } as const;
  lab.input("a", { kind: "message", message: { ...message, entries: entriesOf(8, 8) } });
  expect(lab.mail).toEqual([]);
  lab.input("a", { kind: "persisted", id: 1 });
  expect(lab.mail).toMatchObject([{ kind: "append_response", match: 2 }]);
});

test("a write that a later truncation takes back makes nothing durable", () => {
  const lab = new Lab([], { persists: false });
  lab.start("a", withLog(8));
  const message = { kind: "append_request", cluster: "lab", to: "a", prevIndex: 0, prevTerm: 0, commit: 0 } as const;
  lab.input("a", { kind: "message", message: { ...message, from: "b", term: 8, entries: entriesOf(8, 8, 8) } });
  lab.input("a", { kind: "message", message: { ...message, from: "c", term: 9, entries: entriesOf(8, 9) } });
  lab.input("a", { kind: "message", message: { ...message, from: "b", term: 10, entries: entriesOf(8, 8, 8) } });
  lab.input("a", { kind: "persisted", id: 1 });
  // The disk is about to replace entry 2.
  expect(lab.node("a").writes.durableIndex).toBe(1);
  lab.input("a", { kind: "persisted", id: 3 });
  expect(lab.node("a").writes.durableIndex).toBe(3);
});

test("an entry of an earlier term is not committed by counting, but along with one of the leader's own (figure 8)", () => {
  const lab = new Lab([]);
  lab.start("a", withLog(3, 1, 2));
  lab.start("b", withLog(3, 1, 2));
  lab.start("c", withLog(3, 1));
  // Only the entry of term 2 gets to c: a majority holds it.
  lab.elect("a", ({ from, to, kind }) => kind.startsWith("vote") || [from, to].includes("nobody"));
  lab.tick("a", 50);
  lab.deliver((message) => message.to !== "b" && (message.kind !== "append_request" || message.entries.every(({ term }) => term < 4)));
  expect(lab.node("a").commit).toBe(0);
  lab.tick("a", 50);
  lab.deliver();
  expect(lab.node("a").commit).toBe(3);
});

test("who waits for a proposal is told after it was applied", () => {
  const lab = new Lab(["a", "b", "c"]);
  lab.elect("a");
  lab.propose("a", "x", "y");
  lab.deliver();
  expect(lab.outcomes("a")).toEqual([
    { id: "x", result: "committed", index: 2 },
    { id: "y", result: "committed", index: 3 },
  ]);
  const kinds = lab.outputs.get("a")?.map(({ kind }) => kind) ?? [];
  expect(kinds.lastIndexOf("apply")).toBeLessThan(kinds.lastIndexOf("proposals"));
});

test("who does not lead refuses proposals, and names the leader", () => {
  const lab = new Lab(["a", "b", "c"]);
  lab.elect("a");
  lab.propose("b", "x");
  expect(lab.outcomes("b")).toEqual([{ id: "x", result: "refused", reason: "not_leader", leader: "a" }]);
});

test("what a deposed leader had proposed is superseded once another entry is committed in its place", () => {
  const lab = new Lab(["a", "b", "c"]);
  lab.elect("a");
  lab.propose("a", "lost");
  lab.mail = [];
  lab.elect("b", ({ from, to }) => from !== "a" && to !== "a");
  expect(lab.outcomes("a")).toEqual([]);
  lab.tick("b", 50);
  lab.deliver();
  lab.tick("b", 50);
  lab.deliver();
  expect(lab.outcomes("a")).toEqual([{ id: "lost", result: "superseded" }]);
});

test("what a deposed leader had proposed counts as committed when its successor commits it", () => {
  const lab = new Lab(["a", "b", "c"]);
  lab.elect("a");
  lab.propose("a", "kept");
  lab.deliver(({ kind, to }) => kind === "append_request" && to === "b");
  lab.elect("b", ({ from, to }) => from !== "a" && to !== "a");
  lab.tick("b", 50);
  lab.deliver();
  lab.tick("b", 50);
  lab.deliver();
  expect(lab.outcomes("a")).toEqual([{ id: "kept", result: "committed", index: 2 }]);
});
