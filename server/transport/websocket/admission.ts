import { CLOSE_CODES } from "../../../generated/gateway/close-codes.ts";
import { LIMITS } from "../../../generated/gateway/limits.ts";
import { serializeError } from "../../../generated/gateway/serializers.ts";
import type { Authenticated } from "../../auth/authenticator.ts";
import type { Broadcaster } from "../broadcaster.ts";
import type { ClientConnection } from "./client-connection.ts";

/** The longest delay that a timer takes, in ms. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Lets connections in: gives them their time to authenticate, and takes away what time has ended. */
export class Admission {
  readonly #broadcaster: Broadcaster;
  readonly #now: () => number;
  readonly #timers = new WeakMap<ClientConnection, NodeJS.Timeout>();

  constructor(broadcaster: Broadcaster, now: () => number) {
    this.#broadcaster = broadcaster;
    this.#now = now;
  }

  /** Gives a connection its time to authenticate. */
  expect(connection: ClientConnection): void {
    this.#setTimer(connection, LIMITS.authenticateTimeout, () => {
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
    clearTimeout(this.#timers.get(connection));
    this.#timers.delete(connection);
    if (expiresAt === null) return;
    this.#expireAt(connection, expiresAt);
  }

  /** Forgets a connection that is gone. */
  dismiss(connection: ClientConnection): void {
    clearTimeout(this.#timers.get(connection));
    if (connection.membership !== null) this.#broadcaster.leaveTenant(connection.membership.tenantId, connection);
    for (const sessionId of connection.joinedSessions) this.#broadcaster.leaveSession(sessionId, connection);
    connection.dispose();
  }

  #expireAt(connection: ClientConnection, expiresAt: number): void {
    const remaining = Math.max(expiresAt - this.#now(), 0);
    this.#setTimer(connection, Math.min(remaining, LONGEST_TIMER), () => {
      if (remaining > LONGEST_TIMER) {
        this.#expireAt(connection, expiresAt);
        return;
      }
      connection.send(serializeError({ code: "UNAUTHENTICATED", message: "The token has expired. Authenticate again before it does." }));
      connection.close(CLOSE_CODES.NOT_AUTHENTICATED, "The token has expired.");
    });
  }

  #setTimer(connection: ClientConnection, delay: number, run: () => void): void {
    clearTimeout(this.#timers.get(connection));
    this.#timers.set(connection, setTimeout(run, delay));
  }
}
