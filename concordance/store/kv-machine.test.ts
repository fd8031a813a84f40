import { expect, test } from "vitest";
import { KvMachine } from "./kv-machine.ts";
import { check, commandAt, remove, set } from "./testing/commands.ts";

const NS = "tenant:a";
const ROOMY = { changes: 1000, valueLength: 1000 };
const machineWith = (...commands: Parameters<KvMachine["apply"]>[0][]) => {
  const machine = new KvMachine({ bounds: ROOMY });
  for (const command of commands) machine.apply(command);
  return machine;
};
const versions = (machine: KvMachine, ...operations: Parameters<typeof commandAt>[1][]) =>
  operations.map((operation) => machine.apply(commandAt(1, operation)).results[0]?.version);

test("versions rise with each write, also across delete and creation", () => {
  const machine = new KvMachine({ bounds: ROOMY });
  expect(versions(machine, set("k", "1"), remove("k"), remove("k"), set("k", "2"), remove("new"))).toEqual([1, 2, 2, 3, 0]);
});

test("a change says everything about itself", () => {
  const { changes, revision } = new KvMachine({ bounds: ROOMY }).apply({
    at: 7,
    actor: "ada",
    operations: [set("k", "1", { expiresAt: 9 }), remove("k")],
  });
  const common = { namespace: NS, key: "k", revision: 1, updatedBy: "ada", updatedAt: 7 };
  expect(changes).toEqual([
    { ...common, op: "set", value: "1", version: 1, position: 0, expiresAt: 9 },
    { ...common, op: "delete", value: null, version: 2, position: 1, expiresAt: null },
  ]);
  expect(revision).toBe(1);
});

test.each([
  ["0 where nothing was ever", "new", 0, null],
  ["0 where something is", "k", 0, 1],
  ["0 where something was", "gone", 0, null],
  ["the current version", "k", 1, null],
  ["a later version", "k", 2, 1],
  ["a version where nothing was ever", "new", 1, 0],
  ["the version of a tombstone", "gone", 2, 0],
])("a cas of %s", (_, key, cas, currentVersion) => {
  for (const operation of [set(key, "2", { cas }), remove(key, { cas }), check(key, cas)]) {
    const machine = machineWith(commandAt(1, set("k", "1"), set("gone", "1"), remove("gone")));
    const before = machine.digest();
    const applied = machine.apply(commandAt(1, operation));
    expect(applied.conflict).toEqual(currentVersion === null ? null : { operation: 0, currentVersion });
    if (currentVersion !== null) expect(machine.digest()).toBe(before);
  }
});

test("a batch does all or nothing, and names the first operation in conflict", () => {
  const machine = machineWith(commandAt(1, set("k", "1")));
  const before = machine.digest();
  const applied = machine.apply(commandAt(1, set("k", "2"), set("l", "1"), check("k", 1), check("other", 7)));
  expect(applied).toEqual({ conflict: { operation: 2, currentVersion: 2 }, results: [], revision: 1, changes: [] });
  expect(machine.digest()).toBe(before);
});

test("operations of a batch see what the ones before them did", () => {
  const machine = new KvMachine({ bounds: ROOMY });
  const { results } = machine.apply(
    commandAt(1, set("k", "1", { cas: 0 }), check("k", 1), remove("k", { cas: 1 }), set("k", "2", { cas: 0 }), remove("l")),
  );
  expect(results.map(({ deleted, version }) => [deleted, version])).toEqual([
    [false, 1],
    [false, 1],
    [true, 2],
    [false, 3],
    [false, 0],
  ]);
  expect(machine.get(NS, "k", 0)).toMatchObject({ value: "2", version: 3, revision: 1, position: 2 });
});

test("keys whose namespaces and names run into each other are different keys", () => {
  const machine = new KvMachine({ bounds: ROOMY });
  machine.apply(
    commandAt(
      1,
      set("bc", "1", { namespace: "a" }),
      set("c", "2", { namespace: "ab", cas: 0 }),
      set(" c", "3", { namespace: "a b", cas: 0 }),
    ),
  );
  expect(machine.get("a", "bc", 0)?.value).toBe("1");
  expect(machine.get("ab", "c", 0)?.value).toBe("2");
});

test("what changes nothing leaves the revision as it is", () => {
  const machine = machineWith(commandAt(1, set("k", "1")));
  expect(machine.apply(commandAt(2, check("k", 1), remove("l"))).revision).toBe(1);
  expect(machine.apply(commandAt(3)).revision).toBe(1);
  expect(machine).toMatchObject({ revision: 1, clock: 3 });
});

