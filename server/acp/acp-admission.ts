import { CLOSE_CODES } from "../../generated/gateway/close-codes.ts";
import { LIMITS } from "../../generated/gateway/limits.ts";
import type { Authenticated } from "../auth/authenticator.ts";
import { Expiry } from "../auth/expiry.ts";
import type { ConfigSubscriber } from "../configuration/config-caller.ts";
import type { Membership } from "../members/membership.ts";
import type { Broadcaster } from "../transport/broadcaster.ts";
import type { AcpConnection } from "./acp-connection.ts";

export interface AcpAdmissionOptions {
  readonly broadcaster: Broadcaster;
  /** Forgets what a connection is subscribed to. */
  readonly leaveConfiguration: (subscriber: ConfigSubscriber) => void;
  readonly now: () => number;
}

/** Lets connections of the Agent Client Protocol in, gives them their time to authenticate, and lets them go. */
export class AcpAdmission {
  readonly #options: AcpAdmissionOptions;
  readonly #connections = new Map<AcpConnection, Expiry>();
  readonly #whenEmpty: (() => void)[] = [];

  constructor(options: AcpAdmissionOptions) {
    this.#options = options;
  }

  get count(): number {
    return this.#connections.size;
  }

  /** Takes in a connection; one that nobody has authenticated for gets its time to do so. */
  add(connection: AcpConnection, authenticated: Authenticated | null): void {
    this.#connections.set(connection, new Expiry(this.#options.now));
    if (authenticated === null) this.#expect(connection);
    else this.admit(connection, authenticated);
  }

  /** Gives a connection to the one it belongs to, until the token expires. */
  admit(connection: AcpConnection, { membership, expiresAt }: Authenticated): void {
    const expiry = this.#connections.get(connection);
    // It is gone already.
    if (expiry === undefined) return;
    connection.membership = membership;
    this.#options.broadcaster.joinTenant(membership.tenantId, connection);
    expiry.at(expiresAt, () => connection.channel.close(CLOSE_CODES.NOT_AUTHENTICATED, "The token has expired."));
  }

  /** Lets a connection live longer, if the token does. */
  renew(connection: AcpConnection, authenticated: Authenticated): void {
    const { expiresAt } = authenticated;
    const until = this.#connections.get(connection)?.time ?? null;
    if (until !== null && (expiresAt === null || expiresAt > until)) this.admit(connection, authenticated);
  }

  /** Takes a connection from the one it belonged to. It may authenticate again. */
  logOut(connection: AcpConnection): void {
    this.#leave(connection);
    this.#expect(connection);
  }

  /** Forgets a connection that is gone. */
  remove(connection: AcpConnection): void {
    this.#connections.get(connection)?.stop();
    if (!this.#connections.delete(connection)) return;
    this.#leave(connection);
    connection.dispose();
    if (this.#connections.size === 0) for (const resolve of this.#whenEmpty.splice(0)) resolve();
  }

  /** Ends the connections of someone who is no member any more. */
  disconnect(membership: Membership): void {
    for (const connection of this.#connections.keys()) {
      if (connection.membership === membership)
        connection.channel.close(CLOSE_CODES.FORBIDDEN, "You are no longer a member of this tenant.");
    }
  }

  /** Ends every connection, and resolves when all are gone. */
  async closeAll(): Promise<void> {
    for (const { channel } of [...this.#connections.keys()]) channel.close(CLOSE_CODES.SHUTDOWN, "The gateway shuts down.");
    if (this.#connections.size > 0) await new Promise<void>((resolve) => this.#whenEmpty.push(resolve));
  }

  #expect(connection: AcpConnection): void {
    this.#connections
      .get(connection)
      ?.at(this.#options.now() + LIMITS.authenticateTimeout, () =>
        connection.channel.close(CLOSE_CODES.NOT_AUTHENTICATED, "Not authenticated in time."),
      );
  }

  #leave(connection: AcpConnection): void {
    const { broadcaster, leaveConfiguration } = this.#options;
    if (connection.membership !== null) broadcaster.leaveTenant(connection.membership.tenantId, connection);
    leaveConfiguration(connection.subscriber);
    connection.leaveAll();
    connection.membership = null;
  }
}
