import type { Role } from "../../generated/gateway/types.ts";
import { GatewayError } from "../pipeline/gateway-error.ts";
import type { SessionDirectory } from "../sessions/session-directory.ts";
import type { Statement } from "../storage/requests.ts";
import type { Storage } from "../storage/storage.ts";
import { type Claims, Membership } from "./membership.ts";

/** A member's row. */
export interface MemberRow {
  user_id: string;
  email: string | null;
  role: Role;
  created_at: number;
  updated_at: number;
  /** 1 for a member who was removed and stays out. */
  removed: number;
}

export interface MemberDirectoryOptions {
  storage: Storage;
  sessions: Pick<SessionDirectory, "openTenant">;
  /** The role of a user with a valid token who is no member yet; null refuses them. */
  autoJoinRole: Role | null;
  now: () => number;
  /** Something went wrong that no client is told of. */
  note: (tenantId: string, sessionId: string, message: string, error: unknown) => void;
}

/**
 * Knows the members of tenants. Those that are connected are in memory, one object for each person: it is found as long
 * as a connection, a stream or a request holds it, and gone when none does any more.
 */
export class MemberDirectory {
  readonly #options: MemberDirectoryOptions;
  readonly #memberships = new Map<string, WeakRef<Membership>>();
  /** Those that are being read. */
  readonly #admitting = new Map<string, Promise<Membership>>();
  readonly #gone = new FinalizationRegistry<string>((key) => {
    // The person may be back already, as another object.
    if (this.#memberships.get(key)?.deref() === undefined) this.#memberships.delete(key);
  });

  constructor(options: MemberDirectoryOptions) {
    this.#options = options;
  }

  /** People in memory. */
  get size(): number {
    return this.#memberships.size;
  }

  /**
   * The membership of whoever a token names. The first user ever seen in a tenant becomes its owner; later ones become
   * members in the role that the configuration says.
   *
   * @throws GatewayError FORBIDDEN when the tenant does not take the user
   */
  async membership(claims: Claims): Promise<Membership> {
    const membership = await (this.#find(claims.tenantId, claims.userId) ?? this.#admit(claims));
    if (claims.email !== "" && claims.email !== membership.email) this.#changeEmail(membership, claims.email);
    return membership;
  }

  /** Every member of a tenant, the first one first. */
  list(tenantId: string): Promise<MemberRow[]> {
    return this.#options.storage.query<MemberRow>(
      { kind: "registry", tenantId },
      "SELECT * FROM members WHERE removed = 0 ORDER BY created_at, user_id",
      [],
    );
  }

  /** A member's row, also of one who was removed, or undefined. */
  async read(tenantId: string, userId: string): Promise<MemberRow | undefined> {
    const [row] = await this.#options.storage.query<MemberRow>({ kind: "registry", tenantId }, "SELECT * FROM members WHERE user_id = ?", [
      userId,
    ]);
    return row;
  }

  /** The membership, if its bearer is connected and a member. */
  async known(tenantId: string, userId: string): Promise<Membership | undefined> {
    return this.#find(tenantId, userId)?.catch(() => undefined);
  }

  /** Forgets a member who was removed. */
  forget(tenantId: string, userId: string): void {
    const key = keyOf(tenantId, userId);
    this.#memberships.delete(key);
    this.#admitting.delete(key);
  }

  #find(tenantId: string, userId: string): Promise<Membership> | undefined {
    const key = keyOf(tenantId, userId);
    const membership = this.#memberships.get(key)?.deref();
    return membership === undefined ? this.#admitting.get(key) : Promise.resolve(membership);
  }

  /** Reads a membership, and keeps it for as long as someone else does. */
  #admit(claims: Claims): Promise<Membership> {
    const key = keyOf(claims.tenantId, claims.userId);
    const admitting = this.#read(claims);
    this.#admitting.set(key, admitting);
    const done = (membership?: Membership) => {
      if (this.#admitting.get(key) !== admitting) return;
      this.#admitting.delete(key);
      if (membership === undefined) return;
      this.#memberships.set(key, new WeakRef(membership));
      this.#gone.register(membership, key);
    };
    admitting.then(done, () => done());
    return admitting;
  }

  async #read({ tenantId, userId, email }: Claims): Promise<Membership> {
    const { storage, sessions, autoJoinRole, now } = this.#options;
    await sessions.openTenant(tenantId);
    let row = await this.read(tenantId, userId);
    if (row === undefined) {
      await storage.transact({ kind: "registry", tenantId }, joinStatements(userId, email, autoJoinRole, now()));
      row = await this.read(tenantId, userId);
    }
    if (row === undefined || row.removed === 1)
      throw new GatewayError("FORBIDDEN", "You are not a member of this tenant. Ask one of its owners to add you.");
    return new Membership(userId, tenantId, row.email ?? "", row.role);
  }

  /** Takes over an email that is not the one that was known. Nobody waits until it is written down. */
  #changeEmail(membership: Membership, email: string): void {
    const { tenantId, userId } = membership;
    const { storage, now, note } = this.#options;
    membership.email = email;
    const statement = { sql: "UPDATE members SET email = ?, updated_at = ? WHERE user_id = ?", params: [email, now(), userId] };
    storage.transact({ kind: "registry", tenantId }, [statement]).catch((error: unknown) => {
      note(tenantId, "", "a member's new email could not be written down", error);
    });
  }
}

/** One transaction, so that of two first users only one becomes owner. */
function joinStatements(userId: string, email: string, role: Role | null, now: number): Statement[] {
  const values = [userId, email === "" ? null : email];
  const owner = {
    sql: "INSERT INTO members (user_id, email, role, created_at, updated_at) SELECT ?, ?, 'owner', ?, ? WHERE NOT EXISTS (SELECT 1 FROM members)",
    params: [...values, now, now],
  };
  if (role === null) return [owner];
  return [
    owner,
    {
      sql: "INSERT OR IGNORE INTO members (user_id, email, role, created_at, updated_at) VALUES (?, ?, ?, ?, ?)",
      params: [...values, role, now, now],
    },
  ];
}

function keyOf(tenantId: string, userId: string): string {
  return `${tenantId}/${userId}`;
}
