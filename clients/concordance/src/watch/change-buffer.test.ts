import { expect, test } from "vitest";
import type { Change } from "../generated/types.ts";
import { ChangeBuffer } from "./change-buffer.ts";

function change(revision: number): Change {
  return { namespace: "a", key: `k${revision}`, op: "set", value: 1, version: 1, revision, updatedBy: "api", updatedAt: 1 };
}

function buffer(revision: number | null = 0): ChangeBuffer {
  return new ChangeBuffer(revision, () => undefined);
}

test("changes are taken in their order, whether they wait or are waited for", async () => {
  const changes = buffer();
  changes.push(change(1), 10);
  changes.push(change(2), 10);
  const taken = [changes.next(), changes.next(), changes.next()];
  changes.push(change(3), 10);
  expect((await Promise.all(taken)).map(({ value }) => value?.revision)).toEqual([1, 2, 3]);
});

test("it knows how much waits", async () => {
  const changes = buffer();
  for (let revision = 1; revision <= 3000; revision += 1) changes.push(change(revision), 10);
  expect([changes.changes, changes.bytes]).toEqual([3000, 30_000]);
  for (let revision = 1; revision <= 2999; revision += 1) expect((await changes.next()).value?.revision).toBe(revision);
  expect([changes.changes, changes.bytes]).toEqual([1, 10]);
});

test("the revision is that of what is done with: a change that was only just taken is not, nor are others of its revision", async () => {
  const changes = buffer(3);
  changes.push(change(7), 1);
  changes.push(change(7), 1);
  changes.mark(8);
  expect(changes.revision).toBe(3);
  await changes.next();
  expect(changes.revision).toBe(6);
  await changes.next();
  expect(changes.revision).toBe(6);
  // Whoever asks for the next one has done with the last one.
  void changes.next();
  expect(changes.revision).toBe(8);
  changes.mark(20);
  expect(changes.revision).toBe(20);
});

test("marks of a watch that nobody reads do not pile up", async () => {
  const changes = buffer(0);
  for (let revision = 1; revision <= 1000; revision += 1) changes.mark(revision);
  const next = changes.next();
  expect(changes.revision).toBe(1000);
  changes.push(change(1001), 1);
  expect((await next).value?.revision).toBe(1001);
});

test("at the end what is there can be taken; then comes the error, once", async () => {
  const changes = buffer();
  changes.push(change(1), 1);
  changes.end(new Error("compacted"));
  changes.push(change(2), 1);
  expect((await changes.next()).value?.revision).toBe(1);
  await expect(changes.next()).rejects.toThrow("compacted");
  expect(await changes.next()).toEqual({ done: true, value: undefined });
});

test("who waits hears of the end; what was dropped is not taken", async () => {
  const changes = buffer();
  const waiting = changes.next();
  changes.end(null);
  expect(await waiting).toEqual({ done: true, value: undefined });
  const dropped = buffer();
  dropped.push(change(1), 1);
  dropped.drop();
  expect(await dropped.next()).toEqual({ done: true, value: undefined });
  expect([dropped.changes, dropped.bytes]).toEqual([0, 0]);
});
