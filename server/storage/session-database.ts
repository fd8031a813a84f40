import { randomUUID } from "node:crypto";
import { statSync } from "node:fs";
import type { AcceptedTurn } from "../sessions/accepted-turn.ts";
import { eventTypeOf } from "../wire/event-json.ts";
import { frameAt } from "../wire/text-frame.ts";
import type { OpenDatabase } from "./database-pool.ts";
import { SECTION, type Section } from "./journal-format.ts";
import { addEvent, type CountedEvent, EMPTY_TOTALS, isCounted, type SessionTotals } from "./session-totals.ts";
import { StorageError } from "./storage-error.ts";

const COLUMNS = 3;
const ROWS_AT_ONCE = 32;
const INSERT_ONE = "INSERT INTO events (seq, type, json) VALUES (?, ?, ?)";
const INSERT_MANY = `${INSERT_ONE}${", (?, ?, ?)".repeat(ROWS_AT_ONCE - 1)}`;
/** The events that the conversation is made of. */
const SAID: ReadonlySet<string> = new Set(["turn_started", "steered", "turn_complete", "turn_stopped", "turn_error"]);

/** What a session's database says of the session as a whole. */
export interface SessionRow extends SessionTotals {
  epoch: string;
  fileIdentity: string;
}

interface StoredRow {
  epoch: string;
  file_identity: string;
  status: SessionTotals["status"];
  last_seq: number;
  updated_at: number;
  input_tokens: number;
  output_tokens: number;
  cost_amount: string | null;
  cost_currency: string | null;
}

/** Reads the row of the session, or undefined when nothing was ever written. */
export function readSession(database: OpenDatabase): SessionRow | undefined {
  const row = database.statement("SELECT * FROM session").get() as StoredRow | undefined;
  if (row === undefined) return undefined;
  return {
    epoch: row.epoch,
    fileIdentity: row.file_identity,
    status: row.status,
    lastSeq: row.last_seq,
    updatedAt: row.updated_at,
    inputTokens: row.input_tokens,
    outputTokens: row.output_tokens,
    cost: row.cost_amount !== null && row.cost_currency !== null ? { amount: row.cost_amount, currency: row.cost_currency } : null,
  };
}

/** Writes the first row. */
export function createSession(database: OpenDatabase, sessionId: string, tenantId: string, epoch: string): SessionRow {
  const fileIdentity = identityOf(database.path);
  database
    .statement("INSERT INTO session (id, tenant_id, epoch, file_identity) VALUES (?, ?, ?, ?)")
    .run(sessionId, tenantId, epoch, fileIdentity);
  return { ...EMPTY_TOTALS, epoch, fileIdentity };
}

/** Begins a new life of the log: cursors that were handed out before no longer fit it. */
export function renewEpoch(database: OpenDatabase): string {
  const epoch = randomUUID();
  database.statement("UPDATE session SET epoch = ?, file_identity = ?").run(epoch, identityOf(database.path));
  return epoch;
}

/** Which file it is. A copy that was restored in its place is another file, even under the same name. */
export function identityOf(path: string): string {
  const { ino, birthtimeMs } = statSync(path);
  return `${ino}:${birthtimeMs}`;
}

/**
 * Carries sections of the journal over, in one transaction. What is there already is passed over, so that a journal can
 * be read twice.
 *
 * @param rowOf reads or makes the row of the session
 * @throws StorageError `corrupt` when events are missing between the log and a section
 */
export function applySections(database: OpenDatabase, rowOf: () => SessionRow, sections: readonly Section[]): SessionRow {
  return database.transaction(() => {
    const row = rowOf();
    let totals: SessionTotals = row;
    for (const section of sections) {
      if (section.kind === SECTION.events) totals = applyEvents(database, totals, section);
      else if (section.kind === SECTION.turn) insertTurn(database, JSON.parse(section.payload.toString("utf8")) as AcceptedTurn);
      database.bytesToCheckpoint += section.payload.length;
    }
    saveTotals(database, totals);
    return { ...row, ...totals };
  });
}

