import { crc32 } from "node:zlib";
import type { Change } from "../change.ts";
import { Shared } from "../shared.ts";

/*
 * A record has three forms: the machine's `Change`; a row of the table `records`; and, between the threads, ten values in an
 * array that holds many records one after another, which is copied twice as fast as objects.
 */

export type Field = string | number | null;
/** Many records, `FIELDS` values each: a row but for its checksum. */
export type FlatRecords = Field[];

export const FIELDS = 10;

type RowFields = readonly [
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
];
export type Row = readonly [...RowFields, checksum: number];

export function pushRecord(flat: FlatRecords, change: Change): void {
  const { revision, position, op, namespace, key, value, version, updatedBy, updatedAt, expiresAt } = change;
  flat.push(revision, position, op, namespace, key, value, version, updatedBy, updatedAt, expiresAt);
}

export function pushRow(flat: FlatRecords, row: Row): void {
  for (let field = 0; field < FIELDS; field += 1) flat.push(row[field] as Field);
}

export function rowOf(flat: FlatRecords, at: number): Row {
  const fields = flat.slice(at, at + FIELDS) as unknown as RowFields;
  return [...fields, checksumOf(fields)];
}

/** Makes changes of flat records; equal namespaces and actors are one object in them. */
export class ChangeMaker {
  readonly #namespaces = new Shared();
  readonly #actors = new Shared();

  make(flat: FlatRecords, at: number): Change {
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
 * CRC-32 of the texts of a row, which begins with a mixture of its numbers: writing them out would take as long as all the
 * rest. No single half of a number can change without changing the mixture.
 */
export function checksumOf(row: RowFields | Row): number {
  const [revision, position, op, namespace, key, value, version, updatedBy, updatedAt, expiresAt] = row;
  const numbers = mixed(mixed(mixed(mixed(mixed(0, revision), position), version), updatedAt), expiresAt ?? -1);
  return crc32(`${op}\n${namespace}\n${key}\n${updatedBy}\n${value}`, numbers >>> 0);
}

/** Takes a whole number into a mixture of 32 bits, its upper half and its lower half after each other. */
function mixed(mixture: number, number: number): number {
  return Math.imul(Math.imul(mixture ^ Math.floor(number / 2 ** 32), 0x9e3779b1) ^ (number | 0), 0x85ebca6b);
}
