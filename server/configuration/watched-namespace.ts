import { type Change, type ConcordanceClient, ConcordanceError, type Entry } from "@diminuendo/concordance";
import { frameConfigUpdate } from "../../generated/gateway/notifications.ts";
import type { ConfigUpdate } from "../../generated/gateway/types.ts";
import { KnownVersions } from "./known-versions.ts";
import { readPages } from "./namespace-reading.ts";
import type { ConfigTarget } from "./scopes.ts";
import type { Subscription } from "./subscription.ts";

/** Who made a change that nobody saw. */
const UNSEEN = "concordance";

type Told = Pick<ConfigUpdate, "key" | "value" | "version" | "revision" | "op" | "updatedBy">;

/** A namespace that somebody is subscribed to: the same notification for all of them. */
export class WatchedNamespace {
  readonly namespace: string;
  readonly subscriptions = new Set<Subscription>();
  readonly #client: ConcordanceClient;
  readonly #target: ConfigTarget;
  readonly #known = new KnownVersions();
  #seeding: Promise<void> | null = null;

  constructor(client: ConcordanceClient, namespace: string, target: ConfigTarget) {
    this.#client = client;
    this.namespace = namespace;
    this.#target = target;
  }

  /** Resolves when it is known what is there, which is needed should changes be missed. Rejects as the store's client does. */
  seeded(): Promise<void> {
    this.#seeding ??= this.#seed().catch((error: unknown) => {
      this.#seeding = null;
      throw error;
    });
    return this.#seeding;
  }

  /** Takes a change, and tells everyone. */
  take(change: Change): void {
    this.#known.take(change);
    if (this.subscriptions.size === 0) return;
    this.#tell(change.revision, this.notificationOf(change));
  }

  /** The `config/update` that tells of a change. */
  notificationOf({ key, value, version, revision, op, updatedBy }: Told): string {
    return frameConfigUpdate({ ...this.#target, key, value, version, revision, op, updatedBy });
  }

  /** The `config/update` that tells of an entry as it is at a revision. */
  notificationAt(revision: number, { key, value, version, updatedBy }: Entry): string {
    return this.notificationOf({ key, value, version, revision, op: "set", updatedBy });
  }

  /**
   * The `config/update` that tells, as of a revision, that a key has no entry any more; null when it has one again, which the
   * watch will tell of. Who deleted it is not known any more. Rejects as the store's client does.
   */
  async deletionOf(key: string, revision: number): Promise<string | null> {
    const version = await this.#tombstoneOf(key);
    return version === null ? null : this.notificationOf({ key, value: null, version, revision, op: "delete", updatedBy: UNSEEN });
  }

  /**
   * Changes were missed: tells, page by page, of every entry that is not as it was told last, with its last version only, and as
   * of a revision. What has changed after that is left to the watch that begins there. When it fails, what was told is told.
   */
  async catchUp(revision: number): Promise<void> {
    for (const subscription of this.subscriptions) subscription.restart(revision);
    const present = new Set<string>();
    for await (const { items } of readPages(this.#client, this.namespace)) {
      for (const entry of items) {
        present.add(entry.key);
        if (entry.revision > revision || this.#known.get(entry.key) === entry.version) continue;
        this.#known.told(entry.key, entry.version);
        this.#tell(revision, this.notificationAt(revision, entry));
      }
    }
    for (const key of [...this.#known.keys()]) {
      if (present.has(key)) continue;
      const notification = await this.deletionOf(key, revision);
      this.#known.toldGone(key);
      if (notification !== null) this.#tell(revision, notification);
    }
    this.#known.seeded();
  }

  #tell(revision: number, notification: string): void {
    for (const subscription of this.subscriptions) subscription.hear(revision, notification);
  }

  async #seed(): Promise<void> {
    for await (const { items } of readPages(this.#client, this.namespace)) this.#known.seed(items);
    this.#known.seeded();
  }

  /** The version of a key's tombstone; null when there is an entry again, which the watch will tell of. */
  async #tombstoneOf(key: string): Promise<number | null> {
    try {
      const { results } = await this.#client.batch([{ op: "check", namespace: this.namespace, key, cas: 0 }]);
      return results[0]?.version ?? 0;
    } catch (error) {
      if (error instanceof ConcordanceError && error.code === "CAS_CONFLICT") return null;
      throw error;
    }
  }
}
