import { clientTurnId as newTurnId } from "./client-turn-id.ts";
import { ClosedError, ConnectionLostError, GatewayError, SessionEndedError, SessionResetError } from "./errors.ts";
import type { Fields, MessageType, ReplyTo } from "./generated/calls.ts";
import type { ServerEvent } from "./generated/events.ts";
import type { Ack, StateSnapshot } from "./generated/types.ts";
import type { Listener } from "./listeners.ts";
import { type LogReader, readPastTurn } from "./past-turn.ts";
import type { CallOptions } from "./pending-calls.ts";
import { type Cursor, isDurable, placeOf } from "./session-cursor.ts";
import { type SessionEventMap, type SessionItem, SessionStream } from "./session-stream.ts";
import { FollowedTurn, type Turn } from "./turn.ts";

/** How a turn is run; see `run_turn`. */
export type TurnOptions = Omit<Fields<"run_turn">, "sessionId" | "text">;

/** An answer to a question or a permission request; see `answer_question`. */
export type Answer = Omit<Fields<"answer_question">, "sessionId" | "requestId">;

/**
 * A session that was joined. It is rejoined after every reconnect, from where it was: its listeners and loops get every
 * event exactly once and in order. Events are kept until the first listener, loop or turn is there for them.
 */
export interface JoinedSession {
  readonly id: string;
  /** The session as it was when it was last joined. */
  readonly snapshot: StateSnapshot;
  /** Where the session was last handed out up to: `client.join(id, cursor)` goes on from there, also in another process. */
  readonly cursor: Cursor;
  /** Calls a function with every event of a type. Returns a function that ends it. */
  on<Type extends keyof SessionEventMap>(type: Type, listener: Listener<SessionEventMap[Type]>): () => void;
  /**
   * A loop over the events from here on. It ends when the session is left or deleted, and throws when the session cannot
   * be rejoined or the client is closed by the gateway. What the loop has not read yet is kept in memory.
   */
  events(): AsyncIterableIterator<SessionItem>;
  /**
   * Runs a turn. Resolves when it is accepted; it is sent again by itself when the connection is lost before.
   *
   * @throws GatewayError for instance TURN_IN_PROGRESS
   */
  runTurn(text: string, options?: TurnOptions): Promise<Turn>;
  /** Stops the running turn. */
  stop(): Promise<Ack>;
  /** Guides the running turn. */
  steer(content: string): Promise<Ack>;
  /** Answers a question or a permission request. */
  answer(requestId: string, answer: Answer): Promise<Ack>;
  /** Leaves the session: its loops end, its listeners hear no more. */
  leave(): Promise<void>;
}

/** What a joined session needs of its client. */
export interface SessionClient extends LogReader {
  call<Type extends MessageType>(type: Type, fields: Fields<Type>, options?: CallOptions<ReplyTo<Type>>): Promise<ReplyTo<Type>>;
  /** How long to wait before the next attempt to rejoin, in ms. */
  retryDelay(attempt: number): number;
  /** Forgets a session that has ended. Returns whether it is joined no more: one session may be joined more than once. */
  forget(session: SessionHandle): boolean;
}

