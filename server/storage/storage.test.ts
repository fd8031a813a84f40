import { randomUUID } from "node:crypto";
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { encodeBatch, SECTION } from "./journal-format.ts";
import { Layout } from "./layout.ts";
import { Storage } from "./storage.ts";
import { openTestStorage, registerSession, storedEvents } from "./testing/test-storage.ts";

/** How long something may take that happens behind everyone's back, on a machine that is busy. */
const SOON = { timeout: 15_000 };

const state = { type: "session_state", status: "activating", previous: "inactive" } as const;
const delta = (text: string) => ({ type: "text_delta", turnId: "11111111-1111-4111-8111-111111111111", text }) as const;

test("events that were committed are in the session's database after settling, in order and as they were published", async () => {
  const { storage, log, published } = await openTestStorage();
  const { id } = await registerSession(storage);
  const session = log.open("acme", id, 0);
  for (let count = 0; count < 1000; count++) session.append(delta(`piece ${count}`));
  await session.committed(1000);
  const stored = await storedEvents(storage, id);
  expect(stored.map(({ seq }) => seq)).toEqual(Array.from({ length: 1000 }, (_, index) => index + 1));
  expect(published.at(-1)?.lastSeq).toBe(1000);
});

test("the registry's row follows the log", async () => {
  const { storage, log } = await openTestStorage();
  const { id } = await registerSession(storage);
  const session = log.open("acme", id, 0);
  session.append(state);
  session.append({
    type: "turn_complete",
    turnId: randomUUID(),
    finalText: "",
    stopReason: "end_turn",
    usage: { inputTokens: 3, outputTokens: 4, cost: { amount: "0.10", currency: "USD" } },
  });
  await session.committed(2);
  await storage.settle({ tenantId: "acme" });
  const [row] = await storage.query<Record<string, unknown>>({ kind: "registry", tenantId: "acme" }, "SELECT * FROM sessions", []);
  expect(row).toMatchObject({
    status: "activating",
    last_seq: 2,
    input_tokens: 3,
    output_tokens: 4,
    cost_amount: "0.10",
    cost_currency: "USD",
  });
});

test("what stands only in the journal when the process ends is there after the next start", async () => {
  const first = await openTestStorage();
  const { id } = await registerSession(first.storage);
  const layout = new Layout(first.root);
  const session = first.log.open("acme", id, 0);
  session.append(state);
  await session.committed(1);
  // The journal as a killed process leaves it: the database never got the event.
  const [segment = ""] = await readdir(layout.journal);
  const journal = await readFile(join(layout.journal, segment));
  await first.close();
  await rm(layout.session(id), { recursive: true });
  await writeFile(join(layout.journal, "00000077.journal"), journal);
  const second = await openTestStorage(first.root);
  expect(await storedEvents(second.storage, id)).toEqual([expect.objectContaining({ seq: 1, type: "session_state" })]);
  expect((await readdir(layout.journal)).filter((name) => name < "00000078")).toEqual([]);
});

test("a journal that is read twice changes nothing the second time", async () => {
  const first = await openTestStorage();
  const { id } = await registerSession(first.storage);
  const layout = new Layout(first.root);
  const session = first.log.open("acme", id, 0);
  for (let count = 0; count < 10; count++) session.append(delta(String(count)));
  await session.committed(10);
  const [segment = ""] = await readdir(layout.journal);
  const journal = await readFile(join(layout.journal, segment));
  await first.close();
  await writeFile(join(layout.journal, "00000099.journal"), journal);
  const second = await openTestStorage(first.root);
  expect(await storedEvents(second.storage, id)).toHaveLength(10);
});

