import type { Entry, HardState } from "../raft/entry.ts";
import type { Persist } from "../raft/output.ts";
import { Thread } from "../threads/thread.ts";
import type { Base, Beginning, Identity, LogContract, LogThreadData } from "./contract.ts";
import { appendPage, runsOf } from "./payloads.ts";

/** Texts of writes are soon garbage; with the default they would fill 16 MiB before that is noticed. */
const RESOURCE_LIMITS = { maxYoungGenerationSizeMb: 4 };

export interface LogOptions {
  /** This write, and every one before it, survives whatever happens to the process or to the power. */
  readonly onPersisted: (id: number) => void;
  /**
   * The log cannot be written any more; the message says why. Nothing is reported as persisted afterwards. Called once at
   * most: the node must stop.
   */
  readonly onFailure: (error: Error) => void;
}

/** What a node finds in its log. */
export interface StoredLogState {
  /** Null when the folder is new. Then all else is as of nothing, and `create` comes before the first write. */
  readonly identity: Identity | null;
  readonly hardState: HardState;
  readonly base: Base;
  /** Without a gap, from after the base on. Payloads of commands are `EncodedCommand`s. */
  readonly entries: readonly Entry[];
  /** What was noticed and is in order, such as a torn tail that was cut off. To be logged. */
  readonly notices: readonly string[];
}

/** The durable log of a node, in a thread of its own. */
export class LogFile {
  readonly #thread: Thread<LogContract>;

  constructor(thread: Thread<LogContract>) {
    this.#thread = thread;
  }

  /** Makes the log of a new node. By default it begins before everything: index 0, term 0. */
  async create(beginning: Beginning): Promise<void> {
    await this.#thread.call("create", beginning);
  }

  /** Done in the order of the calls; `onPersisted` tells when. */
  persist({ id, hardState, snapshot, truncateFrom, entries }: Persist): void {
    const base = snapshot === null ? null : { index: snapshot.index, term: snapshot.term };
    this.#thread.send(["persist", id, hardState, base, truncateFrom, entries[0]?.index ?? 0, runsOf(entries)]);
  }

  /** Forgets the entries up to this one, which is given with its term; in order with `persist`. */
  compact(index: number, term: number): void {
    this.#thread.send(["compact", { index, term }]);
  }

  /** Resolves when everything was written and the folder is free. A failure in it is one of `onFailure`. */
  close(): Promise<void> {
    return this.#thread.close();
  }
}

/**
 * Opens the log of a data folder, and takes the folder for this process until `close`. It must be opened before there is a
 * state in the folder: a state that has never seen a log is taken for one whose log is lost.
 *
 * @throws Error that says exactly what is wrong, with `code`: `in_use` when another process has the folder; `damaged`,
 *   `missing` or `format` when the log is not as it was written, in which case nothing was changed
 */
export async function openLog(folder: string, options: LogOptions): Promise<{ readonly log: LogFile; readonly stored: StoredLogState }> {
  let isOpen = false;
  const thread = new Thread<LogContract>(new URL("./log.worker.ts", import.meta.url), {
    name: "log",
    resourceLimits: RESOURCE_LIMITS,
    data: { folder } satisfies LogThreadData,
    onReport: options.onPersisted,
    onFailure: (error) => {
      // Before that, it is the caller who hears of it.
      if (isOpen) options.onFailure(error);
    },
  });
  try {
    const stored = await read(thread);
    isOpen = true;
    return { log: new LogFile(thread), stored };
  } catch (error) {
    await thread.close();
    throw error;
  }
}

async function read(thread: Thread<LogContract>): Promise<StoredLogState> {
  const head = await thread.call("open", null);
  if (head === null) {
    return { identity: null, hardState: { term: 0, vote: null }, base: { index: 0, term: 0 }, entries: [], notices: [] };
  }
  const entries: Entry[] = [];
  for (;;) {
    const page = await thread.call("read", null);
    appendPage(page, entries);
    if (page.last) return { ...head, entries };
  }
}
