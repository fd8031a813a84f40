import { LIMITS } from "../../generated/gateway/limits.ts";
import type { Agent, AgentConfig, AgentPricing } from "../../generated/gateway/types.ts";
import { GatewayError } from "../pipeline/gateway-error.ts";
import type { DrivenAgent } from "../sessions/agent-driver.ts";
import { type AgentContext, AgentError, type AgentInstance, type AgentRuntime } from "./agent-runtime.ts";

/** The agents that are there without any configuration. */
const BUILT_IN = {
  echo: { runtime: "demo", script: "echo", title: "Echo", description: "Answers with what it was told." },
  "coding-agent": {
    runtime: "demo",
    script: "coding-agent",
    title: "Coding agent (demo)",
    description: "Plays a whole turn in the workspace: thinks, plans, asks, runs a command and edits files.",
  },
} as const satisfies Readonly<Record<string, AgentConfig>>;

const DEFAULT_TYPE: keyof typeof BUILT_IN = "coding-agent";

/** The agents that sessions can be created with. */
export class AgentCatalogue {
  readonly #entries: ReadonlyMap<string, AgentConfig>;
  readonly #defaultType: string;

  /** @param configured entries of `AGENTS_FILE`; they replace built-in ones of the same name */
  constructor(configured: Readonly<Record<string, AgentConfig>> = {}) {
    const entries = Object.entries<AgentConfig>({ ...BUILT_IN, ...configured });
    this.#defaultType = entries.find(([, entry]) => entry.default === true)?.[0] ?? DEFAULT_TYPE;
    this.#entries = new Map(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
  }

  /** What clients see of the agents, sorted by type. */
  list(): Agent[] {
    return [...this.#entries].map(([agentType, { title, description, runtime }]) => ({
      agentType,
      title: title ?? agentType,
      description: description ?? "",
      runtime,
    }));
  }

  /** @throws GatewayError AGENT_NOT_FOUND */
  check(agentType: string): void {
    if (!this.#entries.has(agentType)) throw new GatewayError("AGENT_NOT_FOUND", "The agent catalogue has no such agent type.");
  }

  /** What runs when nobody says what should: the first entry that is marked as `default`, else the built-in `coding-agent`. */
  defaultType(): string {
    return this.#defaultType;
  }

  /** What a turn costs; undefined when it costs nothing. */
  pricing(agentType: string): AgentPricing | undefined {
    return this.#entries.get(agentType)?.pricing;
  }

  /** How an agent is run. One that has left the catalogue cannot be started; its sessions can still be read. */
  driven(agentType: string): DrivenAgent {
    const entry = this.#entries.get(agentType);
    const runtime = entry === undefined ? missing : lazily(() => runtimeOf(entry));
    return { runtime, silenceMs: entry?.silenceMs ?? LIMITS.agentSilence };
  }
}

const missing: AgentRuntime = {
  start: async () => {
    throw new AgentError({ code: "AGENT_NOT_FOUND", message: "The session's agent is no longer in the agent catalogue." });
  },
};

/** Runtimes are loaded when the first agent of their kind is started: the gateway starts faster without them. */
function lazily(load: () => Promise<AgentRuntime>): AgentRuntime {
  return {
    async start(context: AgentContext): Promise<AgentInstance> {
      return (await load()).start(context);
    },
  };
}

async function runtimeOf(entry: AgentConfig): Promise<AgentRuntime> {
  switch (entry.runtime) {
    case "demo":
      return entry.script === "echo" ? (await import("./demo/echo.ts")).echo : (await import("./demo/coding-agent.ts")).codingAgent;
    case "acp": {
      const { AcpRuntime } = await import("./acp/acp-runtime.ts");
      return new AcpRuntime(entry);
    }
  }
}