/** Keeps one session joined. */
export class SessionHandle implements JoinedSession {
  readonly id: string;
  readonly #client: SessionClient;
  readonly #stream = new SessionStream((item) => this.#delivered(item));
  readonly #turns = new Set<FollowedTurn>();
  #snapshot: StateSnapshot;
  #cursor: Cursor;
  /** `seq` of the last event that came in; the cursor may be behind it. */
  #received: number;
  /** Between a request to join and its answer nothing counts: what comes then comes again. */
  #joined = true;
  #ended = false;
  /** Number of the current request to join; answers to older ones count no more. */
  #attempt = 0;
  #failures = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(client: SessionClient, snapshot: StateSnapshot) {
    this.id = snapshot.session.id;
    this.#client = client;
    this.#snapshot = snapshot;
    this.#received = snapshot.replayFrom - 1;
    this.#cursor = { afterSeq: this.#received, epoch: snapshot.epoch };
    if (snapshot.resume === "reset") this.#stream.push({ type: "reset", snapshot });
  }

  get snapshot(): StateSnapshot {
    return this.#snapshot;
  }

  get cursor(): Cursor {
    return this.#cursor;
  }

  on<Type extends keyof SessionEventMap>(type: Type, listener: Listener<SessionEventMap[Type]>): () => void {
    return this.#stream.on(type, listener);
  }

  events(): AsyncIterableIterator<SessionItem> {
    return this.#stream.loop();
  }

  async runTurn(text: string, options: TurnOptions = {}): Promise<Turn> {
    if (this.#ended) throw this.#gone();
    const clientTurnId = options.clientTurnId ?? newTurnId();
    const turn = new FollowedTurn(clientTurnId);
    this.#stream.release();
    this.#turns.add(turn);
    try {
      const fields = { ...options, sessionId: this.id, text, clientTurnId };
      await this.#client.call("run_turn", fields, { repeatable: true, onReply: (ack) => this.#accepted(turn, ack, options) });
    } catch (error) {
      this.#turns.delete(turn);
      throw error;
    }
    return turn;
  }

  stop(): Promise<Ack> {
    return this.#client.call("stop_turn", { sessionId: this.id });
  }

  steer(content: string): Promise<Ack> {
    return this.#client.call("steer", { sessionId: this.id, content });
  }

  answer(requestId: string, answer: Answer): Promise<Ack> {
    return this.#client.call("answer_question", { ...answer, sessionId: this.id, requestId });
  }

  async leave(): Promise<void> {
    if (this.#ended) return;
    this.end(null);
    if (!this.#client.forget(this)) return;
    // A connection that is lost meanwhile has left everything.
    await this.#client.call("leave_session", { sessionId: this.id }, { repeatable: false }).catch(() => undefined);
  }

  /** For the client: the session must be joined anew, from where it is. */
  rejoin(): void {
    this.#failures = 0;
    this.#join();
  }

  /** For the client: the connection is lost. What comes is of no use before the session is joined anew. */
  disconnected(): void {
    this.#attempt++;
    this.#joined = false;
    clearTimeout(this.#retry);
  }

  /**
   * For the client: something of this session came in.
   *
   * @returns false when it was known already, or will come again
   */
  receive(event: ServerEvent): boolean {
    if (event.type === "session_deleted") {
      this.#stream.push(event);
      this.end(null);
      this.#client.forget(this);
    }
    if (!this.#joined) return false;
    if (isDurable(event)) return this.#receiveDurable(event);
    if (event.type === "session_synced") {
      this.#failures = 0;
      this.#stream.push(event);
    }
    if (isBrokenReplay(event)) {
      this.disconnected();
      this.#refused(new GatewayError(event));
    }
    return true;
  }

  /** For the client: nothing more comes. */
  end(error: Error | null): void {
    if (this.#ended) return;
    this.#ended = true;
    this.disconnected();
    for (const turn of this.#turns) turn.fail(error ?? this.#gone());
    this.#turns.clear();
    this.#stream.push({ type: "ended", error });
  }

  #receiveDurable(event: Extract<ServerEvent, { seq: number; ts: number }>): boolean {
    const place = placeOf(event.seq, this.#received);
    // The gateway leaves no gaps; but someone may have joined the same session over this connection from elsewhere.
    if (place === "gap") this.#join();
    if (place !== "next") return false;
    this.#received = event.seq;
    if ("turnId" in event) {
      for (const turn of this.#turns) {
        turn.take(event);
        if (turn.isOver) this.#turns.delete(turn);
      }
    }
    this.#stream.push(event);
    return true;
  }

  #delivered(item: SessionItem): void {
    if (item.type === "reset") this.#cursor = { afterSeq: 0, epoch: item.snapshot.epoch };
    else this.#cursor = { ...this.#cursor, afterSeq: item.seq };
  }

  #accepted(turn: FollowedTurn, ack: Ack, options: TurnOptions): void {
    turn.accepted(ack);
    const known = ack.duplicate === true && options.clientTurnId !== undefined && !turn.hasStarted;
    // It may have begun before this session was joined. What comes from here on is held back until that is read.
    if (known) void turn.precede(readPastTurn(this.#client, this.id, turn.id, this.#received));
  }

  #join(): void {
    const attempt = ++this.#attempt;
    this.#joined = false;
    clearTimeout(this.#retry);
    const onReply = (snapshot: StateSnapshot) => {
      if (attempt === this.#attempt) this.#follow(snapshot);
    };
    const fields = { sessionId: this.id, afterSeq: this.#received, epoch: this.#snapshot.epoch };
    this.#client.call("join_session", fields, { repeatable: false, urgent: true, onReply }).catch((error: Error) => {
      if (attempt === this.#attempt) this.#refused(error);
    });
  }

  #follow(snapshot: StateSnapshot): void {
    this.#joined = true;
    this.#snapshot = snapshot;
    this.#received = snapshot.replayFrom - 1;
    if (snapshot.resume !== "reset") return;
    // The request to join leaves before the turns that are asked for again: those belong to the new log.
    for (const turn of this.#turns) {
      if (!turn.isAccepted) continue;
      turn.fail(new SessionResetError("The session's log was replaced while the turn ran."));
      this.#turns.delete(turn);
    }
    this.#stream.push({ type: "reset", snapshot });
  }

  #refused(error: Error): void {
    // The next connection brings the next attempt; a client that is closed ends its sessions by itself.
    if (error instanceof ConnectionLostError || error instanceof ClosedError) return;
    if (error instanceof GatewayError && !error.retryable) {
      this.end(error);
      this.#client.forget(this);
      return;
    }
    const retryAfterMs = error instanceof GatewayError ? (error.retryAfterMs ?? 0) : 0;
    this.#retry = setTimeout(() => this.#join(), Math.max(retryAfterMs, this.#client.retryDelay(this.#failures++)));
  }

  #gone(): SessionEndedError {
    return new SessionEndedError("The session was left or deleted.");
  }
}

/** The gateway could not go on with a replay that it had begun, and has left the session. */
function isBrokenReplay(event: ServerEvent): event is Extract<ServerEvent, { type: "error" }> {
  const join: MessageType = "join_session";
  return event.type === "error" && event.messageType === join && event.ref === undefined;
}
