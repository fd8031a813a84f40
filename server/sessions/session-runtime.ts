import { randomUUID } from "node:crypto";
import type { RunTurnReceived } from "../../generated/gateway/handlers.ts";
import type { DurableEventBody } from "../../generated/gateway/serializers.ts";
import type { PendingRequest, StateSnapshot } from "../../generated/gateway/types.ts";
import { GatewayError, invalid } from "../pipeline/gateway-error.ts";
import { addCost } from "../storage/session-totals.ts";
import type { AcceptedTurn } from "./accepted-turn.ts";
import { AgentDriver, type AgentDriverOptions } from "./agent-driver.ts";
import type { Appended, SessionLog } from "./event-log.ts";
import { type ClosingReason, type Input, isUrgent, recover, refusalOfControl, refusalOfTurn, resume, step } from "./session-machine.ts";
import { type SessionRecord, toSession } from "./session-record.ts";
import { type Effect, type RequestAnswer, restingSession, type SessionState, type Step } from "./session-state.ts";

/** Turns that interrupt are placed this far before turns that wait. */
const INTERRUPT_OFFSET = 2 ** 45;

/** What a turn costs, as far as the session is concerned. */
export interface TurnCredits {
  /**
   * Sets credits aside.
   *
   * @throws GatewayError INSUFFICIENT_CREDITS
   */
  reserve(turnId: string): Promise<void>;
  /** Books what was used, or gives back what was set aside. */
  settle(turnId: string, usage: { inputTokens: number; outputTokens: number }, succeeded: boolean): Promise<void>;
}

export interface SessionRuntimeOptions {
  record: SessionRecord;
  log: SessionLog;
  /** The turns that were waiting when the session was read back. */
  queue: readonly AcceptedTurn[];
  /** The turn that a given client's id stands for, when the log is older than this object; else undefined. */
  findTurn: ((clientTurnId: string) => Promise<string | undefined>) | undefined;
  driver: Omit<AgentDriverOptions, "log" | "report">;
  credits: TurnCredits;
  now: () => number;
}

/** How a turn was accepted. */
export interface TurnAcceptance {
  turnId: string;
  duplicate?: true;
  queued?: true;
  position?: number;
  /** Starts the turn; called once its acceptance was answered. */
  begin: () => void;
}

/** A session in memory: the state machine, and the shell that does what the machine says. */
export class SessionRuntime {
  readonly record: SessionRecord;
  readonly log: SessionLog;
  readonly #options: SessionRuntimeOptions;
  readonly #driver: AgentDriver;
  /** The requests that are open, as they stand in the log. */
  readonly #requests = new Map<string, PendingRequest>();
  readonly #turnIds = new Map<string, Promise<string>>();
  #state: SessionState;
  /** Turns that are being recorded. */
  #recording = 0;
  #lastPosition = 0;
  #effects: Promise<void> = Promise.resolve();
  #downListeners: (() => void)[] = [];

  constructor(options: SessionRuntimeOptions) {
    this.#options = options;
    this.record = options.record;
    this.log = options.log;
    this.#state = restingSession(options.record.status, options.queue);
    this.#driver = new AgentDriver({ ...options.driver, log: options.log, report: (input) => this.#feed(input) });
  }

  get state(): SessionState {
    return this.#state;
  }

  /** Whether forgetting the session loses nothing. */
  get isAtRest(): boolean {
    const { status, active, queue } = this.#state;
    const idle = (status === "inactive" || status === "error") && active === null && queue.length === 0;
    return idle && this.#recording === 0 && this.log.committedSeq === this.log.lastSeq;
  }

  /** Settles what a restart of the gateway interrupted. */
  recover(interruptedTurn: string | null): void {
    this.#take(recover(this.#state, interruptedTurn));
  }

  /** Runs the turns that were waiting when the session was read back. */
  resume(): void {
    this.#take(resume(this.#state, this.#options.now()));
  }

