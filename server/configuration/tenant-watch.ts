import { setTimeout as delay } from "node:timers/promises";
import type { Change, ConcordanceClient, Watch } from "@diminuendo/concordance";
import type { Logger } from "../observability/logger.ts";

export interface TenantWatchOptions {
  readonly client: ConcordanceClient;
  readonly namespace: string;
  /** Takes every change, once and in order. */
  readonly onChange: (change: Change) => void;
  /**
   * Changes were missed that cannot be had any more. Makes up for them, and returns the revision from which on changes are to
   * come. It is called again when it fails.
   */
  readonly onGap: () => Promise<number>;
  readonly log: Logger;
}

/** After a failure it begins again so much later, and twice as much after each further one. In ms. */
const PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;

/** The one watch of a tenant's whole configuration. It goes on until it is closed, whatever happens to the store. */
export class TenantWatch {
  readonly #options: TenantWatchOptions;
  #opening = Promise.withResolvers<void>();
  #watch: Watch | null = null;
  #isOpen = false;
  #wasOpen = false;
  #isClosed = false;
  #position = 0;

  constructor(options: TenantWatchOptions) {
    this.#options = options;
    void this.#run();
  }

  /** Resolves when no change is missed from then on. It may take for ever. */
  get opened(): Promise<void> {
    return this.#opening.promise;
  }

  /** No change is missed. That does not say that the store can be reached. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Every change of a lower revision was taken, and those of this one that have come. */
  get position(): number {
    return Math.max(this.#position, this.#watch?.revision ?? 0);
  }

  close(): void {
    this.#isClosed = true;
    this.#isOpen = false;
    this.#watch?.close();
  }

  async #run(): Promise<void> {
    const { client, namespace, log } = this.#options;
    let failures = 0;
    while (!this.#isClosed) {
      try {
        let since: number | null = null;
        if (this.#wasOpen) {
          since = await this.#options.onGap();
          this.#position = since;
        }
        const watch = client.watch(namespace, { ...(since === null ? {} : { since }), onChange: (change) => this.#take(change) });
        // Heard of below, once it was opened.
        watch.ended.catch(() => undefined);
        this.#watch = watch;
        await watch.opened;
        failures = 0;
        this.#began(watch.revision ?? 0);
        await watch.ended;
      } catch (error) {
        if (this.#isClosed) return;
        log.warn({ error, namespace }, "a watch of the configuration store ended; it begins again");
      }
      this.#lost();
      if (this.#isClosed) return;
      await delay(Math.min(LONGEST_PAUSE_MS, PAUSE_MS * 2 ** failures), undefined, { ref: false });
      failures += 1;
    }
  }

  #take(change: Change): void {
    if (this.#isClosed) return;
    this.#position = change.revision;
    this.#options.onChange(change);
  }

  #began(revision: number): void {
    this.#position = Math.max(this.#position, revision);
    this.#isOpen = true;
    this.#wasOpen = true;
    this.#opening.resolve();
  }

  #lost(): void {
    this.#watch = null;
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#opening = Promise.withResolvers();
  }
}
