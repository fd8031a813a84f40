import type {
  BatchResult,
  Change,
  CheckOperation,
  ConcordanceClient,
  DeleteOptions,
  DeleteResult,
  Entry,
  EntryAddress,
  EntryPage,
  ListOptions,
  Operation,
  SetOptions,
} from "@diminuendo/concordance";
import { LIMITS } from "../../generated/concordance/limits.ts";
import type { Logger } from "../observability/logger.ts";
import { GatewayError } from "../pipeline/gateway-error.ts";
import type { ChangeReader } from "./change-reader.ts";
import type { EntryCache, Known, KnownEntry } from "./entry-cache.ts";
import { type Contents, readNamespace, readRevision } from "./namespace-reading.ts";
import { tenantNamespace } from "./namespaces.ts";
import { inTime } from "./refusals.ts";
import { toGatewayError } from "./store-errors.ts";
import { TenantSubscriptions } from "./tenant-subscriptions.ts";
import { TenantWatch } from "./tenant-watch.ts";

export interface TenantConfigurationOptions {
  readonly client: ConcordanceClient;
  /** Shared with other tenants. */
  readonly reader: ChangeReader;
  readonly tenantId: string;
  /** Shared with other tenants. */
  readonly cache: EntryCache;
  /** Whether the store can be reached now. */
  readonly isReachable: () => boolean;
  /** Unix milliseconds. */
  readonly now: () => number;
  readonly log: Logger;
}

/** What a read found. */
export interface Found {
  /** Null: there is no entry. */
  readonly entry: KnownEntry | null;
  /** The store cannot be reached: this is what it held when it last could. */
  readonly isStale: boolean;
}

/** A key that is being looked up. */
interface Lookup {
  readonly result: Promise<Known>;
  /** The newest that was heard of the key meanwhile. */
  heard: Known | null;
}

/** The epoch of what has to be looked up again in any case: when it expires is not known. */
const UNSURE = -1;
/** How often entries are read again that others write while they are deleted. */
const ATTEMPTS = 10;

/**
 * A tenant's configuration. One watch of all of it keeps right what is known here, so that what was read once is read from
 * memory, and feeds the subscriptions. What was written here is read here, whatever the watch has told by then.
 */
export class TenantConfiguration {
  readonly subscriptions: TenantSubscriptions;
  /** When it was used last, in Unix milliseconds. */
  usedAt: number;
  readonly #options: TenantConfigurationOptions;
  readonly #watch: TenantWatch;
  readonly #lookups = new Map<string, Lookup>();
  /** How often the store was lost; see `Known.epoch`. */
  #epoch = 0;

  constructor(options: TenantConfigurationOptions) {
    const { client, reader, tenantId, now, log } = options;
    this.#options = options;
    this.usedAt = now();
    this.subscriptions = new TenantSubscriptions({ client, reader, watch: () => this.#watch, log });
    const namespace = tenantNamespace(tenantId);
    this.#watch = new TenantWatch({
      client,
      namespace,
      onChange: (change) => this.#take(change),
      onGap: async () => {
        options.cache.dropAll(this);
        const revision = await readRevision(client, namespace);
        await this.subscriptions.catchUp(revision);
        return revision;
      },
      log,
    });
  }

