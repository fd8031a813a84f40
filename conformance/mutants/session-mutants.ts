import type { JsonObject } from "../trace/format.ts";
import { isObject } from "../trace/match.ts";
import type { Mutant } from "./mutant.ts";
import { changed, hears, onSocket, says, takesFor } from "./tamper.ts";

/** Servers that break the rules of sessions, of their logs and of tenants. */
export const SESSION_MUTANTS: readonly Mutant[] = [
  says({ name: "metadata-lost", rule: "WS-SESSION-1", about: "A new session forgets its metadata." }, (frame) =>
    frame["type"] === "session_created" && isObject(frame["session"])
      ? changed(frame, { session: { ...frame["session"], metadata: {} } })
      : frame,
  ),
  says({ name: "unknown-agent-other-code", rule: "WS-SESSION-2", about: "An unknown agent type gets another code." }, (frame) =>
    frame["code"] === "AGENT_NOT_FOUND" ? changed(frame, { code: "NOT_FOUND" }) : frame,
  ),
  hears({ name: "cursor-ignored", rule: "WS-SESSION-3", about: "Every page of the sessions is the first." }, (frame) =>
    frame["type"] === "list_sessions" ? changed(frame, { cursor: undefined }) : frame,
  ),
  hears({ name: "archived-listed", rule: "WS-SESSION-4", about: "Archived sessions are always listed." }, (frame) =>
    frame["type"] === "list_sessions" ? changed(frame, { includeArchived: true }) : frame,
  ),
  says({ name: "missing-other-code", rule: "WS-SESSION-8", about: "A session that does not exist gets another code." }, (frame) =>
    frame["code"] === "SESSION_NOT_FOUND" ? changed(frame, { code: "NOT_FOUND" }) : frame,
  ),
  says({ name: "no-announcements", rule: "WS-SESSION-9", about: "Nothing is announced to the tenant." }, (frame) =>
    frame["ref"] === undefined && /^session_(created|updated|archived|unarchived|deleted)$/.test(String(frame["type"])) ? null : frame,
  ),
  onSocket({ name: "delete-archives", rule: "WS-SESSION-7", about: "A deleted session is only archived." }, () => ({
    toServer: (frame) => (frame["type"] === "delete_session" ? changed(frame, { type: "archive_session" }) : frame),
    toClient: (frame) =>
      frame["type"] === "session_archived" && isObject(frame["session"])
        ? changed({ type: "session_deleted", sessionId: frame["session"]["id"] ?? "" }, { ref: frame["ref"] })
        : frame,
  })),
  says({ name: "no-epoch", rule: "WS-JOIN-1", about: "The snapshot tells another last event than there is." }, (frame) =>
    frame["type"] === "state_snapshot" ? changed(frame, { lastSeq: Number(frame["lastSeq"]) + 1 }) : frame,
  ),
  onSocket({ name: "replay-gap", rule: "WS-JOIN-2", about: "The replay leaves out an event." }, () =>
    inReplay((frame, count) => (count === 2 ? null : frame)),
  ),
  onSocket({ name: "replay-twice", rule: "WS-JOIN-2", about: "The replay has an event twice." }, () =>
    inReplay((frame, count) => (count === 2 ? [frame, frame] : frame)),
  ),
  hears({ name: "live-join-replays", rule: "WS-JOIN-3", about: "A join without a cursor replays the whole log." }, (frame) =>
    frame["type"] === "join_session" && frame["afterSeq"] === undefined ? changed(frame, { afterSeq: 0 }) : frame,
  ),
  onSocket({ name: "epoch-ignored", rule: "WS-JOIN-4", about: "A cursor of another epoch goes on as if it were of this one." }, () => ({
    toServer: (frame) => (frame["type"] === "join_session" ? changed(frame, { epoch: undefined }) : frame),
  })),
  says({ name: "turn-not-in-snapshot", rule: "WS-JOIN-5", about: "The snapshot does not tell the running turn." }, (frame) =>
    frame["type"] === "state_snapshot" ? changed(frame, { activeTurn: null }) : frame,
  ),
  onSocket({ name: "leave-stays", rule: "WS-JOIN-6", about: "Who leaves a session goes on hearing it." }, () => ({
    toServer(frame, wire) {
      if (frame["type"] !== "leave_session") return frame;
      wire.answer(changed({ type: "ack", messageType: "leave_session", sessionId: frame["sessionId"] ?? "" }, { ref: frame["ref"] }));
      return null;
    },
  })),
  onSocket({ name: "seq-gap", rule: "WS-LOG-1", about: "`seq` leaves out a number." }, () =>
    live((frame, count) => shifted(frame, count > 2 ? 1 : 0)),
  ),
  onSocket({ name: "seq-reused", rule: "WS-LOG-1", about: "`seq` is used twice." }, () =>
    live((frame, count) => shifted(frame, count > 2 ? -1 : 0)),
  ),
  {
    name: "published-before-commit",
    rule: "WS-LOG-2",
    about: "An event that clients have seen is gone after a kill.",
    service: "gateway",
    begin() {
      const last = new Map<string, number>();
      const lost = new Map<string, number>();
      return {
        restarted() {
          for (const [session, seq] of last) lost.set(session, seq);
        },
        socket: () => ({
          toClient(frame) {
            const { seq } = frame;
            const session = String(frame["sessionId"] ?? (isObject(frame["session"]) ? frame["session"]["id"] : ""));
            const gone = lost.get(session);
            if (gone === undefined) {
              if (typeof seq === "number") last.set(session, Math.max(last.get(session) ?? 0, seq));
              return frame;
            }
            if (typeof frame["lastSeq"] === "number") return changed(frame, { lastSeq: frame["lastSeq"] - 1 });
            if (typeof seq !== "number" || seq < gone) return frame;
            return seq === gone && frame["type"] !== "session_synced" ? null : shifted(frame, -1);
          },
        }),
      };
    },
  },
  onSocket({ name: "replay-differs", rule: "WS-LOG-4", about: "A replayed event has another time than it had live." }, () =>
    inReplay((frame) => changed(frame, { ts: Number(frame["ts"]) + 1 })),
  ),
  {
    name: "order-by-client",
    rule: "WS-LOG-3",
    about: "Every other client gets a text and the event behind it in the other order.",
    service: "gateway",
    begin() {
      let connections = 0;
      return {
        socket() {
          connections += 1;
          return connections % 2 === 1 ? {} : textFallsBehind();
        },
      };
    },
  },
  onSocket({ name: "text-falls-behind", rule: "WS-LOG-5", about: "A text comes behind the event that came after it." }, textFallsBehind),
  says({ name: "events-one-less", rule: "WS-EVENTS-1", about: "A page of events leaves out the first." }, (frame) =>
    frame["type"] === "events" && Array.isArray(frame["events"]) ? changed(frame, { events: frame["events"].slice(1) }) : frame,
  ),
  says({ name: "history-without-agent", rule: "WS-HISTORY-1", about: "The history has only what people said." }, (frame) =>
    frame["type"] === "history" && Array.isArray(frame["messages"])
      ? changed(frame, { messages: frame["messages"].filter((message) => isObject(message) && message["role"] === "user") })
      : frame,
  ),
  says({ name: "skips-a-state", rule: "WS-STATE-1", about: "A session is ready before it was activated." }, (frame) =>
    frame["type"] === "session_state" && frame["previous"] === "inactive" ? changed(frame, { status: "ready" }) : frame,
  ),
  says({ name: "restart-not-told", rule: "WS-STATE-2", about: "A turn that a restart has cut off ends for another reason." }, (frame) =>
    frame["code"] === "GATEWAY_RESTARTED" ? changed(frame, { code: "AGENT_FAILED" }) : frame,
  ),
  takesFor({ name: "foreign-session-served", rule: "WS-TENANT-1", about: "A session of another tenant is served." }, { stranger: "owner" }),
  says(
    { name: "foreign-session-other-words", rule: "WS-TENANT-1", about: "A session of another tenant gets other words than a missing one." },
    (frame) => {
      // The server behind tells both alike: this one tells every second apart.
      return frame["code"] === "SESSION_NOT_FOUND" ? changed(frame, { message: `${String(frame["message"])} (${Math.random()})` }) : frame;
    },
  ),
  takesFor(
    { name: "foreign-sessions-listed", rule: "WS-TENANT-2", about: "Sessions of another tenant are listed." },
    { stranger: "owner" },
  ),
  takesFor({ name: "foreign-events", rule: "WS-TENANT-3", about: "Events of a tenant reach another one." }, { stranger: "owner" }),
];

