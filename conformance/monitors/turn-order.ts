import type { JsonObject } from "../trace/format.ts";
import { isObject } from "../trace/match.ts";
import type { Monitor, Violation } from "./monitor.ts";

const ENDS = ["turn_complete", "turn_stopped", "turn_error"];

interface Turn {
  text: string;
  /** Whether its beginning was seen. */
  isWhole: boolean;
  isEnded: boolean;
  calls: Map<string, boolean>;
  isThinking: boolean;
}

/** A turn starts once, ends once, and everything of it lies in between. */
export class TurnOrder implements Monitor {
  readonly #turns = new Map<string, Turn>();
  /** Turns of which something was seen, but not their beginning. */
  readonly #begun = new Set<string>();
  /** The refs of the turns that this connection asks for. */
  readonly #own = new Set<string>();

  sent({ type, ref }: JsonObject): void {
    if (type === "run_turn" && typeof ref === "string") this.#own.add(ref);
  }

  received(frame: JsonObject): Violation[] {
    const type = String(frame["type"]);
    if (type === "state_snapshot") return this.#snapshot(frame);
    const id = frame["turnId"];
    if (typeof id !== "string") return [];
    if (type === "ack") return this.#ack(id, frame);
    const turn = this.#turns.get(id);
    if (type === "turn_started") {
      if (turn?.isWhole) return [{ rule: "WS-TURN-2", what: "A turn starts twice.", received: frame }];
      if (this.#begun.has(id)) return [{ rule: "WS-TURN-2", what: "Something of a turn comes before its start.", received: frame }];
      this.#turns.set(id, { text: "", isWhole: true, isEnded: false, calls: new Map(), isThinking: false });
      return [];
    }
    if (turn === undefined) {
      this.#begun.add(id);
      return [];
    }
    if (turn.isEnded) return [{ rule: "WS-TURN-2", what: "Something of a turn comes after its end.", received: frame }];
    return [...this.#inside(turn, type, frame), ...(ENDS.includes(type) ? this.#end(turn, type, frame) : [])];
  }

  #snapshot({ activeTurn, resume, session }: JsonObject): Violation[] {
    // What is replayed was perhaps seen before.
    if (resume !== "live" && isObject(session)) {
      this.#turns.clear();
      this.#begun.clear();
    }
    if (resume === "live" && isObject(activeTurn)) {
      const text = String(activeTurn["text"]);
      this.#turns.set(String(activeTurn["turnId"]), { text, isWhole: false, isEnded: false, calls: new Map(), isThinking: false });
    }
    return [];
  }

  #ack(id: string, { messageType, duplicate, ref }: JsonObject): Violation[] {
    if (messageType !== "run_turn" || duplicate === true || !this.#own.has(String(ref))) return [];
    return this.#turns.has(id) ? [{ rule: "WS-TURN-1", what: "A turn starts before it is acknowledged.", received: id }] : [];
  }

  #inside(turn: Turn, type: string, frame: JsonObject): Violation[] {
    const call = String(frame["toolCallId"]);
    switch (type) {
      case "text_delta":
        turn.text += String(frame["text"]);
        return [];
      case "tool_call_start":
      case "tool_call":
        if (turn.calls.get(call)) return [{ rule: "WS-AGENT-3", what: "A tool call goes on after its result.", received: frame }];
        turn.calls.set(call, false);
        return [];
      case "tool_result":
      case "tool_error": {
        const isOver = turn.calls.get(call);
        turn.calls.set(call, true);
        if (isOver) return [{ rule: "WS-AGENT-3", what: "A tool call has two results.", received: frame }];
        if (isOver === undefined && turn.isWhole) {
          return [{ rule: "WS-AGENT-3", what: "A result of a tool call that was not started.", received: frame }];
        }
        return [];
      }
      case "thinking.start":
        turn.isThinking = true;
        return [];
      case "thinking.complete": {
        const wasThinking = turn.isThinking;
        turn.isThinking = false;
        if (frame["text"] === "") return [{ rule: "WS-AGENT-2", what: "Empty thinking.", received: frame }];
        if (turn.isWhole && !wasThinking) return [{ rule: "WS-AGENT-2", what: "Thinking ends that was not begun.", received: frame }];
        return [];
      }
      default:
        return [];
    }
  }

  #end(turn: Turn, type: string, frame: JsonObject): Violation[] {
    turn.isEnded = true;
    const [rule, received] = type === "turn_complete" ? ["WS-TURN-11", frame["finalText"]] : ["WS-STOP-TURN-1", frame["partialText"]];
    if (type === "turn_error" || received === turn.text) return [];
    return [{ rule, what: `The text of \`${type}\` is not what was streamed.`, expected: turn.text, received }];
  }
}
