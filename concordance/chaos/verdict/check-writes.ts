import type { Change } from "../../../generated/concordance/types.ts";
import type { Write } from "../../simulation/linearizability/types.ts";
import type { Entry } from "../load/history.ts";

/** Shown of all problems. */
const SHOWN = 10;

/** One operation that asked for changes, as the history has it. */
interface Asked {
  readonly entry: Entry;
  readonly writes: readonly Write[];
  /** The results, when it was acknowledged. */
  readonly results: readonly { readonly version?: number; readonly deleted?: boolean }[] | null;
}

/**
 * Holds what clients were told of their writes against the change log: what was acknowledged is there, as it was said; what
 * was refused is not; what is unknown is there once or not at all, and of a batch all or nothing; nothing else is there; and
 * revisions rise with time.
 *
 * @param history all operations on the namespaces of the log; no two write the same value
 * @returns what is wrong
 */
export function checkWrites(history: readonly Entry[], log: readonly Change[]): string[] {
  const asked = history.flatMap(askedOf);
  const problems = [...checkEach(asked, log), ...checkOrigins(asked, log), ...checkTime(asked)];
  return problems.slice(0, SHOWN);
}

function askedOf(entry: Entry): Asked[] {
  const { op, namespace, key, args, result } = entry;
  if (op === "get" || op === "list" || op === "expire") return [];
  const refused = result === "unknown" || "error" in result;
  if (op === "batch") return [{ entry, writes: args.operations, results: refused || !("results" in result) ? null : result.results }];
  const write: Write = op === "set" ? { op, namespace, key, value: args.value } : { op, namespace, key };
  return [{ entry, writes: [write], results: refused ? null : [result as { version: number }] }];
}

function* checkEach(asked: readonly Asked[], log: readonly Change[]): Generator<string> {
  const byPlace = new Map(log.map((change) => [`${change.namespace} ${change.key} ${change.version}`, change]));
  const byValue = new Map(log.filter(({ op }) => op === "set").map((change) => [JSON.stringify(change.value), change]));
  for (const { entry, writes, results } of asked) {
    const sets = writes.filter((write) => write.op === "set");
    const happened = sets.map(({ value }) => byValue.get(JSON.stringify(value))).filter((change) => change !== undefined);
    if (results !== null) {
      for (const [at, write] of writes.entries()) {
        const { version, deleted } = results[at] ?? {};
        if (write.op === "check" || (write.op === "delete" && deleted === false)) continue;
        const change = byPlace.get(`${write.namespace} ${write.key} ${version}`);
        const isThere = change?.op === write.op && (write.op === "delete" || JSON.stringify(change.value) === JSON.stringify(write.value));
        if (!isThere) yield `Acknowledged, and not in the log: ${JSON.stringify(write)} with version ${version} (${nameOf(entry)}).`;
        else if (change.revision !== entry.revision)
          yield `Acknowledged as revision ${entry.revision}, and in the log as ${change.revision}: ${nameOf(entry)}.`;
      }
    } else if (entry.result !== "unknown") {
      for (const change of happened) yield `Refused, and in the log all the same: ${JSON.stringify(change)} (${nameOf(entry)}).`;
    } else if (happened.length !== 0 && happened.length !== sets.length) {
      yield `Half of a batch is in the log: ${happened.length} of ${sets.length} values (${nameOf(entry)}).`;
    } else if (new Set(happened.map(({ revision }) => revision)).size > 1) {
      yield `The changes of a batch have several revisions (${nameOf(entry)}).`;
    }
  }
}

/** Nothing comes from nowhere, and nothing happens twice. */
function* checkOrigins(asked: readonly Asked[], log: readonly Change[]): Generator<string> {
  const known = new Set(
    asked.flatMap(({ writes }) => writes.flatMap((write) => (write.op === "set" ? [JSON.stringify(write.value)] : []))),
  );
  for (const change of log) {
    if (change.op === "set" && !known.delete(JSON.stringify(change.value)))
      yield `Nobody wrote this, or it happened twice: ${JSON.stringify(change)}.`;
  }
}

/** What ended before something else began has a lower revision than that. */
function* checkTime(asked: readonly Asked[]): Generator<string> {
  const written = asked.filter(changedSomething).map(({ entry }) => entry);
  const ended = written.toSorted((a, b) => Number(a.end) - Number(b.end));
  let next = 0;
  let latest: Entry | undefined;
  for (const entry of written.toSorted((a, b) => Number(a.start) - Number(b.start))) {
    for (let other = ended[next]; other !== undefined && Number(other.end) < Number(entry.start); other = ended[++next]) {
      if ((other.revision ?? 0) > (latest?.revision ?? 0)) latest = other;
    }
    if (latest !== undefined && (entry.revision ?? 0) <= (latest.revision ?? 0)) {
      yield `Revision ${entry.revision} was given after revision ${latest.revision} was: ${nameOf(entry)} began after ${nameOf(latest)} had ended.`;
    }
  }
}

function changedSomething({ writes, results }: Asked): boolean {
  return results !== null && writes.some(({ op }, at) => op === "set" || (op === "delete" && results[at]?.deleted === true));
}

function nameOf({ op, process, start }: Entry): string {
  return `${op} of process ${process} at ${start}`;
}
