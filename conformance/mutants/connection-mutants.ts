import { CLOSE_CODES } from "../../generated/gateway/close-codes.ts";
import { LIMITS } from "../../generated/gateway/limits.ts";
import { SCALARS } from "../../generated/gateway/scalars.ts";
import { isObject } from "../trace/match.ts";
import type { Mutant } from "./mutant.ts";
import { changed, hears, onSocket, says, takesFor } from "./tamper.ts";

const NAME_LENGTH = SCALARS.SessionName.maxLength;

/** How deep arrays and objects lie within each other. */
function depthOf(value: unknown): number {
  return typeof value === "object" && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
}

/** Servers that break the rules of versions, greetings, frames, correlation and rates. */
export const CONNECTION_MUTANTS: readonly Mutant[] = [
  {
    name: "version-not-echoed",
    rule: "WS-VERSION-1",
    about: "The subprotocol that was offered is not chosen.",
    service: "gateway",
    begin: () => ({ upgrade: ({ "sec-websocket-protocol": _offered, ...headers }) => headers }),
  },
  {
    name: "any-version",
    rule: "WS-VERSION-3",
    about: "A version that does not exist is taken.",
    service: "gateway",
    begin: () => ({
      upgrade: (headers) =>
        headers["sec-websocket-protocol"] === undefined ? headers : { ...headers, "sec-websocket-protocol": "diminuendo.v1" },
    }),
  },
  onSocket({ name: "unknown-field-refused", rule: "WS-VERSION-4", about: "A `ping` with a field that is not known is refused." }, () => ({
    toServer(frame, wire) {
      const { type, ref, ts: _ts, ...unknown } = frame;
      if (type !== "ping" || Object.keys(unknown).length === 0) return frame;
      const error = { type: "error", code: "INVALID_MESSAGE", message: "Unknown field.", messageType: "ping" };
      wire.answer(ref === undefined ? error : { ...error, ref });
      return null;
    },
  })),
  onSocket({ name: "connected-first", rule: "WS-HELLO-1", about: "`connected` comes before `welcome`." }, () => {
    let welcome: Parameters<typeof changed>[0] | null = null;
    return {
      toClient(frame) {
        if (frame["type"] === "welcome") {
          welcome = frame;
          return null;
        }
        if (frame["type"] !== "connected" || welcome === null) return frame;
        return [frame, welcome];
      },
    };
  }),
  says({ name: "other-heartbeat", rule: "WS-HELLO-2", about: "`connected` tells another interval of heartbeats." }, (frame) =>
    frame["type"] === "connected" ? changed(frame, { heartbeatIntervalMs: 15_000 }) : frame,
  ),
  {
    name: "any-origin",
    rule: "WS-ORIGIN-1",
    about: "Every origin may open a connection.",
    service: "gateway",
    begin: () => ({ upgrade: ({ origin: _origin, ...headers }) => headers }),
  },
  says({ name: "served-unauthenticated", rule: "WS-AUTH-4", about: "A message is served before authentication." }, (frame) =>
    frame["type"] === "error" && frame["code"] === "UNAUTHENTICATED"
      ? changed({ type: "pong", ts: 1_750_000_000_000 }, { ref: frame["ref"] })
      : frame,
  ),
  takesFor({ name: "expiry-ignored", rule: "WS-AUTH-5", about: "A token that has expired is taken." }, { expired: "owner" }),
  takesFor({ name: "signature-ignored", rule: "WS-AUTH-5", about: "A token that somebody else has signed is taken." }, { forged: "owner" }),
  takesFor({ name: "any-tenant", rule: "WS-AUTH-7", about: "A tenant id may be a path." }, { "bad-tenant": "owner" }),
  says({ name: "no-permissions", rule: "WS-AUTH-3", about: "`authenticated` tells no permissions." }, (frame) =>
    frame["type"] === "authenticated" && isObject(frame["identity"])
      ? changed(frame, { identity: { ...frame["identity"], permissions: [] } })
      : frame,
  ),
  onSocket({ name: "closes-on-garbage", rule: "WS-FRAME-1", about: "A frame that is no JSON ends the connection." }, () => ({
    raw(data, isBinary, wire) {
      const text = String(data);
      if (isBinary || text.startsWith("{")) return true;
      wire.close(CLOSE_CODES.PROTOCOL_ERROR);
      return false;
    },
  })),
  onSocket({ name: "binary-passed-over", rule: "WS-FRAME-2", about: "A binary frame is passed over." }, () => ({
    raw: (_data, isBinary) => !isBinary,
  })),
  says({ name: "unknown-type-other-code", rule: "WS-FRAME-3", about: "An unknown type of message gets another code." }, (frame) =>
    frame["code"] === "INVALID_MESSAGE" && /type/i.test(JSON.stringify(frame["details"] ?? frame["message"] ?? ""))
      ? changed(frame, { code: "INVALID_JSON" })
      : frame,
  ),
  onSocket({ name: "frame-limit-one-less", rule: "WS-FRAME-4", about: "A frame of exactly the limit is too large." }, () => ({
    raw(data, _isBinary, wire) {
      if (data.byteLength < LIMITS.frameBytes) return true;
      wire.answer({ type: "error", code: "MESSAGE_TOO_LARGE", message: "Too large." });
      wire.close(CLOSE_CODES.TOO_LARGE);
      return false;
    },
  })),
  onSocket({ name: "depth-limit-one-less", rule: "WS-FRAME-5", about: "JSON of exactly the depth is too deep." }, () => ({
    toServer(frame, wire) {
      if (depthOf(frame) !== LIMITS.jsonDepth) return frame;
      wire.answer(changed({ type: "error", code: "INVALID_JSON", message: "Too deep." }, { ref: frame["ref"] }));
      return null;
    },
  })),
  says({ name: "undocumented-field-type", rule: "WS-FRAME-7", about: "`turn_started` tells the time as text." }, (frame) =>
    frame["type"] === "turn_started" ? changed(frame, { ts: String(frame["ts"]) }) : frame,
  ),
  says({ name: "stack-in-error", rule: "WS-ERROR-1", about: "An error shows where it was thrown." }, (frame) =>
    frame["type"] === "error" ? changed(frame, { message: "Error: no\n    at handle (/srv/app/server/main.ts:12:3)" }) : frame,
  ),
  says({ name: "no-details", rule: "WS-ERROR-2", about: "An invalid message is not told which field is wrong." }, (frame) =>
    frame["code"] === "INVALID_MESSAGE" ? changed(frame, { details: undefined }) : frame,
  ),
  says({ name: "reply-without-ref", rule: "WS-REF-1", about: "A reply has no `ref`." }, (frame) =>
    frame["type"] === "error" ? frame : changed(frame, { ref: undefined }),
  ),
  says({ name: "error-without-ref", rule: "WS-REF-2", about: "An error has no `ref`." }, (frame) =>
    frame["type"] === "error" ? changed(frame, { ref: undefined }) : frame,
  ),
  says({ name: "answers-twice", rule: "WS-REPLY-1", about: "A message is answered twice." }, (frame) =>
    frame["ref"] === undefined ? frame : [frame, frame],
  ),
  says({ name: "pong-without-ts", rule: "WS-PING-1", about: "`pong` does not repeat the time of the `ping`." }, (frame) =>
    frame["type"] === "pong" ? changed(frame, { clientTs: undefined }) : frame,
  ),
  says({ name: "no-heartbeat", rule: "WS-BEAT-1", about: "No heartbeat comes." }, (frame) =>
    frame["type"] === "heartbeat" ? null : frame,
  ),
  onSocket({ name: "rate-limit-one-more", rule: "WS-RATE-1", about: "One message more than the limit is served." }, () => {
    let messages = 0;
    return {
      toServer(frame, wire) {
        messages += 1;
        if (messages !== LIMITS.messagesPerWindow + 1 || frame["type"] !== "ping") return frame;
        wire.answer(changed({ type: "pong", ts: 1_750_000_000_000, clientTs: frame["ts"] ?? 0 }, { ref: frame["ref"] }));
        return null;
      },
    };
  }),
  onSocket({ name: "flooding-other-close", rule: "WS-RATE-3", about: "Who floods is closed with another code." }, () => ({
    closing: (code) => (code === CLOSE_CODES.FLOODING ? CLOSE_CODES.PROTOCOL_ERROR : code),
  })),
  {
    name: "never-too-slow",
    rule: "WS-SLOW-1",
    about: "Everything is kept for a client that does not read.",
    service: "gateway",
    isProxyAlone: true,
    begin: () => ({}),
  },
  onSocket({ name: "shutdown-other-close", rule: "WS-STOP-1", about: "A shutdown closes connections with another code." }, () => ({
    closing: (code) => (code === CLOSE_CODES.SHUTDOWN ? 1000 : code),
  })),
  hears({ name: "name-limit-one-more", rule: "WS-FIELD-1", about: "A name may be one character longer than the limit." }, (frame) => {
    const { name } = frame;
    return typeof name === "string" && [...name].length === NAME_LENGTH + 1 ? changed(frame, { name: [...name].slice(1).join("") }) : frame;
  }),
  onSocket({ name: "counts-code-units", rule: "WS-FIELD-2", about: "Lengths count what a character takes in memory." }, () => ({
    toServer(frame, wire) {
      const { name, type, ref } = frame;
      if (typeof name !== "string" || name.length <= NAME_LENGTH || [...name].length > NAME_LENGTH) return frame;
      const details = [{ path: "/name", message: `must NOT have more than ${NAME_LENGTH} characters` }];
      wire.answer(changed({ type: "error", code: "INVALID_MESSAGE", message: "Invalid.", messageType: type ?? "", details }, { ref }));
      return null;
    },
  })),
];
