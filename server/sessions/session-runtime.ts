import { randomUUID } from "node:crypto";
import type { McpServer } from "@agentclientprotocol/sdk";
import type { RunTurnReceived } from "../../generated/gateway/handlers.ts";
import type { AgentCommand, StateSnapshot } from "../../generated/gateway/types.ts";
import type { AgentSettings } from "../agents/agent-settings.ts";
import type { TurnHost } from "../agents/turn-host.ts";
import { GatewayError } from "../pipeline/gateway-error.ts";
import type { AcceptedTurn } from "./accepted-turn.ts";
import { AgentDriver, type AgentDriverOptions } from "./agent-driver.ts";
import { isDown } from "./agent-steps.ts";
import { checkAnswer } from "./answer-check.ts";
import type { SessionLog } from "./event-log.ts";
import { limitSaid } from "./limit-event.ts";
import { RecordKeeper } from "./record-keeper.ts";
import { cutOff, type Input, isUrgent, recover, refusalOfControl, refusalOfTurn, resume, step, turnsBefore } from "./session-machine.ts";
import { type SessionRecord, toSession } from "./session-record.ts";
import {
  type ClosingReason,
  type Effect,
  type RequestAnswer,
  restingSession,
  type SessionState,
  type Step,
  type TurnFailure,
} from "./session-state.ts";
import { checkMode, checkOption } from "./setting-checks.ts";
import { TurnCharges, type TurnCredits } from "./turn-charges.ts";
import { TurnHosts } from "./turn-hosts.ts";

/** Turns that interrupt are placed this far before turns that wait. */
const INTERRUPT_OFFSET = 2 ** 45;

export interface SessionRuntimeOptions {
  record: SessionRecord;
  log: SessionLog;
  /** The turns that were waiting when the session was read back. */
  queue: readonly AcceptedTurn[];
  /** The turn that a given client's id stands for, when the log is older than this object; else undefined. */
  findTurn: ((clientTurnId: string) => Promise<string | undefined>) | undefined;
  /** Called when a turn starts; what it returns is called with `ok`, `stopped` or an error code when the turn ends. */
  onTurn: (turnId: string) => (outcome: string) => void;
  driver: Pick<AgentDriverOptions, "agent" | "place" | "files" | "note">;
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
  readonly #keeper: RecordKeeper;
  readonly #turnIds = new Map<string, Promise<string>>();
  #state: SessionState;
  /** Turns that are being recorded. */
  #recording = 0;
  #lastPosition = 0;
  readonly #charges: TurnCharges;
  #effects: Promise<void> = Promise.resolve();
  /** Called at the next move of the status. */
  #moveListeners: ((failure: TurnFailure | null) => void)[] = [];
  #mcpServers: readonly McpServer[] = [];
  readonly #hosts = new TurnHosts();

