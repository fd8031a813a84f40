import { setTimeout as delay } from "node:timers/promises";
import { type ClientConnection, type ContentBlock, methods, type PromptResponse } from "@agentclientprotocol/sdk";
import type { AcpAgent } from "../../../generated/gateway/types.ts";
import type { TurnFailure, TurnOutcome } from "../../sessions/session-state.ts";
import { type AgentContext, AgentError, type AgentInstance, type TurnInput, type TurnOutput } from "../agent-runtime.ts";
import type { Environment } from "../process/process-environment.ts";
import type { ProcessGroup } from "../process/process-group.ts";
import { killStrays } from "../process/stray-processes.ts";
import { Terminals } from "../process/terminals.ts";
import type { TurnHost } from "../turn-host.ts";
import { AcpTurn } from "./acp-turn.ts";
import { agentErrorOf, endingInWords } from "./agent-failure.ts";
import { AgentSetup } from "./agent-setup.ts";
import { AgentStream } from "./agent-stream.ts";
import { BoundedNotes } from "./bounded-notes.ts";
import { type ClientHost, connectTo } from "./client-connection.ts";
import { EventMapper } from "./event-mapper.ts";
import { Authentication, type OpenSession, openSession } from "./handshake.ts";
import { HostedTerminals } from "./hosted-terminals.ts";
import { isObject } from "./json-fields.ts";
import { promptContent } from "./prompt-content.ts";
import { isSlowRequest } from "./slow-requests.ts";
import { noteStderr } from "./stderr-notes.ts";
import { TerminalRequests } from "./terminal-requests.ts";
import { UsageMeter } from "./usage-meter.ts";

/** How long an agent that is let go may take to end its turn, then to end by itself, then to heed SIGTERM. */
const CANCEL_MS = 1_000;
const EXIT_MS = 2_000;
const TERM_MS = 2_000;
/** How long what an agent wrote before it ended is still read. */
const DRAIN_MS = 2_000;
/** How long a turn's end waits for its client to release the terminals that the agent has left. */
const RELEASE_MS = 1_000;

const CANCELLED: PromptResponse = { stopReason: "cancelled" };

export interface AcpInstanceOptions {
  readonly entry: AcpAgent;
  readonly context: AgentContext;
  /** Absolute path of the workspace, links followed. */
  readonly root: string;
  /** Names the agent's processes. */
  readonly agentId: string;
  /** What commands in terminals are started with. */
  readonly environment: Environment;
  readonly group: ProcessGroup;
}

/** An agent that runs as a process of its own and speaks the Agent Client Protocol. */
export class AcpInstance implements AgentInstance, ClientHost {
  readonly root: string;
  readonly terminals: TerminalRequests;
  readonly gone: Promise<TurnFailure | null>;
  readonly #context: AgentContext;
  readonly #agentId: string;
  readonly #group: ProcessGroup;
  readonly #terminals = new Terminals();
  readonly #notes: BoundedNotes;
  readonly #usage = new UsageMeter();
  readonly #setup: AgentSetup;
  readonly #stream: AgentStream;
  readonly #connection: ClientConnection;
  readonly #authentication: Authentication;
  #session: OpenSession | null = null;
  #turn: AcpTurn | null = null;
  /** Settles when the last turn has. */
  #running: Promise<unknown> = Promise.resolve();
  /** The agent has a prompt, and was not told to cancel it. */
  #isPrompted = false;
  /** The gateway wants the agent to end: however it does so is fine. */
  #isLeaving = false;

