import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { openTestStorage, registerSession } from "../storage/testing/test-storage.ts";
import { CreditLedger } from "./credit-ledger.ts";
import { balance, entries, grant } from "./testing/test-ledger.ts";

const TENANT = "acme";
const PRICING = { reserve: "5", turn: "1", inputTokens: "1", outputTokens: "2" };
/** Comes to 1.25 credits. */
const USAGE = { inputTokens: 50, outputTokens: 100 };

/** A tenant with a session and so many credits; null for one that was never granted any. */
async function ledgerWith(credits: string | null) {
  const { storage, log } = await openTestStorage();
  const { id: sessionId } = await registerSession(storage);
  if (credits !== null) await grant(storage, TENANT, credits);
  const ledger = new CreditLedger(storage, () => 1);
  const session = ledger.forSession(TENANT, sessionId, PRICING);
  return { storage, log, ledger, sessionId, session, balance: () => balance(storage, TENANT), entries: () => entries(storage, TENANT) };
}

test("a turn sets aside what it may cost, and is charged what it used", async () => {
  const { session, sessionId, ...ledger } = await ledgerWith("10");
  const turnId = randomUUID();
  expect(await session.reserve(turnId)).toBe("5");
  expect(await ledger.balance()).toBe("5");
  expect(session.spent(USAGE)).toBe("1.25");
  await session.settle(turnId, USAGE);
  expect(await ledger.balance()).toBe("8.75");
  expect(await ledger.entries()).toEqual([
    { kind: "grant", amount: "10", sessionId: null, turnId: null },
    { kind: "reservation", amount: "-5", sessionId, turnId },
    { kind: "spending", amount: "-1.25", sessionId, turnId },
    { kind: "release", amount: "5", sessionId, turnId },
  ]);
});

test("a turn that failed costs nothing", async () => {
  const { session, balance } = await ledgerWith("10");
  const turnId = randomUUID();
  await session.reserve(turnId);
  await session.settle(turnId, null);
  expect(await balance()).toBe("10");
});

test("a turn may use more than was set aside, and then costs more", async () => {
  const { session, balance } = await ledgerWith("5");
  const turnId = randomUUID();
  await session.reserve(turnId);
  await session.settle(turnId, { inputTokens: 0, outputTokens: 10_000 });
  expect(await balance()).toBe("-16");
  await expect(session.reserve(randomUUID())).rejects.toMatchObject({ code: "INSUFFICIENT_CREDITS" });
});

test("reserving, settling and releasing twice is reserving, settling and releasing once", async () => {
  const { session, ledger, sessionId, ...book } = await ledgerWith("10");
  const [settled, failed, released] = [randomUUID(), randomUUID(), randomUUID()];
  expect(await Promise.all([session.reserve(settled), session.reserve(settled)])).toEqual(["5", "5"]);
  expect(await book.balance()).toBe("5");
  await Promise.all([session.settle(settled, USAGE), session.settle(settled, USAGE)]);
  await session.settle(settled, null);
  expect(await book.balance()).toBe("8.75");
  await session.reserve(failed);
  await Promise.all([session.settle(failed, null), session.settle(failed, null)]);
  expect(await book.balance()).toBe("8.75");
  await session.reserve(released);
  await Promise.all([ledger.releaseSession(TENANT, sessionId), ledger.releaseSession(TENANT, sessionId)]);
  await session.settle(released, null);
  expect(await book.balance()).toBe("8.75");
  expect((await book.entries()).map(({ kind }) => kind).sort()).toEqual(
    ["grant", "reservation", "spending", "release", "reservation", "release", "reservation", "release"].sort(),
  );
});

test("what was never reserved is neither charged nor given back", async () => {
  const { session, ledger, sessionId, ...book } = await ledgerWith("10");
  await session.settle(randomUUID(), USAGE);
  await session.settle(randomUUID(), null);
  await ledger.releaseSession(TENANT, sessionId);
  expect(await book.entries()).toHaveLength(1);
});

