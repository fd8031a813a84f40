import { rm } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import { LIMITS } from "../../generated/concordance/limits.ts";
import type { SnapshotMeta } from "../raft/entry.ts";
import { Thread } from "../threads/thread.ts";
import type { Change } from "./change.ts";
import type { ChangeLogBounds } from "./change-log.ts";
import { KvMachine } from "./kv-machine.ts";
import type { MachineMeta } from "./machine-meta.ts";
import { Verifier } from "./state/checksums.ts";
import { Gathering } from "./state/gathering.ts";
import { ChangeMaker, ROW_FIELDS } from "./state/record-row.ts";
import type { LogBase, Receipt, StateContract, StateThreadData } from "./state/state-contract.ts";
import { FILES } from "./state/state-folder.ts";
import type { StateHead } from "./state/state-head.ts";

/** What is copied is soon garbage; with the default it would fill 16 MiB before that is noticed. */
const RESOURCE_LIMITS = { maxYoungGenerationSizeMb: 4 };

const BOUNDS: ChangeLogBounds = { changes: LIMITS.changeLogChanges, valueLength: LIMITS.changeLogValueBytes };

export interface StateOptions {
  /** After which entry the log begins. */
  readonly logBase: LogBase;
  /**
   * The state cannot be written any more; the message says why. Called once at most: the node must stop. What reads or copies
   * only, as `readChunk` and `backup`, rejects instead.
   */
  readonly onFailure: (error: Error) => void;
  /** Of tests: how much the change log keeps. */
  readonly bounds?: ChangeLogBounds;
}

export interface OpenedState {
  readonly state: StateFile;
  /** Where in the log the machine is; null when there is no state yet. */
  readonly saved: SnapshotMeta | null;
  readonly machine: KvMachine;
}

/** A machine with a file behind it: a checkpoint of it, in a thread of its own, and copies for other nodes and for people. */
export class StateFile {
  readonly #thread: Thread<StateContract>;
  readonly #bounds: ChangeLogBounds;
  #gathering: Gathering;
  #machine: KvMachine;
  /** Settles when no snapshot is being installed any more. */
  #installing: Promise<void> | null = null;

  private constructor(thread: Thread<StateContract>, bounds: ChangeLogBounds) {
    this.#thread = thread;
    this.#bounds = bounds;
    this.#gathering = this.#newGathering();
    this.#machine = this.#newMachine();
  }

