import type { IncomingMessage } from "node:http";
import type { Authenticated, Authenticator } from "../../auth/authenticator.ts";
import { GatewayError } from "../../pipeline/gateway-error.ts";
import type { Lifecycle } from "../../pipeline/lifecycle.ts";

export interface UpgradeGuardOptions {
  authenticator: Authenticator;
  lifecycle: Lifecycle;
  /** Everyone is let in as the developer, from any origin. */
  devMode: boolean;
  allowedOrigins: readonly string[];
}

/** Decides by its headers alone who may open a connection, and whose it is. */
export class UpgradeGuard {
  readonly #options: UpgradeGuardOptions;

  constructor(options: UpgradeGuardOptions) {
    this.#options = options;
  }

  /** @throws GatewayError SHUTTING_DOWN, FORBIDDEN */
  check({ headers: { origin } }: IncomingMessage): void {
    const { devMode, allowedOrigins, lifecycle } = this.#options;
    lifecycle.check();
    if (devMode || origin === undefined || allowedOrigins.includes(origin)) return;
    throw new GatewayError("FORBIDDEN", "The page's origin is not allowed. Add it to ALLOWED_ORIGINS.");
  }

  /**
   * @param token what came in another place than the `Authorization` header
   * @returns null when the client has to authenticate later
   * @throws GatewayError AUTH_FAILED, AUTH_RATE_LIMITED, FORBIDDEN
   */
  async authenticate({ headers }: IncomingMessage, token: string | null, address: string): Promise<Authenticated | null> {
    const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? "")?.[1] ?? token;
    if (bearer === null && !this.#options.devMode) return null;
    return this.#options.authenticator.authenticate(bearer ?? "", address);
  }
}
