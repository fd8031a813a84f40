import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { ERROR_CODES } from "../generated/gateway/error-codes.ts";
import { DURABLE_EVENTS } from "../generated/gateway/events.ts";
import { PERMISSIONS_OF } from "../generated/gateway/permissions.ts";
import { SESSION_STATUS_MOVES } from "../generated/gateway/state-machines.ts";
import type { DurableEvent, FileContents, Identity, ProblemDetails } from "../generated/gateway/types.ts";
import { EXAMPLES, parsed } from "./test/example-files.ts";

/* The valid examples are read side by side in the documents: together they must tell one story that could be true. */

interface Found {
  where: string;
  value: Record<string, unknown>;
}

/** Every object within the valid examples, at any depth. */
const OBJECTS: Found[] = EXAMPLES.filter(({ valid }) => valid).flatMap((example) => {
  const found: Found[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if (!Array.isArray(value)) found.push({ where: `${example.type}/${example.name}`, value: value as Record<string, unknown> });
    for (const inner of Object.values(value)) visit(inner);
  };
  visit(parsed(example));
  return found;
});
const having = (...fields: string[]) => OBJECTS.filter(({ value }) => fields.every((field) => field in value));
const LOG = OBJECTS.filter(({ value }) => (DURABLE_EVENTS as ReadonlySet<unknown>).has(value["type"])).map(
  ({ value }) => value as unknown as DurableEvent,
);

test("the events of the log are places of one log: a number is one event, and later ones come later", () => {
  expect(LOG.length).toBeGreaterThan(50);
  const bySeq = new Map<number, DurableEvent>();
  for (const event of LOG) {
    expect(event).toEqual(bySeq.get(event.seq) ?? event);
    bySeq.set(event.seq, event);
  }
  const times = [...bySeq.values()].sort((left, right) => left.seq - right.seq).map(({ ts }) => ts);
  expect(times).toEqual(times.toSorted((left, right) => left - right));
  expect(new Set(LOG.map(({ sessionId }) => sessionId)).size).toBe(1);
});

test("a session moves as it may", () => {
  const moves = LOG.flatMap((event) => (event.type === "session_state" ? [event] : []));
  expect(moves.length).toBeGreaterThan(2);
  for (const { previous, status } of moves) expect(SESSION_STATUS_MOVES[previous]).toContain(status);
});

test("the hash and the size of a file are those of its content", () => {
  const files = having("content", "encoding", "hash", "size");
  expect(files.length).toBeGreaterThan(3);
  for (const { where, value } of files) {
    const { content, encoding, hash, size } = value as unknown as FileContents;
    const bytes = Buffer.from(content, encoding);
    expect([where, size, hash]).toEqual([where, bytes.length, createHash("sha256").update(bytes).digest("hex")]);
  }
});

test("a problem has the status of its code", () => {
  const problems = EXAMPLES.filter(({ type, valid }) => valid && type === "ProblemDetails").map(
    (example) => parsed(example) as ProblemDetails,
  );
  expect(problems.length).toBeGreaterThan(3);
  for (const { code, status } of problems) expect([code, status]).toEqual([code, ERROR_CODES[code].status]);
});

test("a turn's error is worth repeating when its code is", () => {
  const errors = LOG.flatMap((event) => (event.type === "turn_error" ? [event] : []));
  expect(errors.length).toBeGreaterThan(1);
  for (const { code, retryable } of errors) expect([code, retryable]).toEqual([code, ERROR_CODES[code].retryable]);
});

test("an identity has the permissions of its role", () => {
  const identities = having("tenantId", "role", "permissions");
  expect(identities.length).toBeGreaterThan(1);
  for (const { value } of identities) {
    const { role, permissions } = value as unknown as Identity;
    expect(permissions).toEqual(PERMISSIONS_OF[role]);
  }
});

test("a snapshot is of one moment", () => {
  for (const { value } of having("activeTurn", "pendingRequests", "session")) {
    const session = value["session"] as { lastSeq: number; status: string };
    expect(session.lastSeq).toBe(value["lastSeq"]);
    expect(["running", "waiting"].includes(session.status)).toBe(value["activeTurn"] !== null);
    const replayFrom = Number(value["replayFrom"]);
    if (value["resume"] === "live") expect(replayFrom).toBe(session.lastSeq + 1);
    if (value["resume"] === "reset") expect(replayFrom).toBe(1);
  }
});
