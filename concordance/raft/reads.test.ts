import { expect, test } from "vitest";
import { Lab } from "./testing/lab.ts";

const read = (lab: Lab, on: string, ...ids: readonly string[]) => lab.input(on, { kind: "read", ids });
const ready = (lab: Lab, id: string) => lab.told(id, "reads_ready").flatMap(({ ids }) => ids);

test("a read waits for a majority to confirm, after it came, that the leader leads", () => {
  const lab = new Lab(["a", "b", "c"]);
  lab.elect("a");
  lab.tick("a", 50);
  const earlier = lab.mail;
  lab.mail = [];
  read(lab, "a", "r");
  const later = lab.mail;
  lab.mail = [...earlier];
  lab.deliver();
  expect(ready(lab, "a")).toEqual([]);
  lab.mail = later;
  lab.deliver(({ from, to }) => from !== "c" && to !== "c");
  expect(ready(lab, "a")).toEqual(["r"]);
});

test("reads that come during a round share the next one", () => {
  const lab = new Lab(["a", "b", "c"]);
  lab.elect("a");
  read(lab, "a", "r1");
  read(lab, "a", "r2");
  read(lab, "a", "r3");
  expect(lab.mail.length).toBe(2);
  lab.deliver();
  expect(lab.told("a", "reads_ready").map(({ ids }) => ids)).toEqual([["r1"], ["r2", "r3"]]);
});

test("a new leader answers reads only once an entry of its term is committed", () => {
  const lab = new Lab(["a", "b", "c"]);
  lab.elect("a");
  lab.propose("a", "x");
  lab.deliver(({ kind }) => kind !== "heartbeat");
  // b has x, but does not know that it is committed.
  lab.elect("b", ({ kind }) => kind.startsWith("vote"));
  read(lab, "b", "r");
  lab.deliver(({ kind }) => kind.startsWith("heartbeat"));
  expect(ready(lab, "b")).toEqual([]);
  lab.tick("b", 50);
  lab.deliver();
  expect(lab.told("b", "reads_ready")).toEqual([{ kind: "reads_ready", ids: ["r"], index: 3 }]);
});

test("a deposed leader that does not know it serves no read", () => {
  const lab = new Lab(["a", "b", "c"]);
  lab.elect("a");
  lab.elect("b", ({ from, to }) => from !== "a" && to !== "a");
  expect(lab.node("a").role).toBe("leader");
  read(lab, "a", "r");
  lab.deliver();
  expect(ready(lab, "a")).toEqual([]);
  expect(lab.told("a", "reads_failed")).toEqual([{ kind: "reads_failed", ids: ["r"] }]);
});

test("a follower asks the leader, and serves the read once it has applied as much", () => {
  const lab = new Lab(["a", "b", "c"]);
  lab.elect("a");
  lab.propose("a", "x");
  // b is behind.
  lab.deliver(({ to, kind }) => to !== "b" || kind !== "append_request");
  read(lab, "b", "r");
  lab.deliver(({ to, kind }) => to !== "b" || kind !== "append_request");
  expect(lab.node("b").applied).toBe(1);
  expect(ready(lab, "b")).toEqual([]);
  lab.tick("a", 50);
  lab.deliver();
  expect(lab.told("b", "reads_ready")).toEqual([{ kind: "reads_ready", ids: ["r"], index: 2 }]);
});

test("a follower's question that was lost is asked again", () => {
  const lab = new Lab(["a", "b", "c"]);
  lab.elect("a");
  read(lab, "b", "r");
  lab.mail = [];
  lab.tick("a", 50);
  lab.deliver();
  expect(ready(lab, "b")).toEqual(["r"]);
});

test("an answer to a question of the process before the restart confirms nothing", () => {
  const lab = new Lab(["a", "b", "c"]);
  lab.elect("a");
  read(lab, "b", "r");
  const message = { kind: "read_response", cluster: "lab", from: "a", to: "b", term: 1, context: "b/other/1", index: 1 } as const;
  lab.input("b", { kind: "message", message });
  expect(ready(lab, "b")).toEqual([]);
});

test("without a leader a read fails at once, and when the leader changes", () => {
  const lab = new Lab(["a", "b", "c"]);
  read(lab, "b", "r1");
  expect(lab.told("b", "reads_failed")).toEqual([{ kind: "reads_failed", ids: ["r1"] }]);
  lab.elect("a");
  read(lab, "b", "r2");
  lab.mail = [];
  lab.elect("c", ({ from, to }) => from !== "a" && to !== "a");
  expect(lab.told("b", "reads_failed").at(-1)).toEqual({ kind: "reads_failed", ids: ["r2"] });
});

test("a node alone serves reads at once", () => {
  const lab = new Lab(["a"]);
  read(lab, "a", "r");
  expect(ready(lab, "a")).toEqual(["r"]);
});
