const NEWLINE = 0x0a;

/** An agent wrote a line that is longer than it may be. */
export class LineTooLongError extends Error {
  override readonly name = "LineTooLongError";
}

/** Cuts a stream of bytes into lines, and holds no more than one line that is not complete. */
export class LineSplitter {
  readonly #limit: number;
  #pieces: Buffer[] = [];
  #length = 0;

  /** @param limit longest line, in bytes without its end */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * The lines that a piece of the stream completes, without their ends.
   *
   * @throws LineTooLongError
   */
  *push(chunk: Buffer): Generator<Buffer> {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      yield this.#complete(chunk.subarray(start, end));
      start = end + 1;
    }
    if (start < chunk.length) this.#gather(chunk.subarray(start));
  }

  /** What came after the last line end; empty when nothing did. */
  rest(): Buffer {
    return this.#complete(Buffer.alloc(0));
  }

  #complete(last: Buffer): Buffer {
    this.#check(last.length);
    if (this.#length === 0) return last;
    const line = Buffer.concat([...this.#pieces, last]);
    this.#pieces = [];
    this.#length = 0;
    return line;
  }

  #gather(piece: Buffer): void {
    this.#check(piece.length);
    this.#pieces.push(piece);
    this.#length += piece.length;
  }

  #check(more: number): void {
    if (this.#length + more > this.#limit) throw new LineTooLongError(`A line is longer than ${this.#limit} bytes.`);
  }
}
