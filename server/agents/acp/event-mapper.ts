import type { PlanEntry } from "../../../generated/gateway/types.ts";
import type { TurnOutput } from "../agent-runtime.ts";
import { textOfBlock } from "./content-blocks.ts";
import { type Fields, isObject, objectsOf } from "./json-fields.ts";
import { ToolCalls } from "./tool-calls.ts";
import type { UsageMeter } from "./usage-meter.ts";

const PRIORITIES: Readonly<Record<PlanEntry["priority"], true>> = { high: true, medium: true, low: true };
const STATUSES: Readonly<Record<PlanEntry["status"], true>> = { pending: true, in_progress: true, completed: true };

export interface EventMapperOptions {
  /** Absolute path of the workspace. */
  readonly root: string;
  readonly output: Pick<TurnOutput, "text" | "thought" | "emit">;
  readonly usage: UsageMeter;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
}

/**
 * Turns the `session/update`s of one turn into the gateway's events. It does nothing but that, and takes nothing for
 * granted: whatever an agent sends, what comes out is what the spec allows.
 *
 * Ignored on purpose: `user_message_chunk` (the gateway has the prompt already), `session_info_update` (people name
 * sessions), what is about the agent's setup and not about the turn (see `AgentSetup`), and variants that it does not know.
 */
export class EventMapper {
  readonly #options: EventMapperOptions;
  readonly #toolCalls: ToolCalls;

  constructor(options: EventMapperOptions) {
    const { root, output, now } = options;
    this.#options = options;
    this.#toolCalls = new ToolCalls(root, (event) => output.emit(event), now);
  }

  /** Takes the `update` of a `session/update`. */
  update(update: unknown): void {
    if (!isObject(update)) return;
    const { output, usage } = this.#options;
    switch (update["sessionUpdate"]) {
      case "agent_message_chunk":
        output.text(textOfBlock(update["content"]));
        break;
      case "agent_thought_chunk":
        output.thought(textOfBlock(update["content"]));
        break;
      case "tool_call":
      case "tool_call_update":
        this.#toolCalls.update(update);
        break;
      case "plan":
        if (Array.isArray(update["entries"])) output.emit({ type: "plan.updated", entries: planOf(update["entries"]) });
        break;
      case "usage_update": {
        const event = usage.context(update);
        if (event !== undefined) output.emit(event);
        break;
      }
    }
  }

  /** Takes the tool call that a permission is asked for, and tells what it is called in the gateway's events. */
  toolCall(fields: Fields): { toolCallId: string; title: string } | undefined {
    this.#toolCalls.update(fields);
    return this.#toolCalls.describe(fields);
  }

  /** Takes the `usage` of the answer to a prompt. */
  promptUsage(reported: unknown): void {
    const event = this.#options.usage.prompt(reported);
    if (event !== undefined) this.#options.output.emit(event);
  }

  /** Ends the tool calls that the agent left open. */
  endToolCalls(message: string): void {
    this.#toolCalls.endAll(message);
  }
}

function planOf(entries: unknown): PlanEntry[] {
  return objectsOf(entries).flatMap(({ content, priority, status }) => {
    if (typeof content !== "string") return [];
    return [{ content, priority: isPriority(priority) ? priority : "medium", status: isStatus(status) ? status : "pending" }];
  });
}

function isPriority(value: unknown): value is PlanEntry["priority"] {
  return typeof value === "string" && Object.hasOwn(PRIORITIES, value);
}

function isStatus(value: unknown): value is PlanEntry["status"] {
  return typeof value === "string" && Object.hasOwn(STATUSES, value);
}
