import type { AcpPromptMeta, InlineAttachment } from "../../generated/gateway/types.ts";
import type { Membership } from "../members/membership.ts";
import { GatewayError } from "../pipeline/gateway-error.ts";
import type { TurnEnd } from "../sessions/history.ts";
import type { HistoryService } from "../sessions/history-service.ts";
import type { SessionRuntime } from "../sessions/session-runtime.ts";
import type { ClientHost } from "./client-host.ts";

/** What a turn is run with. */
export interface PromptInput extends AcpPromptMeta {
  readonly text: string;
  readonly attachments: InlineAttachment[];
}

export interface PromptsOptions {
  readonly session: SessionRuntime;
  /** Whose prompts they are. */
  readonly member: Membership;
  readonly history: HistoryService;
  readonly note: (message: string, error: unknown) => void;
  /** What the client does for the agents of its turns; null when it offers nothing. */
  readonly host: ClientHost | null;
  /** A turn is this client's own. */
  readonly onOwnTurn: (turnId: string) => void;
  /** Resolves when the client was told everything up to an event. */
  readonly reached: (seq: number) => Promise<void>;
}

/** A prompt that waits for the end of its turn. */
interface Prompt {
  /** Null until the turn is accepted. */
  turnId: string | null;
  readonly clientTurnId: string | undefined;
  isCancelled: boolean;
  readonly end: PromiseWithResolvers<TurnEnd>;
}

/** The turns that a client runs in a session: each `session/prompt` is answered when its turn has ended. */
export class Prompts {
  readonly #options: PromptsOptions;
  readonly #open = new Set<Prompt>();

  constructor(options: PromptsOptions) {
    this.#options = options;
  }

  /** Whether the turn that runs is one for which this client runs commands. */
  get hosts(): boolean {
    const active = this.#activeTurn();
    return active !== null && this.owns(active) && this.#options.host?.host.terminals != null;
  }

  /** The turns that prompts wait for. */
  get turns(): string[] {
    return [...this.#open].flatMap(({ turnId }) => turnId ?? []);
  }

  /** Whether a prompt of this client waits for a turn. */
  owns(turnId: string): boolean {
    return this.turns.includes(turnId);
  }

  /**
   * Runs a turn, or waits for the one that was run with the same `clientTurnId`.
   *
   * @param takenBack aborted when the client takes the prompt back
   * @throws GatewayError as `run_turn` does; INVALID_STATE, SESSION_NOT_FOUND when the client leaves the session before
   */
  async run(
    { text, attachments, clientTurnId, whenBusy }: PromptInput,
    takenBack: AbortSignal,
  ): Promise<{ end: TurnEnd; duplicate: boolean }> {
    const { session, member, onOwnTurn } = this.#options;
    const prompt: Prompt = { turnId: null, clientTurnId, isCancelled: false, end: Promise.withResolvers<TurnEnd>() };
    prompt.end.promise.catch(() => undefined);
    this.#open.add(prompt);
    takenBack.addEventListener("abort", () => this.#cancel(prompt), { once: true });
    try {
      const { turnId, duplicate, begin } = await session.accept(
        {
          type: "run_turn",
          sessionId: session.record.id,
          text,
          whenBusy: whenBusy ?? "reject",
          ...(attachments.length === 0 ? {} : { attachments }),
          ...(clientTurnId === undefined ? {} : { clientTurnId }),
        },
        member.userId,
      );
      prompt.turnId = turnId;
      onOwnTurn(turnId);
      // Whoever has left meanwhile hosts nothing any more.
      if (this.#open.has(prompt)) this.#hostTurn(turnId, duplicate !== true);
      begin();
      if (duplicate) void this.#lookUp(prompt, turnId);
      if (prompt.isCancelled) this.#cancel(prompt);
      return { end: await prompt.end.promise, duplicate: duplicate === true };
    } finally {
      this.#open.delete(prompt);
    }
  }

  /** Stops the turn that runs, and those of this client that wait. */
  async cancelAll(): Promise<void> {
    for (const prompt of this.#open) prompt.isCancelled = true;
    if (this.#activeTurn() !== null) await this.#stop();
  }

  /** Stops what this client runs, and resolves when that has ended. */
  async finish(): Promise<void> {
    const open = [...this.#open];
    for (const prompt of open) this.#cancel(prompt);
    await Promise.allSettled(open.map(({ end }) => end.promise));
  }

  /** A turn has begun. */
  started(turnId: string, clientTurnId: string | undefined): void {
    for (const prompt of this.#open) {
      // Its acceptance may be known to the log before it is known here.
      if (prompt.turnId === null && clientTurnId !== undefined && prompt.clientTurnId === clientTurnId) this.#options.onOwnTurn(turnId);
      if (prompt.turnId === turnId && prompt.isCancelled) void this.#stop();
    }
  }

  /** A turn has ended, and the client was told its last update. */
  ended(end: TurnEnd): void {
    if (!this.owns(end.turnId)) return;
    for (const prompt of this.#open) if (prompt.turnId === end.turnId) prompt.end.resolve(end);
    this.#options.host?.turnEnded();
  }

  /** The client is not there any more for the ends of its turns; these go on without it. */
  leave(reason: GatewayError): void {
    const { session, host } = this.#options;
    for (const { turnId, end } of this.#open) {
      if (turnId !== null && host !== null) session.releaseHost(turnId, host.host);
      end.reject(reason);
    }
    this.#open.clear();
  }

  #activeTurn(): string | null {
    return this.#options.session.state.active?.turn.turnId ?? null;
  }

  /** Files and commands of a turn are the affair of whoever ran it, and nobody else's. */
  #hostTurn(turnId: string, isNew: boolean): void {
    const { session, member, host } = this.#options;
    if (host !== null && (isNew || session.runnerOf(turnId) === member.userId)) session.setHost(turnId, host.host);
  }

  #cancel(prompt: Prompt): void {
    prompt.isCancelled = true;
    if (prompt.turnId !== null && prompt.turnId === this.#activeTurn()) void this.#stop();
  }

  async #stop(): Promise<void> {
    const { session, member, note } = this.#options;
    try {
      await session.stop(member.userId);
    } catch (error) {
      // It has ended by itself, or is being stopped already.
      if (!(error instanceof GatewayError && error.code === "NO_ACTIVE_TURN")) note("a turn could not be stopped", error);
    }
  }

  /** The turn of a prompt that is sent again may be over. */
  async #lookUp(prompt: Prompt, turnId: string): Promise<void> {
    const { session, history, reached } = this.#options;
    try {
      const end = await history.endOf(session, turnId);
      if (end === null) return;
      await reached(end.seq);
      prompt.end.resolve(end);
    } catch (error) {
      prompt.end.reject(error);
    }
  }
}
