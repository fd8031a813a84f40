import { LIMITS } from "../../../generated/gateway/limits.ts";
import {
  serializeError,
  serializeServerShutdown,
  serializeSessionSynced,
  serializeStateSnapshot,
} from "../../../generated/gateway/serializers.ts";
import type { Membership } from "../../members/membership.ts";
import type { HttpFacts } from "../../pipeline/call.ts";
import type { Committed } from "../../sessions/event-log.ts";
import { type EventSource, planReplay, REPLAY_FAILURE, Replay } from "../../sessions/replay.ts";
import type { SessionRuntime } from "../../sessions/session-runtime.ts";
import { eventTypeOf } from "../../wire/event-json.ts";
import { payloads } from "../../wire/text-frame.ts";
import type { Broadcaster, Subscriber } from "../broadcaster.ts";

export const SSE_TYPE = "text/event-stream";

/** Follows sessions over server-sent events: the same replay as on `/ws`, in another dress. */
export class EventStreams {
  readonly #broadcaster: Broadcaster;
  readonly #source: EventSource;
  readonly #open = new Map<EventStream, Membership>();
  #closing = false;

  constructor(broadcaster: Broadcaster, source: EventSource) {
    this.#broadcaster = broadcaster;
    this.#source = source;
  }

  /**
   * Opens a stream from a cursor on. It ends when the client goes away, reads too slowly or is no member any more, the
   * session is deleted or its log cannot be read, or the gateway shuts down.
   */
  async *open(
    session: SessionRuntime,
    cursor: { afterSeq?: number; epoch?: string },
    membership: Membership,
    response: Pick<HttpFacts, "closed" | "end" | "log">,
  ): AsyncGenerator<string> {
    // A client may be gone before anything is read from here.
    if (response.closed.aborted || this.#closing) return;
    const sessionId = session.record.id;
    const snapshot = session.snapshot();
    const plan = planReplay(cursor, snapshot);
    const stream = new EventStream(response.end);
    const replay = new Replay(this.#source, stream, session.log, plan.afterSeq);
    stream.onEvents = (committed) => replay.deliver(committed);
    stream.sessionId = sessionId;
    const stop = () => void stream.end();
    response.closed.addEventListener("abort", stop, { once: true });
    const heartbeat = setInterval(() => stream.push(": heartbeat\n\n"), LIMITS.heartbeatInterval);
    this.#broadcaster.joinSession(sessionId, stream);
    this.#open.set(stream, membership);
    try {
      await session.log.committed(snapshot.lastSeq);
      const participants = this.#broadcaster.participants(sessionId).size;
      yield sse(
        "state_snapshot",
        serializeStateSnapshot({ ...snapshot, resume: plan.resume, replayFrom: plan.afterSeq + 1, participants }),
      );
      replay.run(snapshot.lastSeq).catch((error: unknown) => {
        response.log().error({ error }, "a replay failed");
        stream.push(sse("error", serializeError({ ...REPLAY_FAILURE, sessionId })));
        void stream.end();
      });
      yield* stream;
    } finally {
      clearInterval(heartbeat);
      response.closed.removeEventListener("abort", stop);
      this.#broadcaster.leaveSession(sessionId, stream);
      this.#open.delete(stream);
      replay.cancel();
    }
  }

  /** Ends the streams of someone who is no member any more. */
  disconnect(membership: Membership): void {
    for (const [stream, reader] of this.#open) if (reader === membership) void stream.end();
  }

  /** Tells every stream that the gateway shuts down. */
  announceShutdown(reason: string): void {
    const event = sse("server_shutdown", serializeServerShutdown({ reason, reconnectAfterMs: LIMITS.reconnectAfterShutdown }));
    for (const stream of this.#open.keys()) stream.push(event);
  }

  /** Ends every stream, and resolves when all are over. */
  async closeAll(): Promise<void> {
    this.#closing = true;
    await Promise.all([...this.#open.keys()].map((stream) => stream.end()));
  }
}

/** One client's stream: what waits for the client to read it. */
class EventStream implements Subscriber, AsyncIterable<string> {
  onEvents: (committed: Committed) => void = () => undefined;
  sessionId = "";
  readonly #chunks: string[] = [];
  #size = 0;
  #ended = false;
  #wake: (() => void) | undefined;
  #drained: (() => void) | undefined;
  readonly #onEnd: () => Promise<void>;

  constructor(onEnd: () => Promise<void>) {
    this.#onEnd = onEnd;
  }

  deliverEvents(committed: Committed): void {
    this.onEvents(committed);
  }

  deliverMessage(frame: Buffer): void {
    for (const json of payloads(frame)) this.push(sse(eventTypeOf(json), json));
  }

  leave(): void {
    void this.end();
  }

  flush(): void {
    // What is pushed is read as soon as the client can take it.
  }

  write(frames: Buffer, lastSeq: number): void {
    const events = [...payloads(frames)];
    const firstSeq = lastSeq - events.length + 1;
    this.push(events.map((json, index) => `id: ${firstSeq + index}\n${sse(eventTypeOf(json), json)}`).join(""));
  }

  async drained(): Promise<void> {
    if (this.#chunks.length > 0 && !this.#ended) await new Promise<void>((resolve) => (this.#drained = resolve));
  }

  synced(seq: number): void {
    this.push(sse("session_synced", serializeSessionSynced({ sessionId: this.sessionId, seq })));
  }

  push(chunk: string): void {
    if (this.#ended) return;
    this.#size += chunk.length;
    this.#chunks.push(chunk);
    if (this.#size > LIMITS.sendBufferBytes) {
      // A client that reads too slowly comes back with Last-Event-ID and loses nothing.
      this.#chunks.length = 0;
      void this.end();
    }
    this.#wake?.();
  }

  /** Ends when what was pushed is read. Resolves when the response is over. */
  end(): Promise<void> {
    if (!this.#ended) {
      this.#ended = true;
      this.#wake?.();
      this.#drained?.();
    }
    return this.#onEnd();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string> {
    for (;;) {
      while (this.#chunks.length > 0) {
        const chunk = this.#chunks.splice(0).join("");
        this.#size -= chunk.length;
        yield chunk;
      }
      if (this.#ended) return;
      this.#drained?.();
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}

function sse(type: string, json: string): string {
  return `event: ${type}\ndata: ${json}\n\n`;
}
