import { expect, test } from "vitest";
import type { SnapshotChunk } from "./messages.ts";
import { Lab, shape, voters, withLog } from "./testing/lab.ts";

const options = { snapshotThreshold: 4, snapshotTrailing: 0 };

/** A leader that has compacted its log away before c was ever heard of. */
function compacted(): Lab {
  const lab = new Lab(["a", "b", "c"], { options });
  lab.elect("a", ({ from, to }) => from !== "c" && to !== "c");
  lab.propose("a", "1", "2", "3");
  lab.deliver(({ from, to }) => from !== "c" && to !== "c");
  lab.input("a", { kind: "snapshot_taken", index: 4 });
  return lab;
}

/** Sends the chunks that the leader wants sent, of a snapshot of so many bytes. */
function sendChunks(lab: Lab, outputs: ReturnType<Lab["input"]>, size = 10, chunk = 4): void {
  for (const output of outputs) {
    if (output.kind !== "send_snapshot_chunk") continue;
    const end = Math.min(size, output.message.offset + chunk);
    lab.mail.push({ ...output.message, data: `${output.message.offset}-${end}`, done: end === size });
  }
}

const written = (lab: Lab, nextOffset: number, valid = true) =>
  lab.input("c", { kind: "snapshot_chunk_written", index: 4, nextOffset, valid });

/** Delivers to and fro, and lets the leader's shell send chunks. */
function exchange(lab: Lab): void {
  for (let message = lab.mail.shift(); message !== undefined; message = lab.mail.shift()) {
    sendChunks(lab, lab.input(message.to, { kind: "message", message }));
  }
}

test("a snapshot is asked for when enough was applied, with the membership of that moment", () => {
  const lab = compacted();
  expect(lab.told("a", "snapshot_needed")).toEqual([
    { kind: "snapshot_needed", snapshot: { index: 4, term: 1, membership: voters("a", "b", "c") } },
  ]);
});

test("the log behind a durable snapshot goes, but for its tail", () => {
  const lab = compacted();
  expect(lab.told("a", "compact")).toEqual([{ kind: "compact", index: 4, term: 1 }]);
  expect(shape(lab.node("a"))).toBe("");
  const other = new Lab(["a"], { options: { ...options, snapshotTrailing: 3 } });
  other.propose("a", "1", "2", "3");
  other.input("a", { kind: "snapshot_taken", index: 4 });
  expect(other.told("a", "compact")).toEqual([{ kind: "compact", index: 1, term: 1 }]);
});

test("a follower whose entries are gone gets the snapshot chunk by chunk, and then the log", () => {
  const lab = compacted();
  sendChunks(lab, lab.tick("a", 50));
  exchange(lab);
  for (const [offset, next] of [
    [0, 4],
    [4, 8],
    [8, 10],
  ] as const) {
    expect(lab.told("c", "write_snapshot_chunk").at(-1)).toMatchObject({ offset, data: `${offset}-${next}`, done: next === 10 });
    written(lab, next);
    exchange(lab);
  }
  expect(lab.told("c", "restore")).toMatchObject([{ snapshot: { index: 4, term: 1 } }]);
  expect(lab.node("c")).toMatchObject({ commit: 4, applied: 4 });
  lab.propose("a", "5");
  exchange(lab);
  expect(lab.applied("c").map(({ payload }) => payload)).toEqual(["5"]);
});

test("a chunk that was lost is sent again, and the transfer goes on where it was", () => {
  const lab = compacted();
  sendChunks(lab, lab.tick("a", 50));
  exchange(lab);
  written(lab, 4);
  lab.mail = [];
  for (let round = 0; round < 6; round += 1) {
    sendChunks(lab, lab.tick("a", 50));
    lab.tick("b", 0);
    exchange(lab);
  }
  expect(lab.told("c", "write_snapshot_chunk").map(({ offset }) => offset)).toEqual([0, 4]);
});

