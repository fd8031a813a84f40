import type { ClusterMember, ClusterStatus } from "@diminuendo/concordance";
import { expect, test } from "vitest";
import { tableOf, viewOf } from "./status-view.ts";

const IDS = ["n1", "n2", "n3"];

function member(nodeId: string, more: Partial<ClusterMember> = {}): ClusterMember {
  return { nodeId, address: `${nodeId}:4100`, voter: true, role: "voter", matchIndex: null, lastContactMs: null, ...more };
}

function status(nodeId: string, more: Partial<ClusterStatus> = {}): ClusterStatus {
  return {
    clusterId: "c",
    nodeId,
    role: "follower",
    term: 3,
    leader: "n2",
    commitIndex: 90,
    appliedIndex: 90,
    revision: 40,
    members: IDS.map((id) => member(id)),
    ...more,
  };
}

const LEADER = status("n2", {
  role: "leader",
  commitIndex: 100,
  revision: 50,
  members: [
    member("n1", { matchIndex: 93, lastContactMs: 12 }),
    member("n2", { matchIndex: 100 }),
    member("n3", { matchIndex: 20, lastContactMs: 7_300, voter: false, role: "learner" }),
  ],
});

const plain = (_style: string, text: string) => text;

test("the table says who leads, who lags and who cannot be reached", () => {
  const view = viewOf(status("n1"), [status("n1"), LEADER, null]);
  expect(tableOf(view, plain).split("\n")).toEqual([
    "Cluster c: n2 leads in term 3, revision 50",
    "",
    "   NODE  ADDRESS  ROLE         VOTER         TERM  MATCH  LAG  LAST CONTACT",
    "   n1    n1:4100  follower     yes              3     93    7  12 ms",
    "*  n2    n2:4100  leader       yes              3    100    0  -",
    "!  n3    n3:4100  unreachable  no (learner)     -     20   80  7.3 s",
  ]);
});

test("without a leader nobody knows who lags", () => {
  const nobody = { leader: null, role: "candidate" } as const;
  const view = viewOf(status("n1", nobody), [status("n1", nobody), null, status("n3", { ...nobody, term: 4 })]);
  expect(view).toMatchObject({ leader: null, term: 4 });
  expect(view.nodes.map(({ role, matchIndex, lag }) => [role, matchIndex, lag])).toEqual([
    ["candidate", null, null],
    [null, null, null],
    ["candidate", null, null],
  ]);
  expect(tableOf(view, plain)).toContain("no leader in term 4");
});

test("of two that take themselves for the leader, the one of the higher term is", () => {
  const old = status("n1", { role: "leader", leader: "n1", term: 2 });
  expect(viewOf(old, [old, LEADER, null]).leader).toBe("n2");
});

test("a member that the asked node does not know of is shown all the same", () => {
  const asked = status("n1", { members: [member("n1")] });
  expect(viewOf(asked, [asked]).nodes).toHaveLength(1);
  expect(viewOf(asked, [LEADER]).nodes.map(({ nodeId }) => nodeId)).toEqual(IDS);
});

test("colours stand around whole lines, so that columns stay in place", () => {
  const marked = tableOf(viewOf(status("n1"), [status("n1"), LEADER, null]), (style, text) => `<${style}>${text}</>`).split("\n");
  expect(marked[4]).toMatch(/^<bold>\* {2}n2 .*<\/>$/);
  expect(marked[5]).toMatch(/^<red>! {2}n3 .*<\/>$/);
});
