import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { encodeBatch, type SectionDraft } from "./journal-format.ts";
import { segmentName } from "./layout.ts";
import { toStorageError } from "./storage-error.ts";

/** A segment is closed when it has grown to this many bytes; it is removed when all of it is in the session databases. */
const SEGMENT_BYTES = 64 * 1024 * 1024;

/** How far the journal reaches. */
export interface JournalPosition {
  segment: number;
  offset: number;
}

/**
 * The commit journal: one file that takes what one tick committed, of all sessions, in one write. What stands in it
 * survives a kill of the process; the writer carries it into the session databases behind everyone's back.
 *
 * A thousand databases cannot commit in a tick; one file can. The write goes through the thread pool, so that a
 * stalling disk never stalls the event loop.
 */
export class Journal {
  readonly #folder: string;
  #file: FileHandle;
  #segment: number;
  #offset = 0;
  /** A write failed half-way, and what it left behind could not be cut off yet. */
  #torn = false;

  private constructor(folder: string, file: FileHandle, segment: number) {
    this.#folder = folder;
    this.#file = file;
    this.#segment = segment;
  }

  /** Begins a new segment. The folder must exist. */
  static async open(folder: string, segment: number): Promise<Journal> {
    return new Journal(folder, await create(folder, segment), segment);
  }

  get position(): JournalPosition {
    return { segment: this.#segment, offset: this.#offset };
  }

  /**
   * Writes a batch. One call at a time.
   *
   * @returns the payload of each draft: for events, the bytes that clients get
   * @throws StorageError when it could not be written; then none of it is there
   */
  async append(drafts: readonly SectionDraft[]): Promise<Buffer[]> {
    const { bytes, payloads } = encodeBatch(drafts);
    try {
      if (this.#torn) await this.#cutOff();
      if (this.#offset >= SEGMENT_BYTES) await this.#rotate();
      await this.#write(bytes);
    } catch (error) {
      throw toStorageError(error);
    }
    return payloads;
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async #write(bytes: Buffer): Promise<void> {
    try {
      for (let written = 0; written < bytes.length; ) {
        const { bytesWritten } = await this.#file.write(bytes, written, bytes.length - written, this.#offset + written);
        written += bytesWritten;
      }
    } catch (error) {
      this.#torn = true;
      // A failure to cut off is not the caller's error: the next batch begins with another attempt.
      await this.#cutOff().catch(() => undefined);
      throw error;
    }
    this.#offset += bytes.length;
  }

  async #cutOff(): Promise<void> {
    await this.#file.truncate(this.#offset);
    this.#torn = false;
  }

  async #rotate(): Promise<void> {
    const next = await create(this.#folder, this.#segment + 1);
    await this.#file.close();
    this.#file = next;
    this.#segment++;
    this.#offset = 0;
  }
}

function create(folder: string, segment: number): Promise<FileHandle> {
  return open(join(folder, segmentName(segment)), "wx");
}
