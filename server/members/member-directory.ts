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
}

/** Knows the members of tenants. Those that are connected are in memory, one object for each person. */
export class MemberDirectory {
  readonly #options: MemberDirectoryOptions;
  readonly #memberships = new Map<string, Promise<Membership>>();

  constructor(options: MemberDirectoryOptions) {
    this.#options = options;
  }

  /**
   * The membership of whoever a token names. The first user ever seen in a tenant becomes its owner; later ones become
   * members in the role that the configuration says.
   *
   * @throws GatewayError FORBIDDEN when the tenant does not take the user
   */
  membership(claims: Claims): Promise<Membership> {
    const key = keyOf(claims.tenantId, claims.userId);
    let membership = this.#memberships.get(key);
    if (membership === undefined) {
      membership = this.#admit(claims);
      this.#memberships.set(key, membership);
      membership.catch(() => this.#memberships.delete(key));
    }
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

  /** The membership, if its bearer was seen since the gateway started and is a member. */
  async known(tenantId: string, userId: string): Promise<Membership | undefined> {
    return this.#memberships.get(keyOf(tenantId, userId))?.catch(() => undefined);
  }

  /** Forgets a member who was removed. */
  forget(tenantId: string, userId: string): void {
    this.#memberships.delete(keyOf(tenantId, userId));
  }

  async #admit({ tenantId, userId, email }: Claims): Promise<Membership> {
    const { storage, sessions, autoJoinRole, now } = this.#options;
    await sessions.openTenant(tenantId);
    let row = await this.read(tenantId, userId);
    if (row === undefined) {
      await storage.transact({ kind: "registry", tenantId }, joinStatements(userId, email, autoJoinRole, now()));
      row = await this.read(tenantId, userId);
    }
    if (row === undefined || row.removed === 1)
      throw new GatewayError("FORBIDDEN", "You are not a member of this tenant. Ask one of its owners to add you.");
    return new Membership(userId, tenantId, email === "" ? (row.email ?? "") : email, row.role);
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
