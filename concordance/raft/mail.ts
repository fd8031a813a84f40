import type { NodeId } from "./entry.ts";
import type { Letter, Message } from "./messages.ts";
import { holdsBack } from "./rules.ts";
import type { RaftState } from "./state.ts";
import type { Needs } from "./writes.ts";

/** Sends a message that promises nothing. */
export function send(raft: RaftState, to: NodeId, letter: Letter, term = raft.term): void {
  raft.outputs.push({ kind: "send", message: addressed(raft, to, letter, term) });
}

/** Sends a message as soon as what it promises survives a crash. One to the node itself comes back when it is so. */
export function sendDurably(raft: RaftState, to: NodeId, letter: Letter, needs: Needs): void {
  const message = addressed(raft, to, letter, raft.term);
  if (holdsBack(raft, message) && raft.writes.hold(message, needs)) return;
  raft.outputs.push({ kind: "send", message });
}

function addressed(raft: RaftState, to: NodeId, letter: Letter, term: number): Message {
  return { cluster: raft.cluster, from: raft.id, to, term, ...letter };
}
