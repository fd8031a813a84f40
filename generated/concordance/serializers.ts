// Generated from spec/concordance/*.tsp by `npm run generate`. Do not edit.

import type {
  StoredChange,
  StoredChangePage,
  StoredEntry,
  StoredEntryList,
  StoredEntryPage,
  StoredWatchChange,
} from "./stored-types.ts";
import type {
  BatchResult,
  ClusterMember,
  ClusterStatus,
  DeleteResult,
  ErrorBody,
  ErrorData,
  ErrorDetail,
  Health,
  OperationResult,
  PeerAppendRequest,
  PeerAppendResponse,
  PeerCommand,
  PeerEntry,
  PeerHeartbeat,
  PeerHeartbeatResponse,
  PeerMember,
  PeerMembership,
  PeerMessage,
  PeerNoop,
  PeerReadRequest,
  PeerReadResponse,
  PeerSnapshot,
  PeerSnapshotChunk,
  PeerSnapshotResponse,
  PeerTimeoutNow,
  PeerVoteRequest,
  PeerVoteResponse,
  Readiness,
  RestError,
  StreamError,
  Subscribed,
  Unsubscribed,
  WatchProgress,
} from "./types.ts";

export function serializeErrorBody(value: ErrorBody): string {
  let json = "{\"error\":" + serializeRestError(value.error);
  return `${json}}`;
}

export function serializeEntryPage(value: StoredEntryPage): string {
  let json = "{\"items\":" + `[${value.items.map(serializeEntry).join(",")}]`;
  json += ",\"nextCursor\":" + (value.nextCursor === null ? "null" : JSON.stringify(value.nextCursor));
  json += ",\"revision\":" + value.revision;
  return `${json}}`;
}

export function serializeEntry(value: StoredEntry): string {
  let json = "{\"namespace\":" + JSON.stringify(value.namespace);
  json += ",\"key\":" + JSON.stringify(value.key);
  json += ",\"value\":" + (value.value ?? "null");
  json += ",\"version\":" + value.version;
  json += ",\"revision\":" + value.revision;
  json += ",\"updatedBy\":" + JSON.stringify(value.updatedBy);
  json += ",\"updatedAt\":" + value.updatedAt;
  json += ",\"expiresAt\":" + (value.expiresAt === null ? "null" : value.expiresAt);
  return `${json}}`;
}

export function serializeDeleteResult(value: DeleteResult): string {
  let json = "{\"deleted\":" + value.deleted;
  json += ",\"version\":" + value.version;
  json += ",\"revision\":" + value.revision;
  return `${json}}`;
}

export function serializeBatchResult(value: BatchResult): string {
  let json = "{\"revision\":" + value.revision;
  json += ",\"results\":" + `[${value.results.map(serializeOperationResult).join(",")}]`;
  return `${json}}`;
}

export function serializeChangePage(value: StoredChangePage): string {
  let json = "{\"changes\":" + `[${value.changes.map(serializeChange).join(",")}]`;
  json += ",\"revision\":" + value.revision;
  return `${json}}`;
}

export function serializeClusterStatus(value: ClusterStatus): string {
  let json = "{\"clusterId\":" + JSON.stringify(value.clusterId);
  json += ",\"nodeId\":" + JSON.stringify(value.nodeId);
  json += ",\"role\":" + `"${value.role}"`;
  json += ",\"term\":" + value.term;
  json += ",\"leader\":" + (value.leader === null ? "null" : JSON.stringify(value.leader));
  json += ",\"commitIndex\":" + value.commitIndex;
  json += ",\"appliedIndex\":" + value.appliedIndex;
  json += ",\"revision\":" + value.revision;
  json += ",\"members\":" + `[${value.members.map(serializeClusterMember).join(",")}]`;
  return `${json}}`;
}

export function serializeHealth(_value: Health): string {
  let json = "{\"ok\":" + "true";
  return `${json}}`;
}

export function serializeReadiness(value: Readiness): string {
  let json = "{\"ok\":" + value.ok;
  return `${json}}`;
}

export function serializeEntryList(value: StoredEntryList): string {
  let json = "{\"items\":" + `[${value.items.map((item) => (item === null ? "null" : serializeEntry(item))).join(",")}]`;
  json += ",\"revision\":" + value.revision;
  return `${json}}`;
}

