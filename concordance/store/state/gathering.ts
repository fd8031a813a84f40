import type { Change } from "../change.ts";
import { FIELDS, type Field, pushRecord } from "./record-row.ts";
import type { StateContract } from "./state-contract.ts";

/** A slice is sent once it has so many changes, or so much of values: copying one takes well under a millisecond. */
const SLICE_CHANGES = 256;
const SLICE_VALUE_LENGTH = 262_144;

/** Likewise, of records that are not kept any more. */
const SLICE_FORGOTTEN = 1024;

/** What happened to a machine and is not on its way to the thread yet. */
export class Gathering {
  readonly #send: (message: StateContract["message"]) => void;
  #records: Field[] = [];
  #valueLength = 0;
  #forgotten: number[] = [];

  constructor(send: (message: StateContract["message"]) => void) {
    this.#send = send;
  }

  /** Takes what the machine did, all of it since the call before. */
  add(changes: readonly Change[]): void {
    for (const change of changes) {
      pushRecord(this.#records, change);
      this.#valueLength += change.value?.length ?? 0;
      if (this.#records.length >= SLICE_CHANGES * FIELDS || this.#valueLength >= SLICE_VALUE_LENGTH) this.#sendRecords();
    }
    if (this.#forgotten.length >= 2 * SLICE_FORGOTTEN) this.flush();
  }

  forget({ revision, position }: Change): void {
    this.#forgotten.push(revision, position);
  }

  /** Sends everything. What is forgotten goes last, as it may be among what comes with it. */
  flush(): void {
    if (this.#records.length > 0) this.#sendRecords();
    if (this.#forgotten.length > 0) this.#send(["forgotten", this.#forgotten]);
    this.#forgotten = [];
  }

  #sendRecords(): void {
    this.#send(["changes", this.#records]);
    this.#records = [];
    this.#valueLength = 0;
  }
}
