import type { RequestAnswer } from "../../sessions/session-state.ts";
import type { AgentEvent, AgentPermission, AgentQuestion, TurnOutput } from "../agent-runtime.ts";

/** What an agent did, in order. Text that comes in a row is one entry. */
export type Recorded =
  | { readonly type: "text"; text: string }
  | { readonly type: "thought"; text: string }
  | ({ readonly type: "question" } & AgentQuestion)
  | ({ readonly type: "permission" } & AgentPermission)
  | { readonly type: "wrote"; readonly path: string }
  | AgentEvent;

interface Waiter {
  matches: () => boolean;
  resolve: () => void;
}

/** A turn's output that remembers all it gets, and answers what it is asked as the test says. */
export class RecordingOutput implements TurnOutput {
  readonly recorded: Recorded[] = [];
  /** Bytes of text that were said. */
  said = 0;
  /** Answers, in the order of the questions; without one a question stays open until it is withdrawn. */
  answers: RequestAnswer[] = [];
  /** What `ready` waits for. */
  gate: Promise<void> = Promise.resolve();
  #waiters: Waiter[] = [];

  /** All that was said. */
  get saidText(): string {
    return this.recorded.flatMap((entry) => (entry.type === "text" ? [entry.text] : [])).join("");
  }

  /** The events of some type. */
  of<Type extends Recorded["type"]>(type: Type): Extract<Recorded, { type: Type }>[] {
    return this.recorded.filter((entry): entry is Extract<Recorded, { type: Type }> => entry.type === type);
  }

  /** Resolves when something has been recorded that makes this true. */
  async until(matches: () => boolean): Promise<void> {
    if (matches()) return;
    await new Promise<void>((resolve) => this.#waiters.push({ matches, resolve }));
  }

  text(text: string): void {
    this.#stream("text", text);
  }

  thought(text: string): void {
    this.#stream("thought", text);
  }

  emit(event: AgentEvent): void {
    this.#record(event);
  }

  ask(question: AgentQuestion, withdrawn?: AbortSignal): Promise<RequestAnswer> {
    this.#record({ type: "question", ...question });
    return this.#answer(withdrawn);
  }

  requestPermission(permission: AgentPermission, withdrawn?: AbortSignal): Promise<RequestAnswer> {
    this.#record({ type: "permission", ...permission });
    return this.#answer(withdrawn);
  }

  async wroteFile(path: string): Promise<void> {
    this.#record({ type: "wrote", path });
  }

  ready(): Promise<void> {
    return this.gate;
  }

  #answer(withdrawn: AbortSignal | undefined): Promise<RequestAnswer> {
    const answer = this.answers.shift();
    if (answer !== undefined) return Promise.resolve(answer);
    return new Promise((resolve) => withdrawn?.addEventListener("abort", () => resolve({ dismissed: true })));
  }

  #stream(type: "text" | "thought", text: string): void {
    if (text === "") return;
    if (type === "text") this.said += text.length;
    const last = this.recorded.at(-1);
    if (last?.type === type) last.text += text;
    else this.recorded.push({ type, text });
    this.#notify();
  }

  #record(entry: Recorded): void {
    this.recorded.push(entry);
    this.#notify();
  }

  #notify(): void {
    const due = this.#waiters.filter(({ matches }) => matches());
    this.#waiters = this.#waiters.filter((waiter) => !due.includes(waiter));
    for (const { resolve } of due) resolve();
  }
}
