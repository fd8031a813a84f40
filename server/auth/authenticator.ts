import type { MemberDirectory } from "../members/member-directory.ts";
import type { Claims, Membership } from "../members/membership.ts";
import { GatewayError } from "../pipeline/gateway-error.ts";

/** Who was let in, and until when. */
export interface Authenticated {
  membership: Membership;
  /** Unix milliseconds; null when it does not end. */
  expiresAt: number | null;
}

/** Finds out who bears a token. */
export interface TokenVerifier {
  /**
   * @param address where the attempt comes from
   * @throws GatewayError AUTH_FAILED, AUTH_RATE_LIMITED
   */
  verify(token: string, address: string): Promise<Claims>;
  /** Rejects when whoever issues tokens is not there, where there is anyone to ask. */
  check?(): Promise<void>;
}

/** Who everyone is in dev mode. */
export const DEVELOPER: Claims = { userId: "dev-user-001", email: "developer@example.com", tenantId: "dev", expiresAt: null };

/** Takes everyone for the developer. */
export const devVerifier: TokenVerifier = { verify: async () => DEVELOPER };

/** Lets people in: who they are by their token, what they may by their membership. */
export class Authenticator {
  readonly #verifier: TokenVerifier;
  readonly #members: MemberDirectory;

  constructor(verifier: TokenVerifier, members: MemberDirectory) {
    this.#verifier = verifier;
    this.#members = members;
  }

  /**
   * @param address where the attempt comes from
   * @param owner whom the connection belongs to already; a token of someone else must not even make them a member
   * @throws GatewayError AUTH_FAILED, AUTH_RATE_LIMITED, FORBIDDEN, INVALID_STATE
   */
  async authenticate(token: string, address: string, owner: Membership | null = null): Promise<Authenticated> {
    const claims = await this.#verifier.verify(token, address);
    if (owner !== null && (owner.tenantId !== claims.tenantId || owner.userId !== claims.userId)) {
      throw new GatewayError("INVALID_STATE", "The connection belongs to someone else already. Open another one.");
    }
    return { membership: await this.#members.membership(claims), expiresAt: claims.expiresAt };
  }
}
