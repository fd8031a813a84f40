import { closeSync, fdatasyncSync, openSync, readFileSync, writeSync } from "node:fs";
import { crc32 } from "node:zlib";
import { FILES } from "./log-folder.ts";
import { damaged, LogRefusal } from "./log-refusal.ts";

/** What tells one use of the write-ahead log from the next: SQLite gives it new ones whenever it begins it anew. */
export type Salts = readonly [number, number];

/**
 * - `creating`: there is no database yet, or not all of it, and nothing has been promised.
 * - `in_use`: the write-ahead log holds what the database may lack.
 * - `complete`: the database holds everything.
 */
export type Phase = "creating" | "in_use" | "complete";

export interface Mark {
  readonly phase: Phase;
  /** How often the write-ahead log was begun anew. */
  readonly generation: number;
  readonly salts: Salts;
  /** Frames of the write-ahead log that were durable when this was written. */
  readonly frames: number;
}

const MAGIC = 0x43_52_4d_31; // "CRM1"
const PHASES: readonly Phase[] = ["creating", "in_use", "complete"];
const LENGTH = 32;

/** Of all files of the log, the one that SQLite does not know: from it one knows what the others must hold. */
export class MarkFile {
  readonly #file: number;
  readonly #bytes = Buffer.alloc(LENGTH);

  /** @param flags `r+` for one that is there, `w` for a new one */
  constructor(path: string, flags: "r+" | "w") {
    this.#file = openSync(path, flags);
  }

  /** Survives the process at once, and a power cut when the system has written it, or after `sync`. */
  write(mark: Mark): void {
    const bytes = this.#bytes;
    bytes.writeUInt32BE(MAGIC, 0);
    bytes.writeUInt32BE(PHASES.indexOf(mark.phase), 4);
    bytes.writeUInt32BE(mark.generation, 8);
    bytes.writeUInt32BE(mark.salts[0], 12);
    bytes.writeUInt32BE(mark.salts[1], 16);
    bytes.writeUInt32BE(mark.frames, 20);
    this.#writeSealed();
  }

  /** Writes the mark again, with another number of frames. Called after every commit: it is a few microseconds. */
  writeFrames(frames: number): void {
    this.#bytes.writeUInt32BE(frames, 20);
    this.#writeSealed();
  }

  sync(): void {
    fdatasyncSync(this.#file);
  }

  close(): void {
    closeSync(this.#file);
  }

  /** In place, and within one sector: there is no moment at which it is half written. */
  #writeSealed(): void {
    this.#bytes.writeUInt32BE(crc32(this.#bytes.subarray(0, LENGTH - 4)), LENGTH - 4);
    writeSync(this.#file, this.#bytes, 0, LENGTH, 0);
  }
}

/**
 * @returns null when it was being made when the process or the power ended
 * @throws {LogRefusal} when it is not as it was written
 */
export function readMark(path: string): Mark | null {
  const bytes = readFileSync(path);
  if (bytes.length === 0) return null;
  if (bytes.length !== LENGTH) throw damaged(`${FILES.mark} has ${bytes.length} bytes instead of ${LENGTH}`);
  if (bytes.readUInt32BE(LENGTH - 4) !== crc32(bytes.subarray(0, LENGTH - 4))) throw damaged(`${FILES.mark} fails its checksum`);
  const phase = PHASES[bytes.readUInt32BE(4)];
  if (bytes.readUInt32BE(0) !== MAGIC || phase === undefined) {
    throw new LogRefusal("format", `${FILES.mark} was written by another version of this program. Start the node with that version.`);
  }
  return {
    phase,
    generation: bytes.readUInt32BE(8),
    salts: [bytes.readUInt32BE(12), bytes.readUInt32BE(16)],
    frames: bytes.readUInt32BE(20),
  };
}
