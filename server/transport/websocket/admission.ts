import { CLOSE_CODES } from "../../../generated/gateway/close-codes.ts";
import { LIMITS } from "../../../generated/gateway/limits.ts";
import { serializeError } from "../../../generated/gateway/serializers.ts";
import type { Authenticated } from "../../auth/authenticator.ts";
import { Expiry } from "../../auth/expiry.ts";
import type { Broadcaster } from "../broadcaster.ts";
import type { ClientConnection } from "./client-connection.ts";

/** Lets connections in: gives them their time to authenticate, and takes away what time has ended. */
export class Admission {
  readonly #broadcaster: Broadcaster;
  readonly #now: () => number;
  readonly #expiries = new WeakMap<ClientConnection, Expiry>();

  constructor(broadcaster: Broadcaster, now: () => number) {
    this.#broadcaster = broadcaster;
    this.#now = now;
  }

  /** Gives a connection its time to authenticate. */
  expect(connection: ClientConnection): void {
    this.#setTimer(connection, this.#now() + LIMITS.authenticateTimeout, () => {
      connection.send(serializeError({ code: "AUTH_TIMEOUT", message: `No token came within ${LIMITS.authenticateTimeout / 1000} s.` }));
      connection.close(CLOSE_CODES.NOT_AUTHENTICATED, "Not authenticated in time.");
    });
  }

  /**
   * Gives a connection to the one it belongs to, until the token expires. One that is not open belongs to nobody: it was
   * dismissed already, or is about to be.
   */
  admit(connection: ClientConnection, { membership, expiresAt }: Authenticated): void {
    if (!connection.isOpen) return;
    connection.membership = membership;
    this.#broadcaster.joinTenant(membership.tenantId, connection);
    this.#expiries.get(connection)?.stop();
    this.#expiries.delete(connection);
    if (expiresAt === null) return;
    this.#setTimer(connection, expiresAt, () => {
      connection.send(serializeError({ code: "UNAUTHENTICATED", message: "The token has expired. Authenticate again before it does." }));
      connection.close(CLOSE_CODES.NOT_AUTHENTICATED, "The token has expired.");
    });
  }

  /** Forgets a connection that is gone. */
  dismiss(connection: ClientConnection): void {
    this.#expiries.get(connection)?.stop();
    if (connection.membership !== null) this.#broadcaster.leaveTenant(connection.membership.tenantId, connection);
    for (const sessionId of connection.joinedSessions) this.#broadcaster.leaveSession(sessionId, connection);
    connection.dispose();
  }

  #setTimer(connection: ClientConnection, time: number | null, run: () => void): void {
    let expiry = this.#expiries.get(connection);
    if (expiry === undefined) {
      expiry = new Expiry(this.#now);
      this.#expiries.set(connection, expiry);
    }
    expiry.at(time, run);
  }
}
