import { readAddress } from "./address.ts";
import { makeCall } from "./calls.ts";
import { ConcordanceError } from "./errors.ts";
import type { ParamsOf, ResultOf, StreamMethod } from "./generated/calls.ts";
import type {
  BatchResult,
  ClusterJoinParams,
  ClusterStatus,
  Consistency,
  DeleteResult,
  Entry,
  EntryAddress,
  EntryList,
  EntryPage,
  Operation,
  Revision,
  UnixMillis,
  Version,
} from "./generated/types.ts";
import { type ClientState, Router } from "./router.ts";
import { type OnChange, type Watch, WatchHandle } from "./watch/watch.ts";
import { WatchConnections } from "./watch/watch-connections.ts";

export interface ClientOptions {
  /**
   * Nodes of the cluster, `host:port` each; one is enough, several are found more surely. Further ones are learned from the
   * cluster. Reads that need not be linearizable, and watches, go to the first of them that answers.
   */
  readonly addresses: readonly string[];
  /** The full key, or the one that may only read. */
  readonly apiKey: string;
  /** Time in which a call must succeed, all its attempts included, in ms. 10,000 by default. */
  readonly timeoutMs?: number | undefined;
  /** Who makes the changes, for people to read. `api` by default. */
  readonly actor?: string | undefined;
  /** Called when a connection was opened or lost, and when another node leads. */
  readonly onState?: ((state: ClientState) => void) | undefined;
}

export interface ReadOptions {
  /** `local`, which is the default, reads what the node has that is asked; `linearizable` misses no write that was acknowledged. */
  readonly consistency?: Consistency | undefined;
}

export interface EntriesOptions extends ReadOptions {
  /** Only entries whose keys begin like this. */
  readonly prefix?: string | undefined;
  /** Entries of one page: 1,000 at the most, which is the default. */
  readonly limit?: number | undefined;
}

export interface ListOptions extends EntriesOptions {
  /** `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
}

export interface WriteOptions {
  /** Who makes the change. That of the client by default. */
  readonly actor?: string | undefined;
  /**
   * When the answer is lost, write again, although the write may then take effect twice, or undo what came between. Without it
   * such a write fails with OutcomeUnknownError, unless it demands a version by which it takes effect once at the most.
   */
  readonly repeatUnknown?: boolean | undefined;
}

export interface DeleteOptions extends WriteOptions {
  /** The version that the entry must have; 0: there must be none. */
  readonly cas?: Version | undefined;
}

export interface SetOptions extends DeleteOptions {
  /** When the entry expires, in ms since 1970. */
  readonly expiresAt?: UnixMillis | undefined;
  /** The same, in ms from when the leader takes the write. */
  readonly ttlMs?: number | undefined;
}

export interface WatchOptions {
  /** Changes of higher revisions come; without it those from now on. */
  readonly since?: Revision | undefined;
  /** Called with every change, one after the other, in place of a loop. How it ends is told by `ended`. */
  readonly onChange?: OnChange | undefined;
}

/** What may be left out may be undefined, too. */
type Undefinable<Params> = { [Name in keyof Params]: object extends Pick<Params, Name> ? Params[Name] | undefined : Params[Name] };

/** The parameters of a method. Which node a call goes to is the client's affair. */
export type CallParams<Method extends CallableMethod> = Undefinable<Omit<ParamsOf<Method>, "forward">>;

/** The methods that can be called by name. Subscriptions are the affair of `watch`. */
export type CallableMethod = Exclude<StreamMethod, "watch/subscribe" | "watch/unsubscribe">;

const TIMEOUT_MS = 10_000;

/**
 * A client of a Concordance cluster. It follows the leader, tries again what can be tried again, and resumes watches where they
 * were.
 *
 * What any call may reject with:
 *
 * - ConcordanceError: the cluster refused it. It had no effect. `code` says why.
 * - OutcomeUnknownError: it is a write, and whether it took effect is not known.
 * - ConnectionError: no node could be reached in time, or the client is closed. Nothing was done.
 */
export class ConcordanceClient {
  readonly #router: Router;
  readonly #watches: WatchConnections;
  readonly #actor: string | undefined;

  /** Does nothing yet: the first call connects. @throws TypeError when an address is none, or there is none */
  constructor({ addresses, apiKey, timeoutMs = TIMEOUT_MS, actor, onState = () => undefined }: ClientOptions) {
    if (addresses.length === 0) throw new TypeError("Give the client the address of a node at least.");
    if (!(timeoutMs > 0)) throw new TypeError("timeoutMs must be a number of milliseconds.");
    this.#router = new Router({ addresses: addresses.map(readAddress), apiKey, timeoutMs, onState });
    this.#watches = new WatchConnections(this.#router);
    this.#actor = actor;
  }

