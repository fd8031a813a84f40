import { setTimeout as delay } from "node:timers/promises";
import { LIMITS } from "../../generated/concordance/limits.ts";
import { ConcordanceError } from "../api/concordance-error.ts";
import type { LogFile } from "../log/log-file.ts";
import type { Logger } from "../observability/logger.ts";
import type { PeerNetwork } from "../peers/peer-network.ts";
import type { Entry, SnapshotMeta } from "../raft/entry.ts";
import type { MembershipChange } from "../raft/input.ts";
import { memberOf } from "../raft/membership.ts";
import type { Message, SnapshotChunk } from "../raft/messages.ts";
import type { ProposalOutcome, Role } from "../raft/output.ts";
import type { RaftState } from "../raft/state.ts";
import { type RaftStatus, snapshotsInUse, statusOf } from "../raft/status.ts";
import type { Change } from "../store/change.ts";
import { EncodedCommand, type Operation } from "../store/command.ts";
import type { Applied, KvMachine } from "../store/kv-machine.ts";
import type { StateFile } from "../store/state-file.ts";
import { ExpiryTimer } from "./expiry.ts";
import { RaftDriver } from "./raft-driver.ts";
import {
  nobodyToTakeOver,
  noLeader,
  notLeader,
  notTakenOver,
  outcomeUnknown,
  readTimedOut,
  refusalOf,
  shuttingDown,
  storageFailed,
} from "./refusals.ts";
import { Waiting } from "./waiting.ts";

/** Who writes what nobody asked for. */
const OWN_ACTOR = "concordance";

export interface NodeParts {
  readonly raft: RaftState;
  readonly machine: KvMachine;
  readonly logFile: LogFile;
  readonly stateFile: StateFile;
  readonly peers: PeerNetwork;
  readonly log: Logger;
  /** What was applied, in order; called before whoever wrote it is answered. */
  readonly onChanges: (changes: readonly Change[]) => void;
  /** The state was replaced by another node's, and is further on. */
  readonly onRestored: () => void;
}

/** A member of the cluster: the core, its files and its peers put together. */
export class ConcordanceNode {
  readonly #parts: NodeParts;
  readonly #driver: RaftDriver;
  readonly #writes = new Waiting<Applied>(LIMITS.proposalTimeout, outcomeUnknown);
  readonly #changes = new Waiting<void>(LIMITS.proposalTimeout, outcomeUnknown);
  readonly #reads = new Waiting<void>(LIMITS.proposalTimeout, readTimedOut);
  /** Those who wait for the state to change. */
  readonly #lookers = new Waiting<void>(LIMITS.proposalTimeout, readTimedOut);
  readonly #transfers: { resolve: () => void; reject: (error: Error) => void }[] = [];
  /** Those who handed leadership on, until it is known who has it. */
  readonly #successions = new Waiting<void>(LIMITS.proposalTimeout, notTakenOver);
  readonly #expiry = new ExpiryTimer(() => this.#expire());
  #machine: KvMachine;
  #ids = 0;
  /** What waits to be committed, by the length of its texts. */
  #waitingLength = 0;
  /** What came of the entries that the current step applied. */
  readonly #results = new Map<number, Applied>();
  #failure: (() => ConcordanceError) | null = null;
  #wasRemoved = false;
  readonly #hasLeader = Promise.withResolvers<void>();

