import type { DatabaseName } from "./database-pool.ts";
import { Journal, type JournalPosition } from "./journal.ts";
import type { SectionDraft } from "./journal-format.ts";
import { Layout } from "./layout.ts";
import type { HydratedSession } from "./log-applier.ts";
import type { EventRun, ReaderCalls, SettleScope, SqlValue, Statement, WriterCalls } from "./requests.ts";
import { StorageError, toStorageError } from "./storage-error.ts";
import { type FaultListener, ThreadClient } from "./thread-client.ts";

/** The writer hears of commits at least this often, in bytes of the journal. */
const NOTICE_BYTES = 1024 * 1024;
/** Commits wait when so many bytes were written of which the writer has not heard. */
const UNHEARD_BYTES = 64 * 1024 * 1024;
/** The share of the open databases that the writer may hold; the reader holds the rest. */
const WRITER_SHARE = 0.75;
/** How long the writer may not hear of a commit. */
const NOTICE_DELAY_MS = 20;

export interface StorageOptions {
  root: string;
  /** SQLite databases that are open at a time. */
  openDatabases: number;
  onFault: FaultListener;
}

/** The disk, as the rest of the gateway sees it. Nothing here blocks the event loop. */
export class Storage {
  readonly layout: Layout;
  readonly #writer: ThreadClient<WriterCalls>;
  readonly #reader: ThreadClient<ReaderCalls>;
  readonly #journal: Journal;
  readonly #onFault: FaultListener;
  /** Journal bytes of which the writer has not heard. */
  #unheard = 0;
  #notice: Promise<unknown> | undefined;
  #noticeTimer: NodeJS.Timeout | undefined;
  /** Why the writer could not take in what it heard of last; empty when it could. */
  #problem = "";

  private constructor(
    layout: Layout,
    writer: ThreadClient<WriterCalls>,
    reader: ThreadClient<ReaderCalls>,
    journal: Journal,
    onFault: FaultListener,
  ) {
    this.layout = layout;
    this.#writer = writer;
    this.#reader = reader;
    this.#journal = journal;
    this.#onFault = onFault;
  }

  /** Starts the threads and carries over what an earlier process left in the journal. */
  static async open({ root, openDatabases, onFault }: StorageOptions): Promise<{ storage: Storage; unreadableBytes: number }> {
    const layout = new Layout(root);
    const writers = Math.floor(openDatabases * WRITER_SHARE);
    const writer = new ThreadClient<WriterCalls>(new URL("./writer.worker.ts", import.meta.url), { root, databases: writers }, onFault);
    const reader = new ThreadClient<ReaderCalls>(
      new URL("./reader.worker.ts", import.meta.url),
      { root, databases: openDatabases - writers },
      onFault,
    );
    try {
      const { nextSegment, unreadableBytes } = await writer.call("recover", {});
      const journal = await Journal.open(layout.journal, nextSegment);
      return { storage: new Storage(layout, writer, reader, journal, onFault), unreadableBytes };
    } catch (error) {
      await Promise.all([writer.terminate(), reader.terminate()]);
      throw error;
    }
  }

  /**
   * Commits what one tick gathered. One call at a time.
   *
   * @returns the payload of each draft; for events, the frames that clients get
   * @throws StorageError when it could not be committed; then none of it is
   */
  async commit(drafts: readonly SectionDraft[]): Promise<Buffer[]> {
    if (this.#unheard > UNHEARD_BYTES) await this.#notify();
    const payloads = await this.#journal.append(drafts);
    for (const payload of payloads) this.#unheard += payload.length;
    if (this.#unheard > NOTICE_BYTES) void this.#notify();
    else this.#noticeTimer ??= setTimeout(() => void this.#notify(), NOTICE_DELAY_MS);
    return payloads;
  }

  /** Sees to it that what was committed so far is in the databases. */
  async settle(scope: SettleScope): Promise<void> {
    await this.#writer.call("settle", { position: this.#position, scope });
  }

  /** Opens a session's database and reads what is needed to go on with the session; null when it was deleted. */
  hydrate(tenantId: string, sessionId: string): Promise<HydratedSession | null> {
    return this.#writer.call("hydrate", { position: this.#position, tenantId, sessionId });
  }

  /** Runs statements as one transaction. Returns the number of changed rows of each. */
  transact(database: DatabaseName, statements: Statement[]): Promise<number[]> {
    return this.#writer.call("transact", { database, statements });
  }

  /** Reads rows. The database must have been opened by the writer before. */
  async query<Row>(database: DatabaseName, sql: string, params: readonly SqlValue[]): Promise<Row[]> {
    return (await this.#reader.call("query", { database, sql, params })) as Row[];
  }

  /** Reads a run of a session's log from its database; see `settle`. */
  events(request: ReaderCalls["events"]["request"]): Promise<EventRun> {
    return this.#reader.call("events", request);
  }

  /** Closes the reader's hold on a database that is about to be removed. */
  async release(database: DatabaseName): Promise<void> {
    await this.#reader.call("release", { database });
  }

  /**
   * Checks that the threads answer and that there is room.
   *
   * @param stalled the log waits for room
   * @throws StorageError when something is wrong
   */
  async check(stalled: boolean): Promise<void> {
    if (stalled) throw new StorageError("full", "There is no room on the disk.");
    await Promise.all([this.#writer.call("committed", { position: this.#position }), this.#reader.call("ping", {})]);
  }

  /** Carries everything over and ends the threads. */
  async close(): Promise<void> {
    clearTimeout(this.#noticeTimer);
    // The last one to close a database empties its write-ahead log, which the reader cannot.
    await this.#reader.call("close", {});
    await this.#journal.close();
    await this.#writer.call("close", { position: this.#position });
    await Promise.all([this.#writer.terminate(), this.#reader.terminate()]);
  }

  get #position(): JournalPosition {
    return this.#journal.position;
  }

  #notify(): Promise<unknown> {
    clearTimeout(this.#noticeTimer);
    this.#noticeTimer = undefined;
    if (this.#notice !== undefined) return this.#notice;
    this.#unheard = 0;
    this.#notice = this.#writer.call("committed", { position: this.#position }).finally(() => {
      this.#notice = undefined;
    });
    this.#notice.then(
      () => this.#heard(undefined),
      (error: unknown) => this.#heard(toStorageError(error)),
    );
    return this.#notice;
  }

  /** Reports that the writer could not take in what was committed: every commit fails so again, the report comes once. */
  #heard(error: StorageError | undefined): void {
    if (error !== undefined && error.message !== this.#problem) {
      const message = `What is committed cannot be carried over: ${error.message}`;
      this.#onFault({ sessionId: "", tenantId: "", error: { failure: error.failure, message } });
    }
    this.#problem = error?.message ?? "";
  }
}
