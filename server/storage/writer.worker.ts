import { mkdirSync } from "node:fs";
import { workerData } from "node:worker_threads";
import { DatabasePool } from "./database-pool.ts";
import { lockFolder } from "./folder-lock.ts";
import { Layout } from "./layout.ts";
import { LogApplier } from "./log-applier.ts";
import type { Statement, ThreadOptions, WriterCalls } from "./requests.ts";
import { type Fault, StorageError } from "./storage-error.ts";
import { post, serveCalls } from "./thread.ts";

/** How often the writer looks whether anything has waited long enough. */
const APPLY_INTERVAL_MS = 50;
/** How long carrying events over may hold up a call. */
const APPLY_SLICE_MS = 4;
/** A backlog of this size is carried over before anything more is committed. */
const BACKLOG_BYTES = 64 * 1024 * 1024;
/** How long nothing must have happened before write-ahead logs are emptied. */
const IDLE_MS = 1000;
/** A write-ahead log of this size is emptied even when the writer is busy. */
const WAL_BYTES = 64 * 1024 * 1024;
/** A write-ahead log of this size is worth emptying when the writer is idle. */
const IDLE_WAL_BYTES = 256 * 1024;
/** How long to wait before events are carried over again for which there was no room. */
const RETRY_MS = 1000;

const { root, databases } = workerData as ThreadOptions;
const layout = new Layout(root);
lockFolder(root);
mkdirSync(layout.journal, { recursive: true });
const pool = new DatabasePool({ layout, capacity: databases, readonly: false });
const applier = new LogApplier({ pool, layout, onFault: (fault) => report([fault]) });
let applyTimer: NodeJS.Timeout | undefined;
let idleTimer: NodeJS.Timeout | undefined;

serveCalls<WriterCalls>(
  {
    recover() {
      const { nextSegment, unreadableBytes, faults } = applier.recover();
      report(faults);
      return { nextSegment, unreadableBytes };
    },
    transact({ database, statements }: WriterCalls["transact"]["request"]) {
      const opened = pool.get(database);
      return opened.transaction(() => statements.map((statement) => run(opened.statement(statement.sql), statement)));
    },
    committed({ position }: WriterCalls["committed"]["request"]) {
      applier.ingest(position);
      if (applier.backlogBytes > BACKLOG_BYTES) report(applier.applyAll());
      return null;
    },
    settle({ position, scope }: WriterCalls["settle"]["request"]) {
      applier.ingest(position);
      if ("sessionId" in scope) applier.apply(scope.sessionId);
      else report(applier.applyAll(scope.tenantId));
      return null;
    },
    hydrate({ position, tenantId, sessionId }: WriterCalls["hydrate"]["request"]) {
      applier.ingest(position);
      return applier.hydrate(tenantId, sessionId);
    },
    close({ position }: WriterCalls["close"]["request"]) {
      clearTimeout(applyTimer);
      clearTimeout(idleTimer);
      applier.ingest(position);
      report(applier.applyAll());
      applier.finish();
      pool.close();
      return null;
    },
  },
  schedule,
);

function run(prepared: ReturnType<ReturnType<DatabasePool["get"]>["statement"]>, { sql, params, expectChanges }: Statement): number {
  const { changes } = prepared.run(...params);
  if (expectChanges !== undefined && changes !== expectChanges) {
    throw new StorageError("condition", `Expected ${expectChanges} rows to change, not ${changes}: ${sql}`);
  }
  return changes;
}

function report(faults: readonly Fault[]): void {
  for (const { sessionId, tenantId, error } of faults) {
    post({ fault: { sessionId, tenantId, error: { failure: error.failure, message: error.message } } });
  }
}

/** Plans what is done behind everyone's back: carrying events over soon, emptying write-ahead logs when nothing happens. */
function schedule(): void {
  if (applier.backlogBytes > 0 && applyTimer === undefined) applyTimer = setTimeout(applySlice, APPLY_INTERVAL_MS);
  idleTimer?.refresh();
  idleTimer ??= setTimeout(() => emptyLogs(IDLE_WAL_BYTES), IDLE_MS);
}

function applySlice(): void {
  applyTimer = undefined;
  const before = applier.backlogBytes;
  const faults = applier.applyUntil(performance.now() + APPLY_SLICE_MS);
  report(faults);
  emptyLogs(WAL_BYTES);
  if (applier.backlogBytes === 0) return;
  const wait = faults.length > 0 ? RETRY_MS : APPLY_INTERVAL_MS;
  applyTimer = setTimeout(applySlice, applier.backlogBytes === before ? wait : 0);
}

function emptyLogs(threshold: number): void {
  for (const database of pool.values()) {
    if (database.bytesToCheckpoint >= threshold) database.checkpoint();
  }
}
