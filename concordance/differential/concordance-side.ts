import type { BatchResult, Change, Entry, EntryPage, ErrorCode, Operation } from "../../generated/concordance/types.ts";
import type { Answer, Event, Found } from "./answer.ts";
import { type Guess, nameOf, type Place, type Step, type Write } from "./sequence.ts";
import { END, type Side, type Watching } from "./side.ts";

/** One of Concordance's interfaces. */
export interface Road {
  /** The result of a method of `/stream`, or of the route that does the same; the code of the error instead. */
  call<Result>(method: string, params: object): Promise<{ readonly result: Result } | { readonly code: ErrorCode }>;
  /** Calls back with each change after a revision, until it is ended. Resolves when it watches. @returns what ends it */
  watch(namespace: string, since: number, onChange: (change: Change) => void): Promise<() => void>;
  revision(): Promise<number>;
}

/** Concordance, by one of its interfaces. */
export class ConcordanceSide implements Side {
  readonly #road: Road;
  readonly #root: string;
  /** The store's revision when the sequence began. */
  readonly #base: number;
  /** The last version of each key, and that of its last tombstone. */
  readonly #versions = new Map<string, { readonly last: number; readonly tombstone: number; readonly isThere: boolean }>();
  revision = 0;

  private constructor(road: Road, root: string, base: number) {
    this.#road = road;
    this.#root = root;
    this.#base = base;
  }

  static async begin(road: Road, root: string): Promise<ConcordanceSide> {
    return new ConcordanceSide(road, root, await road.revision());
  }

  async do(step: Step): Promise<Answer> {
    switch (step.kind) {
      case "write":
        return await this.#write(step.write);
      case "batch":
        return await this.#batch(step);
      case "get": {
        const answer = await this.#road.call<Entry>("kv/get", { ...this.#at(step.place), consistency: "linearizable" });
        if ("code" in answer && answer.code !== "NOT_FOUND") throw new Error(answer.code);
        return { kind: "found", entry: "code" in answer ? null : this.#found(answer.result) };
      }
      case "list":
        return { kind: "listed", pages: await this.#pages(step) };
    }
  }

  async end(): Promise<void> {
    await this.#done("kv/set", { ...this.#at({ namespace: "", key: END }), value: null });
  }

  async watch(since: number): Promise<Watching> {
    const events: Event[] = [];
    const over = Promise.withResolvers<void>();
    const stop = await this.#road.watch(this.#root, this.#base + since, (change) => {
      if (change.key === END) over.resolve();
      else events.push(this.#event(change));
    });
    return {
      untilEnd: async () => {
        await over.promise;
        stop();
        return events;
      },
    };
  }

  async #write(write: Write): Promise<Answer> {
    const { op, ...params } = this.#operation(write);
    const result = await this.#done<{ version: number; revision: number; deleted?: boolean }>(`kv/${op}`, params);
    if (result === null) return { kind: "conflict" };
    this.#saw(write, result.version);
    this.revision = result.revision - this.#base;
    return { kind: "written", deleted: result.deleted === true ? 1 : 0, revision: this.revision };
  }

  async #batch({ checks, writes }: Extract<Step, { kind: "batch" }>): Promise<Answer> {
    const operations: Operation[] = [
      ...checks.map(({ place, guess }) => ({ op: "check" as const, ...this.#at(place), cas: this.#guessed(place, guess) })),
      ...writes.map((write) => this.#operation(write)),
    ];
    const result = await this.#done<BatchResult>("kv/batch", { operations });
    if (result === null) return { kind: "conflict" };
    for (const [at, write] of writes.entries()) this.#saw(write, result.results[checks.length + at]?.version ?? 0);
    this.revision = result.revision - this.#base;
    return { kind: "written", deleted: result.results.filter(({ deleted }) => deleted).length, revision: this.revision };
  }

  /** Null when the entry has another version than the write demands. @throws Error when it is refused for another reason */
  async #done<Result>(method: string, params: object): Promise<Result | null> {
    const answer = await this.#road.call<Result>(method, params);
    if (!("code" in answer)) return answer.result;
    if (answer.code !== "CAS_CONFLICT") throw new Error(`${method}: ${answer.code}`);
    return null;
  }

  #operation(write: Write) {
    const { op, place, guess } = write;
    const common = { ...this.#at(place), ...(guess === null ? {} : { cas: this.#guessed(place, guess) }) };
    return op === "put" ? { op: "set" as const, ...common, value: write.value } : { op: "delete" as const, ...common };
  }

  /** The same guess as with etcd, in versions that go on across deletions. */
  #guessed(place: Place, guess: Guess): number {
    const { last = 0, isThere = false } = this.#versions.get(nameOf(place)) ?? {};
    switch (guess) {
      case "current":
        return isThere ? last : 0;
      case "absent":
        return 0;
      case "older":
        return isThere ? last - 1 : Math.max(1, last - 1);
      case "newer":
        return last + 1;
    }
  }

  #saw({ op, place }: Write, version: number): void {
    const tombstone = op === "delete" ? version : (this.#versions.get(nameOf(place))?.tombstone ?? 0);
    this.#versions.set(nameOf(place), { last: version, tombstone, isThere: op === "put" });
  }

  async #pages({ namespace, prefix, limit }: Extract<Step, { kind: "list" }>): Promise<Found[][]> {
    const pages: Found[][] = [];
    let cursor = {};
    for (;;) {
      const params = { namespace: this.#root + namespace, prefix, limit, consistency: "linearizable", ...cursor };
      const page = await this.#done<EntryPage>("kv/list", params);
      pages.push((page?.items ?? []).map((entry) => this.#found(entry)));
      if (page?.nextCursor == null) return pages;
      cursor = { cursor: page.nextCursor };
    }
  }

  #found(entry: Entry): Found {
    const place = this.#place(entry);
    const writes = entry.version - (this.#versions.get(nameOf(place))?.tombstone ?? 0);
    return { ...place, value: entry.value, writes, revision: entry.revision - this.#base };
  }

  #event({ op, value, revision, ...change }: Change): Event {
    return { op: op === "set" ? "put" : "delete", ...this.#place(change), value, revision: revision - this.#base };
  }

  #place({ namespace, key }: Place): Place {
    return { namespace: namespace.slice(this.#root.length), key };
  }

  #at({ namespace, key }: Place): Place {
    return { namespace: this.#root + namespace, key };
  }
}