test("the clock never goes back, and changes carry it", () => {
  const machine = machineWith(commandAt(50, set("k", "1")), commandAt(20, set("l", "1")));
  expect(machine.clock).toBe(50);
  expect(machine.get(NS, "l", 0)?.updatedAt).toBe(50);
});

test.each([
  ["one before its time", 9, 9, true],
  ["at its time by the reader's clock", 9, 10, false],
  ["at its time by the machine's clock", 10, 0, false],
])("an entry is there for a reader: %s", (_, clock, now, seen) => {
  const machine = machineWith(commandAt(1, set("k", "1", { expiresAt: 10 })));
  if (clock < 10) machine.apply(commandAt(clock));
  else machine.apply(commandAt(clock, set("other", "1", { expiresAt: clock })));
  expect(machine.get(NS, "k", now) !== undefined).toBe(seen);
  expect(machine.list(NS, { limit: 9 }, now).items.some(({ key }) => key === "k")).toBe(seen);
});

test("what is over expires before the operations, at one revision, in order of time, namespace and key", () => {
  const at = (expiresAt: number, namespace = NS) => ({ expiresAt, namespace });
  const machine = machineWith(
    commandAt(
      1,
      set("b", "1", at(5)),
      set("a", "1", at(5)),
      set("z", "1", at(4, "tenant:z")),
      set("c", "1", at(5, "tenant:0")),
      set("later", "1", at(6)),
    ),
  );
  expect(machine.nextExpiry()).toBe(4);
  const { conflict, changes, revision } = machine.apply(commandAt(5, set("a", "2", { cas: 1 })));
  expect(conflict).toEqual({ operation: 0, currentVersion: 0 });
  expect(changes.map(({ op, key, revision, position, updatedBy }) => [op, key, revision, position, updatedBy])).toEqual([
    ["expire", "z", 2, 0, "concordance"],
    ["expire", "c", 2, 1, "concordance"],
    ["expire", "a", 2, 2, "concordance"],
    ["expire", "b", 2, 3, "concordance"],
  ]);
  expect(revision).toBe(2);
  expect(machine.nextExpiry()).toBe(6);
});

test("what expires and what the batch does have revisions of their own", () => {
  const machine = machineWith(commandAt(1, set("k", "1", { expiresAt: 5 })));
  const { changes, revision, results } = machine.apply(commandAt(5, set("k", "2", { cas: 0 })));
  expect(changes.map(({ op, version, revision }) => [op, version, revision])).toEqual([
    ["expire", 2, 2],
    ["set", 3, 3],
  ]);
  expect(revision).toBe(3);
  expect(results).toHaveLength(1);
});

test.each([
  ["written again without one", set("k", "2")],
  ["deleted", remove("k")],
])("an entry that is %s does not expire at its old time", (_, operation) => {
  const machine = machineWith(commandAt(1, set("k", "1", { expiresAt: 5 })), commandAt(2, operation));
  expect(machine.nextExpiry()).toBeNull();
  expect(machine.apply(commandAt(9)).changes).toEqual([]);
});

test("an entry that is set past its time is never seen, and goes with the next command", () => {
  const machine = machineWith(commandAt(10, set("k", "1", { expiresAt: 3 }), check("k", 1)));
  expect(machine.get(NS, "k", 0)).toBeUndefined();
  expect(machine.versionOf(NS, "k")).toBe(1);
  expect(machine.apply(commandAt(0)).changes).toMatchObject([{ op: "expire", version: 2 }]);
});

test("the change log keeps 100,000 changes, and lets one go for the one after", () => {
  const machine = new KvMachine({ bounds: { changes: 100_000, valueLength: 1_000_000 } });
  for (let at = 0; at < 100_000; at += 1) machine.apply(commandAt(at, set(`k${at % 10}`, "1")));
  expect(machine.compactedTo).toBe(0);
  expect(machine.changesSince(0, { limit: 1 })).toMatchObject({ kind: "changes", revision: 1, more: true });
  machine.apply(commandAt(100_000, set("k0", "1")));
  expect(machine.compactedTo).toBe(1);
  expect(machine.changesSince(0, { limit: 1 })).toEqual({ kind: "compacted", compactedTo: 1 });
  const rest = machine.changesSince(1, { limit: 1_000_000 });
  expect(rest).toMatchObject({ kind: "changes", revision: 100_001, more: false });
  expect(rest.kind === "changes" && rest.changes.length).toBe(100_000);
});

