import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { endianness } from "node:os";
import { FILES } from "./log-folder.ts";
import { damaged } from "./log-refusal.ts";
import type { Salts } from "./mark.ts";

/*
 * The format: https://www.sqlite.org/fileformat2.html, section 4. A header of 32 bytes, then frames: a header of 24 bytes
 * (page number; size of the database after the transaction when the frame is its last one, else 0; the salts; a checksum of
 * everything up to here, two numbers of 32 bits) and a page. Frames of other salts are left from before.
 */
const HEADER = 32;
const FRAME_HEADER = 24;
const MAGIC = 0x377f0682;
const VERSION = 3_007_000;
const CHUNK = 1024 * 1024;
const OWN_ORDER = endianness() === "BE" ? 1 : 0;

/** What SQLite will find in a write-ahead log. */
export interface WalContents {
  /** Null when there is not even a header. */
  readonly salts: Salts | null;
  /** Up to the end of the last transaction that is whole. */
  readonly frames: number;
  /** After them, of a transaction that was not finished; SQLite ignores them. */
  readonly tornFrames: number;
}

const NOTHING: WalContents = { salts: null, frames: 0, tornFrames: 0 };

/**
 * Reads the write-ahead log before SQLite does, which would take the first frame that fails for the end, and forget what
 * comes after. It can be the end only if it belongs to the last transaction: every other one was synced before the next
 * began. So when the transaction with the frame that fails is followed by another one, the file was damaged.
 *
 * @throws {LogRefusal} when it was
 */
export function checkWal(path: string): WalContents {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return NOTHING;
    throw error;
  }
  try {
    return scan(file, fstatSync(file).size);
  } finally {
    closeSync(file);
  }
}

function scan(file: number, size: number): WalContents {
  const header = Buffer.alloc(HEADER);
  if (size < HEADER) return NOTHING;
  readSync(file, header, 0, HEADER, 0);
  const sums = new Sums((header.readUInt32BE(0) & 1) === OWN_ORDER);
  sums.add(header.subarray(0, HEADER - 8));
  const pageSize = header.readUInt32BE(8);
  const isSound =
    (header.readUInt32BE(0) & ~1) >>> 0 === MAGIC &&
    header.readUInt32BE(4) === VERSION &&
    pageSize >= 512 &&
    pageSize <= 65_536 &&
    sums.equal(header, HEADER - 8);
  if (!isSound) {
    // The header is synced before the first frame is written.
    if (size > HEADER) throw damaged(`The header of ${FILES.wal} is damaged`);
    return NOTHING;
  }
  const frameSize = FRAME_HEADER + pageSize;
  const tally = new Tally(header, sums, frameSize);
  const chunk = Buffer.alloc(Math.floor(CHUNK / frameSize) * frameSize);
  for (let offset = HEADER; ; offset += chunk.length) {
    const read = readSync(file, chunk, 0, chunk.length, offset);
    for (let at = 0; at < read; at += frameSize) tally.count(chunk.subarray(at, Math.min(at + frameSize, read)));
    if (read < chunk.length) return tally.contents();
  }
}

/** Goes through the frames, one after the other. */
class Tally {
  readonly #header: Buffer;
  readonly #sums: Sums;
  readonly #frameSize: number;
  #position = 0;
  /** Frames in a row, from the first, that are as they were written. */
  #sound = 0;
  #committed = 0;
  #failed: number | null = null;
  /** After the one that failed, of the same salts. */
  #leftOver = 0;
  /** The transaction of the frame that failed is over. */
  #isOver = false;

  constructor(header: Buffer, sums: Sums, frameSize: number) {
    this.#header = header;
    this.#sums = sums;
    this.#frameSize = frameSize;
  }

  /** @param frame the last one may be a piece */
  count(frame: Buffer): void {
    this.#position += 1;
    if (frame.length < FRAME_HEADER) return;
    // Salts are 8 bytes at 16 of the header, and at 8 of a frame.
    const isOurs = frame.compare(this.#header, 16, 24, 8, 16) === 0;
    const isLast = frame.readUInt32BE(4) !== 0;
    if (this.#failed === null) {
      if (isOurs && frame.length === this.#frameSize && frame.readUInt32BE(0) !== 0 && this.#continues(frame)) {
        this.#sound += 1;
        if (isLast) this.#committed = this.#sound;
        return;
      }
      this.#failed = this.#position;
    }
    if (!isOurs) return;
    if (this.#isOver) {
      throw damaged(
        `${FILES.wal} is damaged: frame ${this.#failed} is not as it was written, and it is not of the last transaction, as frame ${this.#position} shows`,
      );
    }
    this.#leftOver += 1;
    this.#isOver = isLast;
  }

  contents(): WalContents {
    return {
      salts: [this.#header.readUInt32BE(16), this.#header.readUInt32BE(20)],
      frames: this.#committed,
      tornFrames: this.#sound - this.#committed + this.#leftOver,
    };
  }

  #continues(frame: Buffer): boolean {
    this.#sums.add(frame.subarray(0, 8));
    this.#sums.add(frame.subarray(FRAME_HEADER));
    return this.#sums.equal(frame, 16);
  }
}

/** SQLite's running checksum. */
class Sums {
  readonly #isOwnOrder: boolean;
  #first = 0;
  #second = 0;

  constructor(isOwnOrder: boolean) {
    this.#isOwnOrder = isOwnOrder;
  }

  /** @param bytes a multiple of 8, at an address that is one of 4 */
  add(bytes: Buffer): void {
    const source = this.#isOwnOrder ? bytes : Buffer.from(bytes).swap32();
    const words = new Uint32Array(source.buffer, source.byteOffset, source.length / 4);
    let first = this.#first;
    let second = this.#second;
    for (let at = 0; at < words.length; at += 2) {
      first = (first + (words[at] as number) + second) | 0;
      second = (second + (words[at + 1] as number) + first) | 0;
    }
    this.#first = first;
    this.#second = second;
  }

  equal(bytes: Buffer, offset: number): boolean {
    return this.#first >>> 0 === bytes.readUInt32BE(offset) && this.#second >>> 0 === bytes.readUInt32BE(offset + 4);
  }
}
