import { expect, test } from "vitest";
import { Lab } from "./testing/lab.ts";

const transfer = (lab: Lab, to: string | null) => lab.input("a", { kind: "transfer", to });

test("leadership goes to the node that was named, at once and although the leader is heard", () => {
  const lab = new Lab(["a", "b", "c"]);
  lab.elect("a");
  transfer(lab, "c");
  lab.deliver();
  expect(lab.node("c")).toMatchObject({ role: "leader", term: 2 });
  expect(lab.told("a", "transfer")).toEqual([{ kind: "transfer", to: "c", result: "done" }]);
});

test("the target gets everything before it is asked to take over", () => {
  const lab = new Lab(["a", "b", "c"]);
  lab.elect("a");
  lab.propose("a", "x");
  lab.mail = [];
  transfer(lab, "b");
  expect(lab.mail).toEqual([]);
  lab.tick("a", 50);
  lab.deliver();
  expect(lab.node("b")).toMatchObject({ role: "leader" });
  expect(lab.applied("b").map(({ payload }) => payload)).toContain("x");
});

test("without a name it goes to the voter whose log is closest", () => {
  const lab = new Lab(["a", "b", "c"]);
  lab.elect("a");
  lab.propose("a", "x");
  lab.deliver(({ to }) => to !== "b");
  transfer(lab, null);
  lab.deliver();
  expect(lab.node("c").role).toBe("leader");
});

test("proposals are refused meanwhile, and taken again when it takes too long", () => {
  const lab = new Lab(["a", "b", "c"]);
  lab.elect("a");
  transfer(lab, "b");
  lab.propose("a", "early");
  expect(lab.outcomes("a")).toEqual([{ id: "early", result: "refused", reason: "transferring", leader: "a" }]);
  for (let round = 0; round < 7; round += 1) {
    lab.tick("a", 50);
    lab.deliver(({ kind }) => kind !== "timeout_now");
  }
  expect(lab.told("a", "transfer")).toEqual([{ kind: "transfer", to: "b", result: "timed_out" }]);
  lab.propose("a", "late");
  lab.deliver();
  expect(lab.outcomes("a").at(-1)).toMatchObject({ id: "late", result: "committed" });
});

test.each(["x", "l"])("it is refused to %s, who is no voter", (to) => {
  const lab = new Lab(["a", "b", "c"]);
  lab.elect("a");
  lab.input("a", { kind: "change_membership", id: "l", change: { kind: "add", id: "l", address: "l:1", as: "learner" } });
  lab.deliver();
  transfer(lab, to);
  expect(lab.told("a", "transfer")).toEqual([{ kind: "transfer", to, result: "refused" }]);
});

test("the leader itself is a target that is reached already", () => {
  const lab = new Lab(["a", "b", "c"]);
  lab.elect("a");
  transfer(lab, "a");
  expect(lab.told("a", "transfer")).toEqual([{ kind: "transfer", to: "a", result: "done" }]);
  expect(lab.propose("a", "x").some(({ kind }) => kind === "persist")).toBe(true);
});
