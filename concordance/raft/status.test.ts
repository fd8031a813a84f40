import { expect, test } from "vitest";
import { snapshotsInUse, statusOf } from "./status.ts";
import { Lab } from "./testing/lab.ts";

test("a leader knows how far everybody is, and when it heard them", () => {
  const lab = new Lab(["a", "b", "c"]);
  lab.elect("a", ({ from, to }) => from !== "c" && to !== "c");
  lab.tick("a", 30);
  expect(statusOf(lab.node("a"))).toEqual({
    nodeId: "a",
    role: "leader",
    term: 1,
    leader: "a",
    commitIndex: 1,
    appliedIndex: 1,
    members: [
      { id: "a", address: "a:4100", role: "voter", matchIndex: 1, lastContactMs: 0 },
      { id: "b", address: "b:4100", role: "voter", matchIndex: 1, lastContactMs: 30 },
      { id: "c", address: "c:4100", role: "voter", matchIndex: 0, lastContactMs: 30 },
    ],
  });
});

test("a follower knows when it heard the leader, and nothing of the others", () => {
  const lab = new Lab(["a", "b", "c"]);
  lab.elect("a");
  lab.tick("b", 20);
  expect(statusOf(lab.node("b")).members).toMatchObject([
    { id: "a", matchIndex: null, lastContactMs: 20 },
    { id: "b", matchIndex: 1, lastContactMs: 0 },
    { id: "c", matchIndex: null, lastContactMs: null },
  ]);
});

test("a snapshot is in use for as long as it is sent", () => {
  const lab = new Lab(["a", "b", "c"], { options: { snapshotThreshold: 2, snapshotTrailing: 0 } });
  const without = ({ from, to }: { from: string; to: string }) => from !== "c" && to !== "c";
  lab.elect("a", without);
  lab.propose("a", "x");
  lab.deliver(without);
  lab.input("a", { kind: "snapshot_taken", index: 2 });
  expect(snapshotsInUse(lab.node("a"))).toEqual(new Set());
  lab.tick("a", 50);
  lab.deliver();
  expect(snapshotsInUse(lab.node("a"))).toEqual(new Set([2]));
});
