import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from "jose";
import { SCALARS } from "../../generated/gateway/scalars.ts";
import { codePoints } from "../../generated/runtime/validation.ts";
import type { Claims } from "../members/membership.ts";
import { GatewayError } from "../pipeline/gateway-error.ts";
import { AttemptLimiter } from "./attempt-limiter.ts";
import type { TokenVerifier } from "./authenticator.ts";
import { TokenCache } from "./token-cache.ts";

export interface JwtVerifierOptions {
  /** Issuer of the tokens; its keys are at `/.well-known/jwks.json` below it. */
  issuer: string;
  /** Demanded when given. */
  audience: string | null;
  now: () => number;
}

const ALGORITHMS = ["RS256", "ES256"];
/** How far the clocks of issuer and gateway may be apart, in seconds. */
const CLOCK_TOLERANCE_S = 5;
const SWEEP_MS = 60_000;
const TENANT_ID = new RegExp(SCALARS.TenantId.pattern);
const LONGEST_EMAIL = 320;

/** Verifies JSON Web Tokens against the keys of their issuer. */
export class JwtVerifier implements TokenVerifier {
  readonly #options: JwtVerifierOptions;
  readonly #keys: ReturnType<typeof createRemoteJWKSet>;
  readonly #cache = new TokenCache();
  readonly #attempts = new AttemptLimiter(() => performance.now());
  readonly #sweep: NodeJS.Timeout;

  constructor(options: JwtVerifierOptions) {
    this.#options = options;
    this.#keys = createRemoteJWKSet(new URL(".well-known/jwks.json", withSlash(options.issuer)));
    this.#sweep = setInterval(() => this.#cache.sweep(options.now()), SWEEP_MS).unref();
  }

  async verify(token: string, address: string): Promise<Claims> {
    const known = this.#cache.get(token, this.#options.now());
    if (known !== undefined) return known;
    const verified = async () => {
      const claims = claimsOf(await this.#payload(token));
      this.#cache.set(token, claims, this.#options.now());
      return claims;
    };
    return this.#attempts.hear(address, verified, (error) => error instanceof GatewayError && error.code === "AUTH_FAILED");
  }

  /** Asks the issuer for its keys, unless that was done a few minutes ago. */
  async check(): Promise<void> {
    if (!this.#keys.fresh) await this.#keys.reload();
  }

  /** Stops what runs behind everyone's back. */
  close(): void {
    clearInterval(this.#sweep);
  }

  async #payload(token: string): Promise<JWTPayload> {
    const { issuer, audience, now } = this.#options;
    try {
      const { payload } = await jwtVerify(token, this.#keys, {
        issuer: [issuer, withSlash(issuer), issuer.replace(/\/+$/, "")],
        ...(audience === null ? {} : { audience }),
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_TOLERANCE_S,
        currentDate: new Date(now()),
      });
      return payload;
    } catch (error) {
      throw toRefusal(error);
    }
  }
}

/** What the gateway takes from a token. */
function claimsOf({ sub, email, tenant_id: tenantId, exp }: JWTPayload): Claims {
  // Half a surrogate pair cannot be stored as it is: two users would become one.
  if (typeof sub !== "string" || sub === "" || !sub.isWellFormed() || codePoints(sub) > SCALARS.UserId.maxLength)
    throw failed("The token names no user in sub.");
  if (typeof tenantId !== "string" || !TENANT_ID.test(tenantId)) throw failed("The token names no proper tenant in tenant_id.");
  return {
    userId: sub,
    email: typeof email === "string" && email.isWellFormed() && email.length <= LONGEST_EMAIL ? email : "",
    tenantId,
    expiresAt: exp === undefined ? null : exp * 1000,
  };
}

/** A token that is wrong is the bearer's fault; keys that cannot be fetched are not. */
function toRefusal(error: unknown): GatewayError {
  if (error instanceof errors.JWTExpired) return failed("The token has expired.");
  if (error instanceof errors.JWTClaimValidationFailed) return failed(`The token's ${error.claim} is not what it should be.`);
  if (error instanceof errors.JOSEAlgNotAllowed) return failed(`The token must be signed with ${ALGORITHMS.join(" or ")}.`);
  if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError)) return unreachable();
  if (error.code === "ERR_JOSE_GENERIC" || error.code === "ERR_JWKS_INVALID") return unreachable();
  return failed("The token is not valid.");
}

function failed(message: string): GatewayError {
  return new GatewayError("AUTH_FAILED", message);
}

function unreachable(): GatewayError {
  return new GatewayError("UPSTREAM_TIMEOUT", "The issuer's keys cannot be fetched. Try again later.", { retryAfterMs: 5000 });
}

function withSlash(url: string): string {
  return url.endsWith("/") ? url : `${url}/`;
}
