import { randomFillSync } from "node:crypto";
import type { Socket } from "node:net";

/** RFC 6455 section 5.2: the only fragment of a text message. */
const FINAL_TEXT = 0x81;
const MASKED = 0x80;
/** Lengths of the payload up to which it takes no further bytes, two of them, and else eight. */
const SHORT = 125;
const MEDIUM = 0xffff;
const MEDIUM_MARK = 126;
const LONG_MARK = 127;
const MASK_BYTES = 4;
/** Masks are made for so many frames at once. */
const MASKS = 2048;

/**
 * Writes text frames to the socket of a WebSocket without compression: those of a turn of the event loop as one buffer, with one
 * system call. One by one they would be two buffers each, and cost the system more than everything else that a call costs.
 */
export class FrameWriter {
  readonly #socket: Socket;
  #texts: string[] = [];

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  send(text: string): void {
    if (this.#texts.push(text) === 1) setImmediate(this.#write);
  }

  readonly #write = () => {
    const texts = this.#texts;
    this.#texts = [];
    if (this.#socket.writable) this.#socket.write(frames(texts));
  };
}

/** The frames of texts, one after the other. */
export function frames(texts: readonly string[]): Buffer {
  const lengths = texts.map((text) => Buffer.byteLength(text));
  const buffer = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + headerBytes(length) + length, 0));
  let at = 0;
  for (const [index, text] of texts.entries()) {
    const length = lengths[index] ?? 0;
    at = writeHeader(buffer, at, length);
    buffer.write(text, at, "utf8");
    mask(buffer, at, length);
    at += length;
  }
  return buffer;
}

function headerBytes(length: number): number {
  return 2 + (length <= SHORT ? 0 : length <= MEDIUM ? 2 : 8) + MASK_BYTES;
}

/** All but the mask, for which it leaves room. @returns where the payload begins */
function writeHeader(buffer: Buffer, start: number, length: number): number {
  buffer[start] = FINAL_TEXT;
  if (length <= SHORT) {
    buffer[start + 1] = MASKED | length;
  } else if (length <= MEDIUM) {
    buffer[start + 1] = MASKED | MEDIUM_MARK;
    buffer.writeUInt16BE(length, start + 2);
  } else {
    buffer[start + 1] = MASKED | LONG_MARK;
    buffer.writeBigUInt64BE(BigInt(length), start + 2);
  }
  return start + headerBytes(length);
}

const masks = Buffer.alloc(MASKS * MASK_BYTES);
let nextMask = masks.length;

/** Section 5.3: with a mask that nobody can foresee, which stands before the payload. */
function mask(buffer: Buffer, start: number, length: number): void {
  if (nextMask === masks.length) {
    randomFillSync(masks);
    nextMask = 0;
  }
  const [a, b, c, d] = [masks[nextMask] ?? 0, masks[nextMask + 1] ?? 0, masks[nextMask + 2] ?? 0, masks[nextMask + 3] ?? 0];
  nextMask += MASK_BYTES;
  buffer[start - 4] = a;
  buffer[start - 3] = b;
  buffer[start - 2] = c;
  buffer[start - 1] = d;
  const end = start + length;
  let at = start;
  for (; at + 3 < end; at += 4) {
    buffer[at] = (buffer[at] as number) ^ a;
    buffer[at + 1] = (buffer[at + 1] as number) ^ b;
    buffer[at + 2] = (buffer[at + 2] as number) ^ c;
    buffer[at + 3] = (buffer[at + 3] as number) ^ d;
  }
  for (const byte of [a, b, c]) {
    if (at === end) return;
    buffer[at] = (buffer[at] as number) ^ byte;
    at += 1;
  }
}
