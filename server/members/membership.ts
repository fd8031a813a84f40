import { PERMISSIONS_OF } from "../../generated/gateway/permissions.ts";
import type { Identity, Permission, Role } from "../../generated/gateway/types.ts";

/** Who a token says that its bearer is. */
export interface Claims {
  userId: string;
  /** Empty when the token does not say. */
  email: string;
  tenantId: string;
  /** Unix milliseconds; null when the token does not expire. */
  expiresAt: number | null;
}

/** A person in a tenant. All connections of the person share one object: a new role counts at once. */
export class Membership {
  readonly userId: string;
  readonly tenantId: string;
  email: string;
  #role: Role;
  #permissions: ReadonlySet<Permission>;

  constructor(userId: string, tenantId: string, email: string, role: Role) {
    this.userId = userId;
    this.tenantId = tenantId;
    this.email = email;
    this.#role = role;
    this.#permissions = new Set(PERMISSIONS_OF[role]);
  }

  get role(): Role {
    return this.#role;
  }

  set role(role: Role) {
    this.#role = role;
    this.#permissions = new Set(PERMISSIONS_OF[role]);
  }

  may(permission: Permission): boolean {
    return this.#permissions.has(permission);
  }

  /** What clients see. */
  get identity(): Identity {
    const { userId, email, tenantId, role } = this;
    return { userId, email, tenantId, role, permissions: [...PERMISSIONS_OF[role]] };
  }
}