test.each([
  ["as long as may be", "12345", 0],
  ["one longer", "123456", 1],
])("values that are %s together", (_, last, compactedTo) => {
  const machine = new KvMachine({ bounds: { changes: 100, valueLength: 10 } });
  machine.apply(commandAt(1, set("k", "12345")));
  machine.apply(commandAt(1, set("l", last), remove("k")));
  expect(machine.compactedTo).toBe(compactedTo);
});

test("a revision that is more than the change log may hold is dropped whole, and its entries stay", () => {
  const machine = new KvMachine({ bounds: { changes: 2, valueLength: 100 } });
  machine.apply(commandAt(1, set("a", "1"), set("b", "1"), set("c", "1")));
  expect(machine.compactedTo).toBe(1);
  expect(machine.changesSince(1, { limit: 9 })).toEqual({ kind: "changes", changes: [], revision: 1, more: false });
  expect(machine.list(NS, { limit: 9 }, 0).items).toHaveLength(3);
});

test.each([
  [9, 2],
  [10, 2],
  [11, 3],
])("a page of values of %i code units together ends at revision %i", (valueLength, revision) => {
  const machine = machineWith(commandAt(1, set("a", "12345")), commandAt(1, set("b", "12345")), commandAt(1, set("c", "12345")));
  machine.apply(commandAt(1, set("d", "12345")));
  expect(machine.changesSince(0, { limit: 9, valueLength })).toMatchObject({ revision, more: true });
});

test("a revision that has not been yet is answered as compacted", () => {
  expect(machineWith(commandAt(1, set("k", "1"))).changesSince(2, { limit: 9 })).toEqual({ kind: "compacted", compactedTo: 0 });
});

test("a namespace of any size is listed in order of code units", () => {
  const machine = new KvMachine({ bounds: ROOMY });
  const expected: string[] = [];
  const listed = () => machine.list(NS, { limit: 1000 }, 0).items.map(({ key }) => key);
  for (let index = 0; index < 300; index += 1) {
    const key = `${(index * 7919) % 300}`;
    machine.apply(commandAt(1, set(key, "1"), set(`gone${index}`, "1"), remove(`gone${index}`)));
    expected.push(key);
    expect(listed()).toEqual(expected.toSorted());
  }
  const { revision, clock, compactedTo } = machine;
  const copy = KvMachine.of(machine.records(), { revision, clock, compactedTo }, { bounds: ROOMY });
  for (const one of [machine, copy]) one.apply(commandAt(1, remove("17"), set("0000", "1")));
  expect(listed()).toEqual([...expected.filter((key) => key !== "17"), "0000"].sort());
  expect(copy.list(NS, { limit: 1000 }, 0)).toEqual(machine.list(NS, { limit: 1000 }, 0));
});

test("a list shows its own namespace, and none below it", () => {
  const machine = machineWith(commandAt(1, set("k", "1"), set("l", "1", { namespace: `${NS}/x` })));
  expect(machine.list(NS, { limit: 9 }, 0).items.map(({ key }) => key)).toEqual(["k"]);
  expect(machine.list("tenant:none", { limit: 9 }, 0)).toEqual({ items: [], more: false });
});

test("a cursor goes on behind its key, also when that is gone", () => {
  const machine = machineWith(commandAt(1, set("a", "1"), set("b", "1"), set("c", "1")), commandAt(2, remove("b")));
  expect(machine.list(NS, { after: "b", limit: 9 }, 0).items.map(({ key }) => key)).toEqual(["c"]);
  expect(machine.list(NS, { after: "a", prefix: "c", limit: 9 }, 0).items.map(({ key }) => key)).toEqual(["c"]);
  expect(machine.list(NS, { after: "c", prefix: "a", limit: 9 }, 0).items).toEqual([]);
});

test.each([
  ["a value", commandAt(1, set("k", "2"))],
  ["an actor", { ...commandAt(1, set("k", "1")), actor: "ada" }],
  ["a time", commandAt(2, set("k", "1"))],
  ["an expiry", commandAt(1, set("k", "1", { expiresAt: 9 }))],
  ["a history", commandAt(1, set("k", "2"), set("k", "1"))],
])("states that differ in %s have different digests", (_, command) => {
  expect(machineWith(command).digest()).not.toBe(machineWith(commandAt(1, set("k", "1"))).digest());
});

test("a digest is the same wherever it is made", () => {
  const machine = machineWith(commandAt(1, set("k", '{"a":1}', { expiresAt: 5 })), commandAt(5, set("l", '"\u{1F600}"')));
  expect(machine.digest()).toBe("622f37b0d337372bfc5c9bb8ff7022831f176a62bf2258f98557d95148fdc3d1");
});
