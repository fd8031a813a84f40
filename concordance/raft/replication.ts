import type { Entry, NodeId } from "./entry.ts";
import { send } from "./mail.ts";
import { NO_ROUND } from "./messages.ts";
import type { Progress } from "./progress.ts";
import { startSnapshot } from "./snapshot-sending.ts";
import type { RaftState } from "./state.ts";

/** Sends everyone what may be sent, at the end of a step: all that the step appended goes together. */
export function replicate(raft: RaftState): void {
  for (const [id, progress] of raft.progress) replicateTo(raft, id, progress);
}

function replicateTo(raft: RaftState, to: NodeId, progress: Progress): void {
  const { log, options } = raft;
  while (progress.mode !== "snapshot") {
    const hasEntries = progress.next <= log.lastIndex;
    const tellsCommit = progress.sentCommit < raft.commit && progress.inflight.length === 0;
    if (progress.mode === "probe" ? progress.probing : hasEntries && progress.inflight.length >= options.maxInflight) return;
    if (!hasEntries && !progress.nudge) {
      if (!tellsCommit) return;
      if (progress.mode === "replicate") {
        tellCommit(raft, to, progress);
        return;
      }
    }
    if (log.termAt(progress.next - 1) === undefined) {
      startSnapshot(raft, to, progress);
      return;
    }
    sendAppend(raft, to, progress);
  }
}

/** Nothing is to be learnt from an answer: one would only cost time, with each entry that is committed by itself. */
function tellCommit(raft: RaftState, to: NodeId, progress: Progress): void {
  progress.sentCommit = raft.commit;
  send(raft, to, { kind: "heartbeat", commit: Math.min(progress.match, raft.commit), round: NO_ROUND });
}

function sendAppend(raft: RaftState, to: NodeId, progress: Progress): void {
  const { log, commit } = raft;
  const prevIndex = progress.next - 1;
  const entries = nextEntries(raft, progress.next);
  send(raft, to, { kind: "append_request", prevIndex, prevTerm: log.termAt(prevIndex) ?? 0, entries, commit });
  progress.nudge = false;
  progress.sentCommit = Math.min(commit, prevIndex + entries.length);
  if (progress.mode === "probe") {
    progress.probing = true;
  } else if (entries.length > 0) {
    progress.next += entries.length;
    progress.inflight.push(progress.next - 1);
  }
}

function nextEntries({ log, options }: RaftState, first: number): Entry[] {
  const entries = log.slice(first, Math.min(log.lastIndex, first + options.maxAppendEntries - 1));
  let bytes = 0;
  const full = entries.findIndex(({ payload, kind }) => {
    if (kind === "command") bytes += options.payloadBytes(payload);
    return bytes >= options.maxAppendBytes;
  });
  return full === -1 ? entries : entries.slice(0, full + 1);
}
