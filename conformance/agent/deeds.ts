import { setTimeout as delay } from "node:timers/promises";
import { type AgentContext, type ContentBlock, methods, type PromptResponse, type SessionUpdate } from "@agentclientprotocol/sdk";

/** What one line of a prompt has to work with. */
export interface Scene {
  readonly client: AgentContext;
  readonly sessionId: string;
  /** The session's workspace. */
  readonly folder: string;
  readonly prompt: readonly ContentBlock[];
  /** Aborted by `session/cancel`. */
  readonly cancelled: AbortSignal;
  update(update: SessionUpdate): Promise<void>;
  say(text: string): Promise<void>;
}

/** Does what a line says. What it returns ends the turn. */
type Deed = (scene: Scene, rest: string) => Promise<PromptResponse | undefined>;

const FLOOD_CHUNK = "x".repeat(1024);
const OPTIONS = [
  { optionId: "yes", name: "Yes", kind: "allow_once" as const },
  { optionId: "always", name: "Always", kind: "allow_always" as const },
  { optionId: "no", name: "No", kind: "reject_once" as const },
];
let calls = 0;

/** The first words of lines that are deeds. */
export const DEEDS: Readonly<Record<string, Deed>> = {
  async say({ say }, rest) {
    await say(rest);
    return undefined;
  },
  /** Says each word by itself, so many ms apart: `words 20 one two three`. */
  async words({ say, cancelled }, rest) {
    const [ms = "", text = ""] = rest.split(/ (.*)/s);
    for (const [index, word] of text.split(" ").entries()) {
      if (cancelled.aborted) break;
      await say(index === 0 ? word : ` ${word}`);
      await delay(Number(ms));
    }
    return undefined;
  },
  async think({ update }, rest) {
    await update({ sessionUpdate: "agent_thought_chunk", content: { type: "text", text: rest } });
    return undefined;
  },
  async plan({ update }, rest) {
    await update({
      sessionUpdate: "plan",
      entries: rest.split(",").map((content) => ({ content: content.trim(), priority: "medium", status: "pending" })),
    });
    return undefined;
  },
  /** A tool call with its input and output: `tool search`. */
  async tool({ update }, rest) {
    const toolCallId = nextCall();
    await update({ sessionUpdate: "tool_call", toolCallId, title: rest, kind: "search", status: "in_progress", rawInput: { query: rest } });
    await update({ sessionUpdate: "tool_call_update", toolCallId, status: "completed", rawOutput: { found: rest } });
    return undefined;
  },
  async fail({ update }, rest) {
    const toolCallId = nextCall();
    await update({ sessionUpdate: "tool_call", toolCallId, title: rest, kind: "other", status: "in_progress", rawInput: {} });
    const content = [{ type: "content" as const, content: { type: "text" as const, text: `${rest} failed` } }];
    await update({ sessionUpdate: "tool_call_update", toolCallId, status: "failed", content });
    return undefined;
  },
  /** Writes a file of the workspace: `write a.txt some text`. */
  async write({ client, sessionId, folder }, rest) {
    const [name = "", content = ""] = rest.split(/ (.*)/s);
    await client.request(methods.client.fs.writeTextFile, { sessionId, path: `${folder}/${name}`, content });
    return undefined;
  },
  /** Writes a file of so many bytes: `fill big.bin 5000000`. */
  async fill({ client, sessionId, folder }, rest) {
    const [name = "", bytes = ""] = rest.split(" ");
    await client.request(methods.client.fs.writeTextFile, { sessionId, path: `${folder}/${name}`, content: "x".repeat(Number(bytes)) });
    return undefined;
  },
  /** Runs a command by the shell in a terminal, as a tool call. */
  async run({ client, sessionId, update }, rest) {
    const toolCallId = nextCall();
    await update({
      sessionUpdate: "tool_call",
      toolCallId,
      title: rest,
      kind: "execute",
      status: "in_progress",
      rawInput: { command: rest },
    });
    const terminal = await client.createTerminal({ sessionId, command: "sh", args: ["-c", rest] });
    await update({ sessionUpdate: "tool_call_update", toolCallId, content: [{ type: "terminal", terminalId: terminal.id }] });
    await terminal.waitForExit();
    await terminal.release();
    await update({ sessionUpdate: "tool_call_update", toolCallId, status: "completed" });
    return undefined;
  },
  async permission({ client, sessionId, say }, rest) {
    const toolCall = { toolCallId: nextCall(), title: rest, kind: "edit" as const };
    const answer = await client.request(methods.client.session.requestPermission, { sessionId, toolCall, options: OPTIONS });
    await say(JSON.stringify(answer));
    return undefined;
  },
  async ask({ client, sessionId, say }, rest) {
    const answer = await client.request(methods.client.elicitation.create, {
      mode: "form",
      sessionId,
      message: rest,
      requestedSchema: { type: "object", properties: { name: { type: "string", title: "Name" } }, required: ["name"] },
    });
    await say(JSON.stringify(answer));
    return undefined;
  },
  /** Says what the prompt held beside text. */
  async attachments({ prompt, say }) {
    await say(JSON.stringify(prompt.filter(({ type }) => type !== "text").map(({ type }) => type)));
    return undefined;
  },
  async usage({ update }, rest) {
    await update({ sessionUpdate: "usage_update", used: Number(rest), size: 200_000, cost: { amount: 0.25, currency: "USD" } });
    return undefined;
  },
  /** Goes on until it is cancelled. */
  async wait({ cancelled }) {
    await new Promise<void>((resolve) => {
      if (cancelled.aborted) resolve();
      cancelled.addEventListener("abort", () => resolve());
    });
    return undefined;
  },
  /** Heeds nothing any more. */
  async hang() {
    return new Promise<never>(() => undefined);
  },
  async crash() {
    process.exit(3);
  },
  /** Says so many KiB at once. */
  async flood({ say }, rest) {
    for (let sent = 0; sent < Number(rest); sent += 1) await say(FLOOD_CHUNK);
    return undefined;
  },
  /** Says so many KiB in one piece, which is one line of its output. */
  async line({ say }, rest) {
    await say(FLOOD_CHUNK.repeat(Number(rest)));
    return undefined;
  },
  async stop(_scene, rest) {
    return { stopReason: rest as PromptResponse["stopReason"] };
  },
};

function nextCall(): string {
  calls += 1;
  return `call-${calls}`;
}