export function serializeSubscribed(value: Subscribed): string {
  let json = "{\"revision\":" + value.revision;
  return `${json}}`;
}

export function serializeUnsubscribed(value: Unsubscribed): string {
  let json = "{\"unsubscribed\":" + value.unsubscribed;
  return `${json}}`;
}

export function serializeWatchChange(value: StoredWatchChange): string {
  let json = "{\"subscription\":" + JSON.stringify(value.subscription);
  json += ",\"namespace\":" + JSON.stringify(value.namespace);
  json += ",\"key\":" + JSON.stringify(value.key);
  json += ",\"op\":" + `"${value.op}"`;
  json += ",\"value\":" + (value.value ?? "null");
  json += ",\"version\":" + value.version;
  json += ",\"revision\":" + value.revision;
  json += ",\"updatedBy\":" + JSON.stringify(value.updatedBy);
  json += ",\"updatedAt\":" + value.updatedAt;
  return `${json}}`;
}

export function serializeWatchProgress(value: WatchProgress): string {
  let json = "{\"namespace\":" + JSON.stringify(value.namespace);
  json += ",\"revision\":" + value.revision;
  return `${json}}`;
}

export function serializeStreamError(value: StreamError): string {
  let json = "{\"code\":" + value.code;
  json += ",\"message\":" + JSON.stringify(value.message);
  json += ",\"data\":" + serializeErrorData(value.data);
  return `${json}}`;
}

export function serializePeerMessage(value: PeerMessage): string {
  switch (value.kind) {
    case "vote_request":
      return serializePeerVoteRequest(value);
    case "vote_response":
      return serializePeerVoteResponse(value);
    case "append_request":
      return serializePeerAppendRequest(value);
    case "append_response":
      return serializePeerAppendResponse(value);
    case "heartbeat":
      return serializePeerHeartbeat(value);
    case "heartbeat_response":
      return serializePeerHeartbeatResponse(value);
    case "snapshot_chunk":
      return serializePeerSnapshotChunk(value);
    case "snapshot_response":
      return serializePeerSnapshotResponse(value);
    case "timeout_now":
      return serializePeerTimeoutNow(value);
    case "read_request":
      return serializePeerReadRequest(value);
    case "read_response":
      return serializePeerReadResponse(value);
  }
}

export function serializeRestError(value: RestError): string {
  let json = "{\"code\":" + `"${value.code}"`;
  json += ",\"message\":" + JSON.stringify(value.message);
  if (value.currentVersion !== undefined) json += ",\"currentVersion\":" + value.currentVersion;
  if (value.operation !== undefined) json += ",\"operation\":" + value.operation;
  if (value.compactedTo !== undefined) json += ",\"compactedTo\":" + value.compactedTo;
  if (value.leader !== undefined) json += ",\"leader\":" + (value.leader === null ? "null" : JSON.stringify(value.leader));
  if (value.details !== undefined) json += ",\"details\":" + `[${value.details.map(serializeErrorDetail).join(",")}]`;
  return `${json}}`;
}

export function serializeOperationResult(value: OperationResult): string {
  let json = "{\"op\":" + `"${value.op}"`;
  json += ",\"version\":" + value.version;
  if (value.deleted !== undefined) json += ",\"deleted\":" + value.deleted;
  return `${json}}`;
}

export function serializeChange(value: StoredChange): string {
  let json = "{\"namespace\":" + JSON.stringify(value.namespace);
  json += ",\"key\":" + JSON.stringify(value.key);
  json += ",\"op\":" + `"${value.op}"`;
  json += ",\"value\":" + (value.value ?? "null");
  json += ",\"version\":" + value.version;
  json += ",\"revision\":" + value.revision;
  json += ",\"updatedBy\":" + JSON.stringify(value.updatedBy);
  json += ",\"updatedAt\":" + value.updatedAt;
  return `${json}}`;
}

export function serializeClusterMember(value: ClusterMember): string {
  let json = "{\"nodeId\":" + JSON.stringify(value.nodeId);
  json += ",\"address\":" + JSON.stringify(value.address);
  json += ",\"voter\":" + value.voter;
  json += ",\"role\":" + `"${value.role}"`;
  json += ",\"matchIndex\":" + (value.matchIndex === null ? "null" : value.matchIndex);
  json += ",\"lastContactMs\":" + (value.lastContactMs === null ? "null" : value.lastContactMs);
  return `${json}}`;
}

