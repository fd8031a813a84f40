import { onTestFinished } from "vitest";
import { WebSocket } from "ws";
import type { AnyServerEvent } from "../../generated/gateway/events.ts";
import type { DurableEvent } from "../../generated/gateway/types.ts";

/** Any event, or the one with a certain `type`. */
export type EventOf<Type extends AnyServerEvent["type"]> = Extract<AnyServerEvent, { type: Type }>;

interface Waiter {
  matches: (event: AnyServerEvent) => boolean;
  resolve: (event: never) => void;
}

/** A bare client: sends what a test tells it to, and remembers all that it hears. */
export class TestClient {
  readonly socket: WebSocket;
  /** Everything that was heard, in order. */
  readonly heard: AnyServerEvent[] = [];
  /** Resolves with code and reason when the connection is closed. */
  readonly closed: Promise<{ code: number; reason: string }>;
  #waiters: Waiter[] = [];
  #nextRef = 1;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    const { promise, resolve } = Promise.withResolvers<{ code: number; reason: string }>();
    this.closed = promise;
    socket.on("message", (data) => this.#hear(JSON.parse(String(data)) as AnyServerEvent));
    socket.on("close", (code, reason) => resolve({ code, reason: String(reason) }));
    socket.on("error", () => undefined);
  }

  /** Connects, and waits for `authenticated` when a token is given or none is needed. */
  static async connect(url: string, token?: string): Promise<TestClient> {
    const client = TestClient.open(url, token === undefined ? {} : { authorization: `Bearer ${token}` });
    const welcome = await client.next("welcome");
    if (!welcome.requiresAuth) await client.next("authenticated");
    return client;
  }

  /** Begins to connect. */
  static open(url: string, headers: Record<string, string> = {}, protocols: string[] = ["diminuendo.v1"]): TestClient {
    const socket = new WebSocket(`${url.replace(/^http/, "ws")}/ws`, protocols, { headers });
    const client = new TestClient(socket);
    onTestFinished(() => socket.terminate());
    return client;
  }

  /** The next event of a type that was not waited for before, heard already or to come. */
  async next<Type extends AnyServerEvent["type"]>(
    type: Type,
    matches: (event: EventOf<Type>) => boolean = () => true,
  ): Promise<EventOf<Type>> {
    return this.nextMatching((event): event is EventOf<Type> => event.type === type && matches(event as EventOf<Type>));
  }

  /** The next event that matches, heard already or to come. Each event is handed out once. */
  async nextMatching<Event extends AnyServerEvent>(matches: (event: AnyServerEvent) => event is Event): Promise<Event> {
    const index = this.#unread.findIndex(matches);
    if (index !== -1) return this.#unread.splice(index, 1)[0] as Event;
    return new Promise<Event>((resolve) => this.#waiters.push({ matches, resolve }));
  }

  /** Sends a message and waits for the reply, or the error, with its ref. */
  async ask(message: Record<string, unknown>): Promise<AnyServerEvent> {
    const ref = String(message["ref"] ?? `ref-${this.#nextRef++}`);
    this.send({ ...message, ref });
    return this.nextMatching((event): event is AnyServerEvent => "ref" in event && event.ref === ref);
  }

  /** Sends a message and waits for its reply, which must be of a certain type. */
  async request<Type extends AnyServerEvent["type"]>(message: Record<string, unknown>, type: Type): Promise<EventOf<Type>> {
    const reply = await this.ask(message);
    if (reply.type !== type) throw new Error(`Expected ${type}, got ${JSON.stringify(reply)}`);
    return reply as EventOf<Type>;
  }

  /** Sends a message and waits for its refusal; returns the code. */
  async refusal(message: Record<string, unknown>): Promise<string> {
    return (await this.request(message, "error")).code;
  }

  send(message: Record<string, unknown>): void {
    this.socket.send(JSON.stringify(message));
  }

  /** Sends bytes as they are. */
  sendRaw(data: string | Buffer, options: { binary?: boolean } = {}): void {
    this.socket.send(data, { binary: options.binary ?? false });
  }

  /** Creates a session and returns its id. */
  async createSession(agentType = "echo", fields: Record<string, unknown> = {}): Promise<string> {
    return (await this.request({ type: "create_session", agentType, ...fields }, "session_created")).session.id;
  }

  /** Joins a session, and waits until the replay is complete. */
  async join(sessionId: string, cursor: { afterSeq?: number; epoch?: string } = {}): Promise<EventOf<"state_snapshot">> {
    const snapshot = await this.request({ type: "join_session", sessionId, ...cursor }, "state_snapshot");
    await this.next("session_synced", (event) => event.sessionId === sessionId);
    return snapshot;
  }

  /** Runs a turn in a session that was joined, and waits for its end. */
  async runTurn(sessionId: string, text: string): Promise<EventOf<"turn_complete" | "turn_stopped" | "turn_error">> {
    const { turnId } = await this.request({ type: "run_turn", sessionId, text }, "ack");
    return this.turnEnd(turnId ?? "");
  }

  /** The event that a turn ends with. */
  turnEnd(turnId: string): Promise<EventOf<"turn_complete" | "turn_stopped" | "turn_error">> {
    return this.nextMatching(
      (event): event is EventOf<"turn_complete" | "turn_stopped" | "turn_error"> =>
        (event.type === "turn_complete" || event.type === "turn_stopped" || event.type === "turn_error") && event.turnId === turnId,
    );
  }

  /** The durable events of a session that were heard, in the order in which they came. */
  eventsOf(sessionId: string): DurableEvent[] {
    return this.heard.filter((event): event is DurableEvent => "seq" in event && "ts" in event && event.sessionId === sessionId);
  }

  /** Closes the connection, and waits until it is closed. */
  async close(): Promise<void> {
    this.socket.close();
    await this.closed;
  }

  readonly #unread: AnyServerEvent[] = [];

  #hear(event: AnyServerEvent): void {
    this.heard.push(event);
    const index = this.#waiters.findIndex(({ matches }) => matches(event));
    if (index === -1) this.#unread.push(event);
    else this.#waiters.splice(index, 1)[0]?.resolve(event as never);
  }
}