  /**
   * Reads an entry: from memory if it is known and cannot have changed without the watch telling.
   *
   * @throws GatewayError CONFIG_UNAVAILABLE when the store cannot be reached and the entry, as it was last, was not read before
   */
  async read(namespace: string, key: string): Promise<Found> {
    const { cache, isReachable } = this.#options;
    const id = idOf(namespace, key);
    const known = cache.use(id);
    if (known !== undefined) {
      if (!isReachable() && known.epoch !== UNSURE) return this.#found(known, true);
      if (this.#watch.isOpen && known.epoch === this.#epoch) return this.#found(known, false);
    }
    try {
      return this.#found(await this.#lookUp(id, namespace, key), false);
    } catch (error) {
      const refusal = toGatewayError(error);
      const seen = cache.peek(id);
      if (seen === undefined || seen.epoch === UNSURE || !(refusal instanceof GatewayError) || refusal.code !== "CONFIG_UNAVAILABLE")
        throw refusal;
      return this.#found(seen, true);
    }
  }

  /** Reads entries from the store, all of one moment, no older than this call. @throws GatewayError CONFIG_UNAVAILABLE */
  async readNow(addresses: readonly EntryAddress[]): Promise<readonly (Entry | null)[]> {
    const { items } = await this.#ask(() => this.#options.client.mget(addresses, { consistency: "linearizable" }));
    return items;
  }

  /** Reads a page of a namespace, no older than this call. @throws GatewayError CONFIG_UNAVAILABLE, INVALID_MESSAGE */
  list(namespace: string, page: Omit<ListOptions, "consistency">): Promise<EntryPage> {
    return this.#ask(() => this.#options.client.list(namespace, { ...page, consistency: "linearizable" }));
  }

  /**
   * Reads all of a namespace, no older than this call.
   *
   * @param maxBytes of all keys and values together, as JSON
   * @throws GatewayError CONFIG_UNAVAILABLE; MESSAGE_TOO_LARGE beyond `maxBytes`
   */
  contents(namespace: string, maxBytes?: number): Promise<Contents> {
    return this.#ask(() => readNamespace(this.#options.client, namespace, maxBytes));
  }

  /** Writes an entry. @throws GatewayError VERSION_CONFLICT, INVALID_MESSAGE, CONFIG_UNAVAILABLE */
  async set(namespace: string, key: string, value: unknown, options: SetOptions): Promise<Entry> {
    const entry = await this.#ask(() => this.#options.client.set(namespace, key, value, options));
    this.#wrote(namespace, key, entry.revision, entry.version, entry);
    return entry;
  }

  /** Deletes an entry. @throws GatewayError VERSION_CONFLICT, CONFIG_UNAVAILABLE */
  async delete(namespace: string, key: string, options: DeleteOptions): Promise<DeleteResult> {
    const result = await this.#ask(() => this.#options.client.delete(namespace, key, options));
    this.#wrote(namespace, key, result.revision, result.version, null);
    return result;
  }

  /** Does several operations, all or nothing. @throws GatewayError VERSION_CONFLICT, INVALID_MESSAGE, CONFIG_UNAVAILABLE */
  async batch(operations: readonly Operation[], actor: string): Promise<BatchResult> {
    const done = await this.#ask(() => this.#options.client.batch(operations, { actor }));
    for (const [at, operation] of operations.entries()) {
      const { version = 0 } = done.results[at] ?? {};
      const { op, namespace, key } = operation;
      if (op === "delete") this.#wrote(namespace, key, done.revision, version, null);
      else if (op === "set") {
        const { value, expiresAt = null } = operation;
        this.#wrote(namespace, key, done.revision, version, { value, version, expiresAt });
      }
    }
    return done;
  }

  /**
   * Deletes the entries of a namespace page by page, each with the version that was read.
   *
   * @param except a key that is left alone
   * @param guard holds for as long as entries are deleted
   * @throws GatewayError VERSION_CONFLICT when `guard` does not hold any more (`operation` is 0), or when entries are written as
   *   fast as they are read; CONFIG_UNAVAILABLE
   */
  async clear(namespace: string, actor: string, { except, guard }: { except?: string; guard?: CheckOperation } = {}): Promise<void> {
    const guards = guard === undefined ? [] : [guard];
    let cursor: string | undefined;
    let attempts = 0;
    do {
      const page = await this.#versions(namespace, cursor);
      const deletions = page.items
        .filter(({ key }) => key !== except)
        .map(({ key, cas }) => ({ op: "delete", namespace, key, cas }) as const);
      try {
        for (let from = 0; from < deletions.length; from += LIMITS.batchOperations - guards.length) {
          await this.batch([...guards, ...deletions.slice(from, from + LIMITS.batchOperations - guards.length)], actor);
        }
        cursor = page.nextCursor ?? undefined;
        attempts = 0;
      } catch (error) {
        attempts += 1;
        const isOvertaken = error instanceof GatewayError && error.code === "VERSION_CONFLICT";
        const isGuard = isOvertaken && guard !== undefined && error.facts["operation"] === 0;
        if (!isOvertaken || isGuard || attempts === ATTEMPTS) throw error;
      }
    } while (cursor !== undefined || attempts > 0);
  }

  /** The connection to the store was lost: what is known may have changed before the watch goes on. */
  lostTouch(): void {
    this.#epoch += 1;
  }

  /** Ends the watch, and forgets what is known. */
  close(): void {
    this.#watch.close();
    this.#options.cache.dropAll(this);
  }

  /** The keys and versions of a page: its values are not kept. */
  async #versions(
    namespace: string,
    cursor: string | undefined,
  ): Promise<{ items: { key: string; cas: number }[]; nextCursor: string | null }> {
    const { items, nextCursor } = await this.list(namespace, cursor === undefined ? {} : { cursor });
    return { items: items.map(({ key, version }) => ({ key, cas: version })), nextCursor };
  }