export function serializeErrorData(value: ErrorData): string {
  let json = "{\"code\":" + `"${value.code}"`;
  if (value.currentVersion !== undefined) json += ",\"currentVersion\":" + value.currentVersion;
  if (value.operation !== undefined) json += ",\"operation\":" + value.operation;
  if (value.compactedTo !== undefined) json += ",\"compactedTo\":" + value.compactedTo;
  if (value.leader !== undefined) json += ",\"leader\":" + (value.leader === null ? "null" : JSON.stringify(value.leader));
  if (value.details !== undefined) json += ",\"details\":" + `[${value.details.map(serializeErrorDetail).join(",")}]`;
  return `${json}}`;
}

export function serializePeerVoteRequest(value: PeerVoteRequest): string {
  let json = "{\"kind\":" + "\"vote_request\"";
  json += ",\"cluster\":" + JSON.stringify(value.cluster);
  json += ",\"from\":" + JSON.stringify(value.from);
  json += ",\"to\":" + JSON.stringify(value.to);
  json += ",\"term\":" + value.term;
  json += ",\"pre\":" + value.pre;
  json += ",\"lastIndex\":" + value.lastIndex;
  json += ",\"lastTerm\":" + value.lastTerm;
  json += ",\"transfer\":" + value.transfer;
  return `${json}}`;
}

export function serializePeerVoteResponse(value: PeerVoteResponse): string {
  let json = "{\"kind\":" + "\"vote_response\"";
  json += ",\"cluster\":" + JSON.stringify(value.cluster);
  json += ",\"from\":" + JSON.stringify(value.from);
  json += ",\"to\":" + JSON.stringify(value.to);
  json += ",\"term\":" + value.term;
  json += ",\"pre\":" + value.pre;
  json += ",\"granted\":" + value.granted;
  return `${json}}`;
}

export function serializePeerAppendRequest(value: PeerAppendRequest): string {
  let json = "{\"kind\":" + "\"append_request\"";
  json += ",\"cluster\":" + JSON.stringify(value.cluster);
  json += ",\"from\":" + JSON.stringify(value.from);
  json += ",\"to\":" + JSON.stringify(value.to);
  json += ",\"term\":" + value.term;
  json += ",\"prevIndex\":" + value.prevIndex;
  json += ",\"prevTerm\":" + value.prevTerm;
  json += ",\"entries\":" + `[${value.entries.map(serializePeerEntry).join(",")}]`;
  json += ",\"commit\":" + value.commit;
  return `${json}}`;
}

export function serializePeerAppendResponse(value: PeerAppendResponse): string {
  let json = "{\"kind\":" + "\"append_response\"";
  json += ",\"cluster\":" + JSON.stringify(value.cluster);
  json += ",\"from\":" + JSON.stringify(value.from);
  json += ",\"to\":" + JSON.stringify(value.to);
  json += ",\"term\":" + value.term;
  json += ",\"match\":" + (value.match === null ? "null" : value.match);
  json += ",\"rejected\":" + value.rejected;
  json += ",\"hintIndex\":" + value.hintIndex;
  json += ",\"hintTerm\":" + value.hintTerm;
  return `${json}}`;
}

export function serializePeerHeartbeat(value: PeerHeartbeat): string {
  let json = "{\"kind\":" + "\"heartbeat\"";
  json += ",\"cluster\":" + JSON.stringify(value.cluster);
  json += ",\"from\":" + JSON.stringify(value.from);
  json += ",\"to\":" + JSON.stringify(value.to);
  json += ",\"term\":" + value.term;
  json += ",\"commit\":" + value.commit;
  json += ",\"round\":" + value.round;
  return `${json}}`;
}

export function serializePeerHeartbeatResponse(value: PeerHeartbeatResponse): string {
  let json = "{\"kind\":" + "\"heartbeat_response\"";
  json += ",\"cluster\":" + JSON.stringify(value.cluster);
  json += ",\"from\":" + JSON.stringify(value.from);
  json += ",\"to\":" + JSON.stringify(value.to);
  json += ",\"term\":" + value.term;
  json += ",\"round\":" + value.round;
  return `${json}}`;
}

