import type { CreateElicitationResponse, RequestPermissionRequest, RequestPermissionResponse } from "@agentclientprotocol/sdk";
import type { ClientMethod } from "../../generated/acp/methods.ts";
import type { PermissionRequested, QuestionRequested } from "../../generated/gateway/types.ts";
import type { Membership } from "../members/membership.ts";
import { GatewayError } from "../pipeline/gateway-error.ts";
import type { SessionRuntime } from "../sessions/session-runtime.ts";
import type { RequestAnswer } from "../sessions/session-state.ts";
import type { AcpConnection } from "./acp-connection.ts";
import { ClientRefusal } from "./client-requests.ts";
import { choiceAnswer, choiceRequest } from "./mapping/choice.ts";
import { elicitation, elicitationAnswer, permissionAnswer } from "./mapping/requests.ts";

/** Something that an agent waits for. */
export type Ask = PermissionRequested | QuestionRequested;

export interface AsksOptions {
  readonly session: SessionRuntime;
  readonly client: AcpConnection;
  /** Who answers. */
  readonly member: Membership;
  /** What a client is asked for a permission with. */
  readonly permissionRequest: (ask: PermissionRequested) => RequestPermissionRequest;
  readonly note: (message: string, error: unknown) => void;
  /** A client runs the turn, and nobody who watches the session can be asked. */
  readonly isHopeless: (ask: Ask) => boolean;
}

const DISMISSED: RequestAnswer = { dismissed: true };

/** What a session's agent asks, put to one client. Whoever answers first, on whatever connection, has answered. */
export class Asks {
  readonly #options: AsksOptions;
  readonly #open = new Map<string, { ask: Ask; withdrawn: AbortController }>();
  /** What the client gave no usable answer to. */
  readonly #refused = new Set<string>();
  #isLive = false;

  constructor(options: AsksOptions) {
    this.#options = options;
  }

  /** Whether the client may and can be asked, and has not refused to answer. */
  canAsk(ask: Ask): boolean {
    return !this.#refused.has(ask.requestId) && this.#mayAnswer && this.#questionFor(ask) !== null;
  }

  /** The agent asks. While the past is replayed nobody is asked: it may be settled already. */
  opened(ask: Ask): void {
    const entry = { ask, withdrawn: new AbortController() };
    this.#open.set(ask.requestId, entry);
    if (this.#isLive) void this.#put(entry.ask, entry.withdrawn.signal);
  }

  /** It was answered, or nobody waits for the answer any more. */
  settled(requestId: string): void {
    this.#open.get(requestId)?.withdrawn.abort();
    this.#open.delete(requestId);
    this.#refused.delete(requestId);
  }

  /** The past is told: what is still open is asked now. */
  goLive(): void {
    this.#isLive = true;
    for (const { ask, withdrawn } of [...this.#open.values()]) void this.#put(ask, withdrawn.signal);
  }

  close(): void {
    for (const requestId of [...this.#open.keys()]) this.settled(requestId);
  }

  get #mayAnswer(): boolean {
    return this.#options.member.may("session:write");
  }

  async #put(ask: Ask, withdrawn: AbortSignal): Promise<void> {
    const { client, note, isHopeless } = this.#options;
    try {
      const question = this.#mayAnswer ? this.#questionFor(ask) : null;
      const answer = question === null ? null : await question(withdrawn);
      if (withdrawn.aborted || !client.channel.isOpen) return;
      // Whoever may not answer any more is not heard.
      if (answer !== null && this.#mayAnswer) return await this.#answer(ask, answer);
      this.#refused.add(ask.requestId);
      if (isHopeless(ask)) await this.#answer(ask, DISMISSED);
    } catch (error) {
      note("what an agent asked could not be answered", error);
    }
  }

  /** How the client is asked; null when it cannot be. */
  #questionFor(ask: Ask): ((withdrawn: AbortSignal) => Promise<RequestAnswer | null>) | null {
    const { client } = this.#options;
    if (ask.type === "permission_requested") return (withdrawn) => this.#permission(ask, withdrawn);
    const form = client.offers("elicitation", "form") ? elicitation(ask) : null;
    if (form !== null) {
      return async (withdrawn) => {
        const response = await this.#request<CreateElicitationResponse>("elicitation/create", form, withdrawn);
        return response === null ? null : elicitationAnswer(response, ask);
      };
    }
    const choice = choiceRequest(ask);
    if (choice === null) return null;
    return (withdrawn) => this.#choice(ask, choice, withdrawn);
  }

  async #permission(ask: PermissionRequested, withdrawn: AbortSignal): Promise<RequestAnswer | null> {
    const request = this.#options.permissionRequest(ask);
    const response = await this.#request<RequestPermissionResponse>("session/request_permission", request, withdrawn);
    return response === null ? null : permissionAnswer(response, ask);
  }

  /** What the choice is about is shown as a tool call, which is over when the choice is made. */
  async #choice(ask: QuestionRequested, request: RequestPermissionRequest, withdrawn: AbortSignal): Promise<RequestAnswer | null> {
    const { client, session } = this.#options;
    const { toolCallId, title } = request.toolCall;
    client.update(session.record.id, { sessionUpdate: "tool_call", toolCallId, title, kind: "other", status: "pending" });
    const response = await this.#request<RequestPermissionResponse>("session/request_permission", request, withdrawn);
    client.update(session.record.id, { sessionUpdate: "tool_call_update", toolCallId, status: "completed" });
    return response === null ? null : choiceAnswer(response, ask);
  }

  /** The client's answer; null when it gives none that can be used. */
  async #request<Response>(method: ClientMethod, params: object, withdrawn: AbortSignal): Promise<Response | null> {
    const { client, session } = this.#options;
    try {
      return await client.requests.ask<Response>(method, { ...params, sessionId: session.record.id }, withdrawn);
    } catch (error) {
      if (error instanceof ClientRefusal) return null;
      throw error;
    }
  }

  async #answer({ requestId }: Ask, answer: RequestAnswer): Promise<void> {
    const { member, session } = this.#options;
    try {
      await session.answer(requestId, answer, member.userId);
    } catch (error) {
      // Somebody else was first.
      if (!(error instanceof GatewayError && error.code === "QUESTION_NOT_FOUND")) throw error;
    }
  }
}
