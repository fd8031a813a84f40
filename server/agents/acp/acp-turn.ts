import type { ContentBlock } from "@agentclientprotocol/sdk";
import type { RequestAnswer } from "../../sessions/session-state.ts";
import type { TurnOutput } from "../agent-runtime.ts";
import type { EventMapper } from "./event-mapper.ts";
import type { HostedTerminals } from "./hosted-terminals.ts";

/** One turn of an agent: one prompt, and one more for each time that a person guides it. */
export class AcpTurn {
  readonly output: TurnOutput;
  readonly mapper: EventMapper;
  /** The terminals that the turn's client runs. */
  readonly hosted: HostedTerminals;
  #asks = new AbortController();
  #guidance: string[] = [];
  #cancelled = false;

  constructor(output: TurnOutput, mapper: EventMapper, hosted: HostedTerminals) {
    this.output = output;
    this.mapper = mapper;
    this.hosted = hosted;
  }

  /** A person wants the turn to end. */
  get isCancelled(): boolean {
    return this.#cancelled;
  }

  /** A person said something that the agent does not know yet. */
  get isGuided(): boolean {
    return this.#guidance.length > 0;
  }

  /** Aborted when the agent is told to leave what it does: its prompt is cancelled, or the turn is guided elsewhere. */
  get withdrawn(): AbortSignal {
    return this.#cancelled ? AbortSignal.abort() : this.#asks.signal;
  }

  cancel(): void {
    this.#cancelled = true;
    this.withdrawAsks();
  }

  guide(content: string): void {
    this.#guidance.push(content);
  }

  /** What people said since this was last asked. */
  takeGuidance(): ContentBlock[] {
    return this.#guidance.splice(0).map((text) => ({ type: "text", text }));
  }

  /**
   * Puts something to a person.
   *
   * @param withdrawn aborted when the agent does not wait for the answer any more
   * @returns null when nobody waits for the answer any more: the agent does not, or its prompt was cancelled
   */
  async whileOpen(withdrawn: AbortSignal, ask: (signal: AbortSignal) => Promise<RequestAnswer>): Promise<RequestAnswer | null> {
    const signal = AbortSignal.any([withdrawn, this.#asks.signal]);
    if (signal.aborted) return null;
    const { promise, resolve } = Promise.withResolvers<null>();
    signal.addEventListener("abort", () => resolve(null), { once: true });
    return Promise.race([ask(signal), promise]);
  }

  /** Takes back what people were asked: the agent is told that it was cancelled. */
  withdrawAsks(): void {
    this.#asks.abort();
    this.#asks = new AbortController();
  }

  /** Settles what the agent left open. */
  end(reason: string): void {
    this.withdrawAsks();
    this.mapper.endToolCalls(reason);
  }
}