export function serializePeerSnapshotChunk(value: PeerSnapshotChunk): string {
  let json = "{\"kind\":" + "\"snapshot_chunk\"";
  json += ",\"cluster\":" + JSON.stringify(value.cluster);
  json += ",\"from\":" + JSON.stringify(value.from);
  json += ",\"to\":" + JSON.stringify(value.to);
  json += ",\"term\":" + value.term;
  json += ",\"snapshot\":" + serializePeerSnapshot(value.snapshot);
  json += ",\"offset\":" + value.offset;
  json += ",\"data\":" + JSON.stringify(value.data);
  json += ",\"done\":" + value.done;
  return `${json}}`;
}

export function serializePeerSnapshotResponse(value: PeerSnapshotResponse): string {
  let json = "{\"kind\":" + "\"snapshot_response\"";
  json += ",\"cluster\":" + JSON.stringify(value.cluster);
  json += ",\"from\":" + JSON.stringify(value.from);
  json += ",\"to\":" + JSON.stringify(value.to);
  json += ",\"term\":" + value.term;
  json += ",\"index\":" + value.index;
  json += ",\"offset\":" + value.offset;
  return `${json}}`;
}

export function serializePeerTimeoutNow(value: PeerTimeoutNow): string {
  let json = "{\"kind\":" + "\"timeout_now\"";
  json += ",\"cluster\":" + JSON.stringify(value.cluster);
  json += ",\"from\":" + JSON.stringify(value.from);
  json += ",\"to\":" + JSON.stringify(value.to);
  json += ",\"term\":" + value.term;
  return `${json}}`;
}

export function serializePeerReadRequest(value: PeerReadRequest): string {
  let json = "{\"kind\":" + "\"read_request\"";
  json += ",\"cluster\":" + JSON.stringify(value.cluster);
  json += ",\"from\":" + JSON.stringify(value.from);
  json += ",\"to\":" + JSON.stringify(value.to);
  json += ",\"term\":" + value.term;
  json += ",\"context\":" + JSON.stringify(value.context);
  return `${json}}`;
}

export function serializePeerReadResponse(value: PeerReadResponse): string {
  let json = "{\"kind\":" + "\"read_response\"";
  json += ",\"cluster\":" + JSON.stringify(value.cluster);
  json += ",\"from\":" + JSON.stringify(value.from);
  json += ",\"to\":" + JSON.stringify(value.to);
  json += ",\"term\":" + value.term;
  json += ",\"context\":" + JSON.stringify(value.context);
  json += ",\"index\":" + (value.index === null ? "null" : value.index);
  return `${json}}`;
}

export function serializeErrorDetail(value: ErrorDetail): string {
  let json = "{\"path\":" + JSON.stringify(value.path);
  json += ",\"message\":" + JSON.stringify(value.message);
  return `${json}}`;
}

export function serializePeerEntry(value: PeerEntry): string {
  switch (value.kind) {
    case "command":
      return serializePeerCommand(value);
    case "noop":
      return serializePeerNoop(value);
    case "membership":
      return serializePeerMembership(value);
  }
}

export function serializePeerSnapshot(value: PeerSnapshot): string {
  let json = "{\"index\":" + value.index;
  json += ",\"term\":" + value.term;
  json += ",\"membership\":" + `[${value.membership.map(serializePeerMember).join(",")}]`;
  return `${json}}`;
}

export function serializePeerCommand(value: PeerCommand): string {
  let json = "{\"index\":" + value.index;
  json += ",\"term\":" + value.term;
  json += ",\"kind\":" + "\"command\"";
  json += ",\"payload\":" + JSON.stringify(value.payload);
  return `${json}}`;
}

export function serializePeerNoop(value: PeerNoop): string {
  let json = "{\"index\":" + value.index;
  json += ",\"term\":" + value.term;
  json += ",\"kind\":" + "\"noop\"";
  json += ",\"payload\":" + (JSON.stringify(value.payload) ?? "null");
  return `${json}}`;
}

export function serializePeerMembership(value: PeerMembership): string {
  let json = "{\"index\":" + value.index;
  json += ",\"term\":" + value.term;
  json += ",\"kind\":" + "\"membership\"";
  json += ",\"payload\":" + `[${value.payload.map(serializePeerMember).join(",")}]`;
  return `${json}}`;
}

export function serializePeerMember(value: PeerMember): string {
  let json = "{\"id\":" + JSON.stringify(value.id);
  json += ",\"address\":" + JSON.stringify(value.address);
  json += ",\"role\":" + `"${value.role}"`;
  return `${json}}`;
}
