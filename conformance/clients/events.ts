import { LIMITS } from "../../generated/gateway/limits.ts";
import type { SessionSynced } from "../../generated/gateway/types.ts";
import { PROTOCOL_VERSION, SUPPORTED_VERSIONS } from "../../generated/gateway/versions.ts";
import type { Json } from "./protocol.ts";

export const SESSION_ID = "11111111-1111-4111-8111-111111111111";
export const TURN_ID = "22222222-2222-4222-8222-222222222222";
const CREATED_AT = "2026-01-01T00:00:00.000Z";

/** What opens a connection. */
export function greeting(fields: Json): Json[] {
  const { requiresAuth = false } = fields;
  const identity = { userId: "u", email: "u@example.com", tenantId: "t", role: "owner", permissions: [] };
  return [
    {
      type: "welcome",
      protocolVersion: PROTOCOL_VERSION,
      supportedVersions: SUPPORTED_VERSIONS,
      requiresAuth,
      server: { name: "scripted", version: "0" },
      ...fields,
    },
    { type: "connected", clientId: "33333333-3333-4333-8333-333333333333", heartbeatIntervalMs: LIMITS.heartbeatInterval, ts: 0 },
    ...(requiresAuth === true ? [] : [{ type: "authenticated", identity }]),
  ];
}

/** What answers a request to join: by default a log that its cursor is one of. */
export function snapshot(message: Json, fields: Json): Json {
  const { afterSeq, sessionId } = message;
  const reached = typeof afterSeq === "number" ? afterSeq : 0;
  const lastSeq = typeof fields["lastSeq"] === "number" ? fields["lastSeq"] : reached;
  return {
    type: "state_snapshot",
    session: {
      id: sessionId,
      name: "A session",
      agentType: "echo",
      status: "ready",
      projectId: null,
      metadata: {},
      archived: false,
      createdAt: CREATED_AT,
      updatedAt: CREATED_AT,
      lastSeq,
      createdBy: "u",
      usage: { inputTokens: 0, outputTokens: 0, cost: null },
    },
    epoch: "epoch-1",
    lastSeq,
    resume: afterSeq === undefined ? "live" : "continued",
    replayFrom: (afterSeq === undefined ? lastSeq : reached) + 1,
    activeTurn: null,
    pendingRequests: [],
    participants: 1,
    ...fields,
  };
}

/** Writes `$deltas` out as events. */
export function expand(events: readonly unknown[]): unknown[] {
  return events.flatMap((event) => {
    const range = (event as Json | null)?.["$deltas"];
    if (!Array.isArray(range)) return [event];
    const [from, to] = range as [number, number];
    return Array.from({ length: to - from + 1 }, (_, index) => {
      const seq = from + index;
      return { type: "text_delta", seq, turnId: TURN_ID, text: `text ${seq}` };
    });
  });
}

/** Gives an event of a log what all of them have. The end of a replay names a place in the log, and is not of it. */
export function placed(event: Json): Json {
  const isOfLog = event["seq"] !== undefined && event["type"] !== ("session_synced" satisfies SessionSynced["type"]);
  return isOfLog ? { sessionId: SESSION_ID, ts: event["seq"], ...event } : event;
}