  /** Accepts a turn: when this resolves it is recorded. */
  async accept(request: RunTurnReceived, userId: string): Promise<TurnAcceptance> {
    const { clientTurnId } = request;
    if (clientTurnId === undefined) return this.#acceptNew(request, userId);
    const known = this.#turnIds.get(clientTurnId);
    if (known !== undefined) return { turnId: await known, duplicate: true, begin: () => undefined };
    const accepted = this.#acceptUnlessStored(request, clientTurnId, userId);
    const turnId = accepted.then((acceptance) => acceptance.turnId);
    this.#turnIds.set(clientTurnId, turnId);
    turnId.catch(() => this.#turnIds.delete(clientTurnId));
    return accepted;
  }

  /**
   * Stops the running turn.
   *
   * @throws GatewayError NO_ACTIVE_TURN
   */
  async stop(userId: string): Promise<string> {
    const turnId = this.#controllableTurn();
    this.#feed({ kind: "stop", userId });
    await this.#persisted();
    return turnId;
  }

  /**
   * Guides the running turn.
   *
   * @throws GatewayError NO_ACTIVE_TURN
   */
  async steer(content: string, userId: string): Promise<string> {
    const turnId = this.#controllableTurn();
    this.#feed({ kind: "steer", content, userId });
    await this.#persisted();
    return turnId;
  }

  /**
   * Answers what the agent asked.
   *
   * @throws GatewayError QUESTION_NOT_FOUND, INVALID_MESSAGE
   */
  async answer(requestId: string, answer: RequestAnswer, userId: string): Promise<void> {
    const request = this.#state.requests.get(requestId);
    if (request === undefined)
      throw new GatewayError("QUESTION_NOT_FOUND", "No such question or permission is open. It may have been answered already.");
    checkAnswer(request.options, request.type === "permission_requested", answer);
    this.#feed({ kind: "answer", requestId, answer, userId });
    await this.#persisted();
  }

  /** Puts the session away: its turn is ended, its agent let go. Resolves when the agent is gone. */
  async close(reason: ClosingReason): Promise<void> {
    this.#feed({ kind: "close", reason });
    while (!this.#isDown()) await new Promise<void>((resolve) => this.#downListeners.push(resolve));
  }

  /** Takes the session back after it was put away. */
  reopen(): void {
    this.#feed({ kind: "reopen" });
  }

  /** The session as it is at `lastSeq`, committed or not: wait for that before anyone sees it. */
  snapshot(): Omit<StateSnapshot, "type" | "ref" | "resume" | "replayFrom" | "participants"> {
    const { active } = this.#state;
    return {
      session: toSession(this.record),
      epoch: this.record.epoch,
      lastSeq: this.log.lastSeq,
      activeTurn: active === null ? null : { turnId: active.turn.turnId, startedAt: active.startedAt, text: active.text },
      pendingRequests: [...this.#requests.values()],
    };
  }

  #isDown(): boolean {
    const { status } = this.#state;
    return status === "inactive" || status === "error";
  }

  async #acceptUnlessStored(request: RunTurnReceived, clientTurnId: string, userId: string): Promise<TurnAcceptance> {
    const stored = await this.#options.findTurn?.(clientTurnId);
    if (stored !== undefined) return { turnId: stored, duplicate: true, begin: () => undefined };
    return this.#acceptNew(request, userId);
  }

  async #acceptNew(request: RunTurnReceived, userId: string): Promise<TurnAcceptance> {
    const refusal = refusalOfTurn(this.#state, request.whenBusy, this.#recording);
    if (refusal === "TURN_IN_PROGRESS") throw new GatewayError(refusal, "A turn runs already. Wait for its end, stop it, or set whenBusy.");
    if (refusal !== null) throw new GatewayError(refusal, "Too many turns wait already.");
    if (this.#state.closing) throw new GatewayError("INVALID_STATE", "The session is being put away.");
    const busy = this.#state.active !== null || this.#state.queue.length + this.#recording > 0;
    const queued = busy && request.whenBusy === "queue";
    const position = this.#state.queue.length + this.#recording + 1;
    const turn = this.#turnOf(request, userId);
    this.#recording++;
    try {
      await this.#options.credits.reserve(turn.turnId);
      await this.log.recordTurn(turn);
    } catch (error) {
      this.#recording--;
      throw error;
    }
    return {
      turnId: turn.turnId,
      ...(queued ? { queued: true, position } : {}),
      begin: () => {
        this.#recording--;
        this.#feed({ kind: "accepted", turn });
      },
    };
  }

  #turnOf({ text, clientTurnId, attachments, whenBusy }: RunTurnReceived, userId: string): AcceptedTurn {
    const place = Math.max(this.#lastPosition + 1, this.#options.now());
    this.#lastPosition = place;
    const interrupts = whenBusy === "interrupt";
    return {
      turnId: randomUUID(),
      text,
      userId,
      position: interrupts ? place - INTERRUPT_OFFSET : place,
      ...(clientTurnId === undefined ? {} : { clientTurnId }),
      ...(attachments === undefined ? {} : { attachments }),
      ...(interrupts ? { interrupts } : {}),
    };
  }

  #controllableTurn(): string {
    const refusal = refusalOfControl(this.#state);
    if (refusal !== null || this.#state.active === null) throw new GatewayError("NO_ACTIVE_TURN", "No turn runs in this session.");
    return this.#state.active.turn.turnId;
  }

  #feed(input: Input): void {
    this.#take(step(this.#state, input, this.#options.now()));
  }

  #take({ state, events, effects }: Step): void {
    this.#state = state;
    for (const event of events) this.#note(event, this.log.append(event));
    const seq = this.log.lastSeq;
    const later: Effect[] = [];
    for (const effect of effects) {
      if (isUrgent(effect)) this.#do(effect);
      else later.push(effect);
    }
    if (later.length > 0) {
      this.#effects = this.#effects.then(async () => {
        await this.log.committed(seq);
        for (const effect of later) this.#do(effect);
      });
    }
    if (this.#isDown()) for (const resolve of this.#downListeners.splice(0)) resolve();
  }

