import { randomUUID } from "node:crypto";
import type { Cost, Session, SessionStatus } from "../../generated/gateway/types.ts";
import type { SqlValue, Statement } from "../storage/requests.ts";

/** A session's row in its tenant's registry. */
export interface SessionRecord {
  readonly id: string;
  name: string;
  readonly agentType: string;
  projectId: string | null;
  metadata: Record<string, unknown>;
  archived: boolean;
  /** The folder on its client's machine that the session was opened for; null when there is none. */
  readonly cwd: string | null;
  readonly createdBy: string;
  /** Unix milliseconds. */
  readonly createdAt: number;
  /** Unix milliseconds. */
  updatedAt: number;
  /** Counts what people change; the ETag. */
  version: number;
  epoch: string;
  status: SessionStatus;
  lastSeq: number;
  queuedTurns: number;
  inputTokens: number;
  outputTokens: number;
  cost: Cost | null;
}

/** What is said of a session when it is created. */
export type NewSession = Pick<SessionRecord, "agentType" | "name" | "projectId" | "metadata" | "cwd" | "createdBy">;

/** A session in which nothing has happened yet. */
export function newRecord(id: string, session: NewSession, now: number): SessionRecord {
  return {
    id,
    ...session,
    archived: false,
    createdAt: now,
    updatedAt: now,
    version: 1,
    epoch: randomUUID(),
    status: "inactive",
    lastSeq: 0,
    queuedTurns: 0,
    inputTokens: 0,
    outputTokens: 0,
    cost: null,
  };
}

/** The row as SQLite returns it. */
export interface SessionRow {
  id: string;
  name: string;
  agent_type: string;
  project_id: string | null;
  metadata: string;
  archived: number;
  cwd: string | null;
  created_by: string;
  created_at: number;
  updated_at: number;
  version: number;
  epoch: string;
  status: SessionStatus;
  last_seq: number;
  queued_turns: number;
  input_tokens: number;
  output_tokens: number;
  cost_amount: string | null;
  cost_currency: string | null;
}

export function fromRow(row: SessionRow): SessionRecord {
  return {
    id: row.id,
    name: row.name,
    agentType: row.agent_type,
    projectId: row.project_id,
    metadata: JSON.parse(row.metadata) as Record<string, unknown>,
    archived: row.archived === 1,
    cwd: row.cwd,
    createdBy: row.created_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
    epoch: row.epoch,
    status: row.status,
    lastSeq: row.last_seq,
    queuedTurns: row.queued_turns,
    inputTokens: row.input_tokens,
    outputTokens: row.output_tokens,
    cost: row.cost_amount !== null && row.cost_currency !== null ? { amount: row.cost_amount, currency: row.cost_currency } : null,
  };
}

/** What clients see of a session. */
export function toSession(record: SessionRecord): Session {
  return {
    id: record.id,
    name: record.name,
    agentType: record.agentType,
    status: record.status,
    projectId: record.projectId,
    metadata: record.metadata,
    archived: record.archived,
    createdAt: new Date(record.createdAt).toISOString(),
    updatedAt: new Date(record.updatedAt).toISOString(),
    lastSeq: record.lastSeq,
    createdBy: record.createdBy,
    usage: { inputTokens: record.inputTokens, outputTokens: record.outputTokens, cost: record.cost },
    ...(record.cwd === null ? {} : { cwd: record.cwd }),
  };
}

/** The statement that adds a session. */
export function insertSession(record: SessionRecord): Statement {
  return {
    sql: `INSERT INTO sessions (id, name, agent_type, project_id, metadata, cwd, created_by, created_at, updated_at, epoch)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    params: [
      record.id,
      record.name,
      record.agentType,
      record.projectId,
      JSON.stringify(record.metadata),
      record.cwd,
      record.createdBy,
      record.createdAt,
      record.updatedAt,
      record.epoch,
    ],
  };
}

/** What people can change of a session. */
export type SessionChange = Partial<Pick<SessionRecord, "name" | "projectId" | "metadata" | "archived">>;

/** Takes a change over into the record: what people can change, and nothing else that a request may have brought. */
export function applyChange(record: SessionRecord, { name, projectId, metadata, archived }: SessionChange, now: number): void {
  if (name !== undefined) record.name = name;
  if (projectId !== undefined) record.projectId = projectId;
  if (metadata !== undefined) record.metadata = metadata;
  if (archived !== undefined) record.archived = archived;
  record.updatedAt = now;
  record.version++;
}

/**
 * The statement that changes a session.
 *
 * @param expectedVersion when given, nothing changes unless it is still the version
 */
export function updateSession(id: string, change: SessionChange, now: number, expectedVersion?: number): Statement {
  const columns: [string, SqlValue][] = [["updated_at", now]];
  if (change.name !== undefined) columns.push(["name", change.name]);
  if (change.projectId !== undefined) columns.push(["project_id", change.projectId]);
  if (change.metadata !== undefined) columns.push(["metadata", JSON.stringify(change.metadata)]);
  if (change.archived !== undefined) columns.push(["archived", change.archived ? 1 : 0]);
  const sets = columns.map(([name]) => `${name} = ?`).join(", ");
  const values = columns.map(([, value]) => value);
  return {
    sql: `UPDATE sessions SET ${sets}, version = version + 1 WHERE id = ?${expectedVersion === undefined ? "" : " AND version = ?"}`,
    params: [...values, id, ...(expectedVersion === undefined ? [] : [expectedVersion])],
    expectChanges: 1,
  };
}
