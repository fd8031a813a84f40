import type { DurableEvent } from "../../generated/gateway/types.ts";
import type { Membership } from "../members/membership.ts";
import { GatewayError } from "../pipeline/gateway-error.ts";
import type { Committed } from "../sessions/event-log.ts";
import type { HistoryService } from "../sessions/history-service.ts";
import { type EventSource, planReplay, Replay, type ReplayPlan } from "../sessions/replay.ts";
import type { SessionRuntime } from "../sessions/session-runtime.ts";
import type { Broadcaster, Subscriber } from "../transport/broadcaster.ts";
import { payloads } from "../wire/text-frame.ts";
import type { AcpConnection } from "./acp-connection.ts";
import { type Ask, Asks } from "./asks.ts";
import { clientHost } from "./client-host.ts";
import { permissionRequest } from "./mapping/requests.ts";
import { SessionUpdates } from "./mapping/session-updates.ts";
import { Prompts } from "./prompts.ts";

/** How much of a log is read at a time. */
const PAGE_BYTES = 256 * 1024;
const PAGE_EVENTS = 5000;

export interface AcpSessionOptions {
  readonly session: SessionRuntime;
  readonly client: AcpConnection;
  /** Who the client is. */
  readonly member: Membership;
  readonly broadcaster: Broadcaster;
  readonly events: EventSource;
  readonly history: HistoryService;
  /** Something went wrong that the client is not told of. */
  readonly note: (message: string, error: unknown) => void;
}

/** How a session is opened. */
export interface Opening {
  /** The client's folder; absolute. */
  readonly cwd: string;
  readonly cursor: { readonly afterSeq?: number; readonly epoch?: string };
  /** The client knows nothing of the session: what people said is told to it as well. */
  readonly isLoad: boolean;
}

/** What the opening of a session came to. */
export interface Opened {
  readonly resume: ReplayPlan["resume"];
  readonly epoch: string;
  /** The last event that was taken into account. */
  readonly lastSeq: number;
}

/** What follows the session's log since it was opened last. */
interface Following {
  readonly updates: SessionUpdates;
  readonly asks: Asks;
  readonly replay: Replay;
}

/**
 * One client's view of one session: its log as `session/update`s, the turns that the client runs, and what it is asked. A
 * client may open it again; prompts that wait for their turns outlive that.
 */
export class AcpSession implements Subscriber {
  readonly session: SessionRuntime;
  readonly prompts: Prompts;
  /** The client's folder; absolute. */
  cwd = "/";
  /** Nobody has named the session: its first prompt does. */
  isUnnamed = false;
  readonly #options: AcpSessionOptions;
  #following: Following | null = null;
  #isClosed = false;
  /** The last event that was taken. */
  #position = 0;
  #awaited: { seq: number; resolve: () => void }[] = [];

  constructor(options: AcpSessionOptions) {
    const { session, client, member, history, note } = options;
    this.session = session;
    this.#options = options;
    this.prompts = new Prompts({
      session,
      member,
      history,
      note,
      host: clientHost(client, session.record.id, () => this.cwd),
      onOwnTurn: (turnId) => this.#following?.updates.ownTurn(turnId),
      reached: (seq) => this.#reached(seq),
    });
  }

