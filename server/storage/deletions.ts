import { mkdirSync, readdirSync, renameSync } from "node:fs";
import type { DatabasePool } from "./database-pool.ts";
import { type Layout, trashedSession } from "./layout.ts";
import { unregisterSession } from "./registry-projection.ts";
import { removeTree } from "./remove-tree.ts";
import { type Fault, StorageError, toStorageError } from "./storage-error.ts";

/** What deletions work with. */
export interface DeletionsOptions {
  pool: DatabasePool;
  layout: Layout;
  onFault: (fault: Fault) => void;
  /** Removes a folder that may not be there. */
  removeTree?: (path: string) => Promise<void>;
}

/** A session that is being removed. */
interface Deletion {
  tenantId: string;
  /** Called when the journal need not remember the deletion any more. */
  remembered: (() => void)[];
  /** Why the registry still has the session; undefined when it has not. */
  registered: StorageError | undefined;
  /** What was reported of it last: a reason that stays the same is reported once. */
  reported: string;
}

/** How long to wait before what failed is tried again, at first and at most; each time twice as long. */
const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 600_000;

/**
 * Deleted sessions, until nothing is left of them. A session is out of its tenant's registry at once, and its folder out
 * of the way; the folder is emptied behind everyone's back. What cannot be done is reported as a fault of that session
 * and tried again, and holds up nothing else. The trash remembers it from one process to the next.
 */
export class Deletions {
  readonly #options: DeletionsOptions;
  readonly #removeTree: (path: string) => Promise<void>;
  readonly #pending = new Map<string, Deletion>();
  /** Those whose folders are to be emptied now. */
  readonly #queue = new Set<string>();
  #working = false;
  #stopped = false;
  #timer: NodeJS.Timeout | undefined;
  #delay = FIRST_RETRY_MS;

  constructor(options: DeletionsOptions) {
    this.#options = options;
    this.#removeTree = options.removeTree ?? removeTree;
  }

  /** Goes on with what earlier processes did not bring to an end. */
  recover(): void {
    for (const name of this.#trashed()) {
      const found = trashedSession(name);
      if (found !== undefined) this.add(found.tenantId, found.sessionId);
    }
  }

  /**
   * Removes a session. Nothing of it may be open.
   *
   * @param remembered called when the deletion goes on after a restart even if the journal says nothing of it
   */
  add(tenantId: string, sessionId: string, remembered: () => void = () => undefined): void {
    const deletion = this.#pending.get(sessionId) ?? { tenantId, remembered: [], registered: undefined, reported: "" };
    deletion.remembered.push(remembered);
    this.#pending.set(sessionId, deletion);
    this.#putAside(sessionId, deletion);
    void this.#work();
  }

  /** Whether a session is being removed. */
  has(sessionId: string): boolean {
    return this.#pending.has(sessionId);
  }

  /**
   * Checks that no list shows a session that is being removed.
   *
   * @throws StorageError `delayed` when there was no room to take it out of the registry
   */
  check(sessionId: string): void {
    const registered = this.#pending.get(sessionId)?.registered;
    if (registered === undefined) return;
    throw registered.failure === "full" ? new StorageError("delayed", registered.message) : registered;
  }

  /** Leaves the rest to the next process. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #trashed(): string[] {
    try {
      return readdirSync(this.#options.layout.trash);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") this.#fault("", "", "The trash cannot be read", error);
      return [];
    }
  }

  /** Does what takes no time, and plans the rest. */
  #putAside(sessionId: string, deletion: Deletion): void {
    this.#queue.add(sessionId);
    const { pool, layout } = this.#options;
    const { tenantId } = deletion;
    const entry = layout.trashed(tenantId, sessionId);
    try {
      unregisterSession(pool, tenantId, sessionId);
      deletion.registered = undefined;
    } catch (error) {
      deletion.registered = toStorageError(error);
    }
    try {
      mkdirSync(entry, { recursive: true });
      this.#remembered(deletion);
      // An empty folder gives way to the one that is moved.
      renameSync(layout.session(sessionId), entry);
    } catch {
      // Then the journal remembers the deletion, and the folder, if there is one, is emptied where it is.
    }
  }

  /** Empties one folder after the other; those that are added meanwhile come last. */
  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    for (const sessionId of this.#queue) {
      this.#queue.delete(sessionId);
      const deletion = this.#pending.get(sessionId);
      if (deletion !== undefined) await this.#complete(sessionId, deletion);
      if (this.#stopped) return;
    }
    this.#working = false;
    if (this.#pending.size === 0) this.#delay = FIRST_RETRY_MS;
    else this.#retryLater();
  }

  async #complete(sessionId: string, deletion: Deletion): Promise<void> {
    const { layout } = this.#options;
    const { tenantId } = deletion;
    try {
      // What the trash holds goes last: it is what a later process knows of the deletion.
      if (deletion.registered !== undefined) throw deletion.registered;
      await this.#removeTree(layout.session(sessionId));
      await this.#removeTree(layout.trashed(tenantId, sessionId));
    } catch (error) {
      const { message } = toStorageError(error);
      if (message !== deletion.reported) this.#fault(sessionId, tenantId, "The deleted session cannot be removed whole", error);
      deletion.reported = message;
      return;
    }
    if (this.#stopped) return;
    this.#pending.delete(sessionId);
    this.#remembered(deletion);
  }

  #retryLater(): void {
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      for (const [sessionId, deletion] of this.#pending) this.#putAside(sessionId, deletion);
      void this.#work();
    }, this.#delay);
    this.#delay = Math.min(this.#delay * 2, LAST_RETRY_MS);
  }

  #remembered(deletion: Deletion): void {
    for (const remembered of deletion.remembered.splice(0)) remembered();
  }

  #fault(sessionId: string, tenantId: string, what: string, error: unknown): void {
    const { failure, message } = toStorageError(error);
    this.#options.onFault({ sessionId, tenantId, error: new StorageError(failure, `${what}: ${message}`) });
  }
}
