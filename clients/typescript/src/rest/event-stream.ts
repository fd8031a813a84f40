import { ConnectionLostError, GatewayError } from "../errors.ts";
import { LIMITS } from "../generated/limits.ts";
import type {
  DurableEvent,
  Error as ErrorEvent,
  ServerShutdown,
  SessionDeleted,
  SessionSynced,
  StateSnapshot,
} from "../generated/types.ts";
import { backoff } from "../reconnect.ts";
import { type Cursor, placeOf } from "../session-cursor.ts";
import type { RequestOptions, Route } from "./rest-caller.ts";
import { pause, type RestTransport } from "./rest-transport.ts";
import { askedDelay, mayRetry } from "./retries.ts";
import { SseParser } from "./sse-parser.ts";

/** What a stream of a session's events yields. After a `state_snapshot` that says `reset` everything comes again from another log. */
export type StreamItem = StateSnapshot | DurableEvent | SessionSynced | SessionDeleted;

/** What a stream says beside its events. */
type Said = StreamItem | ServerShutdown | ErrorEvent;

const SSE_TYPE = "text/event-stream";
/** How long the gateway may be late with its heartbeat before a stream is taken for dead, in ms. */
const GRACE_MS = 5000;

/**
 * Follows a session over server-sent events: each event once and in order, also across lost connections. It ends when
 * the session is deleted, or the loop is left.
 *
 * @param route of the stream
 * @throws RestError, for instance SESSION_NOT_FOUND; GatewayError when the log cannot be read
 */
export async function* followEvents(
  transport: RestTransport,
  route: Route,
  sessionId: string,
  cursor: Partial<Cursor>,
  { signal }: RequestOptions,
): AsyncGenerator<StreamItem, void, void> {
  const place: Place = { ...cursor };
  for (let failures = 0; ; failures++) {
    const ended = new AbortController();
    const either = signal === undefined ? ended.signal : AbortSignal.any([signal, ended.signal]);
    let waitMs = 0;
    try {
      for await (const said of readStream(transport, route, inputOf(sessionId, place), ended, either)) {
        if (said.type === "error") throw new GatewayError(said);
        if (said.type === "server_shutdown") {
          waitMs = said.reconnectAfterMs;
          continue;
        }
        // Somebody lost a part of it on the way: from where it is whole it comes again.
        const where = placeIn(said, place);
        if (where === "gap") break;
        if (where === "known") continue;
        note(said, place);
        failures = 0;
        yield said;
        if (said.type === "session_deleted") return;
      }
    } catch (error) {
      signal?.throwIfAborted();
      if (!mayRetry(error, "read", false) && !ended.signal.aborted) throw error;
      waitMs = askedDelay(error);
    } finally {
      ended.abort();
    }
    await pause(Math.max(waitMs, backoff(failures, transport.delays, Math.random())), signal);
  }
}

/** Where a stream has come to. */
interface Place {
  afterSeq?: number;
  epoch?: string;
}

function inputOf(sessionId: string, { afterSeq, epoch }: Place): object {
  return { sessionId, ...(afterSeq === undefined ? {} : { lastEventId: afterSeq }), ...(epoch === undefined ? {} : { epoch }) };
}

function placeIn(said: StreamItem, { afterSeq }: Place): "next" | "known" | "gap" {
  const isOfLog = "seq" in said && said.type !== "session_synced";
  return isOfLog && afterSeq !== undefined ? placeOf(said.seq, afterSeq) : "next";
}

function note(said: StreamItem, place: Place): void {
  if (said.type === "state_snapshot") {
    place.epoch = said.epoch;
    place.afterSeq = said.replayFrom - 1;
  } else if ("seq" in said && said.type !== "session_synced") {
    place.afterSeq = said.seq;
  }
}

/** One connection of a stream, until it ends, is lost, or is silent for too long. */
async function* readStream(
  transport: RestTransport,
  route: Route,
  input: object,
  ended: AbortController,
  signal: AbortSignal,
): AsyncGenerator<Said, void, void> {
  const silence = () => setTimeout(() => ended.abort(), LIMITS.heartbeatInterval + GRACE_MS);
  let timer = silence();
  try {
    const response = await transport.open(route, input, SSE_TYPE, signal);
    const parser = new SseParser();
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const piece = await read(reader, signal);
      if (piece === null) return;
      clearTimeout(timer);
      timer = silence();
      for (const { data } of parser.push(piece)) yield JSON.parse(data) as Said;
    }
  } finally {
    clearTimeout(timer);
  }
}

async function read(reader: ReadableStreamDefaultReader<string> | undefined, signal: AbortSignal): Promise<string | null> {
  try {
    const { done = true, value = "" } = (await reader?.read()) ?? {};
    return done ? null : value;
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ConnectionLostError("The connection of a stream was lost.", { cause: error });
  }
}