test("a snapshot that turns out to be damaged is asked for again from its start", () => {
  const lab = compacted();
  sendChunks(lab, lab.tick("a", 50));
  exchange(lab);
  written(lab, 4);
  exchange(lab);
  written(lab, 8);
  exchange(lab);
  written(lab, 10, false);
  exchange(lab);
  expect(lab.told("c", "write_snapshot_chunk").map(({ offset }) => offset)).toEqual([0, 4, 8, 0]);
  expect(lab.node("c").commit).toBe(0);
});

test("a snapshot that the shell does not keep any more is replaced by the newest", () => {
  const lab = compacted();
  sendChunks(lab, lab.tick("a", 50));
  exchange(lab);
  lab.propose("a", "4", "5", "6", "7");
  lab.deliver();
  lab.input("a", { kind: "snapshot_taken", index: 8 });
  const outputs = lab.input("a", { kind: "snapshot_unavailable", to: "c", index: 4 });
  expect(outputs).toContainEqual(expect.objectContaining({ kind: "send_snapshot_chunk", message: expect.objectContaining({ offset: 0 }) }));
  expect(lab.node("a").progress.get("c")?.transfer?.snapshot.index).toBe(8);
});

const chunk = (index: number, term: number): SnapshotChunk => ({
  kind: "snapshot_chunk",
  cluster: "lab",
  from: "b",
  to: "a",
  term: 8,
  snapshot: { index, term, membership: voters("a", "b", "z") },
  offset: 0,
  data: "all",
  done: true,
});

test("a snapshot never overwrites what is newer", () => {
  const lab = new Lab([]);
  lab.start("a", withLog(8, 1, 2, 3));
  const heartbeat = { kind: "heartbeat", cluster: "lab", from: "b", to: "a", term: 8, commit: 3, round: 1 } as const;
  lab.input("a", { kind: "message", message: heartbeat });
  lab.mail = [];
  lab.input("a", { kind: "message", message: chunk(2, 2) });
  expect(lab.told("a", "write_snapshot_chunk")).toEqual([]);
  expect(lab.mail).toMatchObject([{ kind: "append_response", match: 3 }]);
});

test("a snapshot of what the log has only says that it is committed", () => {
  const lab = new Lab([]);
  lab.start("a", withLog(8, 1, 2, 3));
  lab.input("a", { kind: "message", message: chunk(2, 2) });
  expect(lab.node("a")).toMatchObject({ commit: 2, applied: 2 });
  expect(shape(lab.node("a"))).toBe("1:1 2:2 3:3");
});

test("a snapshot that the log contradicts replaces all of it, and its membership holds", () => {
  const lab = new Lab([], { persists: false });
  lab.start("a", withLog(8, 1, 2, 3));
  lab.input("a", { kind: "message", message: chunk(2, 7) });
  const outputs = lab.input("a", { kind: "snapshot_chunk_written", index: 2, nextOffset: 3, valid: true });
  expect(outputs).toContainEqual(expect.objectContaining({ kind: "persist", snapshot: chunk(2, 7).snapshot, entries: [] }));
  expect(lab.node("a").memberships.current).toEqual(voters("a", "b", "z"));
  // Neither acknowledged nor restored before it is durable.
  expect(lab.mail).toEqual([]);
  expect(lab.told("a", "restore")).toEqual([]);
  lab.input("a", { kind: "persisted", id: 1 });
  expect(lab.told("a", "restore").length).toBe(1);
  expect(lab.mail).toMatchObject([{ kind: "append_response", match: 2 }]);
});

test.each([
  { claim: "a log that does not reach its snapshot", restored: { ...withLog(3, 1), snapshot: { index: 2, term: 1, membership: [] } } },
  { claim: "a state ahead of its log", restored: { ...withLog(3, 1), applied: 2 } },
  { claim: "a gap in its log", restored: { ...withLog(3, 1), entries: [{ index: 2, term: 1, kind: "noop", payload: null } as const] } },
])("a node does not start with $claim", ({ restored }) => {
  expect(() => new Lab([]).start("a", restored)).toThrow(/log/);
});
