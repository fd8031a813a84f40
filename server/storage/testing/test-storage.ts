import { randomUUID } from "node:crypto";
import { onTestFinished } from "vitest";
import { type Committed, EventLog } from "../../sessions/event-log.ts";
import { insertSession, newRecord, type SessionRecord } from "../../sessions/session-record.ts";
import { temporaryFolder } from "../../testing/temporary-folder.ts";
import { payloads } from "../../wire/text-frame.ts";
import { Storage } from "../storage.ts";
import type { FaultListener } from "../thread-client.ts";

export interface TestStorage {
  root: string;
  storage: Storage;
  log: EventLog;
  published: Committed[];
  faults: Parameters<FaultListener>[0][];
  close(): Promise<void>;
}

/** Storage on real files with a log on top, closed with the test. */
export async function openTestStorage(root?: string, openDatabases = 20): Promise<TestStorage> {
  const folder = root ?? (await temporaryFolder());
  const faults: TestStorage["faults"] = [];
  const { storage } = await Storage.open({ root: folder, openDatabases, onFault: (fault) => faults.push(fault) });
  const published: Committed[] = [];
  const log = new EventLog({
    target: storage,
    publish: (committed) => void published.push(...committed),
    onStall: () => undefined,
    now: Date.now,
  });
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= log.flush().then(() => storage.close());
    return closing;
  };
  onTestFinished(close);
  return { root: folder, storage, log, published, faults, close };
}

/** Registers a session in a tenant, as creating one does. */
export async function registerSession(storage: Storage, tenantId = "acme", id: string = randomUUID()): Promise<SessionRecord> {
  const record = newRecord(id, { agentType: "echo", name: "Test", projectId: null, metadata: {}, cwd: null, createdBy: "ada" }, 1);
  await storage.transact({ kind: "registry", tenantId }, [insertSession(record)]);
  return record;
}

/** Every event of a session that is in its database. */
export async function storedEvents(storage: Storage, sessionId: string): Promise<Record<string, unknown>[]> {
  await storage.settle({ sessionId });
  const request = { sessionId, afterSeq: 0, untilSeq: Number.MAX_SAFE_INTEGER, maxBytes: Number.MAX_SAFE_INTEGER, maxCount: 1_000_000 };
  const { frames } = await storage.events(request);
  return [...payloads(Buffer.from(frames))].map((json) => JSON.parse(json) as Record<string, unknown>);
}
