import { createHash, timingSafeEqual } from "node:crypto";

/** What the holder of a key may do. */
export type Grant = "read" | "write";

/** The keys of a node. They are compared in the same time whatever they are. */
export class Keys {
  readonly #full: Buffer;
  readonly #readOnly: Buffer | null;
  readonly #peer: Buffer;

  constructor({ apiKey, agentKey, peerKey }: { readonly apiKey: string; readonly agentKey: string | null; readonly peerKey: string }) {
    this.#full = digest(apiKey);
    this.#readOnly = agentKey === null ? null : digest(agentKey);
    this.#peer = digest(peerKey);
  }

  /** What the holder of an `Authorization` header may do; null: nothing. */
  grantOf(authorization: string | undefined): Grant | null {
    const key = bearer(authorization);
    if (key === null) return null;
    const given = digest(key);
    if (timingSafeEqual(given, this.#full)) return "write";
    return this.#readOnly !== null && timingSafeEqual(given, this.#readOnly) ? "read" : null;
  }

  /** Whether the header is that of a node of this cluster. */
  isPeer(authorization: string | undefined): boolean {
    const key = bearer(authorization);
    return key !== null && timingSafeEqual(digest(key), this.#peer);
  }
}

function bearer(authorization: string | undefined): string | null {
  return /^Bearer +(\S+) *$/i.exec(authorization ?? "")?.[1] ?? null;
}

function digest(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}
