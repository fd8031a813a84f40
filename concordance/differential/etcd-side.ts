import type { Answer, Event, Found } from "./answer.ts";
import type { Etcd, EtcdEntry, EtcdEvent } from "./etcd.ts";
import { type Guess, nameOf, type Place, type Step, type Write } from "./sequence.ts";
import { END, type Side, type Watching } from "./side.ts";

interface Header {
  readonly header: { readonly revision: string };
}
interface Range extends Header {
  readonly kvs?: readonly EtcdEntry[];
  readonly more?: boolean;
}
interface Txn extends Header {
  readonly succeeded?: boolean;
  readonly responses?: readonly { readonly response_delete_range?: { readonly deleted?: string } }[];
}

/** etcd. Namespace and key are one key there, with a NUL between. */
export class EtcdSide implements Side {
  readonly #etcd: Etcd;
  readonly #root: string;
  /** The store's revision when the sequence began. */
  readonly #base: number;
  /** etcd's version of what is there. */
  readonly #versions = new Map<string, number>();
  revision = 0;

  private constructor(etcd: Etcd, root: string, base: number) {
    this.#etcd = etcd;
    this.#root = root;
    this.#base = base;
  }

  static async begin(etcd: Etcd, root: string): Promise<EtcdSide> {
    const { header } = await etcd.call<Header>("/v3/kv/range", { key: base64("any") });
    return new EtcdSide(etcd, root, Number(header.revision));
  }

  async do(step: Step): Promise<Answer> {
    switch (step.kind) {
      case "write":
        return await this.#transact([], [step.write]);
      case "batch":
        return await this.#transact(step.checks, step.writes);
      case "get": {
        const { kvs = [] } = await this.#etcd.call<Range>("/v3/kv/range", { key: this.#key(step.place) });
        return { kind: "found", entry: kvs[0] === undefined ? null : this.#found(kvs[0]) };
      }
      case "list":
        return { kind: "listed", pages: await this.#pages(step) };
    }
  }

  async end(): Promise<void> {
    await this.#etcd.call("/v3/kv/put", { key: this.#key({ namespace: "", key: END }), value: base64("null") });
  }

  async watch(since: number): Promise<Watching> {
    const events: Event[] = [];
    const over = Promise.withResolvers<void>();
    const create = { key: base64(this.#root), range_end: base64(endOf(this.#root)), start_revision: String(this.#base + since + 1) };
    const stop = await this.#etcd.watch(create, (some) => {
      events.push(...some.map((event) => this.#event(event)));
      if (events.at(-1)?.key === END) over.resolve();
    });
    return {
      untilEnd: async () => {
        await over.promise;
        stop();
        return events.slice(0, -1);
      },
    };
  }

  async #transact(checks: readonly { readonly place: Place; readonly guess: Guess }[], writes: readonly Write[]): Promise<Answer> {
    const guarded = [...checks, ...writes].flatMap(({ place, guess }) => (guess === null ? [] : [{ place, guess }]));
    const compare = guarded.map(({ place, guess }) => ({
      key: this.#key(place),
      target: "VERSION",
      result: "EQUAL",
      version: String(this.#guessed(place, guess)),
    }));
    const success = writes.map((write) => {
      const key = this.#key(write.place);
      return write.op === "put" ? { request_put: { key, value: base64(JSON.stringify(write.value)) } } : { request_delete_range: { key } };
    });
    const { succeeded = false, responses = [], header } = await this.#etcd.call<Txn>("/v3/kv/txn", { compare, success });
    if (!succeeded) return { kind: "conflict" };
    this.revision = Number(header.revision) - this.#base;
    for (const { op, place } of writes) this.#versions.set(nameOf(place), op === "put" ? (this.#versions.get(nameOf(place)) ?? 0) + 1 : 0);
    const deleted = responses.reduce((sum, { response_delete_range }) => sum + Number(response_delete_range?.deleted ?? 0), 0);
    return { kind: "written", deleted, revision: this.revision };
  }

  #guessed(place: Place, guess: Guess): number {
    const version = this.#versions.get(nameOf(place)) ?? 0;
    switch (guess) {
      case "current":
        return version;
      case "absent":
        return 0;
      case "older":
        return version === 0 ? 1 : version - 1;
      case "newer":
        return version + 1;
    }
  }

  async #pages({ namespace, prefix, limit }: Extract<Step, { kind: "list" }>): Promise<Found[][]> {
    const beginning = this.#name({ namespace, key: prefix });
    const pages: Found[][] = [];
    let from = beginning;
    for (;;) {
      const query = { key: base64(from), range_end: base64(endOf(beginning)), limit: String(limit) };
      const { kvs = [], more = false } = await this.#etcd.call<Range>("/v3/kv/range", query);
      pages.push(kvs.map((entry) => this.#found(entry)));
      const last = kvs.at(-1);
      if (!more || last === undefined) return pages;
      from = `${text(last.key)}\0`;
    }
  }

  #found({ key, value = "", version = "0", mod_revision = "0" }: EtcdEntry): Found {
    return { ...this.#place(key), value: JSON.parse(text(value)), writes: Number(version), revision: Number(mod_revision) - this.#base };
  }

  #event({ type, kv }: EtcdEvent): Event {
    const value = type === "DELETE" ? null : JSON.parse(text(kv.value ?? ""));
    return { op: type === "DELETE" ? "delete" : "put", ...this.#place(kv.key), value, revision: Number(kv.mod_revision) - this.#base };
  }

  #place(encoded: string): Place {
    const [namespace = "", key = ""] = text(encoded).slice(this.#root.length).split("\0");
    return { namespace, key };
  }

  #name({ namespace, key }: Place): string {
    return `${this.#root}${namespace}\0${key}`;
  }

  #key(place: Place): string {
    return base64(this.#name(place));
  }
}

/** The first name after all that begin like this. The last character is ASCII. */
function endOf(beginning: string): string {
  return beginning.slice(0, -1) + String.fromCharCode(beginning.charCodeAt(beginning.length - 1) + 1);
}

function base64(value: string): string {
  return Buffer.from(value).toString("base64");
}

function text(encoded: string): string {
  return Buffer.from(encoded, "base64").toString();
}
