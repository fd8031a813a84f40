import { clientTurnId } from "./client-turn-id.ts";
import { type ConnectingOptions, connectingOf } from "./connecting.ts";
import { Connection } from "./connection.ts";
import { ClosedError } from "./errors.ts";
import type { Fields, MessageType, ReplyTo } from "./generated/calls.ts";
import type { EventMap, ServerEvent } from "./generated/events.ts";
import { GatewayMethods } from "./generated/gateway-methods.ts";
import { SOCKETS } from "./generated/sockets.ts";
import { JoinedSessions } from "./joined-sessions.ts";
import { type ClientState, Link, type StateChange } from "./link.ts";
import { type Listener, Listeners } from "./listeners.ts";
import { type CallOptions, PendingCalls } from "./pending-calls.ts";
import { backoff } from "./reconnect.ts";
import { type JoinedSession, type SessionClient, SessionHandle } from "./session.ts";
import type { Cursor } from "./session-cursor.ts";
import { TokenRenewal } from "./token.ts";

/** What can be heard of a client. `state` is the client's own, the rest is the gateway's. */
export interface ClientEventMap extends EventMap {
  state: StateChange;
}

/** Options of a DiminuendoClient. */
export type ClientOptions = ConnectingOptions;

/**
 * A client of the gateway: stays connected, finds the answer to every message, and keeps sessions joined.
 *
 * It has a method for each message of the protocol. `on` hears what the gateway sends, as it comes; to follow a session
 * without a gap, also across reconnects, use `join`.
 */
export class DiminuendoClient extends GatewayMethods {
  readonly #link: Link<ServerEvent, Connection>;
  readonly #calls: PendingCalls;
  readonly #sessions = new JoinedSessions();
  readonly #listeners = new Listeners<ClientEventMap>();
  readonly #renewal: TokenRenewal;
  readonly #sessionClient: SessionClient;

  /**
   * Does nothing yet: `connect` does.
   *
   * @throws TypeError when `url` is none, or there is no WebSocket
   */
  constructor(options: ClientOptions) {
    super();
    const connecting = connectingOf(options, SOCKETS.ws);
    const { token: source, backoff: delays } = connecting;
    this.#calls = new PendingCalls(connecting.requestTimeoutMs, connecting.maxQueuedCalls);
    this.#renewal = new TokenRenewal(source, (token) => this.authenticate({ token }));
    this.#sessionClient = {
      call: (type, fields, callOptions) => this.#call(type, fields, callOptions),
      getHistory: (fields) => this.getHistory(fields),
      getEvents: (fields) => this.getEvents(fields),
      retryDelay: (attempt) => backoff(attempt, delays, Math.random()),
      forget: (session) => this.#sessions.remove(session),
    };
    this.#link = new Link(
      {
        token: source,
        backoff: delays,
        connect: (token, owner) => new Connection({ ...connecting, token }, owner),
      },
      {
        changed: (change) => this.#listeners.emit("state", change),
        connected: (connection, token) => {
          // Sessions first: their requests to join are put before whatever waits to be sent.
          this.#sessions.connected();
          this.#calls.connected((json) => connection.send(json), connection.pacer);
          this.#renewal.start(token);
        },
        disconnected: () => {
          this.#renewal.stop();
          this.#calls.disconnected();
          this.#sessions.disconnected();
        },
        received: (event) => this.#receive(event),
        closed: (reason) => {
          this.#renewal.stop();
          this.#calls.fail(reason);
          this.#sessions.end(reason.cause === null ? null : reason);
        },
      },
    );
  }

  get state(): ClientState {
    return this.#link.state;
  }

  /**
   * Connects, and comes back whenever the connection is lost, until `close` is called or the gateway refuses the client
   * for good. Resolves when the client is open. While the gateway cannot be reached it goes on trying; `state` tells.
   *
   * @throws ClosedError with the reason as its `cause`
   */
  connect(): Promise<void> {
    return this.#link.open();
  }

  /** Closes the client. What was not answered yet fails with ClosedError, and sessions end. `connect` opens it again. */
  close(): void {
    this.#link.close(null);
  }

  /** Calls a function with every event of a type. Returns a function that ends it. */
  on<Type extends keyof ClientEventMap>(type: Type, listener: Listener<ClientEventMap[Type]>): () => void {
    return this.#listeners.on(type, listener);
  }

  /**
   * Joins a session. With a cursor everything after it follows, without one what happens from now on.
   *
   * @throws GatewayError SESSION_NOT_FOUND, FORBIDDEN
   */
  async join(sessionId: string, cursor: Partial<Cursor> = {}): Promise<JoinedSession> {
    const joined: SessionHandle[] = [];
    const { afterSeq, epoch } = cursor;
    const fields = { sessionId, ...(afterSeq === undefined ? {} : { afterSeq }), ...(epoch === undefined ? {} : { epoch }) };
    await this.#call("join_session", fields, {
      onReply: (snapshot) => {
        const session = new SessionHandle(this.#sessionClient, snapshot);
        this.#sessions.add(session);
        joined.push(session);
      },
    });
    return joined[0] as SessionHandle;
  }

  /** Sends a message, and resolves with its reply. A turn is given a `clientTurnId`, so that it can be sent again. */
  override request<Type extends MessageType>(type: Type, fields: Fields<Type>): Promise<ReplyTo<Type>> {
    if (type !== "run_turn") return this.#call(type, fields);
    return this.#call(type, { clientTurnId: clientTurnId(), ...fields }, { repeatable: true });
  }

  #call<Type extends MessageType>(type: Type, fields: Fields<Type>, options?: CallOptions<ReplyTo<Type>>): Promise<ReplyTo<Type>> {
    if (this.state === "closed") return Promise.reject(new ClosedError("The client is closed. Call connect()."));
    return this.#calls.add(type, fields, options);
  }

  #receive(event: ServerEvent): void {
    // An answer comes first: what it starts hears of everything that follows.
    this.#calls.receive(event);
    if (this.#sessions.receive(event)) this.#listeners.emit(event.type, event);
    const left: MessageType = "leave_session";
    if (event.type === "ack" && event.messageType === left && event.sessionId !== undefined) this.#sessions.left(event.sessionId);
  }
}
