import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { ACP_METHOD_NEEDS } from "../../../generated/gateway/access-tables.ts";
import { CLOSE_CODES } from "../../../generated/gateway/close-codes.ts";
import type { AcpConnection } from "../../acp/acp-connection.ts";
import type { AcpGateway } from "../../acp/acp-gateway.ts";
import { type RpcMessage, readRpcMessage } from "../../acp/json-rpc.ts";
import { refusalFrame } from "../../acp/rpc-error.ts";
import type { Authenticated } from "../../auth/authenticator.ts";
import type { Membership } from "../../members/membership.ts";
import { GatewayError, invalid } from "../../pipeline/gateway-error.ts";
import type { UpgradeGuard } from "../websocket/upgrade-guard.ts";
import { HttpChannel, type StreamResponse } from "./http-channel.ts";

/** Names the connection that a request belongs to. */
export const CONNECTION_HEADER = "acp-connection-id";
/** Names the session that a request is about. */
const SESSION_HEADER = "acp-session-id";

/** The methods that need the header, whatever their parameters are. */
const SESSION_METHODS: ReadonlySet<string> = new Set(
  Object.keys(ACP_METHOD_NEEDS).filter((name) => name.startsWith("session/") && name !== "session/new" && name !== "session/list"),
);
/** Why a client that says goodbye is closed, as WebSockets number it. */
const NORMAL_CLOSURE = 1000;

export interface HttpBindingOptions {
  /** Loads what the protocol is served from. */
  readonly gateway: () => Promise<AcpGateway>;
  readonly guard: UpgradeGuard;
}

/** What a POST is answered with. */
export type PostAnswer =
  /** The message was taken; what comes of it comes on a stream. */
  | { readonly status: 202 }
  /** A message of the protocol. */
  | { readonly status: 200 | 400; readonly json: string; readonly connectionId?: string };

/** One client's connection: what its requests have in common. */
interface HttpConnection {
  readonly channel: HttpChannel;
  readonly connection: AcpConnection;
  /** Who opened it with a token; null when it was opened without one. */
  readonly openedBy: Membership | null;
}

/**
 * Carries the Agent Client Protocol over plain HTTP: each message of the client is a POST, and what it is sent comes on
 * streams of server-sent events that it opens with GET. `initialize` opens the connection, and is answered right away.
 *
 * A connection that was opened with a token is there for requests with a token of the same user only; one that was opened
 * without, and authenticates later, for whoever knows its id, which nobody can guess.
 */
export class AcpHttpBinding {
  readonly #options: HttpBindingOptions;
  readonly #connections = new Map<string, HttpConnection>();
  /** With those that were closed, until their streams are over. */
  readonly #channels = new Set<HttpChannel>();

  constructor(options: HttpBindingOptions) {
    this.#options = options;
  }

  /**
   * Finds out whose request it is.
   *
   * @returns null when it bears no token
   * @throws GatewayError SHUTTING_DOWN, FORBIDDEN, AUTH_FAILED, AUTH_RATE_LIMITED
   */
  async authenticate(request: IncomingMessage): Promise<Authenticated | null> {
    const { guard } = this.#options;
    guard.check(request);
    return guard.authenticate(request, null, request.socket.remoteAddress ?? "");
  }

  /**
   * Takes a message.
   *
   * @throws GatewayError INVALID_MESSAGE when a header is missing or does not fit, NOT_FOUND when there is no such connection
   */
  async post({ headers, socket }: IncomingMessage, body: Buffer, caller: Authenticated | null): Promise<PostAnswer> {
    const message = readRpcMessage(body);
    if (message.kind === "refused") return { status: 400, json: refusalFrame(message.id, message.refusal) };
    if (message.kind === "request" && message.method === "initialize") {
      if (headers[CONNECTION_HEADER] !== undefined) throw misplaced(CONNECTION_HEADER, "must be left out: this opens a connection");
      if (message.id === null) throw invalid("/id", "must not be null");
      return this.#open(message, caller, socket.remoteAddress ?? "");
    }
    const { channel, connection } = this.#find(headers, caller);
    checkSession(message, headers);
    const handled = channel.began();
    try {
      await channel.ready();
      if (!channel.isOpen) throw unknownConnection();
      const gateway = await this.#options.gateway();
      // A fresh token lets the connection live as long as it does.
      if (caller !== null && connection.membership === caller.membership) gateway.renew(connection, caller);
      void gateway.receive(connection, message);
    } finally {
      handled();
    }
    return { status: 202 };
  }

