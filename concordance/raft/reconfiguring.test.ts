import { expect, test } from "vitest";
import type { MembershipChange } from "./input.ts";
import { changed } from "./membership.ts";
import { Lab, shape, voters } from "./testing/lab.ts";

const add = (id: string, as: "voter" | "learner" = "voter"): MembershipChange => ({ kind: "add", id, address: `${id}:4100`, as });
const remove = (id: string): MembershipChange => ({ kind: "remove", id });
const change = (lab: Lab, on: string, wanted: MembershipChange) =>
  lab.input(on, { kind: "change_membership", id: "change", change: wanted });
const roles = (lab: Lab, id: string) => lab.node(id).memberships.current.map((member) => `${member.id} ${member.role}`);

test.each([
  { claim: "a node is added without a vote first", wanted: add("d"), after: ["a voter", "b voter", "l learner", "d joining"] },
  { claim: "a learner stays one", wanted: add("d", "learner"), after: ["a voter", "b voter", "l learner", "d learner"] },
  { claim: "a member that is added again keeps its role", wanted: add("b"), after: ["a voter", "b voter", "l learner"] },
  { claim: "a learner is promoted", wanted: { kind: "promote", id: "l" } as const, after: ["a voter", "b voter", "l voter"] },
  { claim: "a voter is removed", wanted: remove("a"), after: ["b voter", "l learner"] },
  { claim: "a stranger cannot be removed", wanted: remove("x"), after: "unknown_member" },
  { claim: "a voter cannot be promoted", wanted: { kind: "promote", id: "a" } as const, after: "already_voter" },
])("$claim", ({ wanted, after }) => {
  const next = changed([...voters("a", "b"), { id: "l", address: "l:4100", role: "learner" }], wanted);
  expect(typeof next === "string" ? next : next.map(({ id, role }) => `${id} ${role}`)).toEqual(after);
});

test("the last voter cannot be removed", () => {
  expect(changed(voters("a"), remove("a"))).toBe("last_voter");
});

test("a member that is added with another address has it from then on", () => {
  const next = changed(voters("a"), { kind: "add", id: "a", address: "elsewhere:1", as: "voter" });
  expect(next).toEqual([{ id: "a", address: "elsewhere:1", role: "voter" }]);
});

test("a node that joins gets the log, and is promoted once it has caught up", () => {
  const lab = new Lab(["a", "b", "c"]);
  lab.elect("a");
  lab.propose("a", "one", "two");
  lab.deliver();
  lab.start("d");
  change(lab, "a", add("d"));
  expect(roles(lab, "a")).toContain("d joining");
  lab.deliver();
  expect(roles(lab, "a")).toContain("d voter");
  expect(roles(lab, "d")).toContain("d voter");
  expect(shape(lab.node("d"))).toBe(shape(lab.node("a")));
  expect(lab.outcomes("a")).toContainEqual({ id: "change", result: "committed", index: 4 });
});

test("a node that catches up slowly is not promoted before a round was short", () => {
  const lab = new Lab(["a", "b", "c"]);
  lab.elect("a");
  lab.start("d");
  change(lab, "a", add("d"));
  for (let late = 0; late < 3; late += 1) {
    const mail = lab.mail;
    lab.mail = [];
    lab.now += 200;
    lab.propose("a", `more ${late}`);
    lab.mail = [...mail, ...lab.mail];
    const held: typeof mail = [];
    lab.deliver((message) => {
      if (message.from === "d") held.push(message);
      return message.from !== "d";
    });
    lab.now += 200;
    lab.mail = held;
    const slow = lab.mail.shift();
    if (slow !== undefined) lab.input("a", { kind: "message", message: slow });
    expect(roles(lab, "a")).toContain("d joining");
  }
  lab.deliver();
  lab.tick("a", 50);
  lab.deliver();
  lab.tick("a", 50);
  lab.deliver();
  expect(roles(lab, "a")).toContain("d voter");
});

test("a node whose first answer was slow, and who lacks nothing by then, is promoted without further traffic", () => {
  const lab = new Lab(["a"]);
  lab.elect("a");
  lab.start("d");
  change(lab, "a", add("d"));
  const held: typeof lab.mail = [];
  lab.deliver((message) => {
    if (message.from === "d") held.push(message);
    return message.from !== "d";
  });
  // A process that is only just starting takes longer than an election timeout now and then.
  lab.now += 1_000;
  lab.mail = held;
  lab.deliver();
  expect(roles(lab, "a")).toContain("d voter");
});

