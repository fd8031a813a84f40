import { setTimeout as delay } from "node:timers/promises";
import { CompactedError, type ConcordanceClient } from "@diminuendo/concordance";
import type { Logger } from "../observability/logger.ts";
import type { ChangeReader, Changes } from "./change-reader.ts";
import { readPages } from "./namespace-reading.ts";
import type { Subscription } from "./subscription.ts";
import type { WatchedNamespace } from "./watched-namespace.ts";

export interface CatchUpOptions {
  readonly client: ConcordanceClient;
  readonly reader: ChangeReader;
  readonly log: Logger;
}

/** What failed is tried again so much later. In ms. */
const AGAIN_MS = 1000;

/** Tells a subscription of what it has missed since a revision, until it can go live. */
export class CatchUp {
  readonly #options: CatchUpOptions;
  readonly #watched: WatchedNamespace;
  readonly #subscription: Subscription;
  /** Everything up to this revision was told. */
  #since: number;
  /** The first page, until it is told. */
  #page: Changes | null = null;
  /** The versions of the entries that were told: where changes are not kept any more, they say what is news. */
  readonly #told = new Map<string, number>();

  constructor(options: CatchUpOptions, watched: WatchedNamespace, subscription: Subscription, since: number) {
    this.#options = options;
    this.#watched = watched;
    this.#subscription = subscription;
    this.#since = since;
  }

  /** Reads the first page, and tells nothing yet. @throws CompactedError, ConnectionError */
  async begin(): Promise<void> {
    this.#page = await this.#options.reader.read(this.#watched.namespace, this.#since);
  }

  /**
   * Tells everything up to a revision, and lets the subscription go live. Never rejects: what fails is tried again for as long as
   * there is the subscription. When changes in the middle are not kept any more, it is told of what there is instead; of
   * deletions among them only those of entries that it was told of here.
   *
   * @param until what the tenant's watch has told already
   */
  async run(until: number): Promise<void> {
    const { reader, log } = this.#options;
    const subscription = this.#subscription;
    let goal = until;
    let isCompacted = false;
    while (!subscription.isOver && !reader.isClosed) {
      try {
        if (isCompacted || subscription.isRestarted) {
          goal = await this.#tellAll();
          isCompacted = false;
        } else if (this.#since < Math.max(goal, subscription.droppedUpTo)) {
          await this.#tellPage();
        } else {
          subscription.goLive(this.#since);
          return;
        }
      } catch (error) {
        isCompacted ||= error instanceof CompactedError;
        if (isCompacted) log.warn({ error }, "what a subscription has missed cannot be had any more; it is told what there is");
        else log.warn({ error }, "what a subscription has missed cannot be read; it is tried again");
        if (!(error instanceof CompactedError)) await delay(AGAIN_MS, undefined, { ref: false });
      }
    }
  }

  async #tellPage(): Promise<void> {
    const { changes, revision } = this.#page ?? (await this.#options.reader.read(this.#watched.namespace, this.#since));
    this.#page = null;
    // The store has begun anew meanwhile: these are changes of before.
    if (this.#subscription.isRestarted) return;
    for (const change of changes) {
      if (change.namespace !== this.#watched.namespace) continue;
      if (change.op === "set") this.#told.set(change.key, change.version);
      else this.#told.delete(change.key);
      this.#subscription.tell(this.#watched.notificationOf(change));
    }
    this.#since = revision;
  }

  /** Tells of all entries that were not told as they are, and of those that are gone. Returns as of which revision. */
  async #tellAll(): Promise<number> {
    const { client } = this.#options;
    const watched = this.#watched;
    this.#page = null;
    this.#subscription.startOver();
    const present = new Set<string>();
    let asOf: number | undefined;
    for await (const { items, revision } of readPages(client, watched.namespace)) {
      if (this.#subscription.isOver) break;
      asOf ??= revision;
      for (const entry of items) {
        present.add(entry.key);
        // What is newer is heard from the watch.
        if (entry.revision > asOf || this.#told.get(entry.key) === entry.version) continue;
        this.#told.set(entry.key, entry.version);
        this.#subscription.tell(watched.notificationAt(asOf, entry));
      }
    }
    const revision = asOf ?? 0;
    for (const key of [...this.#told.keys()]) {
      if (present.has(key) || this.#subscription.isOver) continue;
      const notification = await watched.deletionOf(key, revision);
      this.#told.delete(key);
      if (notification !== null) this.#subscription.tell(notification);
    }
    this.#since = revision;
    return revision;
  }
}
