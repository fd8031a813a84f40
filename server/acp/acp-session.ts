import type { DurableEvent } from "../../generated/gateway/types.ts";
import type { Committed } from "../sessions/event-log.ts";
import type { HistoryService } from "../sessions/history-service.ts";
import { type EventSource, planReplay, Replay, type ReplayPlan } from "../sessions/replay.ts";
import type { SessionRuntime } from "../sessions/session-runtime.ts";
import type { Broadcaster, Subscriber } from "../transport/broadcaster.ts";
import { payloads } from "../wire/text-frame.ts";
import type { AcpConnection } from "./acp-connection.ts";
import { Asks } from "./asks.ts";
import { permissionRequest } from "./mapping/requests.ts";
import { SessionUpdates } from "./mapping/session-updates.ts";
import { Prompts } from "./prompts.ts";

/** How much of a log is read at a time. */
const PAGE_BYTES = 256 * 1024;
const PAGE_EVENTS = 5000;

export interface AcpSessionOptions {
  readonly session: SessionRuntime;
  readonly client: AcpConnection;
  /** The client's folder; absolute. */
  readonly cwd: string;
  readonly broadcaster: Broadcaster;
  readonly events: EventSource;
  readonly history: HistoryService;
  /** Something went wrong that the client is not told of. */
  readonly note: (message: string, error: unknown) => void;
}

/** What the opening of a session came to. */
export interface Opened {
  readonly resume: ReplayPlan["resume"];
  readonly epoch: string;
  /** The last event that was taken into account. */
  readonly lastSeq: number;
}

/** One client's view of one session: its log as `session/update`s, the turns that the client runs, and what it is asked. */
export class AcpSession implements Subscriber {
  readonly session: SessionRuntime;
  readonly cwd: string;
  readonly prompts: Prompts;
  /** Nobody has named the session: its first prompt does. */
  isUnnamed = false;
  readonly #options: AcpSessionOptions;
  readonly #updates: SessionUpdates;
  readonly #asks: Asks;
  #replay: Replay | null = null;
  #isClosed = false;
  /** The last event that was taken. */
  #position = 0;
  #awaited: { seq: number; resolve: () => void }[] = [];

