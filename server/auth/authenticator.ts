import type { MemberDirectory } from "../members/member-directory.ts";
import type { Claims, Membership } from "../members/membership.ts";

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
   * @throws GatewayError AUTH_FAILED, AUTH_RATE_LIMITED, FORBIDDEN
   */
  async authenticate(token: string, address: string): Promise<Authenticated> {
    const claims = await this.#verifier.verify(token, address);
    return { membership: await this.#members.membership(claims), expiresAt: claims.expiresAt };
  }
}
