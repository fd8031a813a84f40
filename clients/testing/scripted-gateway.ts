import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import { LIMITS } from "../../generated/gateway/limits.ts";
import type { Session, StateSnapshot, TextDelta } from "../../generated/gateway/types.ts";
import { PROTOCOL_VERSION, SUPPORTED_VERSIONS } from "../../generated/gateway/versions.ts";

/** A message as it came. */
export type Received = Record<string, unknown> & { type: string; ref: string };

/** A gateway that does nothing but what a test tells it to. */
export class ScriptedGateway {
  readonly url: string;
  readonly #waiting: ((connection: ScriptedConnection) => void)[] = [];
  readonly #connections: ScriptedConnection[] = [];

  private constructor(server: WebSocketServer) {
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on("connection", (socket) => {
      const connection = new ScriptedConnection(socket);
      const waiting = this.#waiting.shift();
      if (waiting === undefined) this.#connections.push(connection);
      else waiting(connection);
    });
  }

  static async start(): Promise<ScriptedGateway> {
    const server = new WebSocketServer({ host: "127.0.0.1", port: 0, path: "/ws" });
    onTestFinished(() => {
      for (const socket of server.clients) socket.terminate();
      server.close();
    });
    await once(server, "listening");
    return new ScriptedGateway(server);
  }

  /** The next connection, which was not greeted. */
  async accept(): Promise<ScriptedConnection> {
    return this.#connections.shift() ?? new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** The next connection, open. */
  async open(): Promise<ScriptedConnection> {
    const connection = await this.accept();
    connection.greet();
    return connection;
  }
}

/** One connection of a client to a scripted gateway. */
export class ScriptedConnection {
  readonly socket: WebSocket;
  /** Resolves with the code that the client closed it with. */
  readonly closed: Promise<number>;
  readonly #received: Received[] = [];
  readonly #waiting: ((message: Received) => void)[] = [];

  constructor(socket: WebSocket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => socket.once("close", resolve));
    socket.on("message", (data) => {
      const message = JSON.parse(String(data)) as Received;
      const waiting = this.#waiting.shift();
      if (waiting === undefined) this.#received.push(message);
      else waiting(message);
    });
  }

  /** What came and was not asked for yet. */
  get unread(): readonly Received[] {
    return this.#received;
  }

  /** The next message, which must be of this type. */
  async next(type: string): Promise<Received> {
    const message = this.#received.shift() ?? (await new Promise<Received>((resolve) => this.#waiting.push(resolve)));
    if (message.type !== type) throw new Error(`Expected ${type}, got ${JSON.stringify(message)}`);
    return message;
  }

  /** Sends events, in frames that the client is likely to read in one go. */
  send(...events: object[]): void {
    for (const event of events) this.socket.send(JSON.stringify(event));
  }

  welcome(fields: object = {}): void {
    const server = { name: "scripted", version: "0" };
    this.send(
      { type: "welcome", protocolVersion: PROTOCOL_VERSION, supportedVersions: SUPPORTED_VERSIONS, requiresAuth: false, server, ...fields },
      { type: "connected", clientId: "00000000-0000-4000-8000-000000000000", heartbeatIntervalMs: LIMITS.heartbeatInterval, ts: 0 },
    );
  }

  authenticated(ref?: string): void {
    this.send({ type: "authenticated", ref, identity: { userId: "u", email: "", tenantId: "t", role: "owner", permissions: [] } });
  }

  /** Opens the connection. */
  greet(): void {
    this.welcome();
    this.authenticated();
  }

  /** Reads a request to join and answers it. */
  async admit(fields: Partial<StateSnapshot> = {}): Promise<Received> {
    const message = await this.next("join_session");
    this.send(snapshotOf(message, fields));
    return message;
  }

  ack(message: Received, fields: object = {}): void {
    this.send({ type: "ack", ref: message.ref, messageType: message.type, sessionId: message["sessionId"], ...fields });
  }

  refuse(message: Received, code: string, fields: object = {}): void {
    this.send({ type: "error", ref: message.ref, code, message: `refused with ${code}`, messageType: message.type, ...fields });
  }

  close(code: number, reason = ""): void {
    this.socket.close(code, reason);
  }

  /** Ends the connection without a word. */
  drop(): void {
    this.socket.terminate();
  }
}

export const SESSION_ID = "11111111-1111-4111-8111-111111111111";
export const TURN_ID = "22222222-2222-4222-8222-222222222222";

/** What answers a request to join: by default a log of 0 events, and whatever cursor was given is one of it. */
export function snapshotOf(message: Received, fields: Partial<StateSnapshot> = {}): StateSnapshot {
  const afterSeq = message["afterSeq"];
  const lastSeq = fields.lastSeq ?? (typeof afterSeq === "number" ? afterSeq : 0);
  return {
    type: "state_snapshot",
    ref: message.ref,
    session: sessionOf(String(message["sessionId"]), lastSeq),
    epoch: "epoch-1",
    lastSeq,
    resume: afterSeq === undefined ? "live" : "continued",
    replayFrom: (typeof afterSeq === "number" ? afterSeq : lastSeq) + 1,
    activeTurn: null,
    pendingRequests: [],
    participants: 1,
    ...fields,
  };
}

/** A piece of text at a place of the log. */
export function delta(seq: number, fields: Partial<TextDelta> = {}): TextDelta {
  return { type: "text_delta", sessionId: SESSION_ID, turnId: TURN_ID, seq, ts: seq, text: `text ${seq}`, ...fields };
}

function sessionOf(id: string, lastSeq: number): Session {
  const createdAt = "2026-01-01T00:00:00.000Z";
  return {
    id,
    name: "A session",
    agentType: "echo",
    status: "inactive",
    projectId: null,
    metadata: {},
    archived: false,
    createdAt,
    updatedAt: createdAt,
    lastSeq,
    createdBy: "u",
    usage: { inputTokens: 0, outputTokens: 0, cost: null },
  };
}
