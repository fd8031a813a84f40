import { crc32 } from "node:zlib";
import type { Database } from "better-sqlite3";
import type { Membership } from "../../raft/entry.ts";
import { FORMAT } from "./schema.ts";
import { type StateHead, textOf } from "./state-head.ts";
import { damaged, StateRefusal } from "./state-refusal.ts";

/** Writes a state's head, as a part of whatever transaction is open. */
export function writeHead(database: Database, { at, machine, count, sum }: StateHead): void {
  const put = database.prepare("INSERT OR REPLACE INTO meta (key, value, checksum) VALUES (?, ?, ?)");
  const rows = {
    format: FORMAT,
    index: at.index,
    term: at.term,
    membership: textOf(at.membership),
    revision: machine.revision,
    clock: machine.clock,
    compacted_to: machine.compactedTo,
    count,
    sum,
  };
  for (const [key, value] of Object.entries(rows)) put.run(key, String(value), checksumOf(key, String(value)));
}

/** @throws {StateRefusal} when it is of another format, or not as it was written */
export function readHead(database: Database, file: string): StateHead {
  const rows = database.prepare<[], [string, string, number]>("SELECT key, value, checksum FROM meta").raw().all();
  const values = new Map<string, string>();
  for (const [key, value, checksum] of rows) {
    if (checksum !== checksumOf(key, value)) throw damaged(file, `the row ${printable(key)} of meta fails its checksum`);
    values.set(key, value);
  }
  const get = (key: string): string => {
    const value = values.get(key);
    if (value === undefined) throw damaged(file, `the row ${key} of meta is missing`);
    return value;
  };
  const format = Number(get("format"));
  if (format !== FORMAT) throw otherFormat(file, format);
  const membership = JSON.parse(get("membership")) as Membership;
  return {
    at: { index: Number(get("index")), term: Number(get("term")), membership },
    machine: { revision: Number(get("revision")), clock: Number(get("clock")), compactedTo: Number(get("compacted_to")) },
    count: Number(get("count")),
    sum: Number(get("sum")),
  };
}

export function otherFormat(file: string, format: number): StateRefusal {
  return new StateRefusal(
    "format",
    `${file} has format ${format}, and this version reads format ${FORMAT}. Use the version that wrote it, or a newer one.`,
  );
}

function checksumOf(key: string, value: string): number {
  return crc32(`${key}\n${value}`);
}

/** What is damaged may be of any type. */
function printable(key: unknown): string {
  return JSON.stringify(String(key).slice(0, 40));
}
