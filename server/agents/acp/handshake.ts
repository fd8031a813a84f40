import {
  type ClientCapabilities,
  type ClientContext,
  type InitializeResponse,
  type LoadSessionRequest,
  methods,
  PROTOCOL_VERSION,
  type PromptCapabilities,
} from "@agentclientprotocol/sdk";
import { ownVersion } from "../../own-version.ts";
import { type AgentContext, AgentError } from "../agent-runtime.ts";
import { agentErrorOf, asksForAuthentication } from "./agent-failure.ts";
import { isObject, objectsOf, textField } from "./json-fields.ts";
import { usableServers } from "./mcp-servers.ts";

/** What the gateway does for an agent. */
const CAPABILITIES: ClientCapabilities = {
  fs: { readTextFile: true, writeTextFile: true },
  terminal: true,
  session: { configOptions: { boolean: {} } },
  elicitation: { form: {} },
};

/** A session that an agent has opened. */
export interface OpenSession {
  readonly sessionId: string;
  readonly promptCapabilities: PromptCapabilities;
}

/** How an agent is signed in when it asks for that. */
export class Authentication {
  readonly #agent: ClientContext;
  readonly #methodId: string | undefined;
  #offered: readonly string[] = [];

  constructor(agent: ClientContext, methodId: string | undefined) {
    this.#agent = agent;
    this.#methodId = methodId;
  }

  set offered(methodIds: readonly string[]) {
    this.#offered = methodIds;
  }

  /** Does something, and once more after signing in if the agent refused for want of that. */
  async around<T>(run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (error) {
      if (!asksForAuthentication(error)) throw error;
      await this.#authenticate();
      return run();
    }
  }

  async #authenticate(): Promise<void> {
    const methodId = this.#methodId;
    if (methodId === undefined || !this.#offered.includes(methodId)) {
      const offered = this.#offered.length === 0 ? "It offers none that the gateway can use." : `It offers: ${this.#offered.join(", ")}.`;
      const message = `The agent wants to be signed in to. Set authMethod of its catalogue entry, or sign in on its own. ${offered}`;
      throw new AgentError({ code: "AGENT_UNAVAILABLE", message });
    }
    await this.#agent.request(methods.agent.authenticate, { methodId });
  }
}

/**
 * Brings an agent up to where it takes prompts. The session that the agent remembers from an earlier life is opened
 * again if the agent can do that.
 *
 * @param root absolute path of the workspace
 * @throws AgentError
 */
export async function openSession(
  agent: ClientContext,
  authentication: Authentication,
  root: string,
  { memory, note, mcpServers: given }: AgentContext,
): Promise<OpenSession> {
  try {
    const initialized = await initialize(agent);
    authentication.offered = methodIds(initialized);
    const capabilities = isObject(initialized.agentCapabilities) ? initialized.agentCapabilities : {};
    const promptCapabilities: PromptCapabilities = isObject(capabilities.promptCapabilities) ? capabilities.promptCapabilities : {};
    const opening = { cwd: root, mcpServers: usableServers(given, initialized, note) };
    const remembered = sessionIn(await memory.read().catch(() => null));
    const reopen = remembered === null ? null : reopening(agent, initialized, { ...opening, sessionId: remembered });
    if (reopen !== null && remembered !== null) {
      try {
        await authentication.around(reopen);
        return { sessionId: remembered, promptCapabilities };
      } catch (error) {
        note("an agent could not open its former session again, so it gets a new one", { reason: String(error) });
      }
    }
    const created = await authentication.around(() => agent.request(methods.agent.session.new, opening));
    const sessionId = isObject(created) ? textField(created, "sessionId") : undefined;
    if (sessionId === undefined) throw new AgentError({ code: "AGENT_UNAVAILABLE", message: "The agent opened a session without an id." });
    await memory
      .write(JSON.stringify({ acpSessionId: sessionId }))
      .catch((error: unknown) => note("an agent's session could not be remembered", { reason: String(error) }));
    return { sessionId, promptCapabilities };
  } catch (error) {
    throw agentErrorOf(error, "AGENT_UNAVAILABLE");
  }
}

async function initialize(agent: ClientContext): Promise<InitializeResponse> {
  const answer: unknown = await agent.request(methods.agent.initialize, {
    protocolVersion: PROTOCOL_VERSION,
    clientCapabilities: CAPABILITIES,
    clientInfo: { name: "diminuendo", title: "Diminuendo", version: ownVersion() },
  });
  const version = isObject(answer) ? answer["protocolVersion"] : undefined;
  if (version !== PROTOCOL_VERSION) {
    const message = `The agent speaks version ${JSON.stringify(version)} of the Agent Client Protocol; the gateway speaks ${PROTOCOL_VERSION}.`;
    throw new AgentError({ code: "AGENT_UNAVAILABLE", message });
  }
  return answer as InitializeResponse;
}

/** How a former session is opened again; null when the agent cannot. Without a replay if it has the choice. */
function reopening(
  agent: ClientContext,
  { agentCapabilities }: InitializeResponse,
  request: LoadSessionRequest,
): (() => Promise<unknown>) | null {
  if (isObject(agentCapabilities?.sessionCapabilities?.resume)) return () => agent.request(methods.agent.session.resume, request);
  if (agentCapabilities?.loadSession === true) return () => agent.request(methods.agent.session.load, request);
  return null;
}

/** The methods that can be used without a person at a terminal. */
function methodIds({ authMethods }: InitializeResponse): string[] {
  return objectsOf(authMethods).flatMap((method) => {
    const id = textField(method, "id");
    return id === undefined || method["type"] === "terminal" ? [] : [id];
  });
}

function sessionIn(memory: string | null): string | null {
  if (memory === null) return null;
  try {
    const remembered: unknown = JSON.parse(memory);
    return isObject(remembered) ? (textField(remembered, "acpSessionId") ?? null) : null;
  } catch {
    return null;
  }
}
