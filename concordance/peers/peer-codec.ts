import { PeerMessage as isPeerMessage } from "../../generated/concordance/peer-validators.js";
import type { PeerEntry, PeerMessage } from "../../generated/concordance/types.ts";
import { explain } from "../../generated/runtime/validation.ts";
import type { Entry } from "../raft/entry.ts";
import type { Message } from "../raft/messages.ts";
import { EncodedCommand } from "../store/command.ts";

/** A message as the wire carries it. */
export function encodeMessage(message: Message): string {
  if (message.kind === "append_request") return JSON.stringify({ ...message, entries: message.entries.map(toWire) } satisfies PeerMessage);
  if (message.kind === "snapshot_chunk") return JSON.stringify({ ...message, data: (message.data as Buffer).toString("base64") });
  return JSON.stringify(message);
}

/** @throws Error when it is no message, with the rule that it breaks */
export function decodeMessage(text: string): Message {
  const value: unknown = JSON.parse(text);
  if (!isPeerMessage(value)) {
    const [first] = explain(isPeerMessage.errors);
    throw new Error(`No message of a peer: ${first?.path ?? ""} ${first?.message ?? ""}`);
  }
  const message = value as PeerMessage;
  if (message.kind === "append_request") return { ...message, entries: message.entries.map(fromWire) };
  if (message.kind === "snapshot_chunk") return { ...message, data: Buffer.from(message.data, "base64") };
  return message;
}

function toWire(entry: Entry): PeerEntry {
  if (entry.kind !== "command") return entry as PeerEntry;
  const { index, term, kind, payload } = entry;
  return { index, term, kind, payload: (payload as EncodedCommand).text };
}

function fromWire(entry: PeerEntry): Entry {
  return entry.kind === "command" ? { ...entry, payload: new EncodedCommand(entry.payload) } : entry;
}
