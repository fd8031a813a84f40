import { type ConnectingOptions, connectingOf } from "../connecting.ts";
import { ClosedError } from "../errors.ts";
import type { ParamsOf, ResultOf, StreamMethod } from "../generated/method-calls.ts";
import { SOCKETS } from "../generated/sockets.ts";
import type {
  ConfigDeleteParams,
  ConfigGetParams,
  ConfigItem,
  ConfigListParams,
  ConfigOperation,
  ConfigSetParams,
  ConfigSubscribed,
  ConfigSubscribeParams,
  ConfigUpdate,
  ConfigValue,
  ConfigWritten,
} from "../generated/types.ts";
import { type ClientState, Link, type StateChange } from "../link.ts";
import { type Listener, Listeners } from "../listeners.ts";
import { backoff } from "../reconnect.ts";
import { TokenRenewal } from "../token.ts";
import { ConfigCalls } from "./config-calls.ts";
import { ConfigConnection, PROBE_ID, type Probe } from "./config-connection.ts";
import { ConfigError } from "./config-errors.ts";
import { ConfigFeed } from "./config-feed.ts";
import { type ConfigSubscription, type OnUpdate, SubscriptionHandle } from "./config-subscription.ts";
import { type ConfigTarget, keyOf, targetOf } from "./config-target.ts";
import type { RpcMessage } from "./rpc-message.ts";

/** Options of a ConfigClient. */
export type ConfigClientOptions = ConnectingOptions;

/** What can be heard of a client. */
export interface ConfigClientEventMap {
  state: StateChange;
}

/** What to list. */
export type ListParams = Omit<ConfigListParams, "limit" | "cursor">;

/** All entries of a scope. */
export interface ConfigListing {
  items: ConfigItem[];
  /** `since` of a subscription that misses nothing of what the list does not tell. */
  revision: number;
}

export interface SubscribeOptions {
  /** Called with each change instead of a loop. The next one comes when what it returns is done. */
  readonly onUpdate?: OnUpdate;
}

/**
 * A client of the configuration: reads, writes and watches the entries of the caller's scopes. It connects with the first
 * call, and comes back whenever the connection is lost.
 *
 * A call whose answer was lost is made again when it changes nothing, or when its `cas` of 1 or more lets it take effect once
 * only. Every other write fails with a ConfigOutcomeUnknownError then.
 */
export class ConfigClient {
  readonly #link: Link<RpcMessage, ConfigConnection>;
  readonly #calls: ConfigCalls;
  readonly #feeds = new Map<string, ConfigFeed>();
  /** Counts probes, and the scope of the last one. */
  #probes = 0;
  #probed = "";
  readonly #listeners = new Listeners<ConfigClientEventMap>();
  readonly #renewal: TokenRenewal;
  readonly #retryDelay: (attempt: number) => number;
  #connection: ConfigConnection | null = null;
  /** Why there is no connection any more, nor will be; null while there is or may be. */
  #closed: ClosedError | null = null;

  /**
   * Does nothing yet: the first call does, or `connect`.
   *
   * @throws TypeError when `url` is none, or there is no WebSocket
   */
  constructor(options: ConfigClientOptions) {
    const connecting = connectingOf(options, SOCKETS.acp);
    const { token: source, backoff: delays } = connecting;
    const probe = () => this.#probe();
    this.#retryDelay = (attempt) => backoff(attempt, delays, Math.random());
    this.#calls = new ConfigCalls(connecting.requestTimeoutMs, connecting.maxQueuedCalls);
    this.#renewal = new TokenRenewal(source, async (token) => this.#connection?.authenticate(token));
    this.#link = new Link(
      { token: source, backoff: delays, connect: (token, owner) => new ConfigConnection({ ...connecting, token, probe }, owner) },
      {
        changed: (change) => this.#listeners.emit("state", change),
        connected: (connection, token) => {
          this.#connection = connection;
          this.#calls.connected(connection);
          for (const feed of this.#feeds.values()) feed.connected();
          this.#renewal.start(token);
        },
        disconnected: () => this.#disconnected(),
        received: (message) => this.#receive(message),
        closed: (reason) => this.#end(reason),
      },
    );
  }

  get state(): ClientState {
    return this.#link.state;
  }

  /**
   * Connects, and comes back whenever the connection is lost, until `close` is called or the gateway refuses the client for
   * good. Resolves when the client is open. While the gateway cannot be reached it goes on trying; `state` tells.
   *
   * @throws ClosedError with the reason as its `cause`
   */
  connect(): Promise<void> {
    this.#closed = null;
    return this.#link.open();
  }

  /** Closes the client. What was not answered yet fails, and subscriptions end. `connect` opens it again. */
  close(): void {
    this.#closed ??= new ClosedError("The client was closed.", { cause: null });
    this.#link.close(null);
  }

