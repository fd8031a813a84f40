import { expect, test } from "vitest";
import { AgentCatalogue } from "../agents/catalogue.ts";
import { DEVELOPER } from "../auth/authenticator.ts";
import { balance, type Entry, entries, grant } from "../billing/testing/test-ledger.ts";
import type { DrivenAgent } from "../sessions/agent-driver.ts";
import { Storage } from "../storage/storage.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { startTestGateway } from "../testing/test-gateway.ts";

const TENANT = DEVELOPER.tenantId;

/** A catalogue with an agent that has a price, and how often it was called. */
class PricedCatalogue extends AgentCatalogue {
  calls = 0;

  constructor() {
    super({ priced: { runtime: "demo", script: "echo", pricing: { reserve: "5", turn: "2" } } });
  }

  override driven(agentType: string): DrivenAgent {
    const driven = super.driven(agentType);
    const start: DrivenAgent["runtime"]["start"] = (context) => {
      this.calls++;
      return driven.runtime.start(context);
    };
    return { ...driven, runtime: { start } };
  }
}

/** Does something with the storage of a data folder that no gateway uses. */
async function withStorage<Result>(root: string, use: (storage: Storage) => Promise<Result>): Promise<Result> {
  const { storage } = await Storage.open({ root, openDatabases: 20, onFault: () => undefined });
  try {
    await storage.transact({ kind: "registry", tenantId: TENANT }, []);
    return await use(storage);
  } finally {
    await storage.close();
  }
}

const ledgerOf = (dataDir: string): Promise<{ sum: string; booked: Entry[] }> =>
  withStorage(dataDir, async (storage) => ({ sum: await balance(storage, TENANT), booked: await entries(storage, TENANT) }));

test("a turn that the balance does not cover is refused before any agent is called, and leaves nothing behind", async () => {
  const [dataDir, catalogue] = [await temporaryFolder(), new PricedCatalogue()];
  await withStorage(dataDir, (storage) => grant(storage, TENANT, "4.999999"));
  const gateway = await startTestGateway({ dataDir, catalogue });
  const client = await gateway.connect();
  const sessionId = await client.createSession("priced");
  await client.join(sessionId);
  for (const whenBusy of ["reject", "queue", "interrupt"]) {
    const refused = await client.request({ type: "run_turn", sessionId, text: "hello", whenBusy }, "error");
    expect(refused).toMatchObject({ code: "INSUFFICIENT_CREDITS", sessionId });
  }
  const overHttp = await gateway.request("POST", `/api/v1/sessions/${sessionId}/turns`, { body: { text: "hello" } });
  expect(overHttp.status).toBe(402);
  expect(await overHttp.json()).toMatchObject({ code: "INSUFFICIENT_CREDITS" });
  expect(client.eventsOf(sessionId)).toEqual([]);
  const { sessions } = await client.request({ type: "list_sessions" }, "session_list");
  expect(sessions).toMatchObject([{ id: sessionId, status: "inactive", lastSeq: 0 }]);
  expect(catalogue.calls).toBe(0);
  await gateway.close();
  expect(await ledgerOf(dataDir)).toEqual({
    sum: "4.999999",
    booked: [{ kind: "grant", amount: "4.999999", sessionId: null, turnId: null }],
  });
});

test("turns are charged until the balance covers no more", async () => {
  const [dataDir, catalogue] = [await temporaryFolder(), new PricedCatalogue()];
  await withStorage(dataDir, (storage) => grant(storage, TENANT, "8"));
  const gateway = await startTestGateway({ dataDir, catalogue });
  const client = await gateway.connect();
  const [sessionId, free] = [await client.createSession("priced"), await client.createSession("echo")];
  await client.join(sessionId);
  await client.join(free);
  expect((await client.runTurn(sessionId, "first")).type).toBe("turn_complete");
  expect((await client.runTurn(sessionId, "second")).type).toBe("turn_complete");
  expect(await client.refusal({ type: "run_turn", sessionId, text: "third" })).toBe("INSUFFICIENT_CREDITS");
  expect((await client.runTurn(free, "free")).type).toBe("turn_complete");
  await gateway.close();
  const { sum, booked } = await ledgerOf(dataDir);
  expect(sum).toBe("4");
  expect(booked.map(({ kind }) => kind)).toEqual([
    "grant",
    ...["reservation", "spending", "release"],
    ...["reservation", "spending", "release"],
  ]);
});

test("a tenant that was never granted credits runs turns of an agent that has a price", async () => {
  const [dataDir, catalogue] = [await temporaryFolder(), new PricedCatalogue()];
  const gateway = await startTestGateway({ dataDir, catalogue });
  const client = await gateway.connect();
  const sessionId = await client.createSession("priced");
  await client.join(sessionId);
  expect((await client.runTurn(sessionId, "hello")).type).toBe("turn_complete");
  await gateway.close();
  expect(await ledgerOf(dataDir)).toEqual({ sum: "0", booked: [] });
});

test("a session that is deleted gives back what was set aside for turns that wait in it", async () => {
  const dataDir = await temporaryFolder();
  const catalogue = new AgentCatalogue({ priced: { runtime: "demo", script: "coding-agent", pricing: { reserve: "5", turn: "2" } } });
  await withStorage(dataDir, (storage) => grant(storage, TENANT, "100"));
  const gateway = await startTestGateway({ dataDir, catalogue });
  const client = await gateway.connect();
  const sessionId = await client.createSession("priced");
  await client.join(sessionId);
  for (const text of ["runs", "waits", "waits", "waits"]) {
    await client.request({ type: "run_turn", sessionId, text, whenBusy: "queue" }, "ack");
  }
  await client.next("permission_requested");
  await client.request({ type: "delete_session", sessionId }, "session_deleted");
  await gateway.close();
  // The turn that ran was stopped by a person, and costs what a turn costs.
  expect((await ledgerOf(dataDir)).sum).toBe("98");
});

test("what was set aside for a turn that a kill kept from being recorded is given back at the next start", async () => {
  const [dataDir, catalogue] = [await temporaryFolder(), new PricedCatalogue()];
  await withStorage(dataDir, (storage) => grant(storage, TENANT, "10"));
  const first = await startTestGateway({ dataDir, catalogue });
  const sessionId = await (await first.connect()).createSession("priced");
  await first.close();
  await withStorage(dataDir, async (storage) => {
    const sql = "INSERT INTO credit_ledger (kind, amount, session_id, turn_id, created_at) VALUES ('reservation', -5000000, ?, ?, 1)";
    await storage.transact({ kind: "registry", tenantId: TENANT }, [{ sql, params: [sessionId, "00000000-0000-4000-8000-000000000001"] }]);
    expect(await balance(storage, TENANT)).toBe("5");
  });
  const second = await startTestGateway({ dataDir, catalogue });
  await second.connect();
  await second.close();
  expect((await ledgerOf(dataDir)).sum).toBe("10");
});
