import type { McpServer } from "@agentclientprotocol/sdk";
import { LIMITS } from "../../generated/gateway/limits.ts";
import { type AgentContext, AgentError, type AgentInstance, type AgentRuntime } from "../agents/agent-runtime.ts";
import type { TurnHost } from "../agents/turn-host.ts";
import { GatewayError } from "../pipeline/gateway-error.ts";
import { safeMessage } from "../security/error-message.ts";
import type { FileChange } from "../workspace/file-versions.ts";
import type { AcceptedTurn } from "./accepted-turn.ts";
import { AgentProfile, type AskedChange } from "./agent-profile.ts";
import { DrivenTurn } from "./driven-turn.ts";
import type { SessionLog } from "./event-log.ts";
import type { Input } from "./session-machine.ts";
import type { RequestAnswer, SessionState, TurnFailure, TurnOutcome } from "./session-state.ts";

/** How long the end of a turn waits for the versions of its files to be kept, in ms: a shutdown waits for it, too. */
const CAPTURE_TIMEOUT_MS = 3_000;
/** How long an agent may take to change a setting, in ms. */
const SETTING_TIMEOUT_MS = 10_000;

/** The agent of a session as the catalogue describes it. */
export interface DrivenAgent {
  runtime: AgentRuntime;
  /** Longest silence within a turn, in ms. */
  silenceMs: number;
}

/** What an agent is started with, apart from what its session's turns and clients come to. */
export type AgentPlace = Omit<AgentContext, "mcpServers" | "host" | "settingsChanged" | "commandsChanged">;

export interface AgentDriverOptions {
  agent: DrivenAgent;
  log: SessionLog;
  /** Readies the place that the agent works in. */
  place: (signal: AbortSignal) => Promise<AgentPlace>;
  /** See `AgentContext.mcpServers`. */
  mcpServers: () => readonly McpServer[];
  /** The host of a turn; null when the gateway does everything for it. */
  hostOf: (turnId: string) => TurnHost | null;
  state: () => SessionState;
  files: { captureAll(enough: AbortSignal): Promise<FileChange[]>; captureOne(path: string): Promise<FileChange | null> };
  /** What happened, for the state machine. */
  report: (input: Input) => void;
  /** Something went wrong that no client is told of. */
  note: (message: string, error: unknown) => void;
}

/** Runs the agent of one session: starts it, hands it turns, watches over it, ends it, and reports what happened. */
export class AgentDriver {
  readonly #options: AgentDriverOptions;
  #instance: AgentInstance | undefined;
  #starting: AbortController | undefined;
  /** What the agent that runs, or is being started, is heard by. One that is let go is not heard any more. */
  #profile: AgentProfile | undefined;
  #turn: DrivenTurn | undefined;
  /** Settles when the last turn that ended was reported. */
  #ending: Promise<void> = Promise.resolve();
  #lastActivity = 0;
  #silenceTimer: NodeJS.Timeout | undefined;
  #stopTimer: NodeJS.Timeout | undefined;
  #idleTimer: NodeJS.Timeout | undefined;

  constructor(options: AgentDriverOptions) {
    this.#options = options;
  }