  constructor({ entry, context, root, agentId, environment, group }: AcpInstanceOptions) {
    this.root = root;
    this.#context = context;
    this.#agentId = agentId;
    this.#group = group;
    this.terminals = new TerminalRequests(root, this.#terminals, environment);
    this.#notes = new BoundedNotes(context.note);
    this.#setup = new AgentSetup(context);
    this.#stream = new AgentStream({
      stdin: group.stdin,
      stdout: group.stdout,
      onUpdate: (params) => this.#update(params),
      onResult: (request, result) => this.#setup.answered(request, result),
      isSlow: (method) => isSlowRequest(method, this.host !== null || this.#turn?.hosted.isUsed === true),
      ready: async () => {
        // Whatever an agent sends shows that it is alive.
        this.#turn?.output.text("");
        await this.#turn?.output.ready();
      },
      notes: this.#notes,
    });
    this.#connection = connectTo(this.#stream.stream, this);
    this.#authentication = new Authentication(this.#connection.agent, entry.authMethod);
    void noteStderr(group.stderr, this.#notes);
    this.gone = this.#watch();
  }

  get sessionId(): string | null {
    return this.#session?.sessionId ?? null;
  }

  get turn(): AcpTurn | null {
    return this.#turn;
  }

  get host(): TurnHost | null {
    return this.#turn === null ? null : this.#context.host();
  }

  /**
   * Opens the agent's session; it takes prompts from then on.
   *
   * @throws AgentError
   */
  async open(): Promise<void> {
    const opened = openSession(this.#connection.agent, this.#authentication, this.root, this.#context);
    const died = this.gone.then((failure) => {
      throw new AgentError({ code: "AGENT_UNAVAILABLE", message: failure?.message ?? "The agent ended before it was ready." });
    });
    died.catch(() => undefined);
    try {
      this.#session = await Promise.race([opened, died]);
    } catch (error) {
      // A connection that broke says less than the process that ended.
      throw this.#connection.signal.aborted ? await died.catch((reason: unknown) => reason) : error;
    }
  }

  prompt(input: TurnInput, output: TurnOutput): Promise<TurnOutcome> {
    const mapper = new EventMapper({ root: this.root, output, usage: this.#usage, now: () => performance.now() });
    const hosted = new HostedTerminals({ root: this.root, output, note: (message, text) => this.#notes.note(message, text) });
    const turn = new AcpTurn(output, mapper, hosted);
    this.#usage.beginTurn();
    this.#turn = turn;
    this.#terminals.output = output;
    const outcome = this.#run(turn, input).finally(async () => {
      const { isUsed } = hosted;
      const closed = hosted.close();
      if (isUsed) await this.#unlessGone(closed, RELEASE_MS);
      turn.end("The turn ended before the tool did.");
      if (this.#turn !== turn) return;
      this.#turn = null;
      this.#terminals.output = null;
    });
    this.#running = outcome.catch(() => undefined);
    return outcome;
  }

  cancel(): void {
    this.#turn?.cancel();
    this.#cancelPrompt();
  }

  /** Agents take no guidance while they work: the prompt is cancelled, and one with the guidance follows. */
  steer(content: string): void {
    this.#turn?.guide(content);
    this.#turn?.withdrawAsks();
    this.#cancelPrompt();
  }

  async setMode(modeId: string): Promise<void> {
    await this.#set(methods.agent.session.setMode, { modeId });
  }

  async setOption(configId: string, value: string | boolean): Promise<void> {
    await this.#set(methods.agent.session.setConfigOption, { configId, value, ...(typeof value === "boolean" ? { type: "boolean" } : {}) });
  }

  async close(): Promise<void> {
    if (!this.#isLeaving) {
      this.#isLeaving = true;
      this.cancel();
      await this.#unlessGone(this.#running, CANCEL_MS);
      this.#group.stdin.end();
      await this.#unlessGone(this.gone, EXIT_MS);
      await this.#group.end(TERM_MS);
    }
    await this.gone;
  }

  async kill(): Promise<void> {
    this.#isLeaving = true;
    await Promise.all([this.#group.kill(), this.#terminals.killAll(), this.gone]);
  }

  async #run(turn: AcpTurn, input: TurnInput): Promise<TurnOutcome> {
    let blocks = await promptContent(input, this.#session?.promptCapabilities ?? {}, this.root, turn.output);
    for (;;) {
      if (turn.isCancelled) return { kind: "cancelled" };
      const response = await this.#prompt(turn, [...blocks, ...turn.takeGuidance()]);
      if (isObject(response)) turn.mapper.promptUsage(response["usage"]);
      if (turn.isCancelled) return { kind: "cancelled" };
      if (!turn.isGuided) return outcomeOf(response);
      turn.end("The tool was stopped: the turn was guided elsewhere.");
      blocks = [];
    }
  }

  /** Prompts the agent. When the agent ends meanwhile this does not settle: `gone` tells. */
  async #prompt(turn: AcpTurn, prompt: ContentBlock[]): Promise<unknown> {
    const sessionId = this.sessionId ?? "";
    try {
      return await this.#authentication.around(async () => {
        if (turn.isCancelled) return CANCELLED;
        this.#isPrompted = true;
        return await this.#connection.agent.request(methods.agent.session.prompt, { sessionId, prompt });
      });
    } catch (error) {
      if (this.#connection.signal.aborted) return await new Promise<never>(() => undefined);
      // Agents are to answer a cancelled prompt with a result, but some answer with an error.
      if (turn.isCancelled || turn.isGuided) return CANCELLED;
      throw agentErrorOf(error, "AGENT_FAILED");
    } finally {
      this.#isPrompted = false;
    }
  }

  /** What comes of it `AgentSetup` reads off the answer. When the agent ends meanwhile this does not settle: `gone` tells. */
  async #set(method: string, params: object): Promise<void> {
    try {
      await this.#authentication.around(() => this.#connection.agent.request(method, { sessionId: this.sessionId ?? "", ...params }));
    } catch (error) {
      if (this.#connection.signal.aborted) await new Promise<never>(() => undefined);
      throw agentErrorOf(error, "AGENT_FAILED");
    }
  }

  #cancelPrompt(): void {
    if (!this.#isPrompted) return;
    this.#isPrompted = false;
    const told = this.#connection.agent.notify(methods.agent.session.cancel, { sessionId: this.sessionId ?? "" });
    // If it could not be told it is gone.
    told.catch(() => undefined);
  }

  #update(params: unknown): void {
    if (!isObject(params)) return;
    const { sessionId, update } = params;
    // While the session is being opened the agent may replay what it did in an earlier life.
    const isOpening = this.sessionId === null;
    if (!isOpening && sessionId !== this.sessionId) return;
    if (this.#setup.update(update)) return;
    if (isOpening) this.#usage.replay(update);
    else this.#turn?.mapper.update(update);
  }

  /** Sees to it that nothing is left when the agent ends, and tells why it did. */
  async #watch(): Promise<TurnFailure | null> {
    const broken = await Promise.race([this.#stream.finished, this.#group.ended.then(() => null)]);
    if (broken !== null) await this.#group.kill();
    // An agent that has closed its output cannot be heard any more.
    const ending = await Promise.race([this.#group.ended, delay(EXIT_MS, null, { ref: false })]);
    if (ending === null) await this.#group.kill();
    await Promise.race([this.#stream.finished, delay(this.#isLeaving ? 0 : DRAIN_MS, null, { ref: false })]);
    this.#group.stdout.destroy();
    this.#group.stderr.destroy();
    await Promise.all([this.#terminals.killAll(), killStrays(this.#agentId)]);
    void this.#turn?.hosted.close();
    this.#turn?.end("The agent ended before the tool did.");
    this.#notes.flush();
    if (this.#isLeaving) return null;
    if (broken !== null) return broken.failure;
    if (ending === null) return { code: "AGENT_FAILED", message: "The agent closed its standard output." };
    return ending.exitCode === 0 ? null : { code: "AGENT_FAILED", message: endingInWords(ending) };
  }

  /** Waits for something, but not longer than `ms` and not for an agent that has ended. */
  async #unlessGone(something: Promise<unknown>, ms: number): Promise<void> {
    await Promise.race([something, this.gone, delay(ms, undefined, { ref: false })]);
  }
}

const STOP_REASONS: Readonly<Record<PromptResponse["stopReason"], TurnOutcome>> = {
  end_turn: { kind: "complete", stopReason: "end_turn" },
  max_tokens: { kind: "complete", stopReason: "max_tokens" },
  max_turn_requests: { kind: "complete", stopReason: "max_turn_requests" },
  refusal: { kind: "complete", stopReason: "refusal" },
  cancelled: { kind: "cancelled" },
};

function outcomeOf(response: unknown): TurnOutcome {
  const stopReason = isObject(response) ? response["stopReason"] : undefined;
  if (typeof stopReason === "string" && Object.hasOwn(STOP_REASONS, stopReason)) {
    return STOP_REASONS[stopReason as PromptResponse["stopReason"]];
  }
  throw new AgentError({ code: "AGENT_FAILED", message: "The agent ended the turn without a reason that the protocol knows." });
}