test("the torn end of a journal is cut off, what stands before it is kept", async () => {
  const first = await openTestStorage();
  const { id } = await registerSession(first.storage);
  await first.close();
  const layout = new Layout(first.root);
  const draft = (firstSeq: number) => ({
    kind: SECTION.events,
    tenantId: "acme",
    sessionId: id,
    firstSeq,
    texts: [`{"type":"x","seq":${firstSeq},"ts":1}`],
  });
  const torn = encodeBatch([draft(2)]).bytes;
  await writeFile(
    join(layout.journal, "00000050.journal"),
    Buffer.concat([encodeBatch([draft(1)]).bytes, torn.subarray(0, torn.length - 3)]),
  );
  const { storage, unreadableBytes } = await Storage.open({ root: first.root, openDatabases: 20, onFault: () => undefined });
  expect(unreadableBytes).toBe(torn.length - 3);
  expect(await storedEvents(storage, id)).toHaveLength(1);
  await storage.close();
});

test("a deleted session takes its row, its folder and its events in the journal with it, also after a restart", async () => {
  const first = await openTestStorage();
  const { id } = await registerSession(first.storage);
  const layout = new Layout(first.root);
  const session = first.log.open("acme", id, 0);
  session.append(state);
  await session.recordDeletion();
  const [segment = ""] = await readdir(layout.journal);
  const journal = await readFile(join(layout.journal, segment));
  await first.close();
  // A process that was killed before it had carried the deletion out.
  await writeFile(join(layout.journal, "00000099.journal"), journal);
  await mkdir(layout.session(id), { recursive: true });
  const second = await openTestStorage(first.root);
  expect(await second.storage.query({ kind: "registry", tenantId: "acme" }, "SELECT id FROM sessions", [])).toEqual([]);
  expect(await readdir(join(first.root, "sessions"))).not.toContain(id);
});

test("a deleted session that its registry does not let go costs no other one anything, also at the next start", async () => {
  const first = await openTestStorage();
  const [deleted, other, early] = [
    await registerSession(first.storage),
    await registerSession(first.storage),
    await registerSession(first.storage, "globex"),
  ];
  const registry = { kind: "registry", tenantId: "acme" } as const;
  const refusal = "CREATE TRIGGER refusal BEFORE DELETE ON sessions BEGIN SELECT RAISE(ABORT, 'not this one'); END";
  await first.storage.transact(registry, [{ sql: refusal, params: [] }]);
  const [deletedLog, otherLog, earlyLog] = [
    first.log.open("acme", deleted.id, 0),
    first.log.open("acme", other.id, 0),
    first.log.open("globex", early.id, 0),
  ];
  deletedLog.append(state);
  earlyLog.append(state);
  await earlyLog.committed(1);
  void deletedLog.recordDeletion();
  earlyLog.append(delta("after"));
  otherLog.append(state);
  await otherLog.committed(1);
  expect(await storedEvents(first.storage, early.id)).toHaveLength(2);
  expect(await storedEvents(first.storage, other.id)).toHaveLength(1);
  await expect(first.storage.settle({ sessionId: deleted.id })).rejects.toThrow("not this one");
  expect(await first.storage.hydrate("acme", deleted.id)).toBeNull();
  expect(first.faults).toMatchObject([
    { sessionId: deleted.id, tenantId: "acme", error: { message: expect.stringContaining("not this one") } },
  ]);
  await first.close();

  const second = await openTestStorage(first.root);
  expect(second.faults).toMatchObject([{ sessionId: deleted.id }]);
  expect(await second.storage.hydrate("acme", deleted.id)).toBeNull();
  for (const [tenantId, id] of [["acme", other.id] as const, ["globex", early.id] as const])
    expect((await second.storage.hydrate(tenantId, id))?.row.lastSeq).toBe(id === early.id ? 2 : 1);
  await second.storage.transact(registry, [{ sql: "DROP TRIGGER refusal", params: [] }]);
  const ids = () => second.storage.query(registry, "SELECT id FROM sessions", []);
  await expect.poll(ids, SOON).toEqual([{ id: other.id }]);
  await expect.poll(() => readdir(second.storage.layout.trash), SOON).toEqual([]);
});

