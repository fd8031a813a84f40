/**
 * Text frames of RFC 6455 as a server sends them: final, unmasked, uncompressed. An event is framed once, when it is
 * appended to its session's log; the same bytes then go to the journal and to every socket.
 */

const FIN_TEXT = 0x81;
const LENGTH_16 = 126;
const LENGTH_64 = 127;
const MAX_LENGTH_7 = 125;
const MAX_LENGTH_16 = 0xffff;

/** The size of the header in front of a payload of that many bytes. */
export function headerLength(payloadBytes: number): number {
  if (payloadBytes <= MAX_LENGTH_7) return 2;
  return payloadBytes <= MAX_LENGTH_16 ? 4 : 10;
}

/** Writes a header and returns the offset behind it. */
export function writeHeader(target: Buffer, offset: number, payloadBytes: number): number {
  target[offset] = FIN_TEXT;
  if (payloadBytes <= MAX_LENGTH_7) {
    target[offset + 1] = payloadBytes;
    return offset + 2;
  }
  if (payloadBytes <= MAX_LENGTH_16) {
    target[offset + 1] = LENGTH_16;
    target.writeUInt16BE(payloadBytes, offset + 2);
    return offset + 4;
  }
  target[offset + 1] = LENGTH_64;
  target.writeUInt32BE(Math.floor(payloadBytes / 2 ** 32), offset + 2);
  target.writeUInt32BE(payloadBytes >>> 0, offset + 6);
  return offset + 10;
}

/** One message as a frame of its own. */
export function textFrame(text: string): Buffer {
  const bytes = Buffer.byteLength(text);
  const frame = Buffer.allocUnsafe(headerLength(bytes) + bytes);
  frame.write(text, writeHeader(frame, 0, bytes));
  return frame;
}

/** Where a payload lies in a run of frames. */
export interface FrameSpan {
  start: number;
  end: number;
}

/**
 * The payload of the frame that begins at an offset.
 *
 * @throws RangeError when the run ends within the frame
 */
export function frameAt(frames: Buffer, offset: number): FrameSpan {
  const short = frames[offset + 1];
  if (short === undefined) throw new RangeError("A frame is cut off.");
  let start = offset + 2;
  let bytes = short;
  if (short === LENGTH_16) {
    bytes = frames.readUInt16BE(start);
    start += 2;
  } else if (short === LENGTH_64) {
    bytes = frames.readUInt32BE(start) * 2 ** 32 + frames.readUInt32BE(start + 4);
    start += 8;
  }
  if (start + bytes > frames.length) throw new RangeError("A frame is cut off.");
  return { start, end: start + bytes };
}

/** The payloads of a run of frames, in order. */
export function* payloads(frames: Buffer): Generator<string> {
  for (let offset = 0; offset < frames.length; ) {
    const { start, end } = frameAt(frames, offset);
    yield frames.toString("utf8", start, end);
    offset = end;
  }
}

/** A run of frames without its first few. */
export function skipFrames(frames: Buffer, count: number): Buffer {
  let offset = 0;
  for (let skipped = 0; skipped < count && offset < frames.length; skipped++) offset = frameAt(frames, offset).end;
  return frames.subarray(offset);
}
