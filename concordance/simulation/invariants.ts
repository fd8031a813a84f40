import type { Entry, Membership, NodeId } from "../raft/entry.ts";
import { majority, voterIds } from "../raft/membership.ts";
import type { Output, Role } from "../raft/output.ts";
import type { RaftState } from "../raft/state.ts";
import type { Disk } from "./disk.ts";

/** A promise of Raft was broken. */
export class Violation extends Error {
  readonly claim: string;

  constructor(claim: string, detail: string) {
    super(`${claim}: ${detail}`);
    this.claim = claim;
  }
}

interface Committed {
  readonly entry: Entry;
  /** The term of the leader that committed it. */
  readonly inTerm: number;
}

export interface Before {
  readonly role: Role;
  readonly term: number;
  readonly commit: number;
  readonly membership: Membership;
}

/** Sees all nodes at once, and knows after every step whether what Raft promises (figure 3 of the paper) still holds. */
export class Invariants {
  /** By index. */
  readonly #committed: Committed[] = [];
  readonly #leaders = new Map<number, NodeId>();
  /** Every entry that any log ever had, by index and term. */
  readonly #entries = new Map<string, { readonly payload: unknown; readonly prevTerm: number }>();
  readonly #digests = new Map<number, number>();
  readonly #diskOf: (id: NodeId) => Disk | undefined;

  constructor(diskOf: (id: NodeId) => Disk | undefined) {
    this.#diskOf = diskOf;
  }

  /** The last entry that any node has known as committed. */
  get committedIndex(): number {
    return Math.max(0, this.#committed.length - 1);
  }

  afterStep(raft: RaftState, before: Before, outputs: readonly Output[]): void {
    if (raft.role === "leader") this.#checkLeader(raft, before);
    if (raft.commit > before.commit) this.#checkCommit(raft, before);
    this.#checkWrites(raft, before, outputs);
    if (raft.commit < before.commit)
      throw new Violation("committed entries stay", `${raft.id} went back from ${before.commit} to ${raft.commit}`);
  }

  /** State machine safety: at an index all states are the same. */
  applied(id: NodeId, index: number, digest: number, entry: Entry | null): void {
    if (entry !== null && this.#committed[index]?.entry.term !== entry.term) {
      throw new Violation(
        "state machine safety",
        `${id} applied entry ${index} of term ${entry.term}, which is not the one that was committed`,
      );
    }
    const known = this.#digests.get(index);
    if (known === undefined) this.#digests.set(index, digest);
    else if (known !== digest) throw new Violation("state machine safety", `${id} has another state at ${index} than another node`);
  }

  /** A read must see everything that was committed before it was asked for. */
  read(id: NodeId, committedBefore: number, applied: number): void {
    if (applied < committedBefore)
      throw new Violation("reads are fresh", `${id} served a read at ${applied} when ${committedBefore} was committed before`);
  }

  #checkWrites(raft: RaftState, before: Before, outputs: readonly Output[]): void {
    for (const output of outputs) {
      if (output.kind !== "persist") continue;
      const led = before.role === "leader" && raft.role === "leader" && before.term === raft.term;
      if (led && (output.truncateFrom !== null || output.snapshot !== null)) {
        throw new Violation("leaders only append", `${raft.id} changed its log while it led term ${raft.term}`);
      }
      if (output.snapshot !== null && output.snapshot.index < before.commit) {
        throw new Violation("committed entries stay", `${raft.id} installed a snapshot at ${output.snapshot.index} over ${before.commit}`);
      }
      for (const entry of output.entries) this.#checkEntry(raft, entry);
      const changes = output.entries.some(({ kind }) => kind === "membership");
      if (changes) this.#checkChanges(raft);
      if (changes || output.truncateFrom !== null) this.#checkMembership(raft);
    }
  }