test("that the journal cannot be read is reported once, and what was committed is there when it can be", async () => {
  const { storage, log, faults } = await openTestStorage();
  const { id } = await registerSession(storage);
  const { journal } = storage.layout;
  await rename(journal, `${journal}.aside`);
  const session = log.open("acme", id, 0);
  session.append(state);
  await session.committed(1);
  await expect.poll(() => faults, SOON).toHaveLength(1);
  session.append(delta("more"));
  await session.committed(2);
  await expect(storage.settle({ sessionId: id })).rejects.toThrow("ENOENT");
  await storage.check(false).catch(() => undefined);
  await rename(`${journal}.aside`, journal);
  expect(await storedEvents(storage, id)).toHaveLength(2);
  expect(faults).toMatchObject([{ sessionId: "", tenantId: "", error: { message: expect.stringMatching(/carried over: ENOENT/) } }]);
});

test("more sessions than databases may be open are served all the same", async () => {
  const { storage, log } = await openTestStorage(undefined, 8);
  const sessions = await Promise.all(Array.from({ length: 40 }, () => registerSession(storage)));
  const logs = sessions.map(({ id }) => log.open("acme", id, 0));
  for (let round = 0; round < 5; round++) {
    for (const session of logs) session.append(delta(`round ${round}`));
    await Promise.all(logs.map((session) => session.committed(round + 1)));
  }
  for (const { id } of sessions) expect(await storedEvents(storage, id)).toHaveLength(5);
});

test("a session whose database is broken reports it, keeps its events, and holds up no other", async () => {
  const first = await openTestStorage();
  const [broken, healthy] = [await registerSession(first.storage), await registerSession(first.storage)];
  const layout = new Layout(first.root);
  await mkdir(layout.session(broken.id), { recursive: true });
  await writeFile(layout.sessionDatabase(broken.id), "this is no database".repeat(100));
  const [brokenLog, healthyLog] = [first.log.open("acme", broken.id, 0), first.log.open("acme", healthy.id, 0)];
  brokenLog.append(state);
  healthyLog.append(state);
  await brokenLog.committed(1);
  await expect(first.storage.settle({ sessionId: broken.id })).rejects.toMatchObject({ failure: "corrupt" });
  expect(await storedEvents(first.storage, healthy.id)).toHaveLength(1);
  await expect(first.storage.hydrate("acme", broken.id)).rejects.toMatchObject({ failure: "corrupt" });
  // Mended by hand: the events that were put aside come back.
  await rm(layout.sessionDatabase(broken.id));
  const hydrated = await first.storage.hydrate("acme", broken.id);
  expect(hydrated?.row).toMatchObject({ lastSeq: 1, status: "activating" });
  expect(await storedEvents(first.storage, broken.id)).toHaveLength(1);
});

test("a tenant whose registry is broken reports it, the others live on", async () => {
  const { root, storage } = await openTestStorage();
  const layout = new Layout(root);
  await mkdir(layout.tenant("broken"), { recursive: true });
  await writeFile(layout.registry("broken"), "this is no database".repeat(100));
  await expect(storage.transact({ kind: "registry", tenantId: "broken" }, [])).rejects.toMatchObject({ failure: "corrupt" });
  await expect(registerSession(storage, "healthy")).resolves.toBeDefined();
});

test("a database of a newer version is refused rather than written to", async () => {
  const first = await openTestStorage();
  await registerSession(first.storage);
  await first.storage
    .transact({ kind: "registry", tenantId: "acme" }, [{ sql: "PRAGMA user_version = 999", params: [] }])
    .catch(() => undefined);
  await first.close();
  const { default: Database } = await import("better-sqlite3");
  const database = new Database(new Layout(first.root).registry("acme"));
  database.pragma("user_version = 999");
  database.close();
  const second = await openTestStorage(first.root);
  await expect(second.storage.transact({ kind: "registry", tenantId: "acme" }, [])).rejects.toMatchObject({ failure: "corrupt" });
});

