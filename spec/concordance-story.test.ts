import { expect, test } from "vitest";
import { ERROR_CODES } from "../generated/concordance/error-codes.ts";
import type { BatchResult, ClusterStatus, ErrorBody, NewBatch, StreamError } from "../generated/concordance/types.ts";
import { parsed } from "./test/example-files.ts";
import { SPECS, type Spec } from "./test/specs.ts";

/* The store's valid examples are read side by side in the documents: together they must tell one story that could be true. */

const [, CONCORDANCE] = SPECS as [Spec, Spec];
const full = (type: string) => CONCORDANCE.exampleObject(type, "valid-full");
const validOf = (type: string) => CONCORDANCE.examplesOf(type).filter(({ valid }) => valid);

test("the entry that is read, written, watched and deleted is one entry", () => {
  const { namespace, key } = full("Entry");
  for (const type of ["KvGetParams", "KvSetParams", "WatchChange", "KvDeleteParams"]) {
    expect([type, full(type)["namespace"], full(type)["key"]]).toEqual([type, namespace, key]);
  }
  expect(full("KvListParams")["namespace"]).toBe(namespace);
  expect(full("EntryPage")["items"]).toContainEqual(full("Entry"));
});

test("a write with `cas` makes the next version, and the watcher hears of it", () => {
  const written = full("KvSetParams");
  const { value, version, updatedBy, expiresAt, revision } = full("Entry");
  expect([value, version, updatedBy, expiresAt]).toEqual([
    written["value"],
    Number(written["cas"]) + 1,
    written["actor"],
    written["expiresAt"],
  ]);
  expect(full("WatchChange")).toMatchObject({ value, version, revision, updatedBy });
  expect(full("DeleteResult")["version"]).toBe(Number(full("KvDeleteParams")["cas"]) + 1);
});

test("each operation of a batch has its result", () => {
  const { operations } = full("NewBatch") as unknown as NewBatch;
  const { results } = full("BatchResult") as unknown as BatchResult;
  expect(results.map(({ op }) => op)).toEqual(operations.map(({ op }) => op));
  for (const [index, operation] of operations.entries()) {
    if (operation.cas === undefined) continue;
    expect(results[index]?.version).toBe(operation.op === "check" ? operation.cas : operation.cas + 1);
  }
});

test("what a REST call takes is what the method takes, without where it is", () => {
  for (const [body, params] of [
    ["NewBatch", "KvBatchParams"],
    ["NewEntry", "KvSetParams"],
    ["NewMember", "ClusterJoinParams"],
    ["FormerMember", "ClusterRemoveParams"],
    ["Successor", "ClusterTransferParams"],
  ] as const) {
    expect(full(params)).toMatchObject(full(body));
  }
});

test("an error has the number and the data of its code", () => {
  const ofCode: Record<string, string[]> = {
    CAS_CONFLICT: ["currentVersion", "operation"],
    COMPACTED: ["compactedTo"],
    NOT_LEADER: ["leader"],
    INVALID_REQUEST: ["details"],
  };
  const errors = validOf("StreamError").map((example) => parsed(example) as StreamError);
  for (const { code, data } of errors) expect([data.code, code]).toEqual([data.code, ERROR_CODES[data.code].rpcCode]);
  for (const { error } of validOf("ErrorBody").map((example) => parsed(example) as ErrorBody)) {
    const { code, message: _, ...data } = error;
    expect(Object.keys(data).filter((name) => !ofCode[code]?.includes(name))).toEqual([]);
  }
});

test("a status is of a cluster that could be: its leader is a member with a vote, and nobody is ahead of what is committed", () => {
  for (const example of validOf("ClusterStatus")) {
    const { leader, members, appliedIndex, commitIndex, role, nodeId } = parsed(example) as ClusterStatus;
    expect(appliedIndex).toBeLessThanOrEqual(commitIndex);
    expect(role === "leader").toBe(leader === nodeId);
    for (const member of members) expect(member.voter).toBe(member.role === "voter");
    if (members.length > 0) expect(members.find((member) => member.nodeId === leader)?.voter).toBe(true);
  }
});
