import { crc32 } from "node:zlib";
import type { Change } from "../change.ts";
import { Shared } from "../shared.ts";

/*
 * A record has three forms: the machine's `Change`; a row of the table `records`, which is an array; and, between the threads,
 * many of these one after another in one array, which is copied twice as fast as objects. On their way to the thread they have
 * no checksum yet.
 */

export type Row = [
  revision: number,
  position: number,
  op: Change["op"],
  namespace: string,
  key: string,
  value: string | null,
  version: number,
  updatedBy: string,
  updatedAt: number,
  expiresAt: number | null,
  checksum: number,
];
export type Field = Row[number];

/** Of a row but for its checksum, the last one. */
export const FIELDS = 10;
export const ROW_FIELDS = 11;
export const CHECKSUM = 10;

export function pushRecord(flat: Field[], change: Change): void {
  const { revision, position, op, namespace, key, value, version, updatedBy, updatedAt, expiresAt } = change;
  flat.push(revision, position, op, namespace, key, value, version, updatedBy, updatedAt, expiresAt);
}

/** The row of the record that begins at `at`. */
export function rowOf(flat: readonly Field[], at: number): Row {
  const row = flat.slice(at, at + FIELDS);
  row.push(checksumOf(flat, at));
  return row as Row;
}

/** Makes changes of records in one array; equal namespaces and actors are one object in them. */
export class ChangeMaker {
  readonly #namespaces = new Shared();
  readonly #actors = new Shared();

  make(flat: readonly Field[], at: number): Change {
    return {
      op: flat[at + 2] as Change["op"],
      namespace: this.#namespaces.text(flat[at + 3] as string),
      key: flat[at + 4] as string,
      value: flat[at + 5] as string | null,
      version: flat[at + 6] as number,
      revision: flat[at] as number,
      position: flat[at + 1] as number,
      updatedBy: this.#actors.text(flat[at + 7] as string),
      updatedAt: flat[at + 8] as number,
      expiresAt: flat[at + 9] as number | null,
    };
  }
}

/**
 * CRC-32 of the texts of a record, which begins with a mixture of its numbers: writing them out would take as long as all the
 * rest. No single half of a number can change without changing the mixture.
 */
export function checksumOf(flat: readonly Field[], at: number): number {
  let numbers = mixed(0, flat[at] as number);
  numbers = mixed(numbers, flat[at + 1] as number);
  numbers = mixed(numbers, flat[at + 6] as number);
  numbers = mixed(numbers, flat[at + 8] as number);
  numbers = mixed(numbers, (flat[at + 9] ?? -1) as number);
  return crc32(`${flat[at + 2]}\n${flat[at + 3]}\n${flat[at + 4]}\n${flat[at + 7]}\n${flat[at + 5]}`, numbers >>> 0);
}

/** Takes a whole number into a mixture of 32 bits, its upper half and its lower half after each other. */
function mixed(mixture: number, number: number): number {
  return Math.imul(Math.imul(mixture ^ Math.floor(number / 2 ** 32), 0x9e3779b1) ^ (number | 0), 0x85ebca6b);
}