  /**
   * Opens a stream of what the client is sent: that of a session with `Acp-Session-Id`, else that of the connection.
   *
   * @throws GatewayError INVALID_MESSAGE, NOT_FOUND; CONFLICT when it is read already; INVALID_STATE when too many are
   */
  get(headers: IncomingHttpHeaders, caller: Authenticated | null, response: StreamResponse): AsyncGenerator<Buffer> {
    return this.#find(headers, caller).channel.open(headerOf(headers, SESSION_HEADER) ?? null, response);
  }

  /**
   * Ends a connection.
   *
   * @throws GatewayError INVALID_MESSAGE, NOT_FOUND
   */
  delete(headers: IncomingHttpHeaders, caller: Authenticated | null): void {
    this.#find(headers, caller).channel.close(NORMAL_CLOSURE, "The client has left.");
  }

  /** Ends every connection, and resolves when all streams are over. */
  async closeAll(): Promise<void> {
    const channels = [...this.#channels];
    for (const channel of channels) channel.close(CLOSE_CODES.SHUTDOWN, "The gateway shuts down.");
    await Promise.all(channels.map((channel) => channel.over()));
  }

  async #open(message: RpcMessage, caller: Authenticated | null, address: string): Promise<PostAnswer> {
    const gateway = await this.#options.gateway();
    const connectionId = randomUUID();
    const channel = new HttpChannel({
      address,
      onClosed: () => {
        this.#connections.delete(connectionId);
        gateway.disconnected(connection);
        void channel.over().then(() => this.#channels.delete(channel));
      },
    });
    const connection = gateway.connect(connectionId, channel, caller);
    this.#channels.add(channel);
    this.#connections.set(connectionId, { channel, connection, openedBy: caller?.membership ?? null });
    const answer = channel.next();
    void gateway.receive(connection, message);
    const json = await answer;
    if (json === null) throw unknownConnection();
    return { status: 200, json, connectionId };
  }

  /** A connection of someone else is answered like one that does not exist. */
  #find(headers: IncomingHttpHeaders, caller: Authenticated | null): HttpConnection {
    const id = headerOf(headers, CONNECTION_HEADER);
    if (id === undefined) throw misplaced(CONNECTION_HEADER, "is required");
    const found = this.#connections.get(id);
    if (found === undefined || !found.channel.isOpen || !belongsTo(found, caller)) throw unknownConnection();
    return found;
  }
}

function belongsTo({ connection, openedBy }: HttpConnection, caller: Authenticated | null): boolean {
  if (caller === null) return openedBy === null;
  const owner = connection.membership ?? openedBy;
  const { tenantId, userId } = caller.membership;
  return owner === null || (owner.tenantId === tenantId && owner.userId === userId);
}

/** @throws GatewayError INVALID_MESSAGE when a message does not say in its headers which session it is about */
function checkSession(message: RpcMessage, headers: IncomingHttpHeaders): void {
  if (message.kind !== "request" && message.kind !== "notification") return;
  const { sessionId } = message.params;
  const given = headerOf(headers, SESSION_HEADER);
  if (given === undefined && (typeof sessionId === "string" || SESSION_METHODS.has(message.method))) {
    throw misplaced(SESSION_HEADER, "is required");
  }
  if (given !== undefined && typeof sessionId === "string" && given.toLowerCase() !== sessionId.toLowerCase()) {
    throw misplaced(SESSION_HEADER, "must be the session that the message is about");
  }
}

function headerOf(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

function misplaced(header: string, message: string): GatewayError {
  return invalid(`/headers/${header}`, message);
}

function unknownConnection(): GatewayError {
  return new GatewayError("NOT_FOUND", "There is no such connection. Open another one with initialize.");
}
