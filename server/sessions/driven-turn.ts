import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { LIMITS } from "../../generated/gateway/limits.ts";
import type { AgentEvent, AgentPermission, AgentQuestion, TurnOutput } from "../agents/agent-runtime.ts";
import type { SessionLog } from "./event-log.ts";
import { type Input, type ProfileInput, SYSTEM_USER } from "./session-machine.ts";
import type { RequestAnswer } from "./session-state.ts";
import { TurnWriter } from "./turn-writer.ts";

/** An agent is held back when so many of its events wait to be committed. */
const UNCOMMITTED_EVENTS = 512;
/** What an agent may put out at once before its rate counts, in UTF-16 units. */
const BURST_UNITS = 4 * 1024 * 1024;

export interface DrivenTurnOptions {
  turnId: string;
  log: SessionLog;
  report: (input: Input) => void;
  /** Keeps the new version of a file that the agent wrote by way of the gateway. */
  captureFile: (path: string) => Promise<void>;
  /** The agent has put out more than a turn may hold. Called once. */
  onFlood: () => void;
  /** The agent did something. */
  onActivity: () => void;
}

const DISMISSED: RequestAnswer = { dismissed: true };

/** The output of one turn: puts what the agent does into the session's log, and holds back an agent that is too fast. */
export class DrivenTurn implements TurnOutput {
  readonly turnId: string;
  readonly #options: DrivenTurnOptions;
  readonly #writer: TurnWriter;
  readonly #open = new Map<string, (answer: RequestAnswer) => void>();
  readonly #startSize: number;
  readonly #startTime = performance.now();
  #closed = false;
  #flooded = false;

  constructor(options: DrivenTurnOptions) {
    this.#options = options;
    this.turnId = options.turnId;
    this.#startSize = options.log.size;
    this.#writer = new TurnWriter({
      turnId: options.turnId,
      append: (event) => options.report({ kind: "update", event }),
      setTimer: (callback) => {
        const timer = setTimeout(callback, LIMITS.coalesceTime);
        return () => clearTimeout(timer);
      },
    });
  }

  /** Whether the agent waits for a person. */
  get isAsking(): boolean {
    return this.#open.size > 0;
  }

  text(text: string): void {
    if (this.#admit()) this.#writer.text(text);
  }

  thought(text: string): void {
    if (this.#admit()) this.#writer.thought(text);
  }

  emit(event: AgentEvent): void {
    if (this.#admit()) this.#writer.emit(event);
  }

  /** Reports what the agent tells of itself, after all that it did before. */
  tell(input: ProfileInput): void {
    if (!this.#admit()) return;
    this.#writer.finish();
    this.#options.report(input);
  }

  ask(question: AgentQuestion, withdrawn?: AbortSignal): Promise<RequestAnswer> {
    return this.#request((requestId) => ({ type: "question_requested", turnId: this.turnId, requestId, ...question }), withdrawn);
  }

  requestPermission(permission: AgentPermission, withdrawn?: AbortSignal): Promise<RequestAnswer> {
    return this.#request((requestId) => ({ type: "permission_requested", turnId: this.turnId, requestId, ...permission }), withdrawn);
  }

  async wroteFile(path: string): Promise<void> {
    if (!this.#admit()) return;
    this.#writer.finish();
    await this.#options.captureFile(path);
  }

  async ready(): Promise<void> {
    const { log } = this.#options;
    if (log.lastSeq - log.committedSeq > UNCOMMITTED_EVENTS) await log.committed(log.lastSeq);
    const elapsed = (performance.now() - this.#startTime) / 1000;
    const ahead = log.size - this.#startSize - BURST_UNITS - elapsed * LIMITS.agentOutputRate;
    if (ahead > 0) await delay((ahead / LIMITS.agentOutputRate) * 1000);
  }

  /** Hands a person's answer to the agent. */
  answer(requestId: string, answer: RequestAnswer): void {
    this.#options.onActivity();
    this.#open.get(requestId)?.(answer);
    this.#open.delete(requestId);
  }

  /** Writes down what was gathered; nothing more is taken. What the agent still waits for is dismissed. */
  close(): void {
    if (this.#closed) return;
    this.#writer.finish();
    this.#closed = true;
    for (const resolve of this.#open.values()) resolve(DISMISSED);
    this.#open.clear();
  }

  #request(
    event: (requestId: string) => Extract<Input, { kind: "ask" }>["request"],
    withdrawn: AbortSignal | undefined,
  ): Promise<RequestAnswer> {
    if (!this.#admit() || withdrawn?.aborted) return Promise.resolve(DISMISSED);
    this.#writer.finish();
    return new Promise((resolve) => {
      const requestId = randomUUID();
      this.#open.set(requestId, resolve);
      this.#options.report({ kind: "ask", turnId: this.turnId, request: event(requestId) });
      withdrawn?.addEventListener("abort", () => {
        this.#options.report({ kind: "answer", requestId, answer: DISMISSED, userId: SYSTEM_USER });
      });
    });
  }

  /** Whether the turn takes something more. */
  #admit(): boolean {
    if (this.#closed) return false;
    this.#options.onActivity();
    if (this.#options.log.size - this.#startSize > LIMITS.turnBytes && !this.#flooded) {
      this.#flooded = true;
      this.#options.onFlood();
    }
    return !this.#flooded;
  }
}