  constructor(options: AcpSessionOptions) {
    const { session, client, cwd, history, note } = options;
    this.session = session;
    this.cwd = cwd;
    this.#options = options;
    this.#updates = new SessionUpdates({ cwd, takesBooleans: client.offers("session", "configOptions", "boolean") });
    this.prompts = new Prompts({
      session,
      client,
      cwd,
      history,
      note,
      onOwnTurn: (turnId) => this.#updates.ownTurn(turnId),
      reached: (seq) => this.#reached(seq),
    });
    this.#asks = new Asks({
      session,
      client,
      permissionRequest: (ask) => permissionRequest(ask, this.#updates.toolCall(ask.turnId, ask.toolCallId), cwd),
      note,
      isAlone: (ask) => this.#isAlone(ask),
    });
  }

  /**
   * Begins to follow the session. Resolves when what the cursor asks for was sent.
   *
   * @param isLoad the client knows nothing of the session: what people said is told to it as well
   * @throws Error when the log cannot be read
   */
  async open(cursor: { afterSeq?: number; epoch?: string }, isLoad: boolean): Promise<Opened> {
    const { session, client, broadcaster, events } = this.#options;
    // From here to the next await nothing is appended: snapshot, cursor and subscription are of one moment.
    const snapshot = session.snapshot();
    const plan = planReplay(cursor, snapshot);
    this.#position = plan.afterSeq;
    this.#updates.replaying = isLoad;
    for (const request of snapshot.pendingRequests) if (request.seq <= plan.afterSeq) this.#asks.opened(request);
    const live = () => {
      this.#updates.replaying = false;
      this.#asks.goLive();
    };
    const sink = {
      write: (frames: Buffer, lastSeq: number) => this.#take(frames, lastSeq),
      drained: () => client.channel.drained(),
      synced: live,
    };
    this.#replay = new Replay(events, sink, session.log, plan.afterSeq);
    broadcaster.joinSession(session.record.id, this);
    try {
      await session.log.committed(snapshot.lastSeq);
      await this.#recall(plan.afterSeq);
      await this.#replay.run(snapshot.lastSeq);
    } catch (error) {
      this.close();
      throw error;
    }
    return { resume: plan.resume, epoch: snapshot.epoch, lastSeq: Math.max(snapshot.lastSeq, this.#position) };
  }

  /** Whether the client can be asked a question. */
  canAsk(ask: Parameters<Asks["canAsk"]>[0]): boolean {
    return this.#asks.canAsk(ask);
  }

  deliverEvents(committed: Committed): void {
    this.#replay?.deliver(committed);
  }

  deliverMessage(): void {
    // What a session's watchers are told beside its events, the protocol has no words for.
  }

  flush(): void {
    // What is sent is written at once.
  }

  /** The session is gone for good. */
  leave(): void {
    this.#options.client.sessions.delete(this.session.record.id);
    this.prompts.abandon();
    this.close();
  }

  /** Follows the session no more. Its turns go on. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#replay?.cancel();
    this.#options.broadcaster.leaveSession(this.session.record.id, this);
    this.#asks.close();
    this.prompts.leave();
    for (const { resolve } of this.#awaited.splice(0)) resolve();
  }

  /** Reads what the client knows of the turn that runs at its cursor, so that what follows is told as if it had stayed. */
  async #recall(cursor: number): Promise<void> {
    const { session, events, history } = this.#options;
    const first = await history.beginningAt(session, cursor);
    if (first === null) return;
    const { id: sessionId } = session.record;
    for (let afterSeq = first - 1; afterSeq < cursor && !this.#isClosed; ) {
      const page = await events.events({ sessionId, afterSeq, untilSeq: cursor, maxBytes: PAGE_BYTES, maxCount: PAGE_EVENTS });
      if (page.count === 0) return;
      const { buffer, byteOffset, byteLength } = page.frames;
      for (const json of payloads(Buffer.from(buffer, byteOffset, byteLength))) this.#updates.take(JSON.parse(json) as DurableEvent);
      afterSeq = page.lastSeq;
    }
  }

  #take(frames: Buffer, lastSeq: number): void {
    for (const json of payloads(frames)) this.#event(JSON.parse(json) as DurableEvent);
    this.#position = lastSeq;
    if (this.#awaited.length === 0) return;
    const reached = this.#awaited.filter(({ seq }) => seq <= lastSeq);
    this.#awaited = this.#awaited.filter(({ seq }) => seq > lastSeq);
    for (const { resolve } of reached) resolve();
  }

  #event(event: DurableEvent): void {
    const { client, session } = this.#options;
    // Known before its text is told: whether that is news to the client.
    if (event.type === "turn_started") this.prompts.started(event.turnId, event.clientTurnId);
    this.#updates.ownsTerminals = this.prompts.hosts;
    for (const update of this.#updates.take(event)) client.update(session.record.id, update);
    switch (event.type) {
      case "permission_requested":
      case "question_requested":
        this.#asks.opened(event);
        break;
      case "approval_resolved":
      case "question_answered":
        this.#asks.settled(event.requestId);
        break;
      case "turn_complete":
      case "turn_stopped":
      case "turn_error":
        this.prompts.ended(event);
        break;
    }
  }

  /** Resolves when an event was taken, or none will be any more. */
  #reached(seq: number): Promise<void> {
    if (this.#isClosed || seq <= this.#position) return Promise.resolve();
    return new Promise((resolve) => this.#awaited.push({ seq, resolve }));
  }

  /** Whether a question of a turn that this client runs can be put to nobody who watches the session. */
  #isAlone(ask: Parameters<Asks["canAsk"]>[0]): boolean {
    if (!this.prompts.owns(ask.turnId)) return false;
    const watchers = [...this.#options.broadcaster.participants(this.session.record.id)];
    return watchers.every((watcher) => watcher instanceof AcpSession && !watcher.canAsk(ask));
  }
}