  /** Reads an entry; null when there is none. */
  async get(namespace: string, key: string, { consistency }: ReadOptions = {}): Promise<Entry | null> {
    try {
      return await this.#call("kv/get", { namespace, key, consistency });
    } catch (error) {
      if (error instanceof ConcordanceError && error.code === "NOT_FOUND") return null;
      throw error;
    }
  }

  /** Reads several entries, all from the same state. Each is where its key was asked for, null where there is none. */
  mget(keys: readonly EntryAddress[], { consistency }: ReadOptions = {}): Promise<EntryList> {
    return this.#call("kv/mget", { keys, consistency });
  }

  /** Reads a page of a namespace's entries, by their keys. Entries of the namespaces below it are not among them. */
  list(namespace: string, { prefix, limit, cursor, consistency }: ListOptions = {}): Promise<EntryPage> {
    return this.#call("kv/list", { namespace, prefix, limit, cursor, consistency });
  }

  /** All entries of a namespace, by their keys. Pages are read one after the other, and each is of its own moment. */
  async *entries(namespace: string, options: EntriesOptions = {}): AsyncGenerator<Entry, void, undefined> {
    let cursor: string | undefined;
    do {
      const page: EntryPage = await this.list(namespace, { ...options, cursor });
      yield* page.items;
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }

  /** Writes an entry: any JSON, 1 MiB at the most. With another version than `cas` it is refused with `CAS_CONFLICT`. */
  set(namespace: string, key: string, value: unknown, options: SetOptions = {}): Promise<Entry> {
    const { cas, expiresAt, ttlMs, actor = this.#actor, repeatUnknown } = options;
    return this.#call("kv/set", { namespace, key, value, actor, cas, expiresAt, ttlMs }, repeatUnknown);
  }

  /** Deletes an entry. One that is not there is no error. */
  delete(namespace: string, key: string, { cas, actor = this.#actor, repeatUnknown }: DeleteOptions = {}): Promise<DeleteResult> {
    return this.#call("kv/delete", { namespace, key, actor, cas }, repeatUnknown);
  }

  /** Does several operations, all or nothing. */
  batch(operations: readonly Operation[], { actor = this.#actor, repeatUnknown }: WriteOptions = {}): Promise<BatchResult> {
    return this.#call("kv/batch", { operations, actor }, repeatUnknown);
  }

  /**
   * The changes of a namespace and of those below it: every one, in order, once. It goes on by itself when a connection is lost,
   * until it is closed or its loop is left.
   */
  watch(namespace: string, { since, onChange }: WatchOptions = {}): Watch {
    return new WatchHandle(this.#watches, namespace, since ?? null, onChange);
  }

  /** What some node knows of its cluster; with `linearizable` what the leader knows, which is most. */
  status({ consistency }: ReadOptions = {}): Promise<ClusterStatus> {
    return this.#call("cluster/status", { consistency });
  }

  /** Takes a node into the cluster, or changes its address. */
  join({ nodeId, address, learner }: Omit<ClusterJoinParams, "forward">): Promise<ClusterStatus> {
    return this.#call("cluster/join", { nodeId, address, learner });
  }

  /** Takes a node out of the cluster. */
  remove(nodeId: string): Promise<ClusterStatus> {
    return this.#call("cluster/remove", { nodeId });
  }

  /** Hands leadership over. @param nodeId to whom; the most advanced node by default */
  transfer(nodeId?: string): Promise<ClusterStatus> {
    return this.#call("cluster/transfer", { nodeId });
  }

  /** Calls a method by its name. It goes where it has to, and is repeated as all calls are. */
  call<Method extends CallableMethod>(
    method: Method,
    params: CallParams<Method>,
    { repeatUnknown = false }: Pick<WriteOptions, "repeatUnknown"> = {},
  ): Promise<ResultOf<Method>> {
    return this.#call(method, params, repeatUnknown);
  }

  /** Ends all connections. Calls that wait fail; watches end. */
  close(): void {
    this.#watches.close();
    this.#router.close();
  }

  #call<Method extends CallableMethod>(method: Method, params: CallParams<Method>, repeatUnknown = false): Promise<ResultOf<Method>> {
    return makeCall(this.#router, method, params, repeatUnknown) as Promise<ResultOf<Method>>;
  }
}
