import { crc32 } from "node:zlib";
import { headerLength, writeHeader } from "../wire/text-frame.ts";

/*
 * A journal is a run of batches. One batch is what one tick committed, of all sessions:
 *
 *   u32 length of the body, u32 CRC-32 of the body, body
 *
 * The body is a run of sections, each of one session:
 *
 *   u8 kind, 36 bytes session id, u8 length of the tenant id, tenant id, u48 first seq, u32 length of the payload, payload
 *
 * The payload of an event section is the events as WebSocket text frames: the very bytes that clients get.
 * Numbers are little-endian.
 */

export const SECTION = {
  /** Events, with consecutive numbers from the first seq on. */
  events: 1,
  /** A turn that was accepted, as JSON. */
  turn: 2,
  /** The session was deleted: what stands before is void. */
  deleted: 3,
} as const;

export type SectionKind = (typeof SECTION)[keyof typeof SECTION];

/** A section as it is read back. */
export interface Section {
  kind: SectionKind;
  tenantId: string;
  sessionId: string;
  /** Of the first event; 0 for other kinds. */
  firstSeq: number;
  payload: Buffer;
}

/** A section as it is written: the payload is framed from these texts when it holds events, else it is the one text. */
export interface SectionDraft {
  kind: SectionKind;
  tenantId: string;
  sessionId: string;
  firstSeq: number;
  texts: string[];
}

/** A batch ready to be written, and where in it the payload of each draft lies. */
export interface EncodedBatch {
  bytes: Buffer;
  payloads: Buffer[];
}

const BATCH_HEADER = 8;
const SESSION_ID = 36;
const SECTION_HEADER = 1 + SESSION_ID + 1 + 6 + 4;

/** Writes what one tick committed. */
export function encodeBatch(drafts: readonly SectionDraft[]): EncodedBatch {
  const lengths: number[] = [];
  let total = BATCH_HEADER;
  for (const draft of drafts) {
    total += SECTION_HEADER + draft.tenantId.length;
    for (const text of draft.texts) {
      const bytes = Buffer.byteLength(text);
      lengths.push(bytes);
      total += bytes + (draft.kind === SECTION.events ? headerLength(bytes) : 0);
    }
  }
  const bytes = Buffer.allocUnsafeSlow(total);
  const payloads: Buffer[] = [];
  let offset = BATCH_HEADER;
  let next = 0;
  for (const draft of drafts) {
    const start = writeSectionHeader(bytes, offset, draft);
    offset = start;
    for (const text of draft.texts) {
      const length = lengths[next++] ?? 0;
      if (draft.kind === SECTION.events) offset = writeHeader(bytes, offset, length);
      offset += bytes.write(text, offset, length, "utf8");
    }
    bytes.writeUInt32LE(offset - start, start - 4);
    payloads.push(bytes.subarray(start, offset));
  }
  seal(bytes);
  return { bytes, payloads };
}

/** Writes sections that were read before as a batch of their own. */
export function encodeSections(sections: readonly Section[]): Buffer {
  const total = sections.reduce((sum, { tenantId, payload }) => sum + SECTION_HEADER + tenantId.length + payload.length, BATCH_HEADER);
  const bytes = Buffer.allocUnsafeSlow(total);
  let offset = BATCH_HEADER;
  for (const section of sections) {
    const start = writeSectionHeader(bytes, offset, section);
    bytes.writeUInt32LE(section.payload.length, start - 4);
    offset = start + section.payload.copy(bytes, start);
  }
  seal(bytes);
  return bytes;
}

/** Writes all but the length of the payload, which stands in the last four bytes, and returns where the payload begins. */
function writeSectionHeader(bytes: Buffer, offset: number, section: Omit<Section, "payload">): number {
  const tenantAt = offset + 2 + SESSION_ID;
  const seqAt = tenantAt + section.tenantId.length;
  bytes[offset] = section.kind;
  bytes.write(section.sessionId, offset + 1, "latin1");
  bytes[tenantAt - 1] = section.tenantId.length;
  bytes.write(section.tenantId, tenantAt, "latin1");
  bytes.writeUIntLE(section.firstSeq, seqAt, 6);
  return seqAt + 10;
}

function seal(bytes: Buffer): void {
  bytes.writeUInt32LE(bytes.length - BATCH_HEADER, 0);
  bytes.writeUInt32LE(crc32(bytes.subarray(BATCH_HEADER)), 4);
}

/** What a piece of a journal holds, and how far it is whole. */
export interface DecodedBatches {
  sections: Section[];
  /** Bytes that were understood: the next batch begins there. */
  bytes: number;
  /** What begins there is all there, but is not what was written. */
  damaged: boolean;
}

/**
 * Reads batches until the piece ends. A last batch that is not all there is left for later, or is the torn end of a
 * journal whose writer was killed: nobody was ever told of it.
 */
export function decodeBatches(piece: Buffer): DecodedBatches {
  const sections: Section[] = [];
  let offset = 0;
  while (offset + BATCH_HEADER <= piece.length) {
    const length = piece.readUInt32LE(offset);
    const end = offset + BATCH_HEADER + length;
    if (end > piece.length) break;
    const body = piece.subarray(offset + BATCH_HEADER, end);
    if (crc32(body) !== piece.readUInt32LE(offset + 4)) return { sections, bytes: offset, damaged: true };
    decodeSections(body, sections);
    offset = end;
  }
  return { sections, bytes: offset, damaged: false };
}

function decodeSections(body: Buffer, sections: Section[]): void {
  for (let offset = 0; offset < body.length; ) {
    const tenantLength = body[offset + 1 + SESSION_ID] ?? 0;
    const tenantAt = offset + 2 + SESSION_ID;
    const seqAt = tenantAt + tenantLength;
    const payloadAt = seqAt + 10;
    const end = payloadAt + body.readUInt32LE(seqAt + 6);
    sections.push({
      kind: body[offset] as SectionKind,
      sessionId: body.toString("latin1", offset + 1, offset + 1 + SESSION_ID),
      tenantId: body.toString("latin1", tenantAt, seqAt),
      firstSeq: body.readUIntLE(seqAt, 6),
      payload: body.subarray(payloadAt, end),
    });
    offset = end;
  }
}