  /**
   * Begins to follow the session, from a cursor on. Resolves when what the cursor asks for was sent. One call at a time.
   *
   * @throws GatewayError INVALID_STATE when the client has left meanwhile
   * @throws Error when the log cannot be read
   */
  async open({ cwd, cursor, isLoad }: Opening): Promise<Opened> {
    const { session, client, broadcaster, events } = this.#options;
    this.#demandOpen();
    this.#unfollow();
    this.cwd = cwd;
    // From here to the next await nothing is appended: snapshot, cursor and subscription are of one moment.
    const snapshot = session.snapshot();
    const plan = planReplay(cursor, snapshot);
    const updates = new SessionUpdates({ cwd, takesBooleans: client.offers("session", "configOptions", "boolean") });
    for (const turnId of this.prompts.turns) updates.ownTurn(turnId);
    updates.replaying = isLoad;
    const asks = this.#asksOf(updates);
    for (const request of snapshot.pendingRequests) if (request.seq <= plan.afterSeq) asks.opened(request);
    const sink = {
      write: (frames: Buffer, lastSeq: number) => this.#take(frames, lastSeq),
      drained: () => client.channel.drained(),
      synced: () => {
        updates.replaying = false;
        asks.goLive();
      },
    };
    const replay = new Replay(events, sink, session.log, plan.afterSeq);
    this.#following = { updates, asks, replay };
    this.#position = plan.afterSeq;
    broadcaster.joinSession(session.record.id, this);
    await session.log.committed(snapshot.lastSeq);
    await this.#recall(updates, plan.afterSeq);
    await replay.run(snapshot.lastSeq);
    this.#demandOpen();
    return { resume: plan.resume, epoch: snapshot.epoch, lastSeq: Math.max(snapshot.lastSeq, this.#position) };
  }

  /** Whether the client can be asked. */
  canAsk(ask: Ask): boolean {
    return this.#following?.asks.canAsk(ask) ?? false;
  }

  deliverEvents(committed: Committed): void {
    this.#following?.replay.deliver(committed);
  }

  deliverMessage(): void {
    // What a session's watchers are told beside its events, the protocol has no words for.
  }

  flush(): void {
    // What is sent is written at once.
  }

  /** The session is gone for good. */
  leave(): void {
    const { id } = this.session.record;
    const { sessions } = this.#options.client;
    if (sessions.get(id) === this) sessions.delete(id);
    this.close(new GatewayError("SESSION_NOT_FOUND", "The session was deleted.", { sessionId: id }));
  }

  /** Follows the session no more. Its turns go on. @param reason what open prompts are answered with, if anyone is there */
  close(reason: GatewayError): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#unfollow();
    this.prompts.leave(reason);
    for (const { resolve } of this.#awaited.splice(0)) resolve();
  }

  #unfollow(): void {
    this.#following?.replay.cancel();
    this.#following?.asks.close();
    this.#following = null;
    this.#options.broadcaster.leaveSession(this.session.record.id, this);
  }

  /** @throws GatewayError INVALID_STATE */
  #demandOpen(): void {
    const { client, member } = this.#options;
    if (this.#isClosed || !client.belongsTo(member)) throw new GatewayError("INVALID_STATE", "The client has left the session.");
  }

  #asksOf(updates: SessionUpdates): Asks {
    const { session, client, member, note } = this.#options;
    return new Asks({
      session,
      client,
      member,
      permissionRequest: (ask) => permissionRequest(ask, updates.toolCall(ask.turnId, ask.toolCallId), this.cwd),
      note,
      isHopeless: (ask) => this.#isHopeless(ask),
    });
  }

  /** Reads what the client knows of the turn that runs at its cursor, so that what follows is told as if it had stayed. */
  async #recall(updates: SessionUpdates, cursor: number): Promise<void> {
    const { session, events, history } = this.#options;
    const first = await history.beginningAt(session, cursor);
    if (first === null) return;
    const { id: sessionId } = session.record;
    for (let afterSeq = first - 1; afterSeq < cursor && !this.#isClosed; ) {
      const page = await events.events({ sessionId, afterSeq, untilSeq: cursor, maxBytes: PAGE_BYTES, maxCount: PAGE_EVENTS });
      if (page.count === 0) return;
      const { buffer, byteOffset, byteLength } = page.frames;
      for (const json of payloads(Buffer.from(buffer, byteOffset, byteLength))) updates.take(JSON.parse(json) as DurableEvent);
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
    if (this.#following === null) return;
    const { updates, asks } = this.#following;
    const { client, session } = this.#options;
    // Known before its text is told: whether that is news to the client.
    if (event.type === "turn_started") this.prompts.started(event.turnId, event.clientTurnId);
    updates.ownsTerminals = this.prompts.hosts;
    for (const update of updates.take(event)) client.update(session.record.id, update);
    switch (event.type) {
      case "permission_requested":
      case "question_requested":
        asks.opened(event);
        break;
      case "approval_resolved":
      case "question_answered":
        asks.settled(event.requestId);
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

  /** Whether a question of a turn that an editor runs can be put to nobody who watches the session. */
  #isHopeless(ask: Ask): boolean {
    const watchers = [...this.#options.broadcaster.participants(this.session.record.id)];
    if (!watchers.every((watcher) => watcher instanceof AcpSession && !watcher.canAsk(ask))) return false;
    return watchers.some((watcher) => watcher instanceof AcpSession && watcher.prompts.owns(ask.turnId));
  }
}