test.each([
  ["5", "5"],
  ["4.999999", null],
  ["0", null],
])("with %s credits a turn that sets 5 aside gets %s", async (credits, reserved) => {
  const { session, sessionId, entries } = await ledgerWith(credits);
  const before = await entries();
  if (reserved !== null) {
    expect(await session.reserve(randomUUID())).toBe(reserved);
    return;
  }
  await expect(session.reserve(randomUUID())).rejects.toMatchObject({ code: "INSUFFICIENT_CREDITS", facts: { sessionId } });
  expect(await entries()).toEqual(before);
});

test("turns that reserve at once never reserve more than there is", async () => {
  const { storage, ledger, balance } = await ledgerWith("52");
  const sessions = await Promise.all(Array.from({ length: 4 }, () => registerSession(storage)));
  const attempts = sessions.flatMap(({ id }) =>
    Array.from({ length: 10 }, () => ledger.forSession(TENANT, id, PRICING).reserve(randomUUID())),
  );
  const outcomes = await Promise.allSettled(attempts);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
  expect(await balance()).toBe("2");
});

test("a tenant that was never granted credits is not charged, an agent without a price neither", async () => {
  const { session, ledger, sessionId, entries } = await ledgerWith(null);
  const turnId = randomUUID();
  expect(await session.reserve(turnId)).toBeNull();
  await session.settle(turnId, USAGE);
  const free = ledger.forSession(TENANT, sessionId, undefined);
  expect(await free.reserve(turnId)).toBeNull();
  expect(free.spent(USAGE)).toBe("0");
  await free.settle(turnId, USAGE);
  expect(await entries()).toEqual([]);
});

test("a turn that began before the first grant is not charged", async () => {
  const { session, storage, balance } = await ledgerWith(null);
  const turnId = randomUUID();
  await session.reserve(turnId);
  await grant(storage, TENANT, "3");
  await session.settle(turnId, USAGE);
  expect(await balance()).toBe("3");
});

test("one tenant's credits are nothing to another", async () => {
  const { storage, ledger, session } = await ledgerWith("10");
  const { id } = await registerSession(storage, "globex");
  await grant(storage, "globex", "1");
  await expect(ledger.forSession("globex", id, PRICING).reserve(randomUUID())).rejects.toMatchObject({ code: "INSUFFICIENT_CREDITS" });
  await session.reserve(randomUUID());
  expect(await balance(storage, "globex")).toBe("1");
});

test("sums beyond what 32 bits hold are counted to the millionth", async () => {
  const { storage, ledger, sessionId, balance } = await ledgerWith("9000000000.000001");
  const turnId = randomUUID();
  const session = ledger.forSession(TENANT, sessionId, { reserve: "8000000000.000001", turn: "7000000000.000001" });
  expect(await session.reserve(turnId)).toBe("8000000000.000001");
  await session.settle(turnId, USAGE);
  expect(await balance()).toBe("2000000000");
  expect((await entries(storage, TENANT)).map(({ amount }) => amount)).toContain("-7000000000.000001");
});

test("a session that is deleted gives back what its turns set aside, and nothing of another one", async () => {
  const { storage, ledger, session, sessionId, balance } = await ledgerWith("20");
  const other = ledger.forSession(TENANT, (await registerSession(storage)).id, PRICING);
  const done = randomUUID();
  await session.reserve(done);
  await session.settle(done, USAGE);
  await Promise.all([session.reserve(randomUUID()), session.reserve(randomUUID()), other.reserve(randomUUID())]);
  expect(await balance()).toBe("3.75");
  await ledger.releaseSession(TENANT, sessionId);
  expect(await balance()).toBe("13.75");
});

