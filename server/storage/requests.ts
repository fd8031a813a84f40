import type { DatabaseName } from "./database-pool.ts";
import type { JournalPosition } from "./journal.ts";
import type { HydratedSession } from "./log-applier.ts";
import type { TransferredError } from "./storage-error.ts";

/** What can stand in a column. */
export type SqlValue = string | number | null;

/** A statement of a transaction. */
export interface Statement {
  sql: string;
  params: readonly SqlValue[];
  /** The transaction is rolled back unless exactly so many rows changed. */
  expectChanges?: number;
}

/** Which sessions' events must be in their databases. */
export type SettleScope = { sessionId: string } | { tenantId: string };

/** What the writer thread does, by name: what it takes and what it returns. */
export interface WriterCalls {
  /** Carries over what an earlier process left in the journal. */
  recover: { request: Record<string, never>; result: { nextSegment: number; unreadableBytes: number } };
  /** Runs statements as one transaction. Returns the number of changed rows of each. */
  transact: { request: { database: DatabaseName; statements: Statement[] }; result: number[] };
  /** Says how far the journal is committed. Answered when the backlog is small enough to go on. */
  committed: { request: { position: JournalPosition }; result: null };
  settle: { request: { position: JournalPosition; scope: SettleScope }; result: null };
  hydrate: { request: { position: JournalPosition; tenantId: string; sessionId: string }; result: HydratedSession | null };
  /** Applies everything and closes every database. */
  close: { request: { position: JournalPosition }; result: null };
}

/** A run of a session's log. */
export interface EventRun {
  /** Events as text frames, ready for a socket. */
  frames: Uint8Array;
  count: number;
  /** Of the last event; the one that was asked after when there is none. */
  lastSeq: number;
}

/** What the reader thread does, by name: what it takes and what it returns. */
export interface ReaderCalls {
  query: { request: { database: DatabaseName; sql: string; params: readonly SqlValue[] }; result: Record<string, SqlValue>[] };
  /** Events after one seq up to another, as many as fit. At least one if there is any. */
  events: { request: { sessionId: string; afterSeq: number; untilSeq: number; maxBytes: number; maxCount: number }; result: EventRun };
  /** Answers when the thread is alive. */
  ping: { request: Record<string, never>; result: null };
  /** Closes a database that is about to be removed. */
  release: { request: { database: DatabaseName }; result: null };
  close: { request: Record<string, never>; result: null };
}

/** A call as it travels to a thread. */
export interface CallMessage {
  id: number;
  call: string;
  request: unknown;
}

/** What travels back. A fault answers no call: it is something that happened behind everyone's back. */
export type ThreadMessage =
  | { id: number; result: unknown }
  | { id: number; error: TransferredError }
  | { fault: { sessionId: string; tenantId: string; error: TransferredError } };

/** What a thread is started with. */
export interface ThreadOptions {
  /** Address of the module that the thread runs. */
  module: string;
  root: string;
  /** The most databases that it may hold open. */
  databases: number;
}
