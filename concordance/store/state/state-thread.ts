import type { SnapshotMeta } from "../../raft/entry.ts";
import type { ThreadHandlers } from "../../threads/serve.ts";
import { ReceivedSnapshot } from "./received-snapshot.ts";
import type { Field } from "./record-row.ts";
import { SentSnapshots } from "./sent-snapshots.ts";
import type { LogBase, StateContract, StateThreadData } from "./state-contract.ts";
import { StateDb } from "./state-db.ts";
import { FILES, StateFolder } from "./state-folder.ts";
import { isSamePlace, type StateHead } from "./state-head.ts";
import type { StateReader } from "./state-reader.ts";
import { damaged, StateRefusal } from "./state-refusal.ts";
import { describeWriteError } from "./write-error.ts";

/** The state's files, from opening to closing. */
export class StateThread {
  readonly #folder: StateFolder;
  readonly #logBase: LogBase;
  readonly #received: ReceivedSnapshot;
  readonly #sent: SentSnapshots;
  /** What must be written could not be. */
  readonly #fail: (error: unknown) => void;
  #db: StateDb | null = null;
  #reader: StateReader | null = null;
  #backups = 0;

  constructor({ folder, logBase }: StateThreadData, fail: (error: unknown) => void) {
    this.#folder = new StateFolder(folder);
    this.#logBase = logBase;
    this.#received = new ReceivedSnapshot(this.#folder);
    this.#sent = new SentSnapshots(this.#folder);
    this.#fail = fail;
  }

  readonly handlers: ThreadHandlers<StateContract> = {
    message: (message) => {
      this.#sure(() => {
        if (message[0] === "changes") this.#opened().insert(message[1]);
        else if (message[0] === "forgotten") this.#opened().remove(message[1]);
        else this.#keep(message[1]);
      });
    },
    calls: {
      open: () => opening(() => this.#open()),
      read: () => this.#read(),
      checkpoint: ([at, machine]) => this.#sure(() => this.#checkpoint(at, machine)),
      readChunk: ([index, offset, length]) => (this.#db === null ? null : this.#sent.read(this.#db, index, offset, length)),
      receiveChunk: (chunk) => this.#sure(() => this.#received.write(chunk)),
      install: (at) => this.#sure(() => this.#install(at)),
      backup: ([at, machine]) => {
        this.#backups += 1;
        const path = this.#folder.ofBackup(this.#backups);
        this.#opened().copyAll(path, at, machine);
        return path;
      },
    },
    close: () => {
      this.#db?.close();
      this.#folder.removeCopies();
    },
  };

  #open(): StateHead | null {
    this.#folder.removeCopies();
    const { index, term } = this.#logBase;
    const received = this.#received.received();
    // The log was told of it already, and the state was to follow.
    if (received !== null && received.index === index && received.term === term) this.#folder.replaceState("received");
    else this.#received.discard();
    const head = this.#folder.has("state") ? this.#start() : null;
    if (head === null && index > 0)
      throw new StateRefusal("missing", `${FILES.state} is missing, and the log begins after entry ${index}.`);
    if (head !== null) mustReach(head.at, this.#logBase);
    return head;
  }

  #start(): StateHead | null {
    this.#db = new StateDb(this.#folder);
    this.#reader = this.#db.read();
    return this.#reader?.head ?? null;
  }

  #read(): Field[] | null {
    const page = this.#reader?.page() ?? null;
    if (page === null) this.#reader = null;
    return page;
  }

  #checkpoint(at: SnapshotMeta, machine: StateHead["machine"]): null {
    this.#opened().checkpoint(at, machine);
    return null;
  }

  #keep(indexes: readonly number[]): void {
    const kept = new Set(indexes);
    if (this.#db?.head != null) kept.add(this.#db.head.at.index);
    this.#sent.keep(kept);
  }

  #install(at: SnapshotMeta): StateHead {
    const received = this.#received.received();
    if (received === null || !isSamePlace(received, at)) throw new Error(`The snapshot at ${at.index} was not received.`);
    this.#db?.close();
    this.#db = null;
    this.#folder.replaceState("received");
    const head = this.#start();
    if (head === null) throw damaged(FILES.state, "it is empty");
    return head;
  }

  #opened(): StateDb {
    this.#db ??= new StateDb(this.#folder);
    return this.#db;
  }

  /** A write that must not fail: the node may have been told that it takes place. */
  #sure<T>(write: () => T): T {
    try {
      return write();
    } catch (error) {
      const described = describeWriteError(error);
      this.#fail(described);
      throw described;
    }
  }
}

/** Errors of the file system name paths. */
function opening<T>(open: () => T): T {
  try {
    return open();
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (error instanceof StateRefusal || typeof code !== "string") throw error;
    throw Object.assign(new Error(`The state could not be opened (${code}).`), { code });
  }
}

/** The log must go on where the state ends, or before. */
function mustReach({ index, term }: SnapshotMeta, base: LogBase): void {
  if (index < base.index) {
    throw new StateRefusal("damaged", `${FILES.state} ends with entry ${index}, and the log begins only after entry ${base.index}.`);
  }
  if (index === base.index && term !== base.term) {
    throw new StateRefusal(
      "damaged",
      `${FILES.state} ends with entry ${index} of term ${term}; in the log that entry is of term ${base.term}.`,
    );
  }
}