  /** Calls a function whenever the client's state changes. Returns a function that ends it. */
  on<Type extends keyof ConfigClientEventMap>(type: Type, listener: Listener<ConfigClientEventMap[Type]>): () => void {
    return this.#listeners.on(type, listener);
  }

  /** Reads an entry. Null when it is not there, or its project is not. @throws ConfigError */
  async get(params: ConfigGetParams): Promise<ConfigValue | null> {
    try {
      return await this.#call("config/get", params);
    } catch (error) {
      if (error instanceof ConfigError && error.code === "NOT_FOUND") return null;
      throw error;
    }
  }

  /**
   * Writes an entry. With `cas` only if it has that version; 0: only if there is none.
   *
   * @throws ConfigError, for instance VERSION_CONFLICT; ConfigOutcomeUnknownError
   */
  set(params: ConfigSetParams): Promise<ConfigWritten> {
    return this.#call("config/set", params);
  }

  /** Deletes an entry. Resolves with whether it was there. @throws ConfigError, ConfigOutcomeUnknownError */
  async delete(params: ConfigDeleteParams): Promise<boolean> {
    return (await this.#call("config/delete", params)).deleted;
  }

  /** Lists a scope's entries by their keys, all of them. @throws ConfigError */
  async list(params: ListParams): Promise<ConfigListing> {
    const { items, revision, nextCursor } = await this.#call("config/list", params);
    for (let cursor = nextCursor; cursor !== undefined; ) {
      const page = await this.#call("config/list", { ...params, cursor });
      items.push(...page.items);
      cursor = page.nextCursor;
    }
    return { items, revision };
  }

  /**
   * Does several operations, across scopes, all or nothing. Resolves with the version that each has made.
   *
   * @throws ConfigError, for instance VERSION_CONFLICT with the `operation` that met it; ConfigOutcomeUnknownError
   */
  async batch(operations: ConfigOperation[]): Promise<number[]> {
    return (await this.#call("config/batch", { operations })).versions;
  }

  /**
   * Follows the changes of a scope. With `since`, the `revision` of a list, it misses nothing after that list; without, changes
   * come from when it has `opened`. It may be called as often as one likes.
   */
  subscribe(params: ConfigSubscribeParams, { onUpdate }: SubscribeOptions = {}): ConfigSubscription {
    const feed = this.#feedOf(targetOf(params));
    const handle = new SubscriptionHandle(params.since ?? null, onUpdate, (ended) => feed.remove(ended));
    feed.add(handle);
    if (this.#closed !== null) handle.end(this.#closed);
    else void this.#link.open();
    return handle;
  }

  #call<Method extends StreamMethod>(method: Method, params: ParamsOf<Method>): Promise<ResultOf<Method>> {
    if (this.#closed !== null) return Promise.reject(this.#closed);
    void this.#link.open();
    return this.#calls.add(method, params);
  }

  #feedOf(target: ConfigTarget): ConfigFeed {
    const key = keyOf(target);
    const known = this.#feeds.get(key);
    if (known !== undefined) return known;
    const feed = new ConfigFeed(target, {
      subscribe: (to, since) => this.#calls.add("config/subscribe", { ...to, ...(since === null ? {} : { since }) }, true),
      unsubscribe: (from) => this.#calls.add("config/unsubscribe", from, true),
      retryDelay: this.#retryDelay,
      unused: () => void this.#feeds.delete(key),
    });
    this.#feeds.set(key, feed);
    if (this.#connection !== null) feed.connected();
    return feed;
  }

  /** To subscribe again changes nothing, and tells how far a scope is; each time it is the turn of another one. */
  #probe(): Probe | null {
    const live = [...this.#feeds.entries()].filter(([, { isLive }]) => isLive);
    const [key, feed] = live[this.#probes++ % live.length] ?? [];
    if (key === undefined || feed === undefined) return null;
    this.#probed = key;
    return { method: "config/subscribe" satisfies StreamMethod, params: feed.target };
  }

  #receive(message: RpcMessage): void {
    if (message.id === PROBE_ID) this.#feeds.get(this.#probed)?.reached((message.result as ConfigSubscribed | undefined)?.revision ?? 0);
    else if (message.method === undefined) this.#calls.receive(message);
    else if (message.method === "config/update") this.#update(message.params as ConfigUpdate);
  }

  #update(update: ConfigUpdate): void {
    this.#feeds.get(keyOf(update))?.receive(update);
  }

  #disconnected(): void {
    this.#renewal.stop();
    this.#connection = null;
    this.#calls.disconnected();
    for (const feed of this.#feeds.values()) feed.disconnected();
  }

  #end(reason: ClosedError): void {
    this.#closed = reason;
    this.#calls.fail(reason);
    this.#disconnected();
    for (const feed of [...this.#feeds.values()]) feed.end(reason.cause === null ? null : reason);
  }
}
