import type { SessionUpdate } from "@agentclientprotocol/sdk";
import type { AcpUpdateMeta, DurableEvent, SettingsUpdated } from "../../../generated/gateway/types.ts";
import { commandsUpdate } from "./commands.ts";
import { MessageStretch } from "./message-stretch.ts";
import { configOptions } from "./settings.ts";
import { type KnownToolCall, ToolCallUpdates, toolCallIdOf } from "./tool-call-updates.ts";

export interface SessionUpdatesOptions {
  /** Absolute path of the client's folder, which the session's workspace appears as. */
  readonly cwd: string;
  /** The client advertised `session.configOptions.boolean`; without it boolean options are left out. */
  readonly takesBooleans?: boolean;
}

/**
 * Turns the events of one session's log, in their order, into `session/update`s for one client. It does nothing but that,
 * and remembers nothing but what is open.
 *
 * What comes of an event depends on the events before it: whether a tool call was announced, what its terminals printed,
 * and which message a piece of text belongs to. So the same events from the start of the log give the same updates, live
 * and replayed. For a client that begins in the middle, let this take the events of the running turn that it has already,
 * and drop what they come to; without that a piece of text may be told under another `messageId`.
 */
export class SessionUpdates {
  /**
   * The client hosts the terminals of the running turn: its own are shown as terminals, and all others as text. A tool
   * call is shown to have a terminal when it ends: until the turn is over the client must know the terminal, also when the
   * agent has released it.
   */
  ownsTerminals = false;
  /** While true, for `session/load`, what people said is told whoever ran the turn. */
  replaying = false;
  readonly #takesBooleans: boolean;
  readonly #toolCalls: ToolCallUpdates;
  readonly #stretch = new MessageStretch();
  /** Turns that the client runs by itself, until they end. */
  readonly #ownTurns = new Set<string>();
  #currentModeId: string | null = null;
  #configOptions = "[]";

  constructor({ cwd, takesBooleans = false }: SessionUpdatesOptions) {
    this.#takesBooleans = takesBooleans;
    this.#toolCalls = new ToolCallUpdates(cwd);
  }

  /** The client runs this turn, and knows what it said: it is not told while the turn is live. */
  ownTurn(turnId: string): void {
    this.#ownTurns.add(turnId);
  }

  /** What is known of a tool call that has not ended, for `permissionRequest`. */
  toolCall(turnId: string, toolCallId: string | undefined): KnownToolCall | undefined {
    return toolCallId === undefined ? undefined : this.#toolCalls.known(toolCallIdOf(turnId, toolCallId));
  }

  /**
   * What an event comes to: the `update`s of one `session/update` each; often none. `_meta` is an `AcpUpdateMeta`; `seq`
   * stands in that of the last one.
   */
  take(event: DurableEvent): SessionUpdate[] {
    const updates = this.#updatesOf(event);
    const last = updates.length - 1;
    for (const [index, update] of updates.entries()) update._meta = metaOf(event, index === last);
    return updates;
  }

  #updatesOf(event: DurableEvent): SessionUpdate[] {
    const messageId = this.#stretch.take(event);
    switch (event.type) {
      case "turn_started":
        if (this.#ownTurns.has(event.turnId) && !this.replaying) return [];
        return [{ sessionUpdate: "user_message_chunk", messageId: `${event.turnId}:user`, content: { type: "text", text: event.text } }];
      case "steered":
        return [{ sessionUpdate: "user_message_chunk", messageId, content: { type: "text", text: event.content } }];
      case "text_delta":
        return [{ sessionUpdate: "agent_message_chunk", messageId, content: { type: "text", text: event.text } }];
      case "thinking.progress":
        return [{ sessionUpdate: "agent_thought_chunk", messageId, content: { type: "text", text: event.text } }];
      case "tool_call_start":
      case "tool_call":
      case "tool_result":
      case "tool_error":
      case "terminal.stream":
      case "permission_requested":
      case "approval_resolved":
        return this.#toolCalls.take(event, this.ownsTerminals);
      case "plan.updated":
        return [{ sessionUpdate: "plan", entries: event.entries }];
      case "commands.updated":
        return [commandsUpdate(event.commands)];
      case "settings.updated":
        return [...this.#mode(event), ...this.#options(event)];
      case "turn_complete":
      case "turn_stopped":
      case "turn_error":
        this.#ownTurns.delete(event.turnId);
        return this.#toolCalls.endTurn();
      default:
        return [];
    }
  }

  #mode({ modes }: SettingsUpdated): SessionUpdate[] {
    if (modes === null || modes.currentModeId === this.#currentModeId) return [];
    this.#currentModeId = modes.currentModeId;
    return [{ sessionUpdate: "current_mode_update", currentModeId: modes.currentModeId }];
  }

  #options({ modes, options }: SettingsUpdated): SessionUpdate[] {
    const shown = configOptions({ modes, options }, this.#takesBooleans) ?? [];
    const json = JSON.stringify(shown);
    if (json === this.#configOptions) return [];
    this.#configOptions = json;
    return [{ sessionUpdate: "config_option_update", configOptions: shown }];
  }
}

function metaOf(event: DurableEvent, isLast: boolean): Record<string, unknown> {
  const meta: AcpUpdateMeta = {};
  if (isLast) meta.seq = event.seq;
  if ("turnId" in event && event.turnId !== undefined) meta.turnId = event.turnId;
  if (event.type === "turn_started" || event.type === "steered") meta.userId = event.userId;
  if (event.type === "turn_started" && event.clientTurnId !== undefined) meta.clientTurnId = event.clientTurnId;
  return { ...meta };
}
