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
  readonly updates: SessionUpdate[];
  /** Requests for permission, in their order. */
  readonly asked: RequestPermissionRequest[];

  private constructor(context: ClientContext, updates: SessionUpdate[], asked: RequestPermissionRequest[]) {
    this.context = context;
    this.updates = updates;
    this.asked = asked;
  }

  /** Connects and initializes. */
  static async start({ child }: BridgeProcess, habits: EditorHabits = {}): Promise<Editor> {
    const updates: SessionUpdate[] = [];
    const asked: RequestPermissionRequest[] = [];
    const { stdin, stdout } = child;
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
        updates.push(params.update);
        habits.update?.(params.update);
      });
    void app
      .connectWith(stream, async (context) => {
        connected.resolve(context);
        await over.promise;
      })
      .catch(connected.reject);
    const editor = new Editor(await connected.promise, updates, asked);
    await editor.context.request(methods.agent.initialize, { protocolVersion: 1, clientCapabilities: { elicitation: { form: {} } } });
    return editor;
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
    return this.updates.flatMap(({ _meta }) => (typeof _meta?.["seq"] === "number" ? [_meta["seq"]] : []));
  }
}

/** What an agent says in updates. */
export function textOf(updates: readonly SessionUpdate[]): string {
  return updates
    .map((update) => (update.sessionUpdate === "agent_message_chunk" && update.content.type === "text" ? update.content.text : ""))
    .join("");
}
