import { closeSync, openSync, readdirSync, readFileSync, readSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { JournalPosition } from "./journal.ts";
import { decodeBatches, type Section } from "./journal-format.ts";
import { segmentName, segmentNumber } from "./layout.ts";
import { StorageError, toStorageError } from "./storage-error.ts";

/** A section and the segment that it stands in. */
export interface PlacedSection {
  section: Section;
  segment: number;
}

/** What an earlier process left in the journal. */
export interface LeftBehind {
  sections: PlacedSection[];
  /** Bytes behind the last whole batch: of a commit that nobody was told of, or damaged. */
  unreadableBytes: number;
}

const READ_BYTES = 4 * 1024 * 1024;

/**
 * Reads the journal behind its writer, and removes a segment when all of its sections were released and nothing more
 * is written to it.
 */
export class JournalReader {
  readonly #folder: string;
  readonly #onLeft: (error: StorageError) => void;
  #position: JournalPosition = { segment: 0, offset: 0 };
  readonly #held = new Map<number, number>();

  /** @param onLeft called when a segment that is not needed any more cannot be removed */
  constructor(folder: string, onLeft: (error: StorageError) => void) {
    this.#folder = folder;
    this.#onLeft = onLeft;
  }

  /** The numbers of the segments that are there, in order. */
  segments(): number[] {
    return readdirSync(this.#folder)
      .flatMap((name) => segmentNumber(name) ?? [])
      .sort((left, right) => left - right);
  }

  /**
   * Reads what an earlier process left behind, and goes on behind it. What cannot be read is kept beside the journal
   * for whoever wants to look into it: a loss of power leaves such ends.
   */
  readLeftBehind(): LeftBehind {
    const segments = this.segments();
    const sections: PlacedSection[] = [];
    let unreadableBytes = 0;
    for (const segment of segments) {
      const path = join(this.#folder, segmentName(segment));
      const piece = readFileSync(path);
      const decoded = decodeBatches(piece);
      unreadableBytes += piece.length - decoded.bytes;
      if (decoded.damaged) writeFileSync(`${path}.damaged`, piece.subarray(decoded.bytes));
      for (const section of decoded.sections) sections.push(this.#hold(section, segment));
    }
    this.#position = { segment: (segments.at(-1) ?? 0) + 1, offset: 0 };
    for (const segment of segments) this.#removeIfDone(segment);
    return { sections, unreadableBytes };
  }

  /** The segment that the writer begins with. */
  get nextSegment(): number {
    return this.#position.segment;
  }

  /**
   * Reads what was committed up to a position. Each section is handed out once, also when a later one cannot be read.
   *
   * @throws StorageError when the journal cannot be read on
   */
  *read(to: JournalPosition): Generator<PlacedSection> {
    while (this.#position.segment < to.segment) {
      yield* this.#readSegment(Number.POSITIVE_INFINITY);
      const finished = this.#position.segment;
      this.#position = { segment: finished + 1, offset: 0 };
      this.#removeIfDone(finished);
    }
    yield* this.#readSegment(to.offset);
  }

  /** Says that nothing more is written to the segment that is read last. */
  finish(): void {
    const finished = this.#position.segment;
    this.#position = { segment: finished + 1, offset: 0 };
    this.#removeIfDone(finished);
  }

  /** Says that sections are no longer needed. */
  release(sections: readonly PlacedSection[]): void {
    for (const { segment } of sections) {
      this.#held.set(segment, (this.#held.get(segment) ?? 0) - 1);
      this.#removeIfDone(segment);
    }
  }

  *#readSegment(to: number): Generator<PlacedSection> {
    const { segment } = this.#position;
    let { offset } = this.#position;
    if (to <= offset) return;
    const file = openSync(join(this.#folder, segmentName(segment)), "r");
    try {
      for (let size = READ_BYTES; offset < to; ) {
        const piece = Buffer.allocUnsafeSlow(Math.min(size, to - offset));
        const length = readSync(file, piece, 0, piece.length, offset);
        const decoded = decodeBatches(piece.subarray(0, length));
        for (const section of decoded.sections) yield this.#hold(section, segment);
        offset += decoded.bytes;
        this.#position = { segment, offset };
        if (decoded.damaged) throw new StorageError("corrupt", `The journal is damaged at byte ${offset} of segment ${segment}.`);
        if (decoded.bytes > 0) continue;
        if (length < piece.length) break;
        // One batch is larger than what was read.
        size *= 2;
      }
    } finally {
      closeSync(file);
    }
  }

  #hold(section: Section, segment: number): PlacedSection {
    this.#held.set(segment, (this.#held.get(segment) ?? 0) + 1);
    return { section, segment };
  }

  #removeIfDone(segment: number): void {
    if (segment >= this.#position.segment || (this.#held.get(segment) ?? 0) > 0) return;
    this.#held.delete(segment);
    try {
      rmSync(join(this.#folder, segmentName(segment)), { force: true });
    } catch (error) {
      // The next process reads it again, which changes nothing.
      this.#onLeft(toStorageError(error));
    }
  }
}
