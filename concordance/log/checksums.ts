import { crc32 } from "node:zlib";

/**
 * The CRC-32 of an entry's payload, begun with a number made of all else that the entry is: the same payload at another
 * index, of another term or kind has another checksum.
 */
export function entryChecksum(index: number, term: number, kind: number, payload: string | null): number {
  // Odd factors: no two indexes within 2^32 of each other, and no two such terms, give the same.
  return crc32(payload ?? "", (Math.imul(index, 0x9e3779b1) + Math.imul(term, 0x85ebca6b) + kind) >>> 0);
}

export function metaChecksum(key: string, value: string): number {
  return crc32(`${key}=${value}`);
}
