import type { DatabasePool } from "./database-pool.ts";
import type { SessionTotals } from "./session-totals.ts";

/** What the registry copies from a session's database. */
export interface ProjectedSession extends SessionTotals {
  sessionId: string;
  epoch: string;
  queuedTurns: number;
}

const UPDATE = `
  UPDATE sessions SET status = ?, last_seq = ?, updated_at = max(updated_at, ?), queued_turns = ?, epoch = ?,
    input_tokens = ?, output_tokens = ?, cost_amount = ?, cost_currency = ?
  WHERE id = ?`;

/** Brings the rows of some sessions of a tenant up to what their logs add up to. */
export function projectSessions(pool: DatabasePool, tenantId: string, sessions: readonly ProjectedSession[]): void {
  const registry = pool.get({ kind: "registry", tenantId });
  registry.transaction(() => {
    for (const { sessionId, status, lastSeq, updatedAt, queuedTurns, epoch, inputTokens, outputTokens, cost } of sessions) {
      registry
        .statement(UPDATE)
        .run(
          status,
          lastSeq,
          updatedAt,
          queuedTurns,
          epoch,
          inputTokens,
          outputTokens,
          cost?.amount ?? null,
          cost?.currency ?? null,
          sessionId,
        );
    }
  });
}

/** What the registry knows of a session, or undefined when it was deleted. */
export function registeredSession(pool: DatabasePool, tenantId: string, sessionId: string): { epoch: string; lastSeq: number } | undefined {
  const row = pool.get({ kind: "registry", tenantId }).statement("SELECT epoch, last_seq FROM sessions WHERE id = ?").get(sessionId);
  if (row === undefined) return undefined;
  const { epoch, last_seq } = row as { epoch: string; last_seq: number };
  return { epoch, lastSeq: last_seq };
}

/** Takes a session out of the registry. */
export function unregisterSession(pool: DatabasePool, tenantId: string, sessionId: string): void {
  pool.get({ kind: "registry", tenantId }).statement("DELETE FROM sessions WHERE id = ?").run(sessionId);
}
