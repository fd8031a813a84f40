/** A bearer token, or what gets a fresh one. */
export type TokenSource = string | (() => string | Promise<string>);

/** How long before its token expires a connection authenticates again, in ms. */
const LEAD_MS = 30_000;
/** The longest delay that a timer takes, in ms. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Keeps an open connection authenticated: gets a fresh token before the last one expires. */
export class TokenRenewal {
  readonly #source: TokenSource | undefined;
  readonly #authenticate: (token: string) => Promise<unknown>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts starts and stops, so that a token that comes too late is not used. */
  #generation = 0;

  /** @param source a token that cannot be got anew is not renewed */
  constructor(source: TokenSource | undefined, authenticate: (token: string) => Promise<unknown>) {
    this.#source = source;
    this.#authenticate = authenticate;
  }

  /** The connection is open by this token. */
  start(token: string | null): void {
    this.stop();
    if (token === null || typeof this.#source !== "function") return;
    const expiresAt = expiryOf(token);
    if (expiresAt === null) return;
    const left = expiresAt - Date.now();
    // Where the clock is wrong or the token short-lived, half of what is left is as good a guess as any.
    const delay = Math.max(left - LEAD_MS, left / 2);
    if (delay > 0) this.#timer = setTimeout(() => void this.#renew(token), Math.min(delay, LONGEST_TIMER));
  }

  stop(): void {
    this.#generation++;
    clearTimeout(this.#timer);
  }

  async #renew(last: string): Promise<void> {
    const generation = this.#generation;
    const isCurrent = () => generation === this.#generation;
    let next = last;
    try {
      const token = typeof this.#source === "function" ? await this.#source() : last;
      if (!isCurrent()) return;
      await this.#authenticate(token);
      next = token;
    } catch {
      // It is tried again while there is time; past that the gateway closes the connection and says why.
    }
    if (isCurrent()) this.start(next);
  }
}

/** When a JSON Web Token expires, in Unix ms; null when it does not say, or is no such token. */
export function expiryOf(token: string): number | null {
  try {
    const payload = (token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
    const { exp } = JSON.parse(atob(payload)) as { exp?: unknown };
    return typeof exp === "number" ? exp * 1000 : null;
  } catch {
    return null;
  }
}