  constructor(parts: NodeParts) {
    this.#parts = parts;
    this.#machine = parts.machine;
    const { logFile, peers, log } = parts;
    this.#driver = new RaftDriver(parts.raft, {
      send: (message) => peers.send(message),
      persist: (write) => logFile.persist(write),
      compact: (index, term) => logFile.compact(index, term),
      apply: (entries) => this.#apply(entries),
      restore: (snapshot) => this.#restore(snapshot),
      outcomes: (outcomes) => this.#settle(outcomes),
      readsReady: (ids) => {
        for (const id of ids) this.#reads.resolve(id);
      },
      readsFailed: (ids) => {
        for (const id of ids) this.#reads.reject(id, noLeader());
      },
      status: (role, term, leader) => this.#status(role, term, leader),
      membership: (membership) => peers.connect(membership),
      removed: () => {
        this.#wasRemoved = true;
        log.warn("this node was removed from the cluster, and may be stopped");
      },
      transferred: (to, result) => this.#transferred(to, result),
      takeSnapshot: (snapshot) => void this.#takeSnapshot(snapshot),
      sendChunk: (message) => void this.#sendChunk(message),
      writeChunk: (snapshot, offset, data, done) => void this.#writeChunk(snapshot, offset, data as Buffer, done),
      refused: ({ from }, reason) => log.warn({ from, reason }, "refused a message of a peer"),
    });
  }

  /** The state as this node has applied it. */
  get machine(): KvMachine {
    return this.#machine;
  }

  get id(): string {
    return this.#parts.raft.id;
  }

  get cluster(): string {
    return this.#parts.raft.cluster;
  }

  get status(): RaftStatus {
    return statusOf(this.#parts.raft);
  }

  get leads(): boolean {
    return this.#parts.raft.role === "leader";
  }

  /** `host:port` of the leader as far as this node knows, or null. */
  get leaderAddress(): string | null {
    const { leader, memberships } = this.#parts.raft;
    return leader === null ? null : (memberOf(memberships.current, leader)?.address ?? null);
  }

  /** It takes part in a cluster that has a leader, and its disk works. */
  get isReady(): boolean {
    return this.#failure === null && !this.#wasRemoved && this.#parts.raft.leader !== null;
  }

  /** Proposals that are not committed yet. */
  get waitingWrites(): number {
    return this.#writes.size;
  }

  /** Why this node serves nothing, or null. */
  get failure(): ConcordanceError | null {
    return this.#failure?.() ?? null;
  }

  start(): void {
    this.#driver.start();
  }

  /** Resolves as soon as the node knows a leader, or after a while. */
  async leaderKnown(withinMs: number): Promise<void> {
    const late = new AbortController();
    await Promise.race([this.#hasLeader.promise, delay(withinMs, undefined, { signal: late.signal }).catch(() => undefined)]);
    late.abort();
  }

  /** Everything that this node wrote up to this id is durable. */
  persisted(id: number): void {
    this.#driver.input({ kind: "persisted", id });
  }

  receive(message: Message): void {
    this.#driver.input({ kind: "message", message });
  }

  unreachable(peer: string): void {
    this.#driver.input({ kind: "unreachable", peer });
  }

  /**
   * Writes, as one entry of the log.
   *
   * @throws ConcordanceError NOT_LEADER or NO_LEADER, and nothing was written; OVERLOADED; PROPOSAL_TIMEOUT, and the outcome is
   * unknown; STORAGE_FAILED; SHUTTING_DOWN. A conflict is no error here.
   */
  write(operations: readonly Operation[], actor: string): Promise<Applied> {
    if (this.#failure !== null) return Promise.reject(this.#failure());
    if (!this.leads) return Promise.reject(notLeader(this.leaderAddress));
    if (this.#writes.size >= LIMITS.pendingProposals || this.#waitingLength >= LIMITS.pendingProposalBytes) {
      return Promise.reject(new ConcordanceError("OVERLOADED", "Too many writes wait to be committed. Nothing of this one was done."));
    }
    const id = this.#newId();
    const command = EncodedCommand.of({ at: Date.now(), actor, operations });
    const { length } = command.text;
    this.#waitingLength += length;
    const answer = this.#writes.wait(id, () => {
      this.#waitingLength -= length;
    });
    this.#driver.propose(id, command);
    return answer;
  }

  /**
   * Resolves when this node's state has everything that was committed when it was called.
   *
   * @throws ConcordanceError NO_LEADER; STORAGE_FAILED; SHUTTING_DOWN
   */
  confirmRead(): Promise<void> {
    if (this.#failure !== null) return Promise.reject(this.#failure());
    const id = this.#newId();
    const answer = this.#reads.wait(id);
    this.#driver.read(id);
    return answer;
  }

  /** Resolves when this node's state has changed. @throws ConcordanceError as `confirmRead` */
  stateChanged(): Promise<void> {
    if (this.#failure !== null) return Promise.reject(this.#failure());
    return this.#lookers.wait(this.#newId());
  }

  /** Resolves when the change is committed. @throws ConcordanceError as `write`, and those of membership */
  changeMembership(change: MembershipChange): Promise<void> {
    if (this.#failure !== null) return Promise.reject(this.#failure());
    const id = `${change.id}#${this.#newId()}`;
    const answer = this.#changes.wait(id);
    this.#driver.changeMembership(id, change);
    return answer;
  }

  /** Resolves when another node leads. @param to null: the one that is furthest */
  async transferLeadership(to: string | null): Promise<void> {
    if (this.#failure !== null) throw this.#failure();
    if (!this.leads) throw notLeader(this.leaderAddress);
    await new Promise<void>((resolve, reject) => {
      this.#transfers.push({ resolve, reject });
      this.#driver.transfer(to);
    });
    // The core lets go as soon as the other one stands for election.
    if (this.status.leader === null) await this.#successions.wait(this.#newId());
  }

  /** The disk refused: this node takes no part any more, and tells everyone so. */
  fail(error: Error): void {
    if (this.#failure !== null) return;
    this.#parts.log.fatal({ error }, "the disk refused a write: this node serves no more");
    this.#end(storageFailed);
    this.#parts.peers.close();
  }

  /** A consistent SQLite file of the state as it is now. Whoever has read it removes it. */
  backup(): Promise<{ readonly file: string; readonly remove: () => Promise<void> }> {
    const { raft, stateFile } = this.#parts;
    return stateFile.backup(() => {
      const { applied: index, log, memberships } = raft;
      return { index, term: log.termAt(index) ?? raft.snapshot.term, membership: memberships.at(index) };
    });
  }

  /** Hands leadership on if it can, and takes no further part. */
  async stop(): Promise<void> {
    if (this.leads && this.status.members.filter(({ role }) => role === "voter").length > 1) {
      await this.transferLeadership(null).catch((error: Error) =>
        this.#parts.log.info({ reason: error.message }, "leadership was not handed on"),
      );
    }
    this.#end(shuttingDown);
    this.#parts.peers.close();
  }

  /** Writes what is left, and closes the files. To be called after `stop`. */
  async close(): Promise<void> {
    await this.#parts.stateFile.close();
    // Last, as it holds the folder for this process.
    await this.#parts.logFile.close();
  }

  #end(reason: () => ConcordanceError): void {
    this.#failure ??= reason;
    this.#driver.stop();
    this.#expiry.set(null);
    // Of these nobody knows whether they will be committed.
    this.#writes.rejectAll(outcomeUnknown);
    this.#changes.rejectAll(outcomeUnknown);
    this.#reads.rejectAll(reason);
    this.#lookers.rejectAll(reason);
    this.#successions.rejectAll(reason);
    for (const { reject } of this.#transfers.splice(0)) reject(reason());
  }

  #apply(entries: readonly Entry[]): void {
    const answers = this.#writes.size > 0;
    this.#results.clear();
    const changes: Change[] = [];
    for (const { kind, index, payload } of entries) {
      if (kind !== "command") continue;
      const command = payload as EncodedCommand;
      const applied = this.#machine.apply(command.decode());
      command.forget();
      if (answers) this.#results.set(index, applied);
      for (const change of applied.changes) changes.push(change);
    }
    if (changes.length > 0) {
      this.#parts.stateFile.record(changes);
      this.#parts.onChanges(changes);
      this.#lookers.resolveAll();
    }
    this.#awaitExpiry();
  }

  #settle(outcomes: readonly ProposalOutcome[]): void {
    for (const outcome of outcomes) {
      const { id } = outcome;
      const isWrite = this.#writes.has(id);
      if (outcome.result === "committed") {
        const applied = this.#results.get(outcome.index);
        if (!isWrite) this.#changes.resolve(id);
        else if (applied !== undefined) this.#writes.resolve(id, applied);
      } else {
        this.#reject(id, this.#errorOf(outcome));
      }
    }
  }

  #reject(id: number | string, error: Error): void {
    if (this.#writes.has(id)) this.#writes.reject(id, error);
    else this.#changes.reject(id, error);
  }

  #errorOf(outcome: Exclude<ProposalOutcome, { result: "committed" }>): ConcordanceError {
    if (outcome.result === "unknown") return outcomeUnknown();
    // Certainly without effect: as if it had come to a node that does not lead.
    if (outcome.result === "superseded") return notLeader(this.leaderAddress);
    const subject = typeof outcome.id === "string" ? (outcome.id.split("#")[0] ?? null) : null;
    return refusalOf(outcome.reason, this.leaderAddress, subject);
  }

  #status(role: Role, term: number, leader: string | null): void {
    this.#parts.log.info({ role, term, leader }, "the node's place in the cluster");
    if (leader !== null) {
      this.#hasLeader.resolve();
      if (leader === this.id) this.#successions.rejectAll(notTakenOver);
      else this.#successions.resolveAll();
    }
    this.#awaitExpiry();
  }

  #awaitExpiry(): void {
    this.#expiry.set(this.leads ? this.#machine.nextExpiry() : null);
  }

  /** An entry's time is over: that becomes part of the log, with the leader's time, so that it happens everywhere alike. */
  #expire(): void {
    this.write([], OWN_ACTOR).catch((error: Error) => {
      this.#parts.log.debug({ reason: error.message }, "an expiry was not committed");
      this.#awaitExpiry();
    });
  }

  #transferred(to: string | null, result: "done" | "timed_out" | "refused"): void {
    this.#parts.log.info({ to, result }, "leadership was to be handed on");
    for (const { resolve, reject } of this.#transfers.splice(0)) {
      if (result === "done") resolve();
      else reject(result === "timed_out" ? notTakenOver() : nobodyToTakeOver());
    }
  }

  async #takeSnapshot(snapshot: SnapshotMeta): Promise<void> {
    const began = performance.now();
    const { stateFile, log, raft } = this.#parts;
    try {
      await stateFile.checkpoint(snapshot);
    } catch {
      // The file itself tells of it, once.
      return;
    }
    log.debug({ index: snapshot.index, ms: Math.round(performance.now() - began) }, "took a snapshot");
    this.#driver.input({ kind: "snapshot_taken", index: snapshot.index });
    stateFile.keep(snapshotsInUse(raft));
  }

  async #sendChunk(message: Omit<SnapshotChunk, "data" | "done">): Promise<void> {
    const { index } = message.snapshot;
    const chunk = await this.#parts.stateFile.readChunk(index, message.offset, LIMITS.snapshotChunkBytes).catch(() => null);
    if (chunk === null) this.#driver.input({ kind: "snapshot_unavailable", to: message.to, index });
    else this.#parts.peers.send({ ...message, ...chunk });
  }

  async #writeChunk(snapshot: SnapshotMeta, offset: number, data: Buffer, done: boolean): Promise<void> {
    const written = await this.#parts.stateFile.receiveChunk(snapshot, offset, data, done).catch(() => null);
    if (written !== null) this.#driver.input({ kind: "snapshot_chunk_written", index: snapshot.index, ...written });
  }

  async #restore(snapshot: SnapshotMeta): Promise<void> {
    try {
      this.#machine = await this.#parts.stateFile.install(snapshot);
    } catch (error) {
      this.fail(error as Error);
      return;
    }
    this.#parts.log.info({ index: snapshot.index }, "took over a snapshot of the leader");
    this.#parts.onRestored();
    this.#lookers.resolveAll();
    this.#awaitExpiry();
  }

  #newId(): number {
    this.#ids += 1;
    return this.#ids;
  }
}
