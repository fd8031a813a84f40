import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { LIMITS } from "../../../generated/gateway/limits.ts";
import type { AcpGateway } from "../../acp/acp-gateway.ts";
import { type RpcMessage, readRpcMessage } from "../../acp/json-rpc.ts";
import type { Authenticated } from "../../auth/authenticator.ts";
import type { Logger } from "../../observability/logger.ts";
import { GatewayError } from "../../pipeline/gateway-error.ts";
import { toRefusal } from "../../pipeline/report-error.ts";
import type { Heartbeat } from "../websocket/heartbeat.ts";
import { negotiate, offeredSubprotocols } from "../websocket/negotiation.ts";
import { refuseHandshake, refuseUpgrade } from "../websocket/refuse-upgrade.ts";
import type { UpgradeGuard } from "../websocket/upgrade-guard.ts";
import { AcpSocket } from "./acp-socket.ts";

/** Tells a client what its connection is called. */
const CONNECTION_HEADER = "Acp-Connection-Id";

/** What a binary frame is taken for. */
const BINARY: RpcMessage = {
  kind: "refused",
  id: null,
  refusal: new GatewayError("INVALID_REQUEST", "Messages are text frames, not binary ones."),
};

export interface WebSocketBindingOptions {
  /** Loads what the protocol is served from. */
  readonly gateway: () => Promise<AcpGateway>;
  readonly guard: UpgradeGuard;
  readonly heartbeat: Heartbeat;
  readonly log: Logger;
}

/** Carries the Agent Client Protocol over WebSockets: one message a text frame. */
export class AcpWebSocketBinding {
  readonly #options: WebSocketBindingOptions;
  readonly #upgrades = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: LIMITS.acpFrameBytes,
    // Text that is no UTF-8 is a message that cannot be read, and no reason to lose the connection.
    skipUTF8Validation: true,
    handleProtocols: (offered) => negotiate(offered).subprotocol ?? false,
  });
  readonly #clientIds = new WeakMap<IncomingMessage, string>();

  constructor(options: WebSocketBindingOptions) {
    this.#options = options;
    this.#upgrades.on("wsClientError", ({ message }: Error, socket: Socket, request: IncomingMessage) => {
      refuseHandshake(request, socket, message);
    });
    this.#upgrades.on("headers", (headers, request) => {
      headers.push(`${CONNECTION_HEADER}: ${this.#clientIds.get(request)}`);
    });
  }

  /** Answers a request to upgrade to a WebSocket. Never rejects. */
  async upgrade(request: IncomingMessage, socket: Socket, head: Buffer): Promise<void> {
    // A client that goes away in the middle of the handshake is nothing to report.
    socket.on("error", () => socket.destroy());
    const { guard, log } = this.#options;
    try {
      guard.check(request);
      const { token } = negotiate(offeredSubprotocols(request.headers["sec-websocket-protocol"]));
      const [authenticated, gateway] = await Promise.all([
        guard.authenticate(request, token, socket.remoteAddress ?? ""),
        this.#options.gateway(),
      ]);
      if (socket.destroyed) return;
      // The gateway may have begun to shut down meanwhile.
      guard.check(request);
      const clientId = randomUUID();
      this.#clientIds.set(request, clientId);
      this.#upgrades.handleUpgrade(request, socket, head, (webSocket) => this.#serve(webSocket, socket, clientId, gateway, authenticated));
    } catch (error) {
      refuseUpgrade(
        request,
        socket,
        toRefusal(error, () => log),
      );
    }
  }

  #serve(webSocket: WebSocket, socket: Socket, clientId: string, gateway: AcpGateway, authenticated: Authenticated | null): void {
    const { heartbeat } = this.#options;
    socket.setNoDelay(true);
    const channel = new AcpSocket(webSocket, socket);
    const connection = gateway.connect(clientId, channel, authenticated);
    heartbeat.add(channel);
    webSocket.on("message", (frame, isBinary) => {
      channel.heard();
      if (channel.isOpen) void gateway.receive(connection, isBinary ? BINARY : readRpcMessage(frame as Buffer));
    });
    webSocket.on("pong", () => channel.heard());
    // The close that follows says all there is to do.
    webSocket.on("error", () => undefined);
    webSocket.on("close", () => {
      heartbeat.remove(channel);
      gateway.disconnected(connection);
    });
  }
}
