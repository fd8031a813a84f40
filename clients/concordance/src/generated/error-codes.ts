// Generated from spec/concordance/errors.tsp by `npm run generate`. Do not edit.

import type { ErrorCode } from "./types.ts";

/** What the spec says of an error code. */
export interface ErrorCodeFacts {
  /** The HTTP status that carries it. */
  readonly httpStatus: number;
  /** The number that carries it in JSON-RPC. Two codes may have the same. */
  readonly rpcCode: number;
  /** The same request may succeed later, or at another node, without a change to it. */
  readonly retryable: boolean;
  /** A write that got it may have taken effect, or may still. After every other code it never does. */
  readonly outcomeUnknown: boolean;
}

export const ERROR_CODES: Readonly<Record<ErrorCode, ErrorCodeFacts>> = {
  /** The frame or body is not JSON: broken syntax, invalid UTF-8, or nested deeper than `jsonNesting`. */
  INVALID_JSON: { httpStatus: 400, rpcCode: -32700, retryable: false, outcomeUnknown: false },
  /** The frame is JSON but no call of JSON-RPC 2.0. Batches of calls are none. */
  INVALID_CALL: { httpStatus: 400, rpcCode: -32600, retryable: false, outcomeUnknown: false },
  /** No method has this name; over REST, the path does not take the HTTP method. */
  METHOD_NOT_FOUND: { httpStatus: 405, rpcCode: -32601, retryable: false, outcomeUnknown: false },
  /** It breaks the rules of the call: `details` names the field. */
  INVALID_REQUEST: { httpStatus: 400, rpcCode: -32602, retryable: false, outcomeUnknown: false },
  /**
   * A body of more than `frameBytes`, a value of more than `valueBytes`, a batch of more than `batchBytes`, or an answer
   * of more than `pageBytes`.
   */
  TOO_LARGE: { httpStatus: 413, rpcCode: -32602, retryable: false, outcomeUnknown: false },
  /** No key was given, or one that is not known here. */
  UNAUTHORIZED: { httpStatus: 401, rpcCode: -32003, retryable: false, outcomeUnknown: false },
  /** The key may only read. */
  READ_ONLY: { httpStatus: 403, rpcCode: -32005, retryable: false, outcomeUnknown: false },
  /** No such entry, or no such path. */
  NOT_FOUND: { httpStatus: 404, rpcCode: -32004, retryable: false, outcomeUnknown: false },
  /** `cas` is not the entry's version: `currentVersion` is, 0 if there is none; in a batch `operation` tells which. */
  CAS_CONFLICT: { httpStatus: 409, rpcCode: -32002, retryable: false, outcomeUnknown: false },
  /**
   * The changes that are asked for are not kept any more, or the cursor is of another life of the store: `compactedTo` is
   * the lowest revision that can be continued from. Read the entries again, and go on from the revision that comes with them.
   */
  COMPACTED: { httpStatus: 410, rpcCode: -32006, retryable: false, outcomeUnknown: false },
  /**
   * With `forward=false`: this node does not lead. `leader` is where to ask. Over REST the answer is a redirect: its
   * `Location` is the same request there.
   */
  NOT_LEADER: { httpStatus: 307, rpcCode: -32001, retryable: true, outcomeUnknown: false },
  /**
   * The cluster has no leader at the moment, or lost it before the write was replicated; or a read could not be confirmed.
   * Over REST `Retry-After` is `retryAfter`, as with every 503.
   */
  NO_LEADER: { httpStatus: 503, rpcCode: -32007, retryable: true, outcomeUnknown: false },
  /**
   * It did not commit within `proposalTimeout`, or the node lost sight of it: whether the write takes effect is not known,
   * and it still may. Read to find out, or repeat it if it is safe to.
   */
  PROPOSAL_TIMEOUT: { httpStatus: 503, rpcCode: -32008, retryable: true, outcomeUnknown: true },
  /** `pendingProposals` proposals wait already, or `pendingProposalBytes` of them. */
  OVERLOADED: { httpStatus: 503, rpcCode: -32011, retryable: true, outcomeUnknown: false },
  /** Another change of the membership is under way, or the leader is too new or the node too far behind for one. */
  CHANGE_PENDING: { httpStatus: 409, rpcCode: -32009, retryable: true, outcomeUnknown: false },
  /** No member of the cluster has this id. */
  UNKNOWN_MEMBER: { httpStatus: 404, rpcCode: -32010, retryable: false, outcomeUnknown: false },
  /** A cluster keeps at least one node with a vote. */
  LAST_VOTER: { httpStatus: 409, rpcCode: -32014, retryable: false, outcomeUnknown: false },
  /** Leadership stayed where it is: nobody can take over, or whoever should did not in time. */
  TRANSFER_FAILED: { httpStatus: 409, rpcCode: -32015, retryable: true, outcomeUnknown: false },
  /** The connection has `subscriptionsPerConnection` subscriptions already. */
  TOO_MANY_SUBSCRIPTIONS: { httpStatus: 429, rpcCode: -32016, retryable: false, outcomeUnknown: false },
  /** The node's disk refused a write: it serves no more until it is started again. Other nodes may. */
  STORAGE_FAILED: { httpStatus: 503, rpcCode: -32012, retryable: true, outcomeUnknown: false },
  /** The node shuts down. Other nodes may serve. */
  SHUTTING_DOWN: { httpStatus: 503, rpcCode: -32013, retryable: true, outcomeUnknown: false },
  /** The node failed in a way that nobody foresaw. The cause is in its log, not here. A write may have taken effect. */
  INTERNAL: { httpStatus: 500, rpcCode: -32603, retryable: true, outcomeUnknown: true },
};

const BY_RPC_CODE: ReadonlyMap<number, ErrorCode> = new Map([
  [-32700, "INVALID_JSON"],
  [-32600, "INVALID_CALL"],
  [-32601, "METHOD_NOT_FOUND"],
  [-32602, "INVALID_REQUEST"],
  [-32003, "UNAUTHORIZED"],
  [-32005, "READ_ONLY"],
  [-32004, "NOT_FOUND"],
  [-32002, "CAS_CONFLICT"],
  [-32006, "COMPACTED"],
  [-32001, "NOT_LEADER"],
  [-32007, "NO_LEADER"],
  [-32008, "PROPOSAL_TIMEOUT"],
  [-32011, "OVERLOADED"],
  [-32009, "CHANGE_PENDING"],
  [-32010, "UNKNOWN_MEMBER"],
  [-32014, "LAST_VOTER"],
  [-32015, "TRANSFER_FAILED"],
  [-32016, "TOO_MANY_SUBSCRIPTIONS"],
  [-32012, "STORAGE_FAILED"],
  [-32013, "SHUTTING_DOWN"],
  [-32603, "INTERNAL"],
]);

/**
 * The error code that a number of JSON-RPC stands for: the most general one where several have the same, and `INTERNAL` for
 * a number that is not known. `data.code` of the error says it exactly.
 */
export function codeOfRpc(rpcCode: number): ErrorCode {
  return BY_RPC_CODE.get(rpcCode) ?? "INTERNAL";
}
