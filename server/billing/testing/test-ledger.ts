import type { Storage } from "../../storage/storage.ts";
import { CREDIT_PLACES, toMicros } from "../credits.ts";
import { fromScaled } from "../decimal.ts";

/** An entry of the ledger; the amount in credits. */
export interface Entry {
  kind: string;
  amount: string;
  sessionId: string | null;
  turnId: string | null;
}

/** Grants credits to a tenant. */
export async function grant(storage: Storage, tenantId: string, credits: string): Promise<void> {
  const sql = "INSERT INTO credit_ledger (kind, amount, created_at) VALUES ('grant', ?, 1)";
  await storage.transact({ kind: "registry", tenantId }, [{ sql, params: [toMicros(credits)] }]);
}

/** The sum of a tenant's ledger, in credits. */
export async function balance(storage: Storage, tenantId: string): Promise<string> {
  const sql = "SELECT coalesce(sum(amount), 0) AS sum FROM credit_ledger";
  const [row] = await storage.query<{ sum: number }>({ kind: "registry", tenantId }, sql, []);
  return fromScaled(BigInt(row?.sum ?? 0), CREDIT_PLACES);
}

/** A tenant's ledger, the oldest entry first. */
export async function entries(storage: Storage, tenantId: string): Promise<Entry[]> {
  const sql = "SELECT kind, amount, session_id AS sessionId, turn_id AS turnId FROM credit_ledger ORDER BY id";
  const rows = await storage.query<Omit<Entry, "amount"> & { amount: number }>({ kind: "registry", tenantId }, sql, []);
  return rows.map((row) => ({ ...row, amount: fromScaled(BigInt(row.amount), CREDIT_PLACES) }));
}
