import { randomUUID } from "node:crypto";
import type { RunTurnReceived } from "../../generated/gateway/handlers.ts";
import type { DurableEventBody } from "../../generated/gateway/serializers.ts";
import type { PendingRequest, StateSnapshot } from "../../generated/gateway/types.ts";
import { GatewayError, invalid } from "../pipeline/gateway-error.ts";
import { addCost } from "../storage/session-totals.ts";
import type { AcceptedTurn } from "./accepted-turn.ts";
import { AgentDriver, type AgentDriverOptions } from "./agent-driver.ts";
import type { Appended, SessionLog } from "./event-log.ts";
import { limitSaid } from "./limit-event.ts";
import { cutOff, type Input, isUrgent, recover, refusalOfControl, refusalOfTurn, resume, step, turnsBefore } from "./session-machine.ts";
import { type SessionRecord, toSession } from "./session-record.ts";
import { type ClosingReason, type Effect, type RequestAnswer, restingSession, type SessionState, type Step } from "./session-state.ts";

/** Turns that interrupt are placed this far before turns that wait. */
const INTERRUPT_OFFSET = 2 ** 45;

/** What a turn costs, as far as the session is concerned. */
export interface TurnCredits {
  /**
   * Sets credits aside.
   *
   * @returns how many; null when the turn is not charged
   * @throws GatewayError INSUFFICIENT_CREDITS
   */
  reserve(turnId: string): Promise<string | null>;
  /** What a usage comes to, in credits. */
  spent(usage: TokenUsage): string;
  /** Books what was used, or gives back what was set aside when `usage` is null. Doing so twice changes nothing. */
  settle(turnId: string, usage: TokenUsage | null): Promise<void>;
}

/** What turns are charged by. */
export interface TokenUsage {
  inputTokens: number;
  outputTokens: number;
}

export interface SessionRuntimeOptions {
  record: SessionRecord;
  log: SessionLog;
  /** The turns that were waiting when the session was read back. */
  queue: readonly AcceptedTurn[];
  /** The turn that a given client's id stands for, when the log is older than this object; else undefined. */
  findTurn: ((clientTurnId: string) => Promise<string | undefined>) | undefined;
  /** Called when a turn starts; what it returns is called with `ok`, `stopped` or an error code when the turn ends. */
  onTurn: (turnId: string) => (outcome: string) => void;
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
  /** Credits that were set aside, by turn. */
  readonly #reserved = new Map<string, string>();
  #effects: Promise<void> = Promise.resolve();
  #downListeners: (() => void)[] = [];
  #turnEnded: (outcome: string) => void = () => undefined;

  constructor(options: SessionRuntimeOptions) {
    this.#options = options;
    this.record = options.record;
    this.log = options.log;
    this.#state = restingSession(options.record.status, options.queue, options.record.archived ? "archived" : null);
    this.#driver = new AgentDriver({ ...options.driver, log: options.log, report: (input) => this.#feed(input) });
  }

  get state(): SessionState {
    return this.#state;
  }

  /** Whether a turn runs, waits, or is being recorded. */
  get isBusy(): boolean {
    return turnsBefore(this.#state, this.#recording) > 0;
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
    if (interruptedTurn !== null) this.#settle(interruptedTurn, null);
  }

  /** Ends what a log that was cut off leaves open. */
  cutOff(openTurn: { turnId: string; text: string } | null): void {
    this.#take(cutOff(this.#state, openTurn));
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
    await this.log.persisted();
    return turnId;
  }

  /**
   * Guides the running turn.
   *
   * @throws GatewayError NO_ACTIVE_TURN
   */
  async steer(content: string, userId: string): Promise<string> {
    const turnId = this.#controllableTurn();
    this.log.demandRoom();
    this.#feed({ kind: "steer", content, userId });
    await this.log.persisted();
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
    this.log.demandRoom();
    this.#feed({ kind: "answer", requestId, answer, userId });
    await this.log.persisted();
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
      activeTurn: active === null ? null : { turnId: active.turn.turnId, startedAt: active.startedAt, text: limitSaid(active.text) },
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
    if (this.#state.closing !== null) throw new GatewayError("INVALID_STATE", "The session is being put away.");
    const before = turnsBefore(this.#state, this.#recording);
    const queued = before > 0 && request.whenBusy === "queue";
    const turn = this.#turnOf(request, userId);
    this.#recording++;
    try {
      await this.#reserve(turn.turnId);
      await this.log.recordTurn(turn);
    } catch (error) {
      this.#recording--;
      this.#settle(turn.turnId, null);
      throw error;
    }
    return {
      turnId: turn.turnId,
      ...(queued ? { queued: true, position: before } : {}),
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

  async #reserve(turnId: string): Promise<void> {
    const reserved = await this.#options.credits.reserve(turnId);
    if (reserved !== null) this.#reserved.set(turnId, reserved);
  }

  #settle(turnId: string, usage: TokenUsage | null): void {
    this.#reserved.delete(turnId);
    this.#options.credits.settle(turnId, usage).catch((error: unknown) => this.#options.driver.note("a turn could not be settled", error));
  }

  /** Adds to a report of usage what it comes to, where the turn is charged. */
  #charged(event: DurableEventBody): DurableEventBody {
    const creditsReserved = event.type === "usage.updated" ? this.#reserved.get(event.turnId) : undefined;
    if (event.type !== "usage.updated" || creditsReserved === undefined) return event;
    return { ...event, creditsReserved, creditsSpent: this.#options.credits.spent(event) };
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
    for (const event of events.map((emitted) => this.#charged(emitted))) this.#note(event, this.log.append(event));
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
      case "turn_started":
        this.#turnEnded = this.#options.onTurn(event.turnId);
        break;
      case "turn_error":
        this.#turnEnded(event.code);
        break;
      case "turn_complete":
      case "turn_stopped":
        this.#turnEnded(event.type === "turn_complete" ? "ok" : "stopped");
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

  /** Hands the agent a turn, unless someone stopped it while its start was written down. */
  #prompt(turn: AcceptedTurn): void {
    const { active } = this.#state;
    if (active?.turn.turnId !== turn.turnId) return;
    if (active.phase === "stopping") this.#feed({ kind: "finished", turnId: turn.turnId, outcome: { kind: "cancelled" } });
    else void this.#driver.prompt(turn);
  }

  #do(effect: Effect): void {
    switch (effect.kind) {
      case "activate":
        // Someone may have stopped the turn while its start was written down.
        if (this.#state.active?.turn.turnId === effect.turnId) void this.#driver.activate();
        break;
      case "prompt":
        this.#prompt(effect.turn);
        break;
      case "steer":
        this.#driver.steer(effect.content);
        break;
      case "answer":
        this.#driver.answer(effect.requestId, effect.answer);
        break;
      case "cancel":
        this.#driver.cancel(effect.turnId, effect.timeoutMs);
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
        this.#settle(effect.turn.turnId, effect.succeeded ? effect.usage : null);
        break;
    }
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
