import { randomUUID } from "node:crypto";
import { realpath } from "node:fs/promises";
import { resolve } from "node:path";
import type { AcpAgent } from "../../../generated/gateway/types.ts";
import { type AgentContext, AgentError, type AgentInstance, type AgentRuntime } from "../agent-runtime.ts";
import { minimalEnvironment } from "../process/process-environment.ts";
import { ProcessGroup } from "../process/process-group.ts";
import { marked } from "../process/stray-processes.ts";
import { AcpInstance } from "./acp-instance.ts";

/** Runs any agent that speaks the Agent Client Protocol, version 1, on its standard input and output. */
export class AcpRuntime implements AgentRuntime {
  readonly #entry: AcpAgent;

  constructor(entry: AcpAgent) {
    this.#entry = entry;
  }

  async start(context: AgentContext): Promise<AgentInstance> {
    const { args = [], env = {}, passEnv } = this.#entry;
    const root = await realpath(context.workspace);
    const agentId = randomUUID();
    const environment = marked(minimalEnvironment(process.env), agentId);
    const ownEnvironment = marked({ ...minimalEnvironment(process.env, passEnv), ...env }, agentId);
    const group = await startGroup({ command: programOf(this.#entry), args, cwd: root, env: ownEnvironment });
    const instance = new AcpInstance({ entry: this.#entry, context, root, agentId, environment, group });
    const abandon = () => void instance.kill();
    context.signal.addEventListener("abort", abandon);
    try {
      context.signal.throwIfAborted();
      await instance.open();
      return instance;
    } catch (error) {
      await instance.kill();
      throw error;
    } finally {
      context.signal.removeEventListener("abort", abandon);
    }
  }
}

/** A relative path is one from where the gateway was started, never one of the workspace: anyone can write there. */
function programOf({ command }: AcpAgent): string {
  return command.includes("/") ? resolve(command) : command;
}

async function startGroup(command: Omit<Parameters<typeof ProcessGroup.start>[0], "shell">): Promise<ProcessGroup> {
  try {
    return await ProcessGroup.start({ ...command, shell: false });
  } catch (error) {
    const { code = "no reason was given" } = error as NodeJS.ErrnoException;
    throw new AgentError({ code: "AGENT_UNAVAILABLE", message: `The agent's program could not be started (${code}).` });
  }
}
