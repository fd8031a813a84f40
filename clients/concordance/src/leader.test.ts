import { expect, test } from "vitest";
import { Leader } from "./leader.ts";
import { type StatusFacts, statusOf } from "./testing/scripted-node.ts";

const members = ["n1", "n2", "n3"].map((id, index) => ({ id, address: `10.0.0.${index + 1}:4100` }));

function claim(leader: Leader, facts: Omit<StatusFacts, "members">, at = "asked:4100"): boolean {
  return leader.claimed(at, statusOf({ ...facts, members }));
}

test("nothing is known at first, and nobody is missed", () => {
  const { address, isLost } = new Leader();
  expect({ address, isLost }).toEqual({ address: null, isLost: false });
});

test("a leader is where it was asked, whatever the cluster calls it by; another one is where the cluster says", () => {
  const leader = new Leader();
  claim(leader, { id: "n1", leader: "n1" }, "forwarded.example:80");
  expect(leader.address).toBe("forwarded.example:80");
  claim(leader, { id: "n1", leader: "n2", term: 2 });
  expect(leader.address).toBe("10.0.0.2:4100");
});

test("a node that is behind does not bring a leader of before back", () => {
  const leader = new Leader();
  claim(leader, { id: "n3", leader: "n2", term: 5 });
  expect(claim(leader, { id: "n1", leader: "n1", term: 4 })).toBe(false);
  expect(leader.address).toBe("10.0.0.2:4100");
});

test("a node that has not heard yet who leads does not make anyone doubt who does; in a new term it does", () => {
  const leader = new Leader();
  claim(leader, { id: "n3", leader: "n2", term: 5 });
  expect(claim(leader, { id: "n1", leader: null, term: 5 })).toBe(false);
  expect(leader.address).toBe("10.0.0.2:4100");
  expect(claim(leader, { id: "n1", leader: null, term: 6 })).toBe(true);
  expect(leader).toMatchObject({ address: null, isLost: true });
});

test("what is repeated is no news", () => {
  const leader = new Leader();
  expect(claim(leader, { id: "n3", leader: "n2" })).toBe(true);
  expect(claim(leader, { id: "n1", leader: "n2" })).toBe(false);
  leader.lost();
  expect(claim(leader, { id: "n1", leader: "n2" })).toBe(true);
});

test("terms of another cluster are not compared: a restored one begins again", () => {
  const leader = new Leader();
  claim(leader, { id: "n3", leader: "n2", term: 900 });
  claim(leader, { id: "n1", leader: "n1", term: 1, cluster: "a restored one" }, "10.0.0.1:4100");
  expect(leader.address).toBe("10.0.0.1:4100");
});

test("an address that is none is not gone to", () => {
  const leader = new Leader();
  leader.claimed("10.0.0.1:4100", statusOf({ id: "n1", leader: "n2", members: [{ id: "n2", address: "http://evil/" }] }));
  expect(leader.address).toBe(null);
});