  /** Log matching, by induction: an entry with the same index and term is the same, and so is the one before it. */
  #checkEntry(raft: RaftState, entry: Entry): void {
    const prevTerm = raft.log.termAt(entry.index - 1);
    if (prevTerm === undefined) return;
    const key = `${entry.index}/${entry.term}`;
    const known = this.#entries.get(key);
    if (known === undefined) this.#entries.set(key, { payload: entry.payload, prevTerm });
    else if (known.payload !== entry.payload || known.prevTerm !== prevTerm) {
      throw new Violation(
        "log matching",
        `${raft.id} has another entry ${entry.index} of term ${entry.term} than another node, or another one before it`,
      );
    }
  }

  #checkChanges(raft: RaftState): void {
    const first = Math.max(this.committedIndex, raft.log.baseIndex) + 1;
    const open = raft.log.slice(first, raft.log.lastIndex).filter(({ kind }) => kind === "membership");
    if (open.length > 1) throw new Violation("one membership change at a time", `${raft.id} has ${open.length} that are not committed`);
  }

  #checkMembership({ id, log, memberships, snapshot }: RaftState): void {
    const newest = log.slice(log.baseIndex + 1, log.lastIndex).findLast(({ kind }) => kind === "membership")?.index ?? snapshot.index;
    if (memberships.index === newest || (newest <= snapshot.index && memberships.index <= snapshot.index)) return;
    throw new Violation("the newest membership of the log is in force", `${id} goes by that of ${memberships.index} instead of ${newest}`);
  }

  #checkLeader(raft: RaftState, before: Before): void {
    const known = this.#leaders.get(raft.term);
    if (known !== undefined && known !== raft.id) throw new Violation("election safety", `${known} and ${raft.id} lead term ${raft.term}`);
    this.#leaders.set(raft.term, raft.id);
    if (before.role === "leader" && before.term === raft.term) return;
    for (let index = raft.log.baseIndex + 1; index <= this.committedIndex; index += 1) {
      const committed = this.#committed[index];
      if (committed === undefined || committed.inTerm >= raft.term || raft.log.termAt(index) === committed.entry.term) continue;
      throw new Violation(
        "leader completeness",
        `${raft.id} leads term ${raft.term} without entry ${index}, committed in term ${committed.inTerm}`,
      );
    }
  }

  #checkCommit(raft: RaftState, before: Before): void {
    for (let index = Math.max(before.commit, raft.log.baseIndex) + 1; index <= raft.commit; index += 1) {
      const entry = raft.log.entry(index);
      if (entry === undefined) throw new Violation("committed entries stay", `${raft.id} committed ${index}, which it does not have`);
      const known = this.#committed[index];
      if (known === undefined) this.#commit(raft, before, entry);
      else if (known.entry.term !== entry.term || known.entry.payload !== entry.payload) {
        throw new Violation(
          "state machine safety",
          `${raft.id} committed at ${index} an entry of term ${entry.term}, and another node one of ${known.entry.term}`,
        );
      }
    }
    if (raft.commit === raft.log.baseIndex && raft.commit > this.committedIndex) {
      throw new Violation("committed entries stay", `${raft.id} has a snapshot at ${raft.commit}, which nobody committed`);
    }
  }

  /** Whoever commits first leads, and a majority of its voters has the entry on their disks. */
  #commit(raft: RaftState, before: Before, entry: Entry): void {
    if (before.role !== "leader" && raft.role !== "leader")
      throw new Violation("leaders commit", `${raft.id} does not lead, and is the first to commit ${entry.index}`);
    // In the step that commits, the next change may have begun already.
    const held = this.#isHeldByMajority(raft.memberships.current, entry) || this.#isHeldByMajority(before.membership, entry);
    if (!held)
      throw new Violation(
        "committed entries are durable",
        `${raft.id} committed ${entry.index} without a majority of voters that holds it`,
      );
    this.#committed[entry.index] = { entry, inTerm: raft.term };
  }
  #isHeldByMajority(membership: Membership, { index, term }: Entry): boolean {
    const voters = voterIds(membership);
    return voters.filter((id) => this.#diskOf(id)?.holds(index, term)).length >= majority(voters.length);
  }
}
