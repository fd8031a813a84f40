import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** Kinds of frames, RFC 6455 section 5.2. */
export const OPCODE = { continuation: 0x0, text: 0x1, binary: 0x2, close: 0x8, ping: 0x9, pong: 0xa } as const;

/** How a frame is written; by default as a well-behaved client writes it. */
export interface RawFrame {
  opcode?: number;
  payload?: Buffer | string;
  /** The last frame of its message. */
  fin?: boolean;
  /** RSV1 to RSV3, as the bits 0x40, 0x20 and 0x10. */
  reserved?: number;
  masked?: boolean;
  /** What the header says that the payload's length is, if not the truth. */
  claimedLength?: number;
}

/** A frame as it stands on the wire. */
export function rawFrame({ opcode = OPCODE.text, payload = "", fin = true, reserved = 0, masked = true, claimedLength }: RawFrame): Buffer {
  const body = Buffer.from(payload);
  const length = claimedLength ?? body.length;
  const mask = masked ? randomBytes(4) : Buffer.alloc(0);
  const first = (fin ? 0x80 : 0) | reserved | opcode;
  const bit = masked ? 0x80 : 0;
  const head =
    length <= 125
      ? Buffer.from([first, bit | length])
      : length <= 0xffff
        ? Buffer.from([first, bit | 126, length >> 8, length & 0xff])
        : Buffer.concat([Buffer.from([first, bit | 127]), bigEndian(length)]);
  const written = masked ? body.map((byte, index) => byte ^ (mask[index % 4] ?? 0)) : body;
  return Buffer.concat([head, mask, written]);
}

function bigEndian(length: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(length));
  return bytes;
}

/** What a raw client heard: the text frames, and the code of the close frame. */
export interface RawHeard {
  events: { type: string; [field: string]: unknown }[];
  closeCode: number | null;
  /** Frames that came behind the close frame, which nothing may. */
  afterClose: number;
}

/** A WebSocket client that sends whatever bytes it is told to. */
export class RawClient {
  readonly socket: Socket;
  /** Resolves when the connection has ended, with everything that was heard. */
  readonly ended: Promise<RawHeard>;
  readonly #chunks: Buffer[] = [];
  #begun = 0;

  private constructor(socket: Socket) {
    this.socket = socket;
    const { promise, resolve } = Promise.withResolvers<RawHeard>();
    this.ended = promise;
    socket.on("data", (chunk: Buffer) => this.#chunks.push(chunk));
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(this.heard()));
  }

  /** Connects to `/ws` of a gateway and waits for the answer to the upgrade. */
  static async connect(url: string, headers: Record<string, string> = {}): Promise<RawClient> {
    const { hostname, port, host } = new URL(url);
    const socket = connect(Number(port), hostname);
    onTestFinished(() => void socket.destroy());
    const client = new RawClient(socket);
    const lines = Object.entries({
      Host: host,
      Connection: "Upgrade",
      Upgrade: "websocket",
      "Sec-WebSocket-Version": "13",
      "Sec-WebSocket-Key": randomBytes(16).toString("base64"),
      ...headers,
    }).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`GET /ws HTTP/1.1\r\n${lines.join("")}\r\n`);
    while (!client.#received.includes("\r\n\r\n")) await once(socket, "data");
    client.#begun = client.#received.indexOf("\r\n\r\n") + 4;
    return client;
  }

  send(...frames: (RawFrame | Buffer)[]): void {
    this.socket.write(Buffer.concat(frames.map((frame) => (Buffer.isBuffer(frame) ? frame : rawFrame(frame)))));
  }

  /** Waits until an event of a type was heard. */
  async hear(type: string): Promise<void> {
    while (!this.heard().events.some((event) => event.type === type)) await once(this.socket, "data");
  }

  heard(): RawHeard {
    const bytes = this.#received.subarray(this.#begun);
    const heard: RawHeard = { events: [], closeCode: null, afterClose: 0 };
    for (let offset = 0; offset + 2 <= bytes.length; ) {
      const { opcode, payload, end } = parseFrame(bytes, offset);
      if (end > bytes.length) break;
      offset = end;
      if (heard.closeCode !== null) heard.afterClose++;
      if (opcode === OPCODE.text) heard.events.push(JSON.parse(payload.toString("utf8")) as RawHeard["events"][number]);
      if (opcode === OPCODE.close) heard.closeCode = payload.readUInt16BE(0);
    }
    return heard;
  }

  get #received(): Buffer {
    if (this.#chunks.length > 1) this.#chunks.splice(0, this.#chunks.length, Buffer.concat(this.#chunks));
    return this.#chunks[0] ?? Buffer.alloc(0);
  }
}

/** A frame that a server sent: unmasked. */
function parseFrame(bytes: Buffer, offset: number): { opcode: number; payload: Buffer; end: number } {
  const short = bytes[offset + 1] ?? 0;
  const start = offset + (short === 127 ? 10 : short === 126 ? 4 : 2);
  if (start > bytes.length) return { opcode: 0, payload: Buffer.alloc(0), end: Number.POSITIVE_INFINITY };
  const length = short === 127 ? Number(bytes.readBigUInt64BE(offset + 2)) : short === 126 ? bytes.readUInt16BE(offset + 2) : short;
  return { opcode: (bytes[offset] ?? 0) & 0x0f, payload: bytes.subarray(start, start + length), end: start + length };
}