function applyEvents(database: OpenDatabase, before: SessionTotals, section: Section): SessionTotals {
  if (section.firstSeq > before.lastSeq + 1) {
    throw new StorageError("corrupt", `The log ends at ${before.lastSeq}, but the next events begin at ${section.firstSeq}.`);
  }
  const rows = new EventRows(database);
  let totals = before;
  let seq = section.firstSeq;
  let last = "";
  for (let offset = 0; offset < section.payload.length; seq++) {
    const { start, end } = frameAt(section.payload, offset);
    offset = end;
    if (seq <= before.lastSeq) continue;
    last = section.payload.toString("utf8", start, end);
    const type = eventTypeOf(last);
    rows.add(seq, type, last);
    if (SAID.has(type)) database.statement("INSERT INTO said (seq) VALUES (?)").run(seq);
    if (!isCounted(type)) continue;
    const event = JSON.parse(last) as CountedEvent;
    totals = addEvent(totals, event);
    projectEvent(database, event);
  }
  rows.finish();
  return last === "" ? totals : { ...totals, lastSeq: seq - 1, updatedAt: (JSON.parse(last) as { ts: number }).ts };
}

/** Adds events several at a time: most of what an insert costs is the call. */
class EventRows {
  readonly #database: OpenDatabase;
  #values: (number | string)[] = [];

  constructor(database: OpenDatabase) {
    this.#database = database;
  }

  add(seq: number, type: string, json: string): void {
    this.#values.push(seq, type, json);
    if (this.#values.length < ROWS_AT_ONCE * COLUMNS) return;
    this.#database.statement(INSERT_MANY).run(...this.#values);
    this.#values = [];
  }

  /** Adds those that are left. */
  finish(): void {
    const insert = this.#database.statement(INSERT_ONE);
    for (let at = 0; at < this.#values.length; at += COLUMNS) insert.run(...this.#values.slice(at, at + COLUMNS));
    this.#values = [];
  }
}

function projectEvent(database: OpenDatabase, event: CountedEvent): void {
  switch (event.type) {
    case "turn_started":
      database.statement("UPDATE turns SET state = 'running' WHERE turn_id = ?").run(event.turnId);
      break;
    case "turn_complete":
    case "turn_stopped":
    case "turn_error":
      database.statement("UPDATE turns SET state = 'ended', body = '' WHERE turn_id = ?").run(event.turnId);
      break;
    case "file_changed": {
      const deleted = event.change === "deleted" ? 1 : 0;
      database
        .statement("INSERT OR REPLACE INTO files (path, iteration, size, hash, deleted) VALUES (?, ?, ?, ?, ?)")
        .run(event.path, event.iteration, event.size, event.hash, deleted);
      if (deleted) break;
      database
        .statement("INSERT OR REPLACE INTO file_iterations (path, iteration, seq, ts, size, hash) VALUES (?, ?, ?, ?, ?, ?)")
        .run(event.path, event.iteration, event.seq, event.ts, event.size, event.hash);
      break;
    }
    case "session_state":
      break;
  }
}

function insertTurn(database: OpenDatabase, turn: AcceptedTurn): void {
  database
    .statement("INSERT OR IGNORE INTO turns (turn_id, client_turn_id, state, body, position) VALUES (?, ?, 'queued', ?, ?)")
    .run(turn.turnId, turn.clientTurnId ?? null, JSON.stringify(turn), turn.position);
}

function saveTotals(database: OpenDatabase, totals: SessionTotals): void {
  database
    .statement(
      "UPDATE session SET status = ?, last_seq = ?, updated_at = ?, input_tokens = ?, output_tokens = ?, cost_amount = ?, cost_currency = ?",
    )
    .run(
      totals.status,
      totals.lastSeq,
      totals.updatedAt,
      totals.inputTokens,
      totals.outputTokens,
      totals.cost?.amount ?? null,
      totals.cost?.currency ?? null,
    );
}

/** The turns that have not ended, in the order in which they run. */
export function readOpenTurns(database: OpenDatabase): { running: string | null; queued: AcceptedTurn[] } {
  const rows = database.statement("SELECT turn_id, state, body FROM turns WHERE state <> 'ended' ORDER BY position").all() as {
    turn_id: string;
    state: string;
    body: string;
  }[];
  return {
    running: rows.find(({ state }) => state === "running")?.turn_id ?? null,
    queued: rows.filter(({ state }) => state === "queued").map(({ body }) => JSON.parse(body) as AcceptedTurn),
  };
}

/** The number of turns that wait. */
export function countQueuedTurns(database: OpenDatabase): number {
  const row = database.statement("SELECT count(*) AS count FROM turns WHERE state = 'queued'").get() as { count: number };
  return row.count;
}