  /** Starts the agent. `activated` or `activation_failed` follows, unless it is abandoned. */
  async activate(): Promise<void> {
    const starting = new AbortController();
    this.#starting = starting;
    let instance: AgentInstance;
    try {
      instance = await this.#start(starting);
    } catch (error) {
      if (starting.signal.aborted && this.#starting !== starting) return;
      this.#starting = undefined;
      this.#profile = undefined;
      this.#options.report({ kind: "activation_failed", ...failureOf(error, "AGENT_UNAVAILABLE") });
      return;
    }
    if (this.#starting !== starting) {
      await instance.kill();
      return;
    }
    this.#starting = undefined;
    this.#instance = instance;
    void instance.gone.then((failure) => this.#gone(instance, failure));
    this.#watchIdleness();
    this.#options.report({ kind: "activated" });
  }

  /** Gives up starting the agent. */
  abandon(): void {
    const starting = this.#starting;
    this.#starting = undefined;
    this.#profile = undefined;
    starting?.abort();
  }

  /** Hands the agent a turn. `finished`, `failed` or `agent_gone` follows. */
  async prompt({ turnId, text, attachments = [] }: AcceptedTurn): Promise<void> {
    const instance = this.#instance;
    if (instance === undefined) return;
    clearTimeout(this.#idleTimer);
    const turn = new DrivenTurn({
      turnId,
      log: this.#options.log,
      report: this.#options.report,
      captureFile: (path) => this.#captureOne(turnId, path),
      onFlood: () => void this.#fail(turn, { code: "AGENT_FAILED", message: "The agent put out more than a turn may hold." }),
      onActivity: () => {
        this.#lastActivity = performance.now();
      },
    });
    this.#turn = turn;
    this.#lastActivity = performance.now();
    this.#watchSilence(turn, this.#options.agent.silenceMs);
    let outcome: TurnOutcome;
    try {
      outcome = await instance.prompt({ text, attachments }, turn);
    } catch (error) {
      outcome = { kind: "failed", ...failureOf(error, "AGENT_FAILED") };
    }
    await this.#endTurn(turn, { kind: "finished", turnId, outcome });
    this.#watchIdleness();
  }

  /** Asks the agent to end the turn, and reports `stop_timed_out` when it has not in so many ms. */
  cancel(turnId: string, timeoutMs: number): void {
    clearTimeout(this.#stopTimer);
    this.#instance?.cancel();
    this.#stopTimer = setTimeout(() => {
      if (this.#turn?.turnId === turnId) void this.#endTurn(this.#turn, { kind: "stop_timed_out", turnId });
    }, timeoutMs);
  }

  steer(content: string): void {
    this.#instance?.steer(content);
  }

  answer(requestId: string, answer: RequestAnswer): void {
    this.#turn?.answer(requestId, answer);
  }

  /**
   * Makes the agent work in another mode. Resolves when the agent has told so.
   *
   * @throws GatewayError AGENT_UNAVAILABLE, AGENT_FAILED, UPSTREAM_TIMEOUT
   */
  setMode(modeId: string, userId: string): Promise<void> {
    const isDone: AskedChange["isDone"] = ({ modes }) => modes?.currentModeId === modeId;
    return this.#change({ userId, isDone }, (instance) => instance.setMode?.(modeId));
  }

  /** Sets an option of the agent. Otherwise like `setMode`. */
  setOption(optionId: string, value: string | boolean, userId: string): Promise<void> {
    const isDone: AskedChange["isDone"] = ({ options }) => options.some((option) => option.optionId === optionId && option.value === value);
    return this.#change({ userId, isDone }, (instance) => instance.setOption?.(optionId, value));
  }

  /** Lets the agent go. `agent_gone` follows. */
  deactivate(): void {
    this.#stopWatching();
    this.#profile = undefined;
    this.#turn?.close();
    this.#turn = undefined;
    this.#instance?.close().catch((error: unknown) => this.#options.note("an agent did not end", error));
  }

  /** Ends the agent at once. `agent_gone` follows. */
  kill(): void {
    this.#stopWatching();
    this.#profile = undefined;
    this.#instance?.kill().catch((error: unknown) => this.#options.note("an agent could not be killed", error));
  }

  async #start(starting: AbortController): Promise<AgentInstance> {
    const timeout = setTimeout(() => starting.abort(), LIMITS.agentStartTimeout);
    const aborted = new Promise<never>((_, reject) => {
      starting.signal.addEventListener("abort", () =>
        reject(new AgentError({ code: "AGENT_UNAVAILABLE", message: "The agent was not ready in time." })),
      );
    });
    aborted.catch(() => undefined);
    try {
      const place = await this.#options.place(starting.signal);
      const started = this.#options.agent.runtime.start(this.#contextIn(place));
      // An agent that comes up after everyone stopped waiting must not be left running.
      started.then(
        (instance) => (starting.signal.aborted ? instance.kill() : undefined),
        () => undefined,
      );
      return await Promise.race([started, aborted]);
    } finally {
      clearTimeout(timeout);
    }
  }

  #contextIn(place: AgentPlace): AgentContext {
    const { state, log, report, mcpServers, hostOf } = this.#options;
    const profile = new AgentProfile({ state, log, report, turn: () => this.#turn, now: () => performance.now() });
    this.#profile = profile;
    const isHeard = () => this.#profile === profile;
    return {
      ...place,
      mcpServers: mcpServers(),
      host: () => (isHeard() && this.#turn !== undefined ? hostOf(this.#turn.turnId) : null),
      settingsChanged: (settings) => {
        if (isHeard()) profile.settings(settings);
      },
      commandsChanged: (commands) => {
        if (isHeard()) profile.commands(commands);
      },
    };
  }

  async #change(change: AskedChange, run: (instance: AgentInstance) => Promise<void> | undefined): Promise<void> {
    const instance = this.#instance;
    const profile = this.#profile;
    if (instance === undefined || profile === undefined) throw new GatewayError("AGENT_UNAVAILABLE", "The agent is being shut down.");
    const timeout = Promise.withResolvers<never>();
    const late = new AgentError({ code: "UPSTREAM_TIMEOUT", message: "The agent did not change its setting in time." });
    const timer = setTimeout(() => timeout.reject(late), SETTING_TIMEOUT_MS);
    const gone = instance.gone.then(() => {
      throw new AgentError({ code: "AGENT_FAILED", message: "The agent ended before it had changed its setting." });
    });
    gone.catch(() => undefined);
    try {
      await profile.attributed(change, async () => void (await Promise.race([run(instance), timeout.promise, gone])));
    } catch (error) {
      const { code, message } = failureOf(error, "AGENT_FAILED");
      throw new GatewayError(code, message);
    } finally {
      clearTimeout(timer);
    }
  }

  async #gone(instance: AgentInstance, failure: TurnFailure | null): Promise<void> {
    if (this.#instance !== instance) return;
    this.#instance = undefined;
    this.#profile = undefined;
    // A turn that has ended well has, although its agent ends while its files are looked at.
    await this.#ending;
    if (this.#turn !== undefined) await this.#endTurn(this.#turn, { kind: "agent_gone", failure });
    else this.#options.report({ kind: "agent_gone", failure });
    this.#stopWatching();
  }

  /** Ends a turn whose agent is not to be trusted any more. */
  async #fail(turn: DrivenTurn, failure: TurnFailure): Promise<void> {
    await this.#endTurn(turn, { kind: "failed", turnId: turn.turnId, ...failure });
  }

  /** Ends the turn that runs: writes down what it leaves behind, then reports how it ended. From here on its agent is not heard. */
  #endTurn(turn: DrivenTurn, how: Input): Promise<void> {
    if (this.#turn !== turn) return Promise.resolve();
    this.#stopWatching();
    turn.close();
    this.#turn = undefined;
    this.#ending = this.#captureFiles(turn.turnId).then(() => this.#options.report(how));
    return this.#ending;
  }

  /** Keeps the versions that a turn leaves behind. What takes too long to look at is kept by the next turn. */
  async #captureFiles(turnId: string): Promise<void> {
    try {
      for (const change of await this.#options.files.captureAll(AbortSignal.timeout(CAPTURE_TIMEOUT_MS)))
        this.#reportChange(turnId, change);
    } catch (error) {
      this.#options.note("the versions of a turn's files could not be kept", error);
    }
  }

  async #captureOne(turnId: string, path: string): Promise<void> {
    const change = await this.#options.files.captureOne(path);
    if (change !== null) this.#reportChange(turnId, change);
  }

  #reportChange(turnId: string, change: FileChange): void {
    this.#options.report({ kind: "update", event: { type: "file_changed", turnId, ...change } });
  }

  #watchSilence(turn: DrivenTurn, wait: number): void {
    this.#silenceTimer = setTimeout(() => {
      if (this.#turn !== turn) return;
      const { silenceMs } = this.#options.agent;
      const silent = performance.now() - this.#lastActivity;
      if (turn.isAsking) this.#watchSilence(turn, silenceMs);
      else if (silent < silenceMs) this.#watchSilence(turn, silenceMs - silent);
      else void this.#fail(turn, { code: "UPSTREAM_TIMEOUT", message: `The agent was silent for ${Math.round(silenceMs / 1000)} s.` });
    }, wait);
  }

  #watchIdleness(): void {
    clearTimeout(this.#idleTimer);
    if (this.#instance !== undefined) this.#idleTimer = setTimeout(() => this.#options.report({ kind: "idle" }), LIMITS.agentIdle);
  }

  #stopWatching(): void {
    clearTimeout(this.#silenceTimer);
    clearTimeout(this.#stopTimer);
    clearTimeout(this.#idleTimer);
  }
}

/** What a client is told of an error that an agent caused. */
function failureOf(error: unknown, code: "AGENT_UNAVAILABLE" | "AGENT_FAILED"): TurnFailure {
  if (error instanceof AgentError) return { code: error.failure.code, message: safeMessage(error.failure.message) };
  return { code, message: safeMessage(error instanceof Error ? error.message : String(error)) };
}
