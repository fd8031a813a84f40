const FIRST_CAPACITY = 4096;

/** The last bytes of a text that keeps growing. It holds at most twice as much as it keeps, however the text comes. */
export class OutputTail {
  readonly #limit: number;
  #bytes = Buffer.allocUnsafe(0);
  #length = 0;
  #truncated = false;

  /** @param limit in bytes of UTF-8 */
  constructor(limit: number) {
    this.#limit = limit;
  }

  push(text: string): void {
    const size = Buffer.byteLength(text);
    this.#truncated ||= this.#length + size > this.#limit;
    if (size >= this.#limit) {
      this.#bytes = Buffer.from(Buffer.from(text).subarray(size - this.#limit));
      this.#length = this.#limit;
      return;
    }
    if (this.#length + size > 2 * this.#limit) this.#drop(this.#length - this.#limit);
    this.#reserve(this.#length + size);
    this.#length += this.#bytes.write(text, this.#length);
  }

  /** The end of the text, at most `limit` bytes, beginning with a whole character. */
  read(): { text: string; truncated: boolean } {
    let start = Math.max(0, this.#length - this.#limit);
    while (start < this.#length && isContinuation(this.#bytes[start])) start++;
    return { text: this.#bytes.toString("utf8", start, this.#length), truncated: this.#truncated };
  }

  #drop(count: number): void {
    this.#bytes.copyWithin(0, count, this.#length);
    this.#length -= count;
  }

  #reserve(size: number): void {
    if (size <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.min(2 * this.#limit, Math.max(FIRST_CAPACITY, 2 * size)));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }
}

/** Whether a byte of UTF-8 belongs to a character that began before it. */
function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
