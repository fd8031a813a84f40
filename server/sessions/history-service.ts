import type { GetEventsReceived, GetHistoryReceived, HistoryHandlers } from "../../generated/gateway/handlers.ts";
import { LIMITS } from "../../generated/gateway/limits.ts";
import type { DurableEvent, HistoryMessage } from "../../generated/gateway/types.ts";
import type { Call } from "../pipeline/call.ts";
import type { Storage } from "../storage/storage.ts";
import { payloads } from "../wire/text-frame.ts";
import { type Query, readBeginningAt, readEndOf, readHistoryAfter, readHistoryBefore, type TurnEnd } from "./history.ts";
import type { SessionRuntime } from "./session-runtime.ts";

/** Reads a session's log: as it is, and as a conversation. */
export class HistoryService implements HistoryHandlers<Call> {
  readonly #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  async getHistory({ sessionId, beforeSeq, limit }: GetHistoryReceived, call: Call) {
    return { sessionId, ...(await this.messages(call.session, beforeSeq, limit)) };
  }

  async getEvents({ sessionId, afterSeq, limit }: GetEventsReceived, call: Call) {
    return { sessionId, ...(await this.events(call.session, afterSeq, limit)) };
  }

  /** What was said before a place in the log, as many messages as are asked for and fit a page, in the order in which it was said. */
  async messages(
    session: SessionRuntime,
    beforeSeq: number | undefined,
    limit: number,
  ): Promise<{ messages: HistoryMessage[]; nextBeforeSeq: number | null }> {
    if (session.log.committedSeq === 0) return { messages: [], nextBeforeSeq: null };
    return readHistoryBefore(await this.#settled(session), beforeSeq, limit);
  }

  /** How a turn of the session ended; null when it has not. */
  async endOf(session: SessionRuntime, turnId: string): Promise<TurnEnd | null> {
    return session.log.committedSeq === 0 ? null : readEndOf(await this.#settled(session), turnId);
  }

  /** Where the turn began that runs at a place in the session's log; null when none does. The place is committed. */
  async beginningAt(session: SessionRuntime, seq: number): Promise<number | null> {
    return seq === 0 ? null : readBeginningAt(await this.#settled(session), seq);
  }

  /** What was said after a place in the log, at most so many messages, in the order in which it was said. */
  async messagesAfter(session: SessionRuntime, afterSeq: number, limit: number): Promise<HistoryMessage[]> {
    if (session.log.committedSeq <= afterSeq) return [];
    return readHistoryAfter(await this.#settled(session), afterSeq, limit);
  }

  /** A piece of the log: events after a number, as many as are asked for and fit a page. */
  async events(
    session: SessionRuntime,
    afterSeq: number,
    limit: number,
  ): Promise<{ events: DurableEvent[]; lastSeq: number; hasMore: boolean }> {
    const { texts, lastSeq, hasMore } = await this.eventTexts(session, afterSeq, limit);
    return { events: texts.map((json) => JSON.parse(json) as DurableEvent), lastSeq, hasMore };
  }

  /** The same as they stand in the log, as JSON. `reached` is the number of the last one. */
  async eventTexts(
    session: SessionRuntime,
    afterSeq: number,
    limit: number,
  ): Promise<{ texts: string[]; reached: number; lastSeq: number; hasMore: boolean }> {
    const sessionId = session.record.id;
    const lastSeq = session.log.committedSeq;
    if (afterSeq >= lastSeq) return { texts: [], reached: afterSeq, lastSeq, hasMore: false };
    await this.#storage.settle({ sessionId });
    const request = { sessionId, afterSeq, untilSeq: lastSeq, maxBytes: LIMITS.eventsPageBytes, maxCount: limit };
    const run = await this.#storage.events(request);
    const frames = Buffer.from(run.frames.buffer, run.frames.byteOffset, run.frames.byteLength);
    return { texts: [...payloads(frames)], reached: run.lastSeq, lastSeq, hasMore: run.lastSeq < lastSeq };
  }

  async #settled(session: SessionRuntime): Promise<Query> {
    const sessionId = session.record.id;
    await this.#storage.settle({ sessionId });
    return (sql, params) => this.#storage.query({ kind: "session", sessionId }, sql, params);
  }
}