/** Tampers with the events between a snapshot and `session_synced`; `count` counts them from 1. */
function inReplay(tamper: (frame: JsonObject, count: number) => JsonObject | readonly JsonObject[] | null) {
  let count = 0;
  let isReplay = false;
  return {
    toClient(frame: JsonObject) {
      if (frame["type"] === "state_snapshot") {
        isReplay = true;
        count = 0;
      }
      if (frame["type"] === "session_synced") isReplay = false;
      if (!isReplay || typeof frame["seq"] !== "number") return frame;
      count += 1;
      return tamper(frame, count);
    },
  };
}

/** Tampers with live events; `count` counts them from 1. */
function live(tamper: (frame: JsonObject, count: number) => JsonObject) {
  let count = 0;
  let isLive = false;
  return {
    toClient(frame: JsonObject) {
      if (frame["type"] === "state_snapshot") isLive = frame["resume"] === "live";
      if (frame["type"] === "session_synced") {
        isLive = true;
        return frame;
      }
      if (!isLive || typeof frame["seq"] !== "number") return frame;
      count += 1;
      return tamper(frame, count);
    },
  };
}

/** Each text changes its place with the event behind it, unless the turn ends there. */
function textFallsBehind() {
  let held: JsonObject | null = null;
  return {
    toClient(frame: JsonObject) {
      const text = held;
      if (text === null) {
        if (frame["type"] !== "text_delta") return frame;
        held = frame;
        return null;
      }
      held = null;
      if (typeof frame["seq"] !== "number" || /^turn_|^session_state$|^text_delta$/.test(String(frame["type"]))) return [text, frame];
      return [
        { ...frame, seq: text["seq"] ?? 0 },
        { ...text, seq: frame["seq"] },
      ];
    },
  };
}

function shifted(frame: JsonObject, by: number): JsonObject {
  return { ...frame, seq: Number(frame["seq"]) + by };
}
