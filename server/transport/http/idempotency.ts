import { createHash } from "node:crypto";
import { LIMITS } from "../../../generated/gateway/limits.ts";
import type { Membership } from "../../members/membership.ts";
import { GatewayError } from "../../pipeline/gateway-error.ts";
import type { Storage } from "../../storage/storage.ts";

/** An answer as it is sent. */
export interface Answer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** Hears of something that no client is told of. */
type Note = (tenantId: string, sessionId: string, message: string, error: unknown) => void;

/** How long a request may take before its key is taken to be left over from a gateway that was killed. */
const ABANDONED_MS = 60_000;

interface StoredRow {
  fingerprint: string;
  status: number | null;
  headers: string | null;
  body: string | null;
  created_at: number;
}

/** Answers a request that comes again with the answer that it got the first time. */
export class Idempotency {
  readonly #storage: Storage;
  readonly #now: () => number;
  readonly #note: Note;

  /** @param note hears of keys that could not be kept or given back */
  constructor(storage: Storage, now: () => number, note: Note) {
    this.#storage = storage;
    this.#now = now;
    this.#note = note;
  }

  /**
   * Runs a request once for each key of a user.
   *
   * @param request what makes it the same request: method, path and body
   * @throws GatewayError CONFLICT when the key was used for another request, or while that one is being handled
   */
  async once(
    membership: Membership,
    key: string,
    request: string,
    run: () => Promise<Answer>,
  ): Promise<{ answer: Answer; replayed: boolean }> {
    const fingerprint = createHash("sha256").update(request).digest("hex");
    const stored = await this.#claim(membership, key, fingerprint);
    if (stored !== null) return { answer: stored, replayed: true };
    let answer: Answer;
    try {
      answer = await run();
    } catch (error) {
      // A refusal changed nothing: the same request may come again.
      await this.#release(membership, key).catch((failure: unknown) => this.#failed(membership, failure));
      throw error;
    }
    // What was done is answered, even if the answer cannot be kept: who is told of a failure would do it again.
    await this.#keep(membership, key, answer).catch((failure: unknown) => this.#failed(membership, failure));
    return { answer, replayed: false };
  }

  #failed({ tenantId }: Membership, error: unknown): void {
    this.#note(tenantId, "", "an Idempotency-Key could not be kept or given back", error);
  }

  /** Takes a key, or finds the answer that it stands for. */
  async #claim({ tenantId, userId }: Membership, key: string, fingerprint: string): Promise<Answer | null> {
    const now = this.#now();
    const [, , claimed] = await this.#storage.transact({ kind: "registry", tenantId }, [
      { sql: "DELETE FROM idempotent_requests WHERE created_at < ?", params: [now - LIMITS.idempotencyTime] },
      {
        sql: "DELETE FROM idempotent_requests WHERE user_id = ? AND key = ? AND status IS NULL AND created_at < ?",
        params: [userId, key, now - ABANDONED_MS],
      },
      {
        sql: "INSERT OR IGNORE INTO idempotent_requests (user_id, key, fingerprint, created_at) VALUES (?, ?, ?, ?)",
        params: [userId, key, fingerprint, now],
      },
    ]);
    if (claimed === 1) return null;
    const [row] = await this.#storage.query<StoredRow & Record<string, never>>(
      { kind: "registry", tenantId },
      "SELECT * FROM idempotent_requests WHERE user_id = ? AND key = ?",
      [userId, key],
    );
    if (row === undefined || row.status === null)
      throw new GatewayError("CONFLICT", "The first request with this Idempotency-Key is still being handled.");
    if (row.fingerprint !== fingerprint) throw new GatewayError("CONFLICT", "This Idempotency-Key was used for another request.");
    return { status: row.status, headers: JSON.parse(row.headers ?? "{}") as Record<string, string>, body: row.body ?? "" };
  }

  async #keep({ tenantId, userId }: Membership, key: string, { status, headers, body }: Answer): Promise<void> {
    await this.#storage.transact({ kind: "registry", tenantId }, [
      {
        sql: "UPDATE idempotent_requests SET status = ?, headers = ?, body = ? WHERE user_id = ? AND key = ?",
        params: [status, JSON.stringify(headers), body, userId, key],
      },
    ]);
  }

  async #release({ tenantId, userId }: Membership, key: string): Promise<void> {
    await this.#storage.transact({ kind: "registry", tenantId }, [
      { sql: "DELETE FROM idempotent_requests WHERE user_id = ? AND key = ? AND status IS NULL", params: [userId, key] },
    ]);
  }
}
