import {
  type AnyMessage,
  type ClientCapabilities,
  type ClientConnection,
  type ClientContext,
  type CreateElicitationRequest,
  type CreateElicitationResponse,
  client,
  type InitializeResponse,
  methods,
  type RequestPermissionRequest,
  type RequestPermissionResponse,
  type SessionNotification,
  type Stream,
} from "@agentclientprotocol/sdk";
import { createWebSocketStream, type WebSocketConstructor } from "@agentclientprotocol/sdk/experimental/ws-client";
import { onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { FrameChecker } from "./frame-checker.ts";

/** Chooses an answer; a promise that never resolves leaves the request open. */
type Answering<Request, Response> = (request: Request, signal: AbortSignal) => Response | Promise<Response>;

export interface OfficialClientOptions {
  capabilities?: ClientCapabilities;
  token?: string;
  permission?: Answering<RequestPermissionRequest, RequestPermissionResponse>;
  elicitation?: Answering<CreateElicitationRequest, CreateElicitationResponse>;
  /** Adds what the client answers beside that. */
  extend?: (app: ReturnType<typeof client>) => ReturnType<typeof client>;
}

const CAN_NOTHING: ClientCapabilities = {};

/** Allows whatever is asked. */
export const allow: Answering<RequestPermissionRequest, RequestPermissionResponse> = ({ options }) => {
  const option = options.find(({ kind }) => kind === "allow_once");
  return option === undefined ? { outcome: { outcome: "cancelled" } } : { outcome: { outcome: "selected", optionId: option.optionId } };
};

/**
 * The official library's client. Every message from the gateway is held against the published schema, and kept in the
 * order in which it came.
 */
export class OfficialClient {
  readonly agent: ClientContext;
  readonly connection: ClientConnection;
  /** Every message from the gateway, in order. */
  readonly frames: AnyMessage[] = [];
  /** What broke the protocol. */
  readonly problems: Error[] = [];
  initialized!: InitializeResponse;
  readonly #waiting: { matches: (frame: AnyMessage) => boolean; resolve: (frame: never) => void }[] = [];

  constructor(stream: Stream, { permission = allow, elicitation, extend = (app) => app }: OfficialClientOptions) {
    const app = client({ name: "test" })
      .onNotification(methods.client.session.update, () => undefined)
      .onRequest(methods.client.session.requestPermission, ({ params, signal }) => permission(params, signal));
    if (elicitation !== undefined) app.onRequest(methods.client.elicitation.create, ({ params, signal }) => elicitation(params, signal));
    this.connection = extend(app).connect(this.#tapped(stream));
    this.agent = this.connection.agent;
    onTestFinished(() => {
      this.connection.close();
      const [problem] = this.problems;
      if (problem !== undefined) throw problem;
    });
  }

  /** Connects to a gateway over WebSocket, and initializes. */
  static async connect(url: string, options: OfficialClientOptions = {}): Promise<OfficialClient> {
    const { token } = options;
    const stream = createWebSocketStream(`${url.replace(/^http/, "ws")}/acp`, {
      WebSocket: WebSocket as unknown as WebSocketConstructor,
      ...(token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }),
    });
    return OfficialClient.over(stream, options);
  }

  /** Initializes over any stream. */
  static async over(stream: Stream, options: OfficialClientOptions = {}): Promise<OfficialClient> {
    const opened = new OfficialClient(stream, options);
    const clientCapabilities = options.capabilities ?? CAN_NOTHING;
    opened.initialized = await opened.agent.request(methods.agent.initialize, { protocolVersion: 1, clientCapabilities });
    return opened;
  }

  /** The updates of a session so far, in order. */
  updates(sessionId: string): SessionNotification["update"][] {
    return this.frames.flatMap((frame) => updateIn(frame, sessionId) ?? []);
  }

  /** What the agent has said in a session so far. */
  said(sessionId: string): string {
    return this.updates(sessionId)
      .flatMap((update) => (update.sessionUpdate === "agent_message_chunk" && update.content.type === "text" ? [update.content.text] : []))
      .join("");
  }

  /** The next message from the gateway that matches, come already or to come. */
  async frame(matches: (frame: AnyMessage) => boolean): Promise<AnyMessage> {
    return this.frames.find(matches) ?? new Promise<AnyMessage>((resolve) => this.#waiting.push({ matches, resolve }));
  }

  /** The first update of a session of some kind, come already or to come. */
  async update<Kind extends SessionNotification["update"]["sessionUpdate"]>(
    sessionId: string,
    kind: Kind,
    matches: (update: Extract<SessionNotification["update"], { sessionUpdate: Kind }>) => boolean = () => true,
  ): Promise<Extract<SessionNotification["update"], { sessionUpdate: Kind }>> {
    type Update = Extract<SessionNotification["update"], { sessionUpdate: Kind }>;
    const isIt = (frame: AnyMessage) => {
      const update = updateIn(frame, sessionId);
      return update !== undefined && update.sessionUpdate === kind && matches(update as Update);
    };
    return updateIn(await this.frame(isIt), sessionId) as Update;
  }

  #tapped({ readable, writable }: Stream): Stream {
    const checker = new FrameChecker();
    const incoming = new TransformStream<AnyMessage, AnyMessage>({
      transform: (message, controller) => {
        try {
          checker.received(message);
        } catch (error) {
          this.problems.push(error as Error);
        }
        this.frames.push(message);
        const found = this.#waiting.filter(({ matches }) => matches(message));
        for (const waiter of found) {
          this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
          waiter.resolve(message as never);
        }
        controller.enqueue(message);
      },
    });
    const outgoing = new TransformStream<AnyMessage, AnyMessage>({
      transform: (message, controller) => {
        checker.sent(message);
        controller.enqueue(message);
      },
    });
    void outgoing.readable.pipeTo(writable).catch(() => undefined);
    return { readable: readable.pipeThrough(incoming), writable: outgoing.writable };
  }
}

function updateIn(frame: AnyMessage, sessionId: string): SessionNotification["update"] | undefined {
  if (!("method" in frame) || frame.method !== methods.client.session.update) return undefined;
  const { sessionId: of, update } = frame.params as SessionNotification;
  return of === sessionId ? update : undefined;
}
