const NEWLINE = 0x0a;

/** Why a line cannot be read. */
export type LineFault = "too-long" | "not-utf8";

/** Who gets the lines. */
export interface LineOwner {
  /** A line that is not blank, without its end. */
  line(text: string): void;
  unreadable(fault: LineFault): void;
}

/** Cuts a stream of bytes into lines of text. Of a line that is too long it keeps nothing. */
export class LineReader {
  readonly #limit: number;
  readonly #owner: LineOwner;
  readonly #decoder = new TextDecoder("utf-8", { fatal: true });
  #pieces: Buffer[] = [];
  #length = 0;

  /** @param limit longest line, in bytes without its end */
  constructor(limit: number, owner: LineOwner) {
    this.#limit = limit;
    this.#owner = owner;
  }

  /** Takes what has come. */
  push(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      this.#gather(chunk.subarray(start, end));
      this.#complete();
      start = end + 1;
    }
    this.#gather(chunk.subarray(start));
  }

  /** Nothing more comes: what came after the last end of a line is a line, too. */
  end(): void {
    if (this.#length > 0) this.#complete();
  }

  #gather(piece: Buffer): void {
    this.#length += piece.length;
    if (this.#length > this.#limit) this.#pieces = [];
    else if (piece.length > 0) this.#pieces.push(piece);
  }

  #complete(): void {
    const line = Buffer.concat(this.#pieces);
    const isTooLong = this.#length > this.#limit;
    this.#pieces = [];
    this.#length = 0;
    if (isTooLong) {
      this.#owner.unreadable("too-long");
      return;
    }
    const text = this.#decode(line);
    if (text === null) this.#owner.unreadable("not-utf8");
    else if (text.trim() !== "") this.#owner.line(text);
  }

  #decode(line: Buffer): string | null {
    try {
      return this.#decoder.decode(line);
    } catch {
      return null;
    }
  }
}
