import { type DurableEventBody, logHead, serializeDurable } from "../../generated/gateway/serializers.ts";
import { SECTION, type SectionDraft } from "../storage/journal-format.ts";
import { StorageError } from "../storage/storage-error.ts";
import type { AcceptedTurn } from "./accepted-turn.ts";

/** A run of a session's log that was just committed. */
export interface Committed {
  sessionId: string;
  firstSeq: number;
  lastSeq: number;
  /** The events as text frames, ready for sockets. */
  frames: Buffer;
}

/** What the log gives an event. */
export interface Appended {
  sessionId: string;
  seq: number;
  /** Unix milliseconds. */
  ts: number;
}

/** Where a log commits. */
export interface CommitTarget {
  commit(drafts: readonly SectionDraft[]): Promise<Buffer[]>;
}

export interface EventLogOptions {
  target: CommitTarget;
  /** Called with everything that one commit holds, in the order of commits. */
  publish: (committed: readonly Committed[]) => void;
  /** There is no room on the disk, so that events of these sessions wait; or there is again. */
  onStall: (stalled: boolean, reason: string, sessionIds: readonly string[]) => void;
  now: () => number;
}

/** How long to wait before a commit for which there was no room is tried again. */
const RETRY_MS = 500;

interface Waiter {
  resolve: () => void;
  reject: (error: StorageError) => void;
}

/** Something that can be refused when there is no room: nobody was told of it yet. */
interface RefusableDraft extends Waiter {
  draft: SectionDraft;
}

/** What one tick gathers. */
class Batch {
  /** Events by session: they have their numbers, so they are kept until there is room. */
  readonly events = new Map<SessionLog, SectionDraft>();
  readonly refusable: RefusableDraft[] = [];

  get isEmpty(): boolean {
    return this.events.size === 0 && this.refusable.length === 0;
  }
}

/**
 * The log of all sessions: gives events their numbers, commits what one tick gathered in one write, and only then hands
 * it on to be published. While a commit is under way the next one gathers.
 */
export class EventLog {
  readonly #options: EventLogOptions;
  #gathering = new Batch();
  #scheduled = false;
  #committing = false;
  #stalled = false;
  #idle: (() => void)[] = [];

  constructor(options: EventLogOptions) {
    this.#options = options;
  }

  /** There is no room on the disk; what would only add to the queue should be refused. */
  get stalled(): boolean {
    return this.#stalled;
  }

  /** The log of one session, from its last number on. */
  open(tenantId: string, sessionId: string, lastSeq: number): SessionLog {
    return new SessionLog(this, tenantId, sessionId, lastSeq);
  }

  /** Resolves when everything that was appended so far is committed. */
  flush(): Promise<void> {
    if (this.#gathering.isEmpty && !this.#committing) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  /** For `SessionLog` alone. */
  append(log: SessionLog, seq: number, ts: number, event: DurableEventBody): number {
    const json = serializeDurable(event, logHead(log.sessionId, seq, ts));
    this.gather(log, seq, json);
    return json.length;
  }

  /** For `SessionLog` alone. */
  gather(log: SessionLog, seq: number, json: string): void {
    const draft = this.#gathering.events.get(log);
    if (draft !== undefined) {
      draft.texts.push(json);
    } else {
      this.#gathering.events.set(log, {
        kind: SECTION.events,
        tenantId: log.tenantId,
        sessionId: log.sessionId,
        firstSeq: seq,
        texts: [json],
      });
      this.#schedule();
    }
  }

  /** For `SessionLog` alone. */
  now(): number {
    return this.#options.now();
  }

  /** For `SessionLog` alone. */
  record(draft: SectionDraft): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#gathering.refusable.push({ draft, resolve, reject });
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#scheduled || this.#committing) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      void this.#commit();
    });
  }

  async #commit(): Promise<void> {
    this.#committing = true;
    while (!this.#gathering.isEmpty) {
      const batch = this.#gathering;
      this.#gathering = new Batch();
      await this.#commitBatch(batch);
    }
    this.#committing = false;
    for (const resolve of this.#idle.splice(0)) resolve();
  }

  async #commitBatch(batch: Batch): Promise<void> {
    const logs = [...batch.events.keys()];
    const drafts = [...batch.refusable.map(({ draft }) => draft), ...batch.events.values()];
    let payloads: Buffer[];
    try {
      payloads = await this.#options.target.commit(drafts);
    } catch (error) {
      await this.#refuse(batch, error as StorageError);
      return;
    }
    if (this.#stalled) this.#setStalled(false, "", []);
    for (const { resolve } of batch.refusable) resolve();
    const committed = logs.map((log, index): Committed => {
      const draft = drafts[batch.refusable.length + index] as SectionDraft;
      const frames = payloads[batch.refusable.length + index] as Buffer;
      return { sessionId: log.sessionId, firstSeq: draft.firstSeq, lastSeq: draft.firstSeq + draft.texts.length - 1, frames };
    });
    this.#options.publish(committed);
    for (const [index, log] of logs.entries()) log.reached(committed[index]?.lastSeq ?? 0);
  }

  /** What can be refused is refused; events keep their numbers and wait for room. */
  async #refuse(batch: Batch, error: StorageError): Promise<void> {
    for (const { reject } of batch.refusable) reject(error);
    batch.refusable.length = 0;
    if (batch.events.size === 0) return;
    for (const log of batch.events.keys()) log.held();
    this.#setStalled(
      true,
      error.message,
      [...batch.events.keys()].map(({ sessionId }) => sessionId),
    );
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    this.#putBack(batch);
  }

  /** Joins what could not be committed with what was gathered since. */
  #putBack(batch: Batch): void {
    for (const [log, draft] of batch.events) {
      const later = this.#gathering.events.get(log);
      if (later !== undefined) draft.texts.push(...later.texts);
      this.#gathering.events.delete(log);
    }
    for (const [log, draft] of this.#gathering.events) batch.events.set(log, draft);
    batch.refusable.push(...this.#gathering.refusable);
    this.#gathering = batch;
  }

  #setStalled(stalled: boolean, reason: string, sessionIds: readonly string[]): void {
    if (this.#stalled === stalled) return;
    this.#stalled = stalled;
    this.#options.onStall(stalled, reason, sessionIds);
  }
}