  /** See `openState`. */
  static async open(folder: string, { logBase, onFailure, bounds = BOUNDS }: StateOptions): Promise<OpenedState> {
    let isOpen = false;
    const thread = new Thread<StateContract>(new URL("./state/state.worker.ts", import.meta.url), {
      name: "state",
      resourceLimits: RESOURCE_LIMITS,
      data: { folder, logBase: { index: logBase.index, term: logBase.term } } satisfies StateThreadData,
      onFailure: (error) => {
        // Before that, it is the caller who hears of it.
        if (isOpen) onFailure(error);
      },
    });
    try {
      const state = new StateFile(thread, bounds);
      const head = await thread.call("open", null);
      if (head !== null) await state.#load(head);
      isOpen = true;
      return { state, saved: head?.at ?? null, machine: state.#machine };
    } catch (error) {
      await thread.close();
      throw error;
    }
  }

  /** Takes note of what the machine did, in the order in which it did it, and of all of it. */
  record(changes: readonly Change[]): void {
    this.#gathering.add(changes);
  }

  /**
   * Makes the machine as it is now durable, as the state at a place in the log; what it does meanwhile is not in it. Rejects
   * when that failed, of which `onFailure` hears as well.
   */
  async checkpoint(at: SnapshotMeta): Promise<void> {
    this.#gathering.flush();
    await this.#thread.call("checkpoint", [at, metaOf(this.#machine)]);
  }

  /**
   * A piece of the snapshot at exactly this index. It is one when the last checkpoint is of that index, and then remains one
   * until `keep`. Null: it is none.
   */
  async readChunk(index: number, offset: number, length: number): Promise<{ readonly data: Buffer; readonly done: boolean } | null> {
    const chunk = await this.#thread.call("readChunk", [index, offset, length]);
    return chunk && { data: Buffer.from(chunk.data.buffer, chunk.data.byteOffset, chunk.data.length), done: chunk.done };
  }

  /** Deletes snapshots of other indexes; that of the last checkpoint stays in any case. */
  keep(indexes: Iterable<number>): void {
    this.#thread.send(["keep", [...indexes]]);
  }

  /**
   * Writes a piece of another node's snapshot; the one at offset 0 begins a new one. After the last one everything is durable
   * and verified, but not the state yet: `install` makes it so, or the next start, when the log begins after it then.
   *
   * @returns where the next piece begins; not valid when the snapshot is not as it was sent, and has to be sent anew
   */
  receiveChunk(at: SnapshotMeta, offset: number, data: Uint8Array, done: boolean): Promise<Receipt> {
    return this.#thread.call("receiveChunk", { at, offset, data, done });
  }

  /**
   * Makes the snapshot that was received the state, and forgets what was not part of a checkpoint. From the call until it
   * resolves nothing may be recorded.
   *
   * @returns the machine that takes the place of the one before
   */
  async install(at: SnapshotMeta): Promise<KvMachine> {
    this.#gathering = this.#newGathering();
    const installing = this.#thread.call("install", at).then((head) => this.#load(head));
    const over = () => {
      this.#installing = null;
    };
    this.#installing = installing.then(over, over);
    await installing;
    return this.#machine;
  }

  /**
   * A file of the machine as it is now, also of what no checkpoint has yet. Two nodes that have applied the same entries write
   * the same bytes.
   *
   * @param now where in the log the machine is; asked for once, when that is sure to be so
   * @returns the file's path, and what removes the file
   */
  async backup(now: () => SnapshotMeta): Promise<{ readonly file: string; readonly remove: () => Promise<void> }> {
    // Whoever installs has to go on first: until then, machine and log are not at the same place.
    while (this.#installing !== null) await this.#installing.then(() => setImmediate());
    this.#gathering.flush();
    const file = await this.#thread.call("backup", [now(), metaOf(this.#machine)]);
    return { file, remove: () => rm(file, { force: true }) };
  }

  /** Resolves when the files are closed. What no checkpoint has is still in the log. */
  close(): Promise<void> {
    return this.#thread.close();
  }

  /** Verifies and builds while the thread reads on. */
  async #load(head: StateHead): Promise<void> {
    const machine = this.#newMachine(head.machine);
    const maker = new ChangeMaker();
    const verifier = new Verifier(FILES.state);
    const read = () => {
      const page = this.#thread.call("read", null);
      // When one fails, so do those behind it, to which nobody listens any more.
      page.catch(() => {});
      return page;
    };
    // One page is read while another is on its way.
    const pages = [read(), read()];
    for (let page = await pages.shift(); page != null; page = await pages.shift()) {
      pages.push(read());
      for (let at = 0; at < page.length; at += ROW_FIELDS) {
        verifier.take(page, at);
        machine.restore(maker.make(page, at));
      }
      // The thread still looks at what is no record; meanwhile keys are sorted.
      if (verifier.count === head.count) machine.restored();
    }
    verifier.finish(head);
    this.#machine = machine;
  }

  #newGathering(): Gathering {
    return new Gathering((message) => this.#thread.send(message));
  }

  #newMachine(meta?: MachineMeta): KvMachine {
    const gathering = this.#gathering;
    return new KvMachine({ bounds: this.#bounds, forgotten: (change) => gathering.forget(change) }, meta);
  }
}

/**
 * Opens the state of a data folder, and builds the machine from it. The folder must be this process's alone, which opening
 * the log sees to. A snapshot that was received before a crash becomes the state when the log begins after it.
 *
 * @throws {Error} that says exactly what is wrong, with `code`: `damaged`, `missing` or `format`, when the state is not
 *   as it was written, or does not go with the log
 */
export function openState(folder: string, options: StateOptions): Promise<OpenedState> {
  return StateFile.open(folder, options);
}

function metaOf({ revision, clock, compactedTo }: MachineMeta): MachineMeta {
  return { revision, clock, compactedTo };
}
