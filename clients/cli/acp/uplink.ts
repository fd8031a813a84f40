import { reconnectDelay } from "../../typescript/src/reconnect.ts";
import type { LinkLoss } from "./link-loss.ts";

/** What an uplink does to the world. */
export interface UplinkPorts {
  /** Begins to connect; what comes of it is told by `opened` or `lost`. */
  connect(token: string | null): void;
  /** Ends the connection, and any attempt to make one. Nothing more is told of it. */
  disconnect(): void;
  /** The token that the bridge was given, as it is now; null when it was given none. */
  readToken(): string | null;
  /** Does something later, in ms. Returns what calls it off. */
  schedule(delayMs: number, run: () => void): () => void;
  /** Monotonic, in ms. */
  now(): number;
  /** From 0 to 1. */
  random(): number;
  /** Something is wrong. @param isNews false for what was noted before in other words */
  note(message: string, isNews?: boolean): void;
}

/** Who uses an uplink. */
export interface UplinkOwner {
  /** There is a connection, and nothing was said on it yet. */
  connected(): void;
  /** The connection that there was, or was made, is no more. Another one is on its way, unless it is `refused`. */
  lost(loss: LinkLoss): void;
  /** The gateway does not take the token, or wants one where there is none. */
  refused(reason: string): void;
  /** The gateway could not be reached in time, for the first connection only. */
  unreachable(reason: string): void;
}

/** Time in which the first connection must be there, in ms. */
const FIRST_CONNECTION_MS = 10_000;
/** A connection that lasted so long was a good one, in ms: what follows its loss is a first attempt. */
const LASTING_MS = 5_000;
const BACKOFF = { minDelayMs: 100, maxDelayMs: 5_000 };

/** One connection to the gateway after the other, and the token that opens them. */
export class Uplink {
  readonly #ports: UplinkPorts;
  readonly #owner: UplinkOwner;
  #token: string | null = null;
  /** The editor gave the token itself, or took it back: the bridge's own is someone else's. */
  #isEditorsToken = false;
  #isWanted = false;
  #isRefused = false;
  /** No connection was of use yet. */
  #isFirst = false;
  /** Connections in a row that did not last. */
  #attempt = 0;
  #openSince: number | null = null;
  #callOff: () => void = () => undefined;
  #callOffFirst: () => void = () => undefined;
  #lastReason = "it does not answer";

  constructor(ports: UplinkPorts, owner: UplinkOwner) {
    this.#ports = ports;
    this.#owner = owner;
  }

  get isRefused(): boolean {
    return this.#isRefused;
  }

  /** Connects for the first time. */
  start(): void {
    this.#isFirst = true;
    this.#token = this.#ports.readToken();
    this.#isEditorsToken = false;
    this.#callOffFirst = this.#ports.schedule(FIRST_CONNECTION_MS, () => {
      this.stop();
      this.#owner.unreachable(this.#lastReason);
    });
    this.#begin();
  }

  /** The first connection is of use. */
  established(): void {
    this.#isFirst = false;
    this.#callOffFirst();
  }

  /** Ends it. It may be started again. */
  stop(): void {
    this.#isWanted = false;
    this.#isRefused = false;
    this.#openSince = null;
    this.#callOff();
    this.#callOffFirst();
    this.#ports.disconnect();
  }

  /** Connects with another token, after a refusal. */
  retry(token: string): void {
    this.authenticated(token);
    this.#begin();
  }

  /** A token was taken, for later connections. */
  authenticated(token: string): void {
    this.#token = token;
    this.#isEditorsToken = token !== this.#ports.readToken();
  }

  /** The token was taken back. */
  loggedOut(): void {
    this.#token = null;
    this.#isEditorsToken = true;
  }

  /** A connection is open. */
  opened(): void {
    this.#openSince = this.#ports.now();
    this.#owner.connected();
  }

  /** The connection, or the attempt to make one, is over. */
  lost(loss: LinkLoss): void {
    if (!this.#isWanted) return;
    this.#lastReason = loss.reason;
    if (this.#openSince !== null && this.#ports.now() - this.#openSince >= LASTING_MS) this.#attempt = 0;
    this.#openSince = null;
    this.#owner.lost(loss);
    // Whoever heard of it may have had enough.
    if (!this.#isWanted) return;
    if (loss.isRefusal) this.#refused(loss.reason);
    else this.#connectAfter(loss);
  }

  /** The connection is of no use after all. @param isRefusal because of the token */
  reject(reason: string, isRefusal: boolean): void {
    this.#ports.disconnect();
    this.lost({ reason, comeBack: "soon", isRefusal });
  }

  #begin(): void {
    this.#isWanted = true;
    this.#isRefused = false;
    this.#attempt = 0;
    this.#ports.connect(this.#token);
  }

  #connectAfter({ comeBack, reason }: LinkLoss): void {
    const loss = { error: new Error(reason), comeBack, retryAfterMs: 0 };
    const attempt = this.#attempt++;
    const delay = reconnectDelay(loss, attempt, BACKOFF, this.#ports.random()) ?? BACKOFF.maxDelayMs;
    this.#ports.note(`${reason}; the next attempt is in ${Math.round(delay)} ms`, attempt === 0);
    this.#callOff = this.#ports.schedule(delay, () => this.#ports.connect(this.#token));
  }

  #refused(reason: string): void {
    const fresh = this.#isEditorsToken ? null : this.#ports.readToken();
    if (fresh !== null && fresh !== this.#token) {
      this.#token = fresh;
      this.#ports.connect(fresh);
    } else if (this.#isFirst && this.#token !== null) {
      // Without a token one learns at least what the gateway is, and how to authenticate.
      this.#token = null;
      this.#isEditorsToken = true;
      this.#ports.connect(null);
    } else {
      this.#isWanted = false;
      this.#isRefused = true;
      this.#ports.note(`${reason}; the gateway wants another token`);
      this.#owner.refused(reason);
    }
  }
}
