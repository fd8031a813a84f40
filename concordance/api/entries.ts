import { LIMITS } from "../../generated/concordance/limits.ts";
import type {
  KvBatchReceived,
  KvDeleteReceived,
  KvGetReceived,
  KvListReceived,
  KvMethods,
  KvMgetReceived,
  KvSetReceived,
} from "../../generated/concordance/method-handlers.ts";
import type { StoredEntry, StoredEntryList, StoredEntryPage } from "../../generated/concordance/stored-types.ts";
import type { BatchResult, DeleteResult, Operation as GivenOperation } from "../../generated/concordance/types.ts";
import type { ConcordanceNode } from "../node/node.ts";
import { notLeader, readTimedOut } from "../node/refusals.ts";
import type { Change } from "../store/change.ts";
import type { Operation } from "../store/command.ts";
import type { Applied, KvMachine } from "../store/kv-machine.ts";
import { ConcordanceError } from "./concordance-error.ts";
import { cursorOf, keyOf } from "./cursor.ts";
import type { Leading } from "./leading.ts";

/** Reads and writes of entries, for REST and `/stream` alike. */
export class Entries implements KvMethods<unknown> {
  readonly #node: ConcordanceNode;
  readonly #leading: Leading;

  constructor(node: ConcordanceNode, leading: Leading) {
    this.#node = node;
    this.#leading = leading;
  }

  readonly get = async ({ namespace, key, ...read }: KvGetReceived): Promise<StoredEntry> => {
    const { entry } = await this.#read(read, (machine, now) => {
      const found = machine.get(namespace, key, now);
      return { entry: found, items: found === undefined ? [] : [found] };
    });
    if (entry === undefined) throw new ConcordanceError("NOT_FOUND", "There is no such entry.");
    return entry;
  };

  readonly list = async ({ namespace, prefix, limit, cursor, ...read }: KvListReceived): Promise<StoredEntryPage> => {
    const after = cursor === undefined ? {} : { after: keyOf(cursor) };
    const { items, more, revision } = await this.#read(read, (machine, now) => {
      return { ...machine.list(namespace, { prefix, limit, ...after }, now), revision: machine.revision };
    });
    const fitting = withinPage(items);
    const last = fitting.at(-1);
    const isLast = last === undefined || (!more && fitting.length === items.length);
    return { items: fitting, nextCursor: isLast ? null : cursorOf(last.key), revision };
  };

  readonly mget = async ({ keys, ...read }: KvMgetReceived): Promise<StoredEntryList> => {
    const { items, revision } = await this.#read(read, (machine, now) => {
      return { items: keys.map(({ namespace, key }) => machine.get(namespace, key, now) ?? null), revision: machine.revision };
    });
    const bytes = items.reduce((sum, item) => sum + (item?.value?.length ?? 0), 0);
    if (bytes > LIMITS.pageBytes) {
      throw new ConcordanceError("TOO_LARGE", `These entries together have more than ${LIMITS.pageBytes} bytes. Read fewer at once.`);
    }
    return { items, revision };
  };

  readonly set = (params: KvSetReceived): Promise<StoredEntry> => {
    const here = async () => {
      const { results } = await this.#write([operationOf({ op: "set", ...params })], params.actor);
      return results[0]?.change as StoredEntry;
    };
    return this.#leading.call("kv/set", params, here, storedEntry);
  };

  readonly delete = (params: KvDeleteReceived): Promise<DeleteResult> => {
    const here = async () => {
      const { results, revision } = await this.#write([operationOf({ op: "delete", ...params })], params.actor);
      return { deleted: results[0]?.deleted === true, version: results[0]?.version ?? 0, revision };
    };
    return this.#leading.call("kv/delete", params, here, (result) => result as DeleteResult);
  };

  readonly batch = (params: KvBatchReceived): Promise<BatchResult> => {
    const here = async () => {
      const { results, revision } = await this.#write(params.operations.map(operationOf), params.actor, true);
      return {
        revision,
        results: results.map(({ version, deleted }, at) => {
          const op = params.operations[at]?.op ?? "check";
          return op === "delete" ? { op, version, deleted } : { op, version };
        }),
      };
    };
    return this.#leading.call("kv/batch", params, here, (result) => result as BatchResult);
  };

  /** @throws ConcordanceError CAS_CONFLICT, and those of `ConcordanceNode.write` */
  async #write(operations: readonly Operation[], actor: string, isBatch = false): Promise<Applied> {
    const applied = await this.#node.write(operations, actor);
    const { conflict } = applied;
    if (conflict === null) return applied;
    const { currentVersion, operation } = conflict;
    const message = `The entry's version is ${currentVersion}, not what the write demands. Nothing was changed.`;
    throw new ConcordanceError("CAS_CONFLICT", message, isBatch ? { currentVersion, operation } : { currentVersion });
  }

  /**
   * Reads from this node's state.
   *
   * By the clock an entry may be over that the log has not let expire yet, and a write of before may still be on its way to it.
   * A linearizable read that finds one neither returns it nor says that it is gone: it waits until the log knows, too.
   *
   * @param look what to read, as of a time
   * @throws ConcordanceError NOT_LEADER, NO_LEADER
   */
  async #read<Found extends { readonly items: readonly (Change | null)[] }>(
    read: Pick<KvGetReceived, "consistency" | "forward">,
    look: (machine: KvMachine, now: number) => Found,
  ): Promise<Found> {
    if (read.consistency === "local") return look(this.#node.machine, Date.now());
    await this.#confirm(read);
    const deadline = performance.now() + LIMITS.proposalTimeout;
    for (;;) {
      const found = look(this.#node.machine, 0);
      if (!isAnyOver(found.items)) return found;
      if (performance.now() > deadline) throw readTimedOut();
      await this.#node.stateChanged();
    }
  }

  /** Makes sure that a read is as recent as it should be. @throws ConcordanceError NOT_LEADER, NO_LEADER */
  async #confirm({ forward }: Pick<KvGetReceived, "forward">): Promise<void> {
    const { leads, leaderAddress } = this.#node;
    if (!leads && !forward) throw notLeader(leaderAddress);
    await this.#node.confirmRead();
  }
}

function isAnyOver(items: readonly (Change | null)[]): boolean {
  const now = Date.now();
  return items.some((item) => item !== null && item.expiresAt !== null && item.expiresAt <= now);
}

/** As many as fit into an answer: one at least. */
function withinPage(items: readonly Change[]): StoredEntry[] {
  const fitting: Change[] = [];
  let bytes = 0;
  for (const item of items) {
    bytes += item.value?.length ?? 0;
    if (bytes > LIMITS.pageBytes && fitting.length > 0) break;
    fitting.push(item);
  }
  return fitting;
}

function operationOf(given: GivenOperation): Operation {
  const { namespace, key } = given;
  if (given.op === "check") return { op: "check", namespace, key, cas: given.cas };
  const cas = given.cas === undefined ? {} : { cas: given.cas };
  if (given.op === "delete") return { op: "delete", namespace, key, ...cas };
  const { value, expiresAt, ttlMs } = given;
  const at = ttlMs === undefined ? expiresAt : Math.min(Date.now() + ttlMs, Number.MAX_SAFE_INTEGER);
  return { op: "set", namespace, key, value: JSON.stringify(value), ...cas, ...(at === undefined ? {} : { expiresAt: at }) };
}

/** An entry of another node: its value came as JSON, and goes on as the text of it. */
function storedEntry(result: unknown): StoredEntry {
  const entry = result as StoredEntry;
  return { ...entry, value: JSON.stringify(entry.value) };
}