test("a session database that was restored from a backup begins a new epoch; one that was not keeps its own", async () => {
  const first = await openTestStorage();
  const { id, epoch } = await registerSession(first.storage);
  const layout = new Layout(first.root);
  const session = first.log.open("acme", id, 0);
  session.append(state);
  await session.committed(1);
  expect((await first.storage.hydrate("acme", id))?.row.epoch).toBe(epoch);
  await first.close();
  const again = await openTestStorage(first.root);
  expect((await again.storage.hydrate("acme", id))?.row.epoch).toBe(epoch);
  await again.close();
  await copyFile(layout.sessionDatabase(id), `${layout.sessionDatabase(id)}.backup`);
  await rename(`${layout.sessionDatabase(id)}.backup`, layout.sessionDatabase(id));
  const restored = await openTestStorage(first.root);
  const renewed = (await restored.storage.hydrate("acme", id))?.row.epoch;
  expect(renewed).not.toBe(epoch);
  expect((await restored.storage.hydrate("acme", id))?.row.epoch).toBe(renewed);
});

test("a log that is shorter than the registry remembers begins a new epoch", async () => {
  const first = await openTestStorage();
  const { id, epoch } = await registerSession(first.storage);
  const session = first.log.open("acme", id, 0);
  session.append(state);
  await session.committed(1);
  await first.storage.settle({ sessionId: id });
  await first.close();
  await rm(new Layout(first.root).session(id), { recursive: true });
  const second = await openTestStorage(first.root);
  const hydrated = await second.storage.hydrate("acme", id);
  expect(hydrated?.row.lastSeq).toBe(0);
  expect(hydrated?.row.epoch).not.toBe(epoch);
});

test("a second gateway on the same folder is refused", async () => {
  const { root } = await openTestStorage();
  await expect(Storage.open({ root, openDatabases: 20, onFault: () => undefined })).rejects.toThrow(
    "Another gateway uses this data folder",
  );
});

test("a condition that is not met rolls the whole transaction back", async () => {
  const { storage } = await openTestStorage();
  const { id } = await registerSession(storage);
  const rename = { sql: "UPDATE sessions SET name = 'changed' WHERE id = ?", params: [id] };
  const impossible = { sql: "UPDATE sessions SET name = 'x' WHERE id = 'nobody'", params: [], expectChanges: 1 };
  await expect(storage.transact({ kind: "registry", tenantId: "acme" }, [rename, impossible])).rejects.toMatchObject({
    failure: "condition",
  });
  expect(await storage.query({ kind: "registry", tenantId: "acme" }, "SELECT name FROM sessions", [])).toEqual([{ name: "Test" }]);
});

test("what is damaged in a journal is kept aside and reported, and what stands before it is there", async () => {
  const first = await openTestStorage();
  const { id } = await registerSession(first.storage);
  await first.close();
  const layout = new Layout(first.root);
  const draft = (seq: number) =>
    encodeBatch([{ kind: SECTION.events, tenantId: "acme", sessionId: id, firstSeq: seq, texts: ['{"type":"x","ts":1}'] }]).bytes;
  const damaged = draft(2);
  damaged[damaged.length - 1] = 0;
  await writeFile(join(layout.journal, "00000050.journal"), Buffer.concat([draft(1), damaged, draft(3)]));
  const { storage, unreadableBytes } = await Storage.open({ root: first.root, openDatabases: 20, onFault: () => undefined });
  expect(unreadableBytes).toBe(damaged.length + draft(3).length);
  expect(await storedEvents(storage, id)).toHaveLength(1);
  await storage.close();
  expect(await readFile(join(layout.journal, "00000050.journal.damaged"))).toEqual(Buffer.concat([damaged, draft(3)]));
});
