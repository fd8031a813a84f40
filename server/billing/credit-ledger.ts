import type { AgentPricing } from "../../generated/gateway/types.ts";
import { GatewayError } from "../pipeline/gateway-error.ts";
import type { TurnCredits } from "../sessions/turn-charges.ts";
import type { SqlValue, Statement } from "../storage/requests.ts";
import type { Storage } from "../storage/storage.ts";
import { CREDIT_PLACES, toMicros, turnCost } from "./credits.ts";
import { fromScaled } from "./decimal.ts";

/** What is booked. Amounts are millionths of a credit; what is spent is negative. */
type EntryKind = "grant" | "reservation" | "release" | "spending";

const INSERT = "INSERT INTO credit_ledger (kind, amount, session_id, turn_id, created_at)";
const BALANCE = "(SELECT coalesce(sum(amount), 0) FROM credit_ledger)";
const IS_METERED = "EXISTS (SELECT 1 FROM credit_ledger WHERE kind = 'grant')";
/** What is set aside and was not given back, by turn. The condition is written as in the index that it goes by. */
const heldWhere = (condition: string) => `
  SELECT session_id, turn_id, -sum(amount) AS amount FROM credit_ledger WHERE kind IN ('reservation', 'release') AND ${condition}
  GROUP BY session_id, turn_id HAVING sum(amount) < 0`;

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

  /**
   * Gives back everything that is reserved for turns of a session: for one that is deleted, with turns that will never
   * run. A turn that did run is charged all the same when it settles later.
   */
  async releaseSession(tenantId: string, sessionId: string): Promise<void> {
    await this.#storage.transact(registryOf(tenantId), [this.#release("session_id = ?", sessionId)]);
  }

  /**
   * Gives back what is reserved for turns that will never settle: an earlier process ended before it had recorded the
   * turn or settled it, or could not settle it. Call it when the tenant is opened, before any of its turns runs.
   *
   * @param openTurns the turns of a session that are still to run; null when that cannot be told, and everything stays
   */
  async releaseOrphans(tenantId: string, openTurns: (sessionId: string) => Promise<ReadonlySet<string> | null>): Promise<void> {
    const held = await this.#storage.query<{ session_id: string; turn_id: string }>(registryOf(tenantId), heldWhere("TRUE"), []);
    for (const [sessionId, turns] of Map.groupBy(held, ({ session_id }) => session_id)) {
      const open = await openTurns(sessionId);
      if (open === null) continue;
      const orphans = turns.filter(({ turn_id }) => !open.has(turn_id));
      await this.#storage.transact(
        registryOf(tenantId),
        orphans.map(({ turn_id }) => this.#release("turn_id = ?", turn_id)),
      );
    }
  }

  async #reserve(tenantId: string, sessionId: string, turnId: string, amount: number): Promise<string | null> {
    const kind: EntryKind = "reservation";
    const isReserved = "EXISTS (SELECT 1 FROM credit_ledger WHERE turn_id = ? AND kind = 'reservation')";
    const [reserved] = await this.#storage.transact(registryOf(tenantId), [
      {
        sql: `${INSERT} SELECT ?, ?, ?, ?, ? WHERE ${IS_METERED} AND ${BALANCE} >= ? AND NOT ${isReserved}`,
        params: [kind, -amount, sessionId, turnId, this.#now(), amount, turnId],
      },
    ]);
    if (reserved === 1) return fromScaled(BigInt(amount), CREDIT_PLACES);
    const [why] = await this.#storage.query<{ metered: number; reserved: number }>(
      registryOf(tenantId),
      `SELECT ${IS_METERED} AS metered, ${isReserved} AS reserved`,
      [turnId],
    );
    if (why?.reserved === 1) return fromScaled(BigInt(amount), CREDIT_PLACES);
    if (why?.metered === 0) return null;
    throw new GatewayError("INSUFFICIENT_CREDITS", "The tenant's balance does not cover the turn.", { sessionId });
  }

  /**
   * Gives back what was reserved and books what was used. Doing so twice changes nothing. What was used is booked even
   * when the reservation was given back meanwhile: a session may be deleted while the end of its turn is on its way here.
   */
  async #settle(tenantId: string, sessionId: string, turnId: string, cost: number): Promise<void> {
    const spending: EntryKind = "spending";
    const spend: Statement = {
      sql: `${INSERT} SELECT ?, ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM credit_ledger WHERE turn_id = ? AND kind = 'reservation')
        AND NOT EXISTS (SELECT 1 FROM credit_ledger WHERE turn_id = ? AND kind = 'spending')`,
      params: [spending, -cost, sessionId, turnId, this.#now(), turnId, turnId],
    };
    const giveBack = this.#release("turn_id = ?", turnId);
    await this.#storage.transact(registryOf(tenantId), cost === 0 ? [giveBack] : [spend, giveBack]);
  }

  /** The statement that gives back what is set aside for certain turns. */
  #release(condition: string, param: SqlValue): Statement {
    const kind: EntryKind = "release";
    return {
      sql: `${INSERT} SELECT ?, amount, session_id, turn_id, ? FROM (${heldWhere(condition)})`,
      params: [kind, this.#now(), param],
    };
  }
}

const FREE: TurnCredits = { reserve: async () => null, spent: () => "0", settle: async () => undefined };

function registryOf(tenantId: string): { kind: "registry"; tenantId: string } {
  return { kind: "registry", tenantId };
}