test("a node that went silent after it had caught up gets no vote", () => {
  const lab = new Lab(["a", "b", "c"]);
  lab.elect("a");
  lab.start("l");
  change(lab, "a", add("l", "learner"));
  lab.deliver();
  for (let round = 0; round < 7; round += 1) {
    lab.tick("a", 50);
    lab.deliver(({ from }) => from !== "l");
  }
  change(lab, "a", { kind: "promote", id: "l" });
  expect(lab.outcomes("a").at(-1)).toMatchObject({ result: "refused", reason: "not_caught_up" });
  lab.tick("a", 50);
  lab.deliver();
  change(lab, "a", { kind: "promote", id: "l" });
  lab.deliver();
  expect(lab.outcomes("a").at(-1)).toMatchObject({ result: "committed" });
});

test.each([
  { claim: "by whoever does not lead", on: "b", before: () => {}, reason: "not_leader" },
  { claim: "while the one before is open", on: "a", before: (lab: Lab) => void change(lab, "a", remove("c")), reason: "change_pending" },
  {
    claim: "while leadership is handed over",
    on: "a",
    before: (lab: Lab) => void lab.input("a", { kind: "transfer", to: "b" }),
    reason: "transferring",
  },
])("a change is refused $claim", ({ on, before, reason }) => {
  const lab = new Lab(["a", "b", "c"]);
  lab.elect("a");
  before(lab);
  change(lab, on, add("d"));
  expect(lab.outcomes(on)).toContainEqual(expect.objectContaining({ id: "change", result: "refused", reason }));
});

test("a change is refused until the leader has committed an entry of its own term", () => {
  const lab = new Lab(["a", "b", "c"]);
  lab.elect("a", ({ kind }) => kind.startsWith("vote"));
  change(lab, "a", add("d"));
  expect(lab.outcomes("a")).toContainEqual(expect.objectContaining({ reason: "term_not_committed" }));
});

test("a change that is truncated is taken back", () => {
  const lab = new Lab(["a", "b", "c"]);
  lab.elect("a");
  change(lab, "a", remove("c"));
  lab.mail = [];
  expect(roles(lab, "a")).toEqual(["a voter", "b voter"]);
  lab.elect("b", ({ from, to }) => from !== "a" && to !== "a");
  lab.tick("b", 50);
  lab.deliver();
  lab.tick("b", 50);
  lab.deliver();
  expect(roles(lab, "a")).toEqual(["a voter", "b voter", "c voter"]);
  expect(lab.told("a", "membership").at(-1)?.membership.length).toBe(3);
});

test("a leader that is removed commits that without counting itself, and another takes over at once", () => {
  const lab = new Lab(["a", "b", "c"]);
  lab.elect("a");
  change(lab, "a", remove("a"));
  lab.deliver(({ from, to }) => from !== "c" && to !== "c");
  // One of two is no majority.
  expect(lab.node("a")).toMatchObject({ role: "leader", commit: 1 });
  lab.tick("a", 50);
  lab.deliver();
  expect(lab.node("a").role).toBe("follower");
  expect(lab.told("a", "removed")).toEqual([{ kind: "removed" }]);
  expect([lab.node("b").role, lab.node("c").role].sort()).toEqual(["follower", "leader"]);
});

test("a removed node is told so, and disturbs nobody", () => {
  const lab = new Lab(["a", "b", "c"]);
  lab.elect("a");
  change(lab, "a", remove("c"));
  lab.deliver();
  expect(lab.told("c", "removed")).toEqual([{ kind: "removed" }]);
  lab.tick("c", 1000);
  lab.deliver();
  expect(lab.node("c").role).toBe("follower");
  expect(lab.node("a")).toMatchObject({ role: "leader", term: 1 });
});

test("a removed node that was not told asks in vain", () => {
  const lab = new Lab(["a", "b", "c"]);
  lab.elect("a");
  change(lab, "a", remove("c"));
  lab.deliver(({ to }) => to !== "c");
  for (let round = 0; round < 20; round += 1) {
    lab.tick("a", 50);
    lab.tick("c", 0);
    lab.deliver(({ from, to }) => !(from === "a" && to === "c"));
  }
  expect(lab.node("a")).toMatchObject({ role: "leader", term: 1 });
});

test("a node whose removal is not committed may still be needed to commit it, and stands for election", () => {
  const lab = new Lab(["a", "b"]);
  lab.elect("a");
  change(lab, "a", remove("a"));
  lab.mail = [];
  for (let silent = 0; silent < 8; silent += 1) {
    lab.tick("a", 50);
    lab.mail = [];
  }
  expect(lab.node("a").role).toBe("follower");
  lab.tick("a", 400);
  lab.deliver();
  expect(roles(lab, "b")).toEqual(["b voter"]);
});