  #found({ entry }: Known, isStale: boolean): Found {
    const isOver = entry !== null && entry.expiresAt !== null && entry.expiresAt <= this.#options.now();
    return { entry: isOver ? null : entry, isStale };
  }

  /** Looks up a key in the store. Whoever asks for the same meanwhile gets the same answer. Rejects as the store's client does. */
  #lookUp(id: string, namespace: string, key: string): Promise<Known> {
    const running = this.#lookups.get(id);
    if (running !== undefined) return running.result;
    const lookup: Lookup = { heard: null, result: this.#fetch(namespace, key).then((fetched) => this.#fetched(id, fetched)) };
    this.#lookups.set(id, lookup);
    lookup.result.catch(() => this.#lookups.delete(id));
    return lookup.result;
  }

  async #fetch(namespace: string, key: string): Promise<Known> {
    // Only then does the watch tell of everything that comes after the answer.
    await inTime(this.#watch.opened);
    const epoch = this.#epoch;
    const { items, revision } = await this.#options.client.mget([{ namespace, key }], { consistency: "linearizable" });
    const entry = items[0] ?? null;
    return { entry: entry === null ? null : known(entry), version: entry?.version ?? 0, asOf: revision, epoch };
  }

  #fetched(id: string, fetched: Known): Known {
    const { cache } = this.#options;
    const { heard = null } = this.#lookups.get(id) ?? {};
    this.#lookups.delete(id);
    const newest = [heard, cache.peek(id)].reduce<Known>((best, one) => (one != null && isNews(one, best) ? one : best), fetched);
    cache.keep(id, newest, this);
    return newest;
  }

  /** The watch tells of a change. */
  #take(change: Change): void {
    const { namespace, key, op, value, version, revision } = change;
    const entry = op === "set" ? { value, version, expiresAt: null } : null;
    // When it expires is not told: it is looked up before it is read.
    const epoch = entry === null ? this.#epoch : UNSURE;
    // There may be further changes of the same revision, with higher versions.
    this.#hear(idOf(namespace, key), { entry, version, asOf: revision - 1, epoch }, false);
    this.subscriptions.take(change);
  }

  /** A write of this gateway was done. */
  #wrote(namespace: string, key: string, revision: number, version: number, entry: KnownEntry | null): void {
    const told = { entry: entry === null ? null : known(entry), version, asOf: revision, epoch: this.#epoch };
    // Once the watch is further on, there may be a newer change that it has told already.
    this.#hear(idOf(namespace, key), told, this.#watch.isOpen && this.#watch.position <= revision);
  }

  /** @param isNewest nothing newer can have been told of the key, if nothing is known of it */
  #hear(id: string, told: Known, isNewest: boolean): void {
    const lookup = this.#lookups.get(id);
    if (lookup !== undefined && (lookup.heard === null || isNews(told, lookup.heard))) lookup.heard = told;
    const { cache } = this.#options;
    const before = cache.peek(id);
    if (before === undefined ? isNewest : isNews(told, before)) cache.keep(id, told, this);
  }

  async #ask<Result>(ask: () => Promise<Result>): Promise<Result> {
    try {
      return await ask();
    } catch (error) {
      throw toGatewayError(error);
    }
  }
}

/** Whether something that was told is newer than what is known. */
function isNews(told: Known, known: Known): boolean {
  if (told.asOf !== known.asOf) return told.asOf > known.asOf;
  return told.version > known.version;
}

function known({ value, version, expiresAt }: KnownEntry): KnownEntry {
  return { value, version, expiresAt };
}

/** Neither namespaces nor keys have control characters. */
function idOf(namespace: string, key: string): string {
  return `${namespace}\n${key}`;
}
