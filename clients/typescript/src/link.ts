import { ClosedError } from "./errors.ts";
import type { ConnectionOwner, LinkedConnection } from "./linked-connection.ts";
import { type Backoff, type Loss, reconnectDelay } from "./reconnect.ts";
import type { TokenSource } from "./token.ts";

/** What a client is doing. */
export type ClientState = "connecting" | "authenticating" | "open" | "waiting" | "closed";

/** The client does something else than before. */
export interface StateChange {
  readonly state: ClientState;
  readonly previous: ClientState;
  /** Why the connection was lost, or the client closed; null when nothing went wrong. */
  readonly error: Error | null;
  /** While it waits: for how long, in ms. */
  readonly retryInMs: number | null;
}

export interface LinkOptions<Received, Connection extends LinkedConnection> {
  readonly token: TokenSource | undefined;
  readonly backoff: Backoff;
  /** Begins a connection, which tells its owner what becomes of it, but not before this returns. */
  readonly connect: (token: string | null, owner: ConnectionOwner<Received>) => Connection;
}

/** Who uses the link. */
export interface LinkOwner<Received, Connection extends LinkedConnection> {
  changed(change: StateChange): void;
  /** There is a connection, opened by this token. */
  connected(connection: Connection, token: string | null): void;
  /** The connection that there was is lost. */
  disconnected(): void;
  received(message: Received): void;
  /** There will be no other connection. */
  closed(reason: ClosedError): void;
}

/** A connection that lasted so long was a good one, in ms: what follows its loss is a first attempt. */
const LASTING_MS = 5000;

/** One connection after the other, until it is closed. */
export class Link<Received, Connection extends LinkedConnection> {
  readonly #options: LinkOptions<Received, Connection>;
  readonly #owner: LinkOwner<Received, Connection>;
  #state: ClientState = "closed";
  #connection: Connection | null = null;
  /** Counts attempts to connect, so that a token that comes too late is not used. */
  #generation = 0;
  /** Connections in a row that did not last. */
  #attempt = 0;
  #openSince: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #opening: PromiseWithResolvers<void> | null = null;

  constructor(options: LinkOptions<Received, Connection>, owner: LinkOwner<Received, Connection>) {
    this.#options = options;
    this.#owner = owner;
  }

  get state(): ClientState {
    return this.#state;
  }

  /** Resolves when there is a connection; rejects with ClosedError when there will be none. */
  open(): Promise<void> {
    if (this.#state === "open") return Promise.resolve();
    this.#opening ??= Promise.withResolvers();
    const { promise } = this.#opening;
    // Who does not wait for it hears of it as a change of state.
    promise.catch(() => undefined);
    if (this.#state === "closed") {
      globalThis.addEventListener?.("online", this.#online);
      this.#attempt = 0;
      void this.#connect();
    }
    return promise;
  }

  /** @param error why; null when it is wanted */
  close(error: Error | null): void {
    if (this.#state === "closed") return;
    globalThis.removeEventListener?.("online", this.#online);
    const reason = new ClosedError(error === null ? "The client was closed." : `The client was closed: ${error.message}`, { cause: error });
    const opening = this.#opening;
    const previous = this.#state;
    this.#drop();
    this.#opening = null;
    this.#state = "closed";
    opening?.reject(reason);
    this.#owner.closed(reason);
    this.#owner.changed({ state: "closed", previous, error, retryInMs: null });
  }

  async #connect(): Promise<void> {
    const generation = ++this.#generation;
    const { token: source } = this.#options;
    this.#change("connecting");
    try {
      // The gateway does not wait long for a token, so that comes first.
      const token = typeof source === "function" ? await source() : (source ?? null);
      if (generation !== this.#generation) return;
      const connection: Connection = this.#options.connect(
        token,
        this.#ownerOf(() => connection, token),
      );
      this.#connection = connection;
    } catch (error) {
      if (generation === this.#generation) this.#lost({ error: error as Error, comeBack: "soon", retryAfterMs: 0 });
    }
  }

  #ownerOf(connection: () => Connection, token: string | null): ConnectionOwner<Received> {
    return {
      authenticating: () => this.#change("authenticating"),
      opened: () => {
        this.#openSince = performance.now();
        this.#change("open");
        this.#opening?.resolve();
        this.#opening = null;
        // Whoever heard of the change may have closed the client.
        if (this.#connection === connection()) this.#owner.connected(connection(), token);
      },
      received: (message) => this.#owner.received(message),
      lost: (loss) => this.#lost(loss),
    };
  }

  #lost(loss: Loss): void {
    const wasOpen = this.#openSince !== null;
    if (this.#openSince !== null && performance.now() - this.#openSince >= LASTING_MS) this.#attempt = 0;
    const delay = reconnectDelay(loss, this.#attempt++, this.#options.backoff, Math.random());
    if (delay === null) {
      this.close(loss.error);
      return;
    }
    this.#drop();
    this.#timer = setTimeout(() => void this.#connect(), delay);
    if (wasOpen) this.#owner.disconnected();
    this.#change("waiting", loss.error, delay);
  }

  #drop(): void {
    clearTimeout(this.#timer);
    this.#generation++;
    this.#openSince = null;
    this.#connection?.close();
    this.#connection = null;
  }

  #change(state: ClientState, error: Error | null = null, retryInMs: number | null = null): void {
    const previous = this.#state;
    this.#state = state;
    this.#owner.changed({ state, previous, error, retryInMs });
  }

  /** The network is back: no need to wait any longer, nor to trust a connection of before. */
  readonly #online = (): void => {
    if (this.#state === "waiting") {
      clearTimeout(this.#timer);
      void this.#connect();
    } else if (this.#state === "open") {
      this.#connection?.doubt();
    }
  };
}