/** The log of one session. */
export class SessionLog {
  readonly tenantId: string;
  readonly sessionId: string;
  readonly #log: EventLog;
  #lastSeq: number;
  #committedSeq: number;
  #size = 0;
  #waiting: { seq: number; resolve: () => void; reject?: (error: StorageError) => void }[] = [];

  constructor(log: EventLog, tenantId: string, sessionId: string, lastSeq: number) {
    this.#log = log;
    this.tenantId = tenantId;
    this.sessionId = sessionId;
    this.#lastSeq = lastSeq;
    this.#committedSeq = lastSeq;
  }

  /** The number of the newest event, committed or not. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** The number of the newest event that is committed and published. */
  get committedSeq(): number {
    return this.#committedSeq;
  }

  /** What was appended since this log was opened, in UTF-16 units of JSON. */
  get size(): number {
    return this.#size;
  }

  /**
   * Refuses what would only add to what waits for room.
   *
   * @throws StorageError `full` while there is no room on the disk
   */
  demandRoom(): void {
    if (this.#log.stalled) throw new StorageError("full", "There is no room on the disk.");
  }

  /** Appends an event and returns what the log gave it. It is published when it is committed. */
  append(event: DurableEventBody): Appended {
    const seq = ++this.#lastSeq;
    const ts = this.#log.now();
    this.#size += this.#log.append(this, seq, ts, event);
    return { sessionId: this.sessionId, seq, ts };
  }

  /** Takes over an event as it stands in another log, but for the session's id; its number must be the next one. */
  adopt(json: string): void {
    this.#log.gather(this, ++this.#lastSeq, json);
  }

  /**
   * Records a turn before anyone is told that it was accepted.
   *
   * @throws StorageError when it could not be recorded; then it is not
   */
  async recordTurn(turn: AcceptedTurn): Promise<void> {
    this.demandRoom();
    return this.#log.record(this.#draft(SECTION.turn, JSON.stringify(turn)));
  }

  /**
   * Records that the session is deleted. Nothing may be appended after it.
   *
   * @throws StorageError when it could not be recorded; then it is not
   */
  recordDeletion(): Promise<void> {
    return this.#log.record(this.#draft(SECTION.deleted, ""));
  }

  /** Resolves when an event is committed and published. */
  committed(seq: number): Promise<void> {
    if (seq <= this.#committedSeq) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ seq, resolve }));
  }

  /**
   * Resolves when everything that was appended so far is committed and published.
   *
   * @throws StorageError `delayed` when there is no room on the disk for it now
   */
  persisted(): Promise<void> {
    const seq = this.#lastSeq;
    if (seq <= this.#committedSeq) return Promise.resolve();
    if (this.#log.stalled) return Promise.reject(delayed());
    return new Promise((resolve, reject) => this.#waiting.push({ seq, resolve, reject }));
  }

  /** For `EventLog` alone: what was appended must wait for room. */
  held(): void {
    for (const { reject } of this.#waiting) reject?.(delayed());
    this.#waiting = this.#waiting.filter(({ reject }) => reject === undefined);
  }

  /** For `EventLog` alone. */
  reached(seq: number): void {
    this.#committedSeq = seq;
    if (this.#waiting.length === 0) return;
    const due = this.#waiting.filter((waiter) => waiter.seq <= seq);
    this.#waiting = this.#waiting.filter((waiter) => waiter.seq > seq);
    for (const { resolve } of due) resolve();
  }

  #draft(kind: SectionDraft["kind"], text: string): SectionDraft {
    return { kind, tenantId: this.tenantId, sessionId: this.sessionId, firstSeq: 0, texts: [text] };
  }
}

function delayed(): StorageError {
  return new StorageError("delayed", "There is no room on the disk. What was appended waits for it.");
}