  /** Keeps the record in step with the log. */
  #note(event: DurableEventBody, { sessionId, seq, ts }: Appended): void {
    const { record } = this;
    record.lastSeq = seq;
    record.updatedAt = ts;
    switch (event.type) {
      case "session_state":
        record.status = event.status;
        break;
      case "turn_complete":
      case "turn_stopped":
        record.inputTokens += event.usage.inputTokens;
        record.outputTokens += event.usage.outputTokens;
        record.cost = addCost(record.cost, event.usage.cost);
        break;
      case "question_requested":
      case "permission_requested":
        this.#requests.set(event.requestId, { ...event, sessionId, seq, ts });
        break;
      case "question_answered":
      case "approval_resolved":
        this.#requests.delete(event.requestId);
        break;
    }
  }

  #do(effect: Effect): void {
    switch (effect.kind) {
      case "activate":
        void this.#driver.activate();
        break;
      case "prompt":
        void this.#driver.prompt(effect.turn);
        break;
      case "steer":
        this.#driver.steer(effect.content);
        break;
      case "answer":
        this.#driver.answer(effect.requestId, effect.answer);
        break;
      case "cancel":
        this.#driver.cancel(effect.turnId);
        break;
      case "deactivate":
        this.#driver.deactivate();
        break;
      case "kill":
        this.#driver.kill();
        break;
      case "abandon":
        this.#driver.abandon();
        break;
      case "settle":
        this.#options.credits
          .settle(effect.turn.turnId, effect.usage, effect.succeeded)
          .catch((error: unknown) => this.#options.driver.note("a turn could not be settled", error));
        break;
    }
  }

  #persisted(): Promise<void> {
    return this.log.committed(this.log.lastSeq);
  }
}

/** An answer must fit what was asked. */
function checkAnswer(options: readonly { optionId: string }[] | undefined, isPermission: boolean, answer: RequestAnswer): void {
  if (answer.dismissed) return;
  if (answer.optionId !== undefined && !options?.some(({ optionId }) => optionId === answer.optionId)) {
    throw invalid("/optionId", "is not one of the options");
  }
  if (isPermission && answer.optionId === undefined) throw invalid("/optionId", "is required for a permission, unless it is dismissed");
  if (!isPermission && answer.answers === undefined && answer.optionId === undefined) {
    throw invalid("/answers", "is required for a question, unless it is dismissed");
  }
}
