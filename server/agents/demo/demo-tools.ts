import type { ToolContent, ToolKind } from "../../../generated/gateway/types.ts";
import type { ScriptedTurn } from "./scripted-turn.ts";

/** What people see of a tool that is used. */
interface ToolUse {
  readonly toolName: string;
  readonly title: string;
  readonly kind: ToolKind;
}

/** What using a tool came to. */
interface ToolOutcome<T> {
  readonly output: T;
  readonly content?: ToolContent[];
  /** Why it failed, if it did. */
  readonly failure?: string;
}

/** Uses tools within a turn, and tells of it: each use has one start, one call and one end. */
export class DemoTools {
  readonly #turn: ScriptedTurn;
  #uses = 0;

  constructor(turn: ScriptedTurn) {
    this.#turn = turn;
  }

  /**
   * Uses a tool and returns its output. A turn that is cancelled meanwhile is told that the tool failed.
   *
   * @throws TurnCancelled
   */
  async use<T>(use: ToolUse, input: unknown, run: (toolCallId: string) => Promise<ToolOutcome<T>>): Promise<T> {
    this.#turn.check();
    const { output: turnOutput, cancelled } = this.#turn;
    const { toolName } = use;
    const toolCallId = `call-${++this.#uses}`;
    turnOutput.emit({ type: "tool_call_start", toolCallId, ...use });
    turnOutput.emit({ type: "tool_call", toolCallId, toolName, input });
    const fail = (message: string) => turnOutput.emit({ type: "tool_error", toolCallId, message });
    const stop = () => fail("The turn was stopped.");
    cancelled.addEventListener("abort", stop, { once: true });
    const startedAt = performance.now();
    try {
      const { output, content, failure } = await run(toolCallId);
      this.#turn.check();
      const durationMs = Math.round(performance.now() - startedAt);
      if (failure !== undefined) fail(failure);
      else turnOutput.emit({ type: "tool_result", toolCallId, output, durationMs, ...(content === undefined ? {} : { content }) });
      return output;
    } catch (error) {
      if (!cancelled.aborted) fail("The tool could not be used.");
      throw error;
    } finally {
      cancelled.removeEventListener("abort", stop);
    }
  }
}
