import { LIMITS } from "../../generated/gateway/limits.ts";
import type { AgentEvent } from "../agents/agent-runtime.ts";
import { textPieces } from "../wire/text-pieces.ts";
import { limitEvent } from "./limit-event.ts";
import type { TurnEventBody } from "./session-state.ts";

/** Text goes into the log in pieces of at most so many UTF-16 units, however much of it comes at once. */
const PIECE_UNITS = 64 * 1024;

/** Where a turn's events go, and the clock that text waits by. */
export interface TurnWriterOptions {
  turnId: string;
  append: (event: TurnEventBody) => void;
  /** Calls back once, after `coalesceTime`, unless cancelled. */
  setTimer: (callback: () => void) => () => void;
}

/**
 * Turns what an agent does into events: gathers text and thoughts until `coalesceTime` has passed or `coalesceBytes`
 * have come together, and writes down what was gathered before anything else that the agent does.
 */
export class TurnWriter {
  readonly #options: TurnWriterOptions;
  #text = "";
  #thought = "";
  /** All that was thought since thinking began; null while the agent does not think. */
  #thinking: string | null = null;
  #cancelTimer: (() => void) | undefined;

  constructor(options: TurnWriterOptions) {
    this.#options = options;
  }

  text(text: string): void {
    if (text === "") return;
    this.#endThinking();
    this.#text += text;
    this.#gathered(this.#text);
  }

  thought(text: string): void {
    if (text === "") return;
    this.#flushText();
    if (this.#thinking === null) {
      this.#append({ type: "thinking.start", turnId: this.#options.turnId });
      this.#thinking = "";
    }
    this.#thinking += text;
    this.#thought += text;
    this.#gathered(this.#thought);
  }

  emit(event: AgentEvent): void {
    this.finish();
    this.#append(limitEvent({ ...event, turnId: this.#options.turnId } as TurnEventBody));
  }

  /** Writes down what was gathered, and ends thinking. */
  finish(): void {
    this.#flushText();
    this.#endThinking();
  }

  #gathered(gathered: string): void {
    // A UTF-16 unit takes at most three bytes: only text between the two bounds has to be measured.
    if (gathered.length * 3 >= LIMITS.coalesceBytes && Buffer.byteLength(gathered) >= LIMITS.coalesceBytes) {
      this.#flush();
    } else {
      this.#cancelTimer ??= this.#options.setTimer(() => {
        this.#cancelTimer = undefined;
        this.#flush();
      });
    }
  }

  #flush(): void {
    this.#flushText();
    this.#flushThought();
  }

  #flushText(): void {
    if (this.#text === "") return;
    this.#stopTimer();
    const { turnId } = this.#options;
    for (const text of textPieces(this.#text, PIECE_UNITS)) this.#append({ type: "text_delta", turnId, text });
    this.#text = "";
  }

  #flushThought(): void {
    if (this.#thought === "") return;
    this.#stopTimer();
    const { turnId } = this.#options;
    for (const text of textPieces(this.#thought, PIECE_UNITS)) this.#append({ type: "thinking.progress", turnId, text });
    this.#thought = "";
  }

  #endThinking(): void {
    if (this.#thinking === null) return;
    this.#flushThought();
    this.#append(limitEvent({ type: "thinking.complete", turnId: this.#options.turnId, text: this.#thinking }));
    this.#thinking = null;
  }

  #stopTimer(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }

  #append(event: TurnEventBody): void {
    this.#options.append(event);
  }
}
