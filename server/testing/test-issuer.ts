import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from "jose";
import { onTestFinished } from "vitest";

/** The algorithms that tokens are signed with here; the gateway takes the first two. */
export type Algorithm = "RS256" | "ES256" | "PS256" | "ES384";

interface Key {
  id: string;
  algorithm: Algorithm;
  privateKey: CryptoKey;
  jwk: JWK;
}

/** How a token is made; by default as the issuer makes it. */
export interface TokenOptions {
  /** By the issuer's newest key when left out. */
  key?: Key;
  issuer?: string | null;
  /** Seconds from now. */
  expiresIn?: number | null;
  notBefore?: number;
  /** Milliseconds. */
  now?: number;
}

/** An issuer of tokens with a JWKS on a loopback port, that ends with the test. */
export class TestIssuer {
  readonly url: string;
  /** Times that the keys were asked for. */
  fetches = 0;
  /** Answers instead of the keys, when set. */
  answer: { status: number; body: string } | null = null;
  readonly #server: Server;
  #published: Key[] = [];

  private constructor(server: Server) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on("request", (request, response) => {
      this.fetches++;
      const keys = { keys: this.#published.map(({ jwk }) => jwk) };
      const { status, body } = this.answer ?? { status: request.url === "/.well-known/jwks.json" ? 200 : 404, body: JSON.stringify(keys) };
      response.writeHead(status, { "content-type": "application/json" }).end(body);
    });
  }

  static async start(...algorithms: Algorithm[]): Promise<TestIssuer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const issuer = new TestIssuer(server);
    onTestFinished(() => issuer.stop());
    for (const algorithm of algorithms.length === 0 ? (["ES256"] as const) : algorithms) await issuer.addKey(algorithm);
    return issuer;
  }

  /** Makes a key and publishes it. */
  async addKey(algorithm: Algorithm): Promise<Key> {
    const key = await makeKey(algorithm);
    this.#published.push(key);
    return key;
  }

  /** Publishes other keys than before. */
  publish(...keys: Key[]): void {
    this.#published = keys;
  }

  /** Signs a token for a user of a tenant; claims given here replace the usual ones. */
  async token(claims: JWTPayload & { tenant_id?: unknown } = {}, options: TokenOptions = {}): Promise<string> {
    const key = options.key ?? this.#published.at(-1);
    if (key === undefined) throw new Error("The issuer has no key.");
    const now = Math.floor((options.now ?? Date.now()) / 1000);
    const payload = { sub: "ada", tenant_id: "acme", email: "ada@example.com", iat: now, ...claims };
    const token = new SignJWT(payload).setProtectedHeader({ alg: key.algorithm, kid: key.id });
    if (options.issuer !== null) token.setIssuer(options.issuer ?? this.url);
    if (options.expiresIn !== null) token.setExpirationTime(now + (options.expiresIn ?? 3600));
    if (options.notBefore !== undefined) token.setNotBefore(now + options.notBefore);
    return token.sign(key.privateKey);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}

/** Makes a key that nobody has published. */
export async function makeKey(algorithm: Algorithm): Promise<Key> {
  const { publicKey, privateKey } = await generateKeyPair(algorithm);
  const id = `${algorithm}-${Math.random().toString(36).slice(2)}`;
  return { id, algorithm, privateKey, jwk: { ...(await exportJWK(publicKey)), kid: id, alg: algorithm, use: "sig" } };
}
