import type { McpServer } from "@agentclientprotocol/sdk";
import type { DurableEventBody } from "../../generated/gateway/serializers.ts";
import type { AgentCommand, Attachment, PermissionRequested, QuestionRequested } from "../../generated/gateway/types.ts";
import type { LogBody } from "../../generated/runtime/handler-types.ts";
import type { RequestAnswer, TurnFailure, TurnOutcome } from "../sessions/session-state.ts";
import type { AgentSettings } from "./agent-settings.ts";
import type { TurnHost } from "./turn-host.ts";

/** The events that an agent may cause within a turn. The rest of the log is the gateway's own. */
type AgentEventType =
  | "tool_call_start"
  | "tool_call_delta"
  | "tool_call"
  | "tool_result"
  | "tool_error"
  | "terminal.stream"
  | "terminal.complete"
  | "sandbox.provisioning"
  | "sandbox.init"
  | "sandbox.removed"
  | "plan.updated"
  | "usage.updated";

type WithoutTurn<T> = T extends unknown ? Omit<T, "turnId"> : never;

/** An event of a turn, without the turn. */
export type AgentEvent = WithoutTurn<Extract<DurableEventBody, { type: AgentEventType }>>;

/** A question, without what the gateway fills in. */
export type AgentQuestion = Omit<LogBody<QuestionRequested>, "type" | "turnId" | "requestId">;

/** A permission request, without what the gateway fills in. */
export type AgentPermission = Omit<LogBody<PermissionRequested>, "type" | "turnId" | "requestId">;

/** What an agent is told to do. */
export interface TurnInput {
  readonly text: string;
  readonly attachments: readonly Attachment[];
}

/** Where an agent puts what it does in a turn. Once the turn is over everything put here is dropped. */
export interface TurnOutput {
  /** Something that the agent says. Empty text writes nothing, but shows that the agent is alive. */
  text(text: string): void;
  /** Something that the agent thinks. */
  thought(text: string): void;
  emit(event: AgentEvent): void;
  /**
   * Asks a person. Dismissed when the turn ends before anyone answers.
   *
   * @param withdrawn dismissed when this is aborted, too: the agent does not want to know any more
   */
  ask(question: AgentQuestion, withdrawn?: AbortSignal): Promise<RequestAnswer>;
  /** Asks a person for permission. Otherwise like `ask`. */
  requestPermission(permission: AgentPermission, withdrawn?: AbortSignal): Promise<RequestAnswer>;
  /** The agent wrote a file of the workspace by way of the gateway: its new version is kept. */
  wroteFile(path: string): Promise<void>;
  /** Resolves when the gateway is ready for more: an agent that is faster than the gateway must wait for it. */
  ready(): Promise<void>;
}

/** What an agent is started with. */
export interface AgentContext {
  readonly sessionId: string;
  /** Servers of the Model Context Protocol that the session's client wants the agent to use. They may hold secrets. */
  readonly mcpServers: readonly McpServer[];
  /** What the client that runs the present turn does by itself; null when the gateway does everything. */
  readonly host: () => TurnHost | null;
  /** The agent's settings: once it knows them, and whenever they change, within a turn or not. */
  readonly settingsChanged: (settings: AgentSettings) => void;
  /** The commands that the agent understands: once it knows them, and whenever they change. */
  readonly commandsChanged: (commands: readonly AgentCommand[]) => void;
  /** The folder that the agent works in; it exists. */
  readonly workspace: string;
  /** What the agent wants to remember across its own restarts: a few bytes beside the workspace. */
  readonly memory: AgentMemory;
  /** Aborted when nobody waits for the agent any more. */
  readonly signal: AbortSignal;
  /** For what is worth a line in the gateway's log. */
  readonly note: (message: string, detail?: Record<string, unknown>) => void;
}

/** A few bytes that outlive an agent. */
export interface AgentMemory {
  read(): Promise<string | null>;
  write(text: string): Promise<void>;
}

/** A running agent. */
export interface AgentInstance {
  /**
   * Runs one turn; one at a time.
   *
   * @throws AgentError when the agent refuses or breaks its protocol, but lives on
   */
  prompt(input: TurnInput, output: TurnOutput): Promise<TurnOutcome>;
  /** Asks the agent to end the turn soon: `prompt` then resolves with `cancelled`. */
  cancel(): void;
  /** Guides the running turn. */
  steer(content: string): void;
  /**
   * Makes the agent work in another of its modes; `settingsChanged` is called before this resolves. Agents without modes
   * leave it out.
   *
   * @throws AgentError
   */
  setMode?(modeId: string): Promise<void>;
  /** Sets one of the agent's options. Otherwise like `setMode`. */
  setOption?(optionId: string, value: string | boolean): Promise<void>;
  /** Ends the agent in peace, by force if that takes too long. */
  close(): Promise<void>;
  /** Ends the agent and everything that it started, at once. */
  kill(): Promise<void>;
  /** Resolves when the agent has ended: with null after `close` or a clean exit. */
  readonly gone: Promise<TurnFailure | null>;
}

/** A way to run agents. */
export interface AgentRuntime {
  /**
   * Starts an agent.
   *
   * @throws AgentError when it cannot be started
   */
  start(context: AgentContext): Promise<AgentInstance>;
}

/** Something an agent did wrong; its message is fit for clients. */
export class AgentError extends Error {
  override readonly name = "AgentError";
  readonly failure: TurnFailure;

  constructor(failure: TurnFailure) {
    super(failure.message);
    this.failure = failure;
  }
}
