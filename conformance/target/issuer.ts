import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from "jose";

/** Who a token is of, and for how long. */
export interface TokenOf {
  user: string;
  tenant: string;
  /** Seconds from now; negative for one that has expired. */
  expiresIn?: number;
  /** Another issuer than this one. */
  issuer?: string;
  /** Signed by a key that nobody has published. */
  isForged?: boolean;
}

const ALGORITHM = "ES256";
const KEY_ID = "conformance";
const HOUR_S = 3600;

/** An issuer of tokens on a loopback port: the target takes what it signs. */
export class Issuer {
  readonly url: string;
  readonly #server: Server;
  readonly #key: CryptoKey;
  readonly #forgedKey: CryptoKey;

  private constructor(server: Server, key: CryptoKey, forgedKey: CryptoKey) {
    this.#server = server;
    this.#key = key;
    this.#forgedKey = forgedKey;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async start(): Promise<Issuer> {
    const [own, forged] = await Promise.all([generateKeyPair(ALGORITHM), generateKeyPair(ALGORITHM)]);
    const jwk = { ...(await exportJWK(own.publicKey)), kid: KEY_ID, alg: ALGORITHM, use: "sig" };
    const server = createServer((request, response) => {
      const isKeys = request.url === "/.well-known/jwks.json";
      response.writeHead(isKeys ? 200 : 404, { "content-type": "application/json" });
      response.end(JSON.stringify(isKeys ? { keys: [jwk] } : {}));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new Issuer(server, own.privateKey, forged.privateKey);
  }

  token({ user, tenant, expiresIn = HOUR_S, issuer = this.url, isForged = false }: TokenOf): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ tenant_id: tenant, email: `${user}@example.com` })
      .setProtectedHeader({ alg: ALGORITHM, kid: KEY_ID })
      .setSubject(user)
      .setIssuer(issuer)
      .setIssuedAt(Math.min(now, now + expiresIn))
      .setExpirationTime(now + expiresIn)
      .sign(isForged ? this.#forgedKey : this.#key);
  }

  async end(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}
