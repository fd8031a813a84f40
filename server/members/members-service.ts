import type { ManageMembersReceived, MembersHandlers } from "../../generated/gateway/handlers.ts";
import { serializeMemberUpdated } from "../../generated/gateway/serializers.ts";
import type { Member, Role } from "../../generated/gateway/types.ts";
import type { Call } from "../pipeline/call.ts";
import { fitting } from "../pipeline/fitting.ts";
import { GatewayError, invalid } from "../pipeline/gateway-error.ts";
import type { Statement } from "../storage/requests.ts";
import type { Storage } from "../storage/storage.ts";
import { StorageError } from "../storage/storage-error.ts";
import type { Broadcaster } from "../transport/broadcaster.ts";
import { textFrame } from "../wire/text-frame.ts";
import type { MemberDirectory, MemberRow } from "./member-directory.ts";
import type { Membership } from "./membership.ts";

export interface MembersServiceOptions {
  storage: Storage;
  members: MemberDirectory;
  broadcaster: Broadcaster;
  /** Closes the connections of someone who is no member any more. */
  disconnect: (membership: Membership) => void;
  now: () => number;
}

/** Holds while another owner is left when this one goes. */
const ANOTHER_OWNER = "(role <> 'owner' OR (SELECT count(*) FROM members WHERE role = 'owner' AND removed = 0) > 1)";

/** Lists, adds and removes members and sets their roles. Changes count at once, on open connections too. */
export class MembersService implements MembersHandlers<Call> {
  readonly #options: MembersServiceOptions;

  constructor(options: MembersServiceOptions) {
    this.#options = options;
  }

  async manageMembers({ action, userId, role }: ManageMembersReceived, call: Call) {
    if (action !== "list") {
      if (userId === undefined) throw invalid("/userId", `is required for ${action}`);
      if (action === "remove") {
        await this.#remove(userId, call);
      } else {
        if (role === undefined) throw invalid("/role", `is required for ${action}`);
        await (action === "add" ? this.#add(userId, role, call) : this.#setRole(userId, role, call));
      }
    }
    const rows = await this.#options.members.list(call.membership.tenantId);
    return { members: fitting(rows.map(toMember)) };
  }

  async #add(userId: string, role: Role, call: Call): Promise<void> {
    refuseOwnersToAdmins(call, role);
    const now = this.#options.now();
    const statement = {
      sql: `INSERT INTO members (user_id, role, created_at, updated_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (user_id) DO UPDATE SET role = excluded.role, created_at = excluded.created_at, updated_at = excluded.updated_at, removed = 0
            WHERE removed = 1`,
      params: [userId, role, now, now],
      expectChanges: 1,
    };
    await this.#transact(call, statement, () => new GatewayError("CONFLICT", "The user is a member already. Use set_role."));
    await this.#applied(call, userId, role);
  }

  async #setRole(userId: string, role: Role, call: Call): Promise<void> {
    refuseOwnersToAdmins(call, role, await this.#existing(userId, call));
    const statement = {
      sql: `UPDATE members SET role = ?, updated_at = ? WHERE user_id = ? AND removed = 0 AND (? = 'owner' OR ${ANOTHER_OWNER})`,
      params: [role, this.#options.now(), userId, role],
      expectChanges: 1,
    };
    await this.#transact(call, statement, lastOwner);
    await this.#applied(call, userId, role);
  }

  async #remove(userId: string, call: Call): Promise<void> {
    refuseOwnersToAdmins(call, null, await this.#existing(userId, call));
    const statement = {
      sql: `UPDATE members SET removed = 1, updated_at = ? WHERE user_id = ? AND removed = 0 AND ${ANOTHER_OWNER}`,
      params: [this.#options.now(), userId],
      expectChanges: 1,
    };
    await this.#transact(call, statement, lastOwner);
    await this.#applied(call, userId, null);
  }

  async #existing(userId: string, call: Call): Promise<MemberRow> {
    const row = await this.#options.members.read(call.membership.tenantId, userId);
    if (row === undefined || row.removed === 1) throw new GatewayError("MEMBER_NOT_FOUND", "The tenant has no such member.");
    return row;
  }

  async #transact(call: Call, statement: Statement, refusal: () => GatewayError): Promise<void> {
    try {
      await this.#options.storage.transact({ kind: "registry", tenantId: call.membership.tenantId }, [statement]);
    } catch (error) {
      throw error instanceof StorageError && error.failure === "condition" ? refusal() : error;
    }
  }

  /** Lets a change count: on the person's open connections, and in what the others of the tenant see. */
  async #applied(call: Call, userId: string, role: Role | null): Promise<void> {
    const { tenantId } = call.membership;
    const { members, broadcaster, disconnect } = this.#options;
    const membership = await members.known(tenantId, userId);
    if (role === null) members.forget(tenantId, userId);
    else if (membership !== undefined) membership.role = role;
    broadcaster.announce(textFrame(serializeMemberUpdated({ userId, role })), { tenantId }, null);
    if (membership !== undefined && role === null) call.afterReply(() => disconnect(membership));
  }
}

function toMember({ user_id, email, role, created_at, updated_at }: MemberRow): Member {
  return {
    userId: user_id,
    role,
    createdAt: new Date(created_at).toISOString(),
    updatedAt: new Date(updated_at).toISOString(),
    ...(email === null ? {} : { email }),
  };
}

/** An admin can neither make, demote nor remove an owner. */
function refuseOwnersToAdmins(call: Call, role: Role | null, existing?: MemberRow): void {
  if (call.membership.role === "owner") return;
  if (role === "owner" || existing?.role === "owner")
    throw new GatewayError("FORBIDDEN", "Only an owner can make, demote or remove an owner.");
}

function lastOwner(): GatewayError {
  return new GatewayError("LAST_OWNER", "A tenant keeps at least one owner. Make someone else an owner first.");
}