  constructor(options: SessionRuntimeOptions) {
    this.#options = options;
    this.record = options.record;
    this.log = options.log;
    this.#charges = new TurnCharges(options.credits, options.driver.note);
    this.#keeper = new RecordKeeper(options.record, options.onTurn);
    this.#state = restingSession(options.record.status, options.queue, options.record.archived ? "archived" : null);
    for (const { turnId } of options.queue) this.#hosts.open(turnId);
    this.#driver = new AgentDriver({
      ...options.driver,
      log: options.log,
      report: (input) => this.#feed(input),
      state: () => this.#state,
      mcpServers: () => this.#mcpServers,
      hostOf: (turnId) => this.#hosts.of(turnId),
    });
  }

  get state(): SessionState {
    return this.#state;
  }

  /** What the agent can be set to, as an agent has last told; null when none has since the session is in memory. */
  get settings(): AgentSettings | null {
    return this.#state.settings;
  }

  /** The commands that the agent understands, as an agent has last told. */
  get commands(): readonly AgentCommand[] {
    return this.#state.commands;
  }

  /** The servers that the next start of the agent hands on. In memory only: they may hold secrets. */
  set mcpServers(servers: readonly McpServer[]) {
    this.#mcpServers = servers;
  }

  /**
   * Who does files and terminals for a turn from now on. Does nothing for a turn that has ended. The caller answers for it
   * that whoever hosts a turn is who has run it. When another person guides the turn, or gives it a permission, it is the
   * gateway that does them for the rest of the turn: nobody's words run commands on someone else's machine.
   */
  setHost(turnId: string, host: TurnHost): void {
    this.#hosts.set(turnId, host);
  }

  /** A host does nothing more for a turn. Does nothing when the turn has another one by now. */
  releaseHost(turnId: string, host: TurnHost): void {
    this.#hosts.release(turnId, host);
  }

  /** Who has run a turn that runs or waits; null when there is no such turn. */
  runnerOf(turnId: string): string | null {
    const { active, queue } = this.#state;
    const turn = active?.turn.turnId === turnId ? active.turn : queue.find((waiting) => waiting.turnId === turnId);
    return turn?.userId ?? null;
  }

  /** Whether a turn runs, waits, or is being recorded. */
  get isBusy(): boolean {
    return turnsBefore(this.#state, this.#recording) > 0;
  }

  /** Whether forgetting the session loses nothing. */
  get isAtRest(): boolean {
    const { active, queue } = this.#state;
    const idle = isDown(this.#state) && active === null && queue.length === 0;
    return idle && this.#recording === 0 && this.log.committedSeq === this.log.lastSeq;
  }

  /** Settles what a restart of the gateway interrupted. */
  recover(interruptedTurn: string | null): void {
    this.#take(recover(this.#state, interruptedTurn));
    if (interruptedTurn !== null) this.#charges.settle(interruptedTurn, null);
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
    this.#takeOver(turnId, userId);
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
    checkAnswer(request, answer);
    this.log.demandRoom();
    if (!answer.dismissed) this.#takeOver(request.turnId, userId);
    this.#feed({ kind: "answer", requestId, answer, userId });
    await this.log.persisted();
  }

  /** Someone has a say in a turn: if it is not who has run it, the gateway does its files and terminals from now on. */
  #takeOver(turnId: string, userId: string): void {
    if (this.runnerOf(turnId) !== userId) this.#hosts.release(turnId);
  }

  /**
   * Starts the agent unless it runs. Resolves when it is ready for turns, or has one.
   *
   * @throws GatewayError the code of the failure when it cannot be started; SESSION_ARCHIVED, INVALID_STATE while the
   * session is put away
   */
  async activate(): Promise<void> {
    for (;;) {
      const { status, closing } = this.#state;
      if (closing === "archived") throw new GatewayError("SESSION_ARCHIVED", "The session is archived. Unarchive it first.");
      if (closing !== null) throw new GatewayError("INVALID_STATE", "The session is being put away.");
      if (status === "ready" || status === "running" || status === "waiting") return;
      this.log.demandRoom();
      this.#feed({ kind: "activate" });
      const failure = await this.#nextMove();
      if (failure !== null) throw new GatewayError(failure.code, failure.message);
    }
  }

  /** Lets an idle agent go now. Does nothing while the agent is being started, or a turn runs or waits. */
  rest(): void {
    if (!this.isBusy) this.#feed({ kind: "idle" });
  }

  /**
   * Makes the agent work in another of its modes; starts it if need be. Resolves when the change is committed.
   *
   * @throws GatewayError INVALID_MESSAGE for a mode that it does not know, AGENT_FAILED, UPSTREAM_TIMEOUT; otherwise as `activate`
   */
  async setMode(modeId: string, userId: string): Promise<void> {
    await this.activate();
    checkMode(this.settings, modeId);
    await this.#driver.setMode(modeId, userId);
    await this.log.persisted();
  }

  /**
   * Sets one of the agent's options. Otherwise like `setMode`.
   *
   * @throws GatewayError INVALID_MESSAGE for an option that it does not know, or a value that the option cannot have
   */
  async setOption(optionId: string, value: string | boolean, userId: string): Promise<void> {
    await this.activate();
    checkOption(this.settings, optionId, value);
    await this.#driver.setOption(optionId, value, userId);
    await this.log.persisted();
  }

  /** Puts the session away: its turn is ended, its agent let go. Resolves when the agent is gone. */
  async close(reason: ClosingReason): Promise<void> {
    this.#feed({ kind: "close", reason });
    while (!isDown(this.#state)) await this.#nextMove();
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
      pendingRequests: this.#keeper.pendingRequests,
    };
  }

  /** Resolves at the next move of the status: with why the agent was given up outside of a turn, or null. */
  #nextMove(): Promise<TurnFailure | null> {
    return new Promise((resolve) => this.#moveListeners.push(resolve));
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
      await this.#charges.reserve(turn.turnId);
      await this.log.recordTurn(turn);
      this.#hosts.open(turn.turnId);
    } catch (error) {
      this.#recording--;
      this.#charges.settle(turn.turnId, null);
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

  #controllableTurn(): string {
    const refusal = refusalOfControl(this.#state);
    if (refusal !== null || this.#state.active === null) throw new GatewayError("NO_ACTIVE_TURN", "No turn runs in this session.");
    return this.#state.active.turn.turnId;
  }

  #feed(input: Input): void {
    const next = step(this.#state, input, this.#options.now());
    this.#take(next);
    if (!next.events.some(({ type }) => type === "session_state")) return;
    for (const resolve of this.#moveListeners.splice(0)) resolve(agentFailureIn(input));
  }

  #take({ state, events, effects }: Step): void {
    this.#state = state;
    for (const event of events.map((emitted) => this.#charges.charged(emitted))) this.#keeper.take(event, this.log.append(event));
    const seq = this.log.lastSeq;
    const later: Effect[] = [];
    for (const effect of effects) {
      if (effect.kind === "settle") this.#hosts.close(effect.turn.turnId);
      if (isUrgent(effect)) this.#do(effect);
      else later.push(effect);
    }
    if (later.length > 0) {
      this.#effects = this.#effects.then(async () => {
        await this.log.committed(seq);
        for (const effect of later) this.#do(effect);
      });
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
        // It may have been given up while it was written down.
        if (this.#state.status === "activating" && this.#state.activations === effect.activation) void this.#driver.activate();
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
        this.#charges.settle(effect.turn.turnId, effect.succeeded ? effect.usage : null);
        break;
    }
  }
}

/** Why an agent is given up apart from any turn, if that is what an input says. */
function agentFailureIn(input: Input): TurnFailure | null {
  const isFailure = input.kind === "activation_failed" || (input.kind === "failed" && input.turnId === null);
  return isFailure ? { code: input.code, message: input.message } : null;
}