test("what a turn has used is charged, also when its session was deleted before it settled", async () => {
  const { ledger, session, sessionId, balance } = await ledgerWith("10");
  const turnId = randomUUID();
  await session.reserve(turnId);
  await ledger.releaseSession(TENANT, sessionId);
  await session.settle(turnId, USAGE);
  await session.settle(turnId, USAGE);
  expect(await balance()).toBe("8.75");
});

test("when a tenant is opened, what is reserved for turns that are unknown or have ended is given back", async () => {
  const { storage, log, ledger, session, sessionId, ...book } = await ledgerWith("30");
  const [waiting, ended, unknown] = [randomUUID(), randomUUID(), randomUUID()];
  for (const turnId of [waiting, ended, unknown]) await session.reserve(turnId);
  const sessionLog = log.open(TENANT, sessionId, 0);
  for (const turnId of [waiting, ended]) await sessionLog.recordTurn({ turnId, text: "", userId: "ada", position: 1 });
  const usage = { inputTokens: 0, outputTokens: 0 };
  sessionLog.append({ type: "turn_complete", turnId: ended, finalText: "", stopReason: "end_turn", usage });
  await sessionLog.committed(1);
  const gone = randomUUID();
  await ledger.forSession(TENANT, gone, PRICING).reserve(randomUUID());
  expect(await book.balance()).toBe("10");

  const asked: string[] = [];
  const openTurns = async (id: string) => {
    asked.push(id);
    return new Set((await storage.hydrate(TENANT, id))?.queued.map(({ turnId }) => turnId));
  };
  await ledger.releaseOrphans(TENANT, openTurns);
  expect(asked.sort()).toEqual([gone, sessionId].sort());
  expect(await book.balance()).toBe("25");
  await ledger.releaseOrphans(TENANT, openTurns);
  expect(await book.balance()).toBe("25");
  await session.settle(waiting, USAGE);
  expect(await book.balance()).toBe("28.75");
  expect((await book.entries()).filter(({ kind }) => kind === "release").map(({ turnId }) => turnId)).toContain(unknown);
});

test("what is reserved in a session that cannot be read stays, and what is settled is not asked about", async () => {
  const { ledger, session, sessionId, storage, balance } = await ledgerWith("20");
  const healthy = (await registerSession(storage)).id;
  await session.reserve(randomUUID());
  await ledger.forSession(TENANT, healthy, PRICING).reserve(randomUUID());
  await ledger.releaseOrphans(TENANT, async (id) => (id === sessionId ? null : new Set()));
  expect(await balance()).toBe("15");
  await ledger.releaseSession(TENANT, sessionId);
  const asked: string[] = [];
  await ledger.releaseOrphans(TENANT, async (id) => {
    asked.push(id);
    return null;
  });
  expect(asked).toEqual([]);
  expect(await balance()).toBe("20");
});

test("a ledger that an older version wrote goes on where it is", async () => {
  const first = await openTestStorage();
  await registerSession(first.storage);
  await grant(first.storage, TENANT, "10");
  const registry = { kind: "registry", tenantId: TENANT } as const;
  await first.storage.transact(registry, [
    { sql: "DROP INDEX credit_ledger_held", params: [] },
    { sql: "DROP INDEX sessions_by_cwd", params: [] },
    { sql: "ALTER TABLE sessions DROP COLUMN cwd", params: [] },
  ]);
  await first.close();
  const { default: Database } = await import("better-sqlite3");
  const database = new Database(first.storage.layout.registry(TENANT));
  database.pragma("user_version = 1");
  database.close();
  const { storage } = await openTestStorage(first.root);
  await storage.transact(registry, []);
  const turnId = randomUUID();
  await new CreditLedger(storage, () => 1).forSession(TENANT, "s", PRICING).reserve(turnId);
  expect(await balance(storage, TENANT)).toBe("5");
  expect(await storage.query(registry, "SELECT name FROM sqlite_schema WHERE name = 'credit_ledger_held'", [])).toHaveLength(1);
});
