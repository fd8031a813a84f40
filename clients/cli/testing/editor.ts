import { Readable, Writable } from "node:stream";
import {
  type ClientContext,
  type CreateElicitationRequest,
  type CreateElicitationResponse,
  client,
  methods,
  ndJsonStream,
  type RequestPermissionRequest,
  type RequestPermissionResponse,
  type SessionNotification,
  type SessionUpdate,
} from "@agentclientprotocol/sdk";
import { onTestFinished } from "vitest";
import type { BridgeProcess } from "./bridge-process.ts";

export const ALLOW: RequestPermissionResponse = { outcome: { outcome: "selected", optionId: "allow" } };
export const ADA: CreateElicitationResponse = { action: "accept", content: { name: "Ada" } };

/** What an editor does when it is asked. */
export interface EditorHabits {
  readonly permission?: (request: RequestPermissionRequest) => Promise<RequestPermissionResponse> | RequestPermissionResponse;
  readonly elicitation?: (request: CreateElicitationRequest) => Promise<CreateElicitationResponse> | CreateElicitationResponse;
  /** Each update, as it comes. */
  readonly update?: (update: SessionUpdate) => void;
}

/** An editor made of the official SDK's client, at the other end of a bridge. */
export class Editor {
  readonly context: ClientContext;
  /** Requests for permission, in their order. */
  readonly asked: RequestPermissionRequest[];
  readonly #bridge: BridgeProcess;

  private constructor(context: ClientContext, bridge: BridgeProcess, asked: RequestPermissionRequest[]) {
    this.context = context;
    this.asked = asked;
    this.#bridge = bridge;
  }

  /** Connects and initializes. */
  static async start(bridge: BridgeProcess, habits: EditorHabits = {}): Promise<Editor> {
    const asked: RequestPermissionRequest[] = [];
    const { stdin, stdout } = bridge.child;
    if (stdin === null || stdout === null) throw new Error("The bridge has no pipes.");
    const stream = ndJsonStream(Writable.toWeb(stdin), Readable.toWeb(stdout) as ReadableStream<Uint8Array>);
    const connected = Promise.withResolvers<ClientContext>();
    const over = Promise.withResolvers<void>();
    onTestFinished(() => over.resolve());
    const app = client({ name: "editor" })
      .onRequest(methods.client.session.requestPermission, ({ params }) => {
        asked.push(params);
        return habits.permission?.(params) ?? ALLOW;
      })
      .onRequest(methods.client.elicitation.create, ({ params }) => habits.elicitation?.(params) ?? ADA)
      .onNotification(methods.client.session.update, ({ params }: { params: SessionNotification }) => {
        habits.update?.(params.update);
      });
    void app
      .connectWith(stream, async (context) => {
        connected.resolve(context);
        await over.promise;
      })
      .catch(connected.reject);
    const editor = new Editor(await connected.promise, bridge, asked);
    await editor.context.request(methods.agent.initialize, { protocolVersion: 1, clientCapabilities: { elicitation: { form: {} } } });
    return editor;
  }

  /** Every update, as the bridge has written it: the SDK may hand an answer on before the updates that came ahead of it. */
  get updates(): SessionUpdate[] {
    const messages = this.#bridge.lines.map((line) => JSON.parse(line) as { method?: string; params: SessionNotification });
    return messages.filter(({ method }) => method === "session/update").map(({ params }) => params.update);
  }

  async open(cwd = "/project"): Promise<string> {
    const { sessionId } = await this.context.request(methods.agent.session.new, { cwd, mcpServers: [] });
    return sessionId;
  }

  async prompt(sessionId: string, text = "hi") {
    return this.context.request(methods.agent.session.prompt, { sessionId, prompt: [{ type: "text", text }] });
  }

  /** What the agent has said so far. */
  get text(): string {
    return textOf(this.updates);
  }

  /** Places of its updates in the log, in the order in which they came. */
  get places(): number[] {
    return placesOf(this.updates);
  }
}

/** Places of updates in the log. */
export function placesOf(updates: readonly SessionUpdate[]): number[] {
  return updates.flatMap(({ _meta }) => (typeof _meta?.["seq"] === "number" ? [_meta["seq"]] : []));
}

/** What an agent says in updates. */
export function textOf(updates: readonly SessionUpdate[]): string {
  return updates
    .map((update) => (update.sessionUpdate === "agent_message_chunk" && update.content.type === "text" ? update.content.text : ""))
    .join("");
}
