import type { Database, Statement } from "better-sqlite3";
import type { HardState } from "../raft/entry.ts";
import { metaChecksum } from "./checksums.ts";
import type { Base, Identity } from "./contract.ts";
import { FILES } from "./log-folder.ts";
import { damaged, LogRefusal } from "./log-refusal.ts";
import { FORMAT } from "./schema.ts";

/** What is known besides the entries. */
export interface Meta {
  readonly identity: Identity;
  readonly hardState: HardState;
  readonly base: Base;
}

const KEYS = ["format", "cluster", "node", "hard_state", "base"] as const;
type Key = (typeof KEYS)[number];

/** Writes rows of `meta`, as a part of whatever transaction is open. */
export class MetaWriter {
  readonly #put: Statement<[string, string, number]>;

  constructor(database: Database) {
    this.#put = database.prepare("INSERT OR REPLACE INTO meta (key, value, checksum) VALUES (?, ?, ?)");
  }

  create(meta: Meta): void {
    this.#set("format", FORMAT);
    this.#set("cluster", meta.identity.cluster);
    this.#set("node", meta.identity.node);
    this.setHardState(meta.hardState);
    this.setBase(meta.base);
  }

  setHardState({ term, vote }: HardState): void {
    this.#set("hard_state", JSON.stringify({ term, vote }));
  }

  setBase({ index, term }: Base): void {
    this.#set("base", JSON.stringify({ index, term }));
  }

  #set(key: Key, value: string): void {
    this.#put.run(key, value, metaChecksum(key, value));
  }
}

/** @throws {LogRefusal} when it is of another format, or not as it was written */
export function readMeta(database: Database): Meta {
  const rows = database.prepare<[], [string, string, number]>("SELECT key, value, checksum FROM meta").raw().all();
  const values = new Map<string, string>();
  for (const [key, value, checksum] of rows) {
    if (checksum !== metaChecksum(key, value)) throw damaged(`${FILES.database}: the row ${printable(key)} of meta fails its checksum`);
    values.set(key, value);
  }
  const get = (key: Key): string => {
    const value = values.get(key);
    if (value === undefined) throw damaged(`${FILES.database}: the row ${key} of meta is missing`);
    return value;
  };
  // First: another format may have other rows.
  const format = get("format");
  if (format !== FORMAT) {
    throw new LogRefusal(
      "format",
      `${FILES.database} has format ${printable(format)}, and this version reads format ${FORMAT}. Start the node with the version that wrote it.`,
    );
  }
  return {
    identity: { cluster: get("cluster"), node: get("node") },
    hardState: JSON.parse(get("hard_state")) as HardState,
    base: JSON.parse(get("base")) as Base,
  };
}

function printable(text: string): string {
  return JSON.stringify(text.slice(0, 40));
}
