/** RFC 6455 section 5.2: final, text. A server's frames are not masked. */
const FINAL_TEXT = 0x81;
/** Lengths up to which a payload's length takes no further bytes, two of them, and else eight. */
const SHORT = 125;
const MEDIUM = 0xffff;
const MEDIUM_MARK = 126;
const LONG_MARK = 127;

/** A text as one frame of a server, without compression. */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const header = length <= SHORT ? 2 : length <= MEDIUM ? 4 : 10;
  const frame = Buffer.allocUnsafe(header + length);
  frame[0] = FINAL_TEXT;
  if (header === 2) {
    frame[1] = length;
  } else if (header === 4) {
    frame[1] = MEDIUM_MARK;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = LONG_MARK;
    frame.writeUInt32BE(Math.floor(length / 2 ** 32), 2);
    frame.writeUInt32BE(length % 2 ** 32, 6);
  }
  frame.write(text, header);
  return frame;
}
