import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { WebSocketServer } from "ws";
import { CLOSE_CODES } from "../../../generated/gateway/close-codes.ts";
import { LIMITS } from "../../../generated/gateway/limits.ts";
import {
  serializeAuthenticated,
  serializeConnected,
  serializeError,
  serializeServerShutdown,
  serializeWelcome,
} from "../../../generated/gateway/serializers.ts";
import type { ServerInfo } from "../../../generated/gateway/types.ts";
import { SUPPORTED_VERSIONS } from "../../../generated/gateway/versions.ts";
import type { Authenticated } from "../../auth/authenticator.ts";
import type { Membership } from "../../members/membership.ts";
import type { Logger } from "../../observability/logger.ts";
import { GatewayError } from "../../pipeline/gateway-error.ts";
import type { MessagePipeline } from "../../pipeline/message-pipeline.ts";
import { toRefusal } from "../../pipeline/report-error.ts";
import { textFrame } from "../../wire/text-frame.ts";
import type { Admission } from "./admission.ts";
import { ClientConnection } from "./client-connection.ts";
import { GatewaySocket, type SocketOwner } from "./gateway-socket.ts";
import type { Heartbeat } from "./heartbeat.ts";
import { MessageQueue } from "./message-queue.ts";
import { type Negotiated, negotiate, offeredSubprotocols } from "./negotiation.ts";
import { refuseHandshake, refuseUpgrade } from "./refuse-upgrade.ts";
import type { UpgradeGuard } from "./upgrade-guard.ts";

export interface WebSocketServerOptions {
  pipeline: MessagePipeline;
  guard: UpgradeGuard;
  admission: Admission;
  heartbeat: Heartbeat;
  server: ServerInfo;
  log: Logger;
  now: () => number;
  onConnections: (count: number) => void;
}

/** Speaks the gateway's protocol on `/ws`: takes upgrades, reads messages, and closes connections. */
export class GatewayWebSocketServer implements SocketOwner {
  readonly #options: WebSocketServerOptions;
  readonly #connections = new Set<ClientConnection>();
  readonly #upgrades = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: LIMITS.frameBytes,
    // The pipeline checks UTF-8: invalid text is an invalid message, and no reason to lose the connection.
    skipUTF8Validation: true,
    WebSocket: GatewaySocket,
    handleProtocols: (offered) => negotiate(offered).subprotocol ?? false,
  });
  readonly #queues = new WeakMap<GatewaySocket, MessageQueue>();
  readonly #whenEmpty: (() => void)[] = [];

  constructor(options: WebSocketServerOptions) {
    this.#options = options;
    this.#upgrades.on("wsClientError", ({ message }: Error, socket: Socket, request: IncomingMessage) => {
      refuseHandshake(request, socket, message);
    });
  }

  /** Answers a request to upgrade to a WebSocket. Never rejects. */
  async upgrade(request: IncomingMessage, socket: Socket, head: Buffer): Promise<void> {
    // A client that goes away in the middle of the handshake is nothing to report.
    socket.on("error", () => socket.destroy());
    try {
      const negotiated = this.#check(request);
      const authenticated = await this.#options.guard.authenticate(request, negotiated.token, socket.remoteAddress ?? "");
      if (socket.destroyed) return;
      this.#upgrades.handleUpgrade(request, socket, head, (webSocket) => {
        this.#opened(webSocket as GatewaySocket, socket, negotiated, authenticated);
      });
    } catch (error) {
      refuseUpgrade(
        request,
        socket,
        toRefusal(error, () => this.#options.log),
      );
    }
  }

  /** Closes the connections of someone who is no member any more. */
  disconnect(membership: Membership): void {
    for (const connection of this.#connections) {
      if (connection.membership === membership) connection.close(CLOSE_CODES.FORBIDDEN, "You are no longer a member of this tenant.");
    }
  }

  /** Tells every connection that the gateway shuts down. */
  announceShutdown(reason: string): void {
    const frame = textFrame(serializeServerShutdown({ reason, reconnectAfterMs: LIMITS.reconnectAfterShutdown }));
    for (const connection of this.#connections) connection.sendFrame(frame);
  }

  /** Closes every connection, and resolves when all are gone. */
  async closeAll(): Promise<void> {
    for (const connection of this.#connections) connection.close(CLOSE_CODES.SHUTDOWN, "The gateway shuts down.");
    if (this.#connections.size > 0) await new Promise<void>((resolve) => this.#whenEmpty.push(resolve));
  }

  /** Refuses what can be refused by its headers alone. */
  #check(request: IncomingMessage): Negotiated {
    this.#options.guard.check(request);
    const negotiated = negotiate(offeredSubprotocols(request.headers["sec-websocket-protocol"]));
    if (negotiated.version === null) {
      throw new GatewayError("PROTOCOL_VERSION_MISMATCH", "None of the offered protocol versions is spoken here.");
    }
    return negotiated;
  }

  #opened(webSocket: GatewaySocket, socket: Socket, { version }: Negotiated, authenticated: Authenticated | null): void {
    const { admission, heartbeat, server, now } = this.#options;
    const connection = new ClientConnection(randomUUID(), socket.remoteAddress ?? "", webSocket, socket);
    webSocket.attach(connection, this);
    this.#connections.add(connection);
    this.#options.onConnections(this.#connections.size);
    heartbeat.add(connection);
    const greeting = [
      serializeWelcome({
        protocolVersion: version ?? 1,
        supportedVersions: [...SUPPORTED_VERSIONS],
        requiresAuth: authenticated === null,
        server,
      }),
      serializeConnected({ clientId: connection.clientId, heartbeatIntervalMs: LIMITS.heartbeatInterval, ts: now() }),
    ];
    if (authenticated === null) {
      admission.expect(connection);
    } else {
      admission.admit(connection, authenticated);
      greeting.push(serializeAuthenticated({ identity: authenticated.membership.identity }));
    }
    connection.sendFrame(Buffer.concat(greeting.map(textFrame)));
  }

  received(socket: GatewaySocket, connection: ClientConnection, frame: Buffer, isBinary: boolean): void {
    if (!connection.isOpen) return;
    connection.lastHeard = performance.now();
    const verdict = connection.admit();
    let queue = this.#queues.get(socket);
    if (queue === undefined) {
      queue = new MessageQueue(socket);
      this.#queues.set(socket, queue);
    }
    queue.add(() => this.#options.pipeline.receive(connection, frame, isBinary, verdict));
  }

  receivedTooMuch(connection: ClientConnection): void {
    connection.send(serializeError({ code: "MESSAGE_TOO_LARGE", message: `A message may have ${LIMITS.frameBytes} bytes at the most.` }));
  }

  closed(connection: ClientConnection): void {
    this.#connections.delete(connection);
    this.#options.onConnections(this.#connections.size);
    this.#options.heartbeat.remove(connection);
    this.#options.admission.dismiss(connection);
    if (this.#connections.size === 0) for (const resolve of this.#whenEmpty.splice(0)) resolve();
  }
}
