import type { AgentPricing } from "../../generated/gateway/types.ts";
import { GatewayError } from "../pipeline/gateway-error.ts";
import type { TurnCredits } from "../sessions/session-runtime.ts";
import type { Storage } from "../storage/storage.ts";
import { CREDIT_PLACES, toMicros, turnCost } from "./credits.ts";
import { fromScaled } from "./decimal.ts";

/** What is booked. Amounts are millionths of a credit; what is spent is negative. */
type EntryKind = "grant" | "reservation" | "release" | "spending";

const INSERT = "INSERT INTO credit_ledger (kind, amount, session_id, turn_id, created_at)";
const BALANCE = "(SELECT coalesce(sum(amount), 0) FROM credit_ledger)";
const IS_METERED = "EXISTS (SELECT 1 FROM credit_ledger WHERE kind = 'grant')";

/**
 * The credits of tenants: an append-only ledger whose sum is the balance. A turn reserves what it may cost before its
 * agent is called, and settles by what it used. A tenant that was never granted credits is not charged.
 */
export class CreditLedger {
  readonly #storage: Storage;
  readonly #now: () => number;

  constructor(storage: Storage, now: () => number) {
    this.#storage = storage;
    this.#now = now;
  }

  /** The credits of a session's turns. */
  forSession(tenantId: string, sessionId: string, pricing: AgentPricing | undefined): TurnCredits {
    if (pricing === undefined) return FREE;
    return {
      reserve: (turnId) => this.#reserve(tenantId, sessionId, turnId, toMicros(pricing.reserve)),
      spent: (usage) => fromScaled(BigInt(turnCost(pricing, usage)), CREDIT_PLACES),
      settle: (turnId, usage) => this.#settle(tenantId, sessionId, turnId, usage === null ? 0 : turnCost(pricing, usage)),
    };
  }

  async #reserve(tenantId: string, sessionId: string, turnId: string, amount: number): Promise<string | null> {
    const kind: EntryKind = "reservation";
    const registry = { kind: "registry", tenantId } as const;
    const [reserved] = await this.#storage.transact(registry, [
      {
        sql: `${INSERT} SELECT ?, ?, ?, ?, ? WHERE ${IS_METERED} AND ${BALANCE} >= ?`,
        params: [kind, -amount, sessionId, turnId, this.#now(), amount],
      },
    ]);
    if (reserved === 1) return fromScaled(BigInt(amount), CREDIT_PLACES);
    const metered = await this.#storage.query(registry, `SELECT 1 AS metered WHERE ${IS_METERED}`, []);
    if (metered.length === 0) return null;
    throw new GatewayError("INSUFFICIENT_CREDITS", "The tenant's balance does not cover the turn.", { sessionId });
  }

  /** Gives back what was reserved and books what was used. Doing so twice changes nothing. */
  async #settle(tenantId: string, sessionId: string, turnId: string, cost: number): Promise<void> {
    const release: EntryKind = "release";
    const spending: EntryKind = "spending";
    const open =
      "FROM credit_ledger WHERE turn_id = ? AND kind = 'reservation' AND NOT EXISTS (SELECT 1 FROM credit_ledger WHERE turn_id = ? AND kind = ?)";
    const now = this.#now();
    // Spending first: once the release is there the reservation counts as settled.
    const spend = {
      sql: `${INSERT} SELECT ?, ?, ?, ?, ? ${open}`,
      params: [spending, -cost, sessionId, turnId, now, turnId, turnId, release],
    };
    const giveBack = {
      sql: `${INSERT} SELECT ?, -amount, ?, ?, ? ${open}`,
      params: [release, sessionId, turnId, now, turnId, turnId, release],
    };
    await this.#storage.transact({ kind: "registry", tenantId }, cost === 0 ? [giveBack] : [spend, giveBack]);
  }
}

const FREE: TurnCredits = { reserve: async () => null, spent: () => "0", settle: async () => undefined };
