import { mkdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { AcpAgent } from "../../../../generated/gateway/types.ts";
import { temporaryFolder } from "../../../testing/temporary-folder.ts";
import type { AgentContext, AgentInstance } from "../../agent-runtime.ts";
import { AcpRuntime } from "../acp-runtime.ts";

/** A note in the gateway's log. */
export interface Note {
  readonly message: string;
  readonly detail: Record<string, unknown> | undefined;
}

export interface TestAgent {
  readonly instance: AgentInstance;
  readonly workspace: string;
  readonly notes: Note[];
}

/** The catalogue entry of the test agent. */
export function testAgentEntry(args: readonly string[] = [], fields: Partial<AcpAgent> = {}): AcpAgent {
  const program = fileURLToPath(new URL("./test-agent.ts", import.meta.url));
  return { runtime: "acp", command: process.execPath, args: [program, ...args], ...fields };
}

/** What an agent is started with, in a folder of its own. */
export async function testContext(fields: Partial<AgentContext> = {}): Promise<{ context: AgentContext; notes: Note[] }> {
  const workspace = fields.workspace ?? join(await realpath(await temporaryFolder()), "workspace");
  await mkdir(workspace, { recursive: true });
  const notes: Note[] = [];
  let remembered: string | null = null;
  const context: AgentContext = {
    sessionId: "00000000-0000-4000-8000-000000000000",
    workspace,
    memory: {
      read: async () => remembered,
      write: async (text) => {
        remembered = text;
      },
    },
    mcpServers: [],
    host: () => null,
    settingsChanged: () => undefined,
    commandsChanged: () => undefined,
    signal: new AbortController().signal,
    note: (message, detail) => notes.push({ message, detail }),
    ...fields,
  };
  return { context, notes };
}

/** Starts the test agent; it ends with the test. */
export async function startTestAgent(
  args: readonly string[] = [],
  fields: { entry?: Partial<AcpAgent>; context?: Partial<AgentContext> } = {},
): Promise<TestAgent> {
  const { context, notes } = await testContext(fields.context);
  const instance = await new AcpRuntime(testAgentEntry(args, fields.entry)).start(context);
  onTestFinished(() => instance.kill());
  return { instance, workspace: context.workspace, notes };
}
