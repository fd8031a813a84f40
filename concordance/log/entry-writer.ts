import type { Database, Statement } from "better-sqlite3";
import { entryChecksum } from "./checksums.ts";
import { KIND, type Runs } from "./contract.ts";

type Value = number | string | null;

/** Rows of one statement, largest first. Each statement costs its compilation and its own way through SQLite. */
const SIZES = [32, 8] as const;
const SMALLEST = 8;

interface Multiple {
  readonly size: number;
  readonly statement: Statement<[Value[]]>;
  /** The index of the first row; then the payload and the checksum of each. */
  readonly values: Value[];
}

/**
 * Writes entries at the end of the log, as a part of whatever transaction is open. Binding a value costs as much as storing
 * it. So in statements of many rows the term and the kind are part of the text (they are the same for millions of entries),
 * and only the first index is given: SQLite numbers the rows after it.
 */
export class EntryWriter {
  readonly #database: Database;
  readonly #single: Statement<Value[]>;
  #term = -1;
  #multiple: readonly Multiple[] = [];

  constructor(database: Database) {
    this.#database = database;
    this.#single = database.prepare("INSERT INTO entries (idx, term, kind, payload, checksum) VALUES (?, ?, ?, ?, ?)");
  }

  /** @returns the index of the last entry */
  write(firstIndex: number, runs: Runs): number {
    let index = firstIndex;
    for (let at = 0; at < runs.length; at += 3) {
      index = this.#writeRun(index, runs[at] as number, runs[at + 1] as number, runs[at + 2] as (string | null)[]);
    }
    return index - 1;
  }

  /** @returns the index after the run */
  #writeRun(firstIndex: number, term: number, kind: number, payloads: readonly (string | null)[]): number {
    let done = 0;
    if (kind === KIND.command) {
      if (term !== this.#term && payloads.length >= SMALLEST) this.#prepare(term);
      for (const { size, statement, values } of term === this.#term ? this.#multiple : []) {
        for (; payloads.length - done >= size; done += size) {
          const first = firstIndex + done;
          values[0] = first;
          for (let row = 0; row < size; row += 1) {
            const payload = payloads[done + row] as string;
            values[1 + 2 * row] = payload;
            values[2 + 2 * row] = entryChecksum(first + row, term, kind, payload);
          }
          const { lastInsertRowid } = statement.run(values);
          if (lastInsertRowid !== first + size - 1) throw new Error(`SQLite numbered an entry ${lastInsertRowid} that is not the last.`);
        }
      }
    }
    for (; done < payloads.length; done += 1) {
      const payload = payloads[done] as string | null;
      const index = firstIndex + done;
      this.#single.run(index, term, kind, payload, entryChecksum(index, term, kind, payload));
    }
    return firstIndex + payloads.length;
  }

  #prepare(term: number): void {
    this.#term = term;
    this.#multiple = SIZES.map((size) => {
      const rows = Array.from({ length: size }, (_, row) => `(${row === 0 ? "?" : "NULL"}, ${term}, ${KIND.command}, ?, ?)`);
      const statement = this.#database.prepare<[Value[]]>(`INSERT INTO entries (idx, term, kind, payload, checksum) VALUES ${rows.join()}`);
      return { size, statement, values: new Array(1 + 2 * size).fill(0) };
    });
  }
}
