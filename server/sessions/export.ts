import type { HistoryMessage } from "../../generated/gateway/types.ts";
import type { HistoryService } from "./history-service.ts";
import type { SessionRuntime } from "./session-runtime.ts";

const PAGE_EVENTS = 1000;
const PAGE_MESSAGES = 200;

/** A session's log, one event a line. */
export async function* exportJsonLines(history: HistoryService, session: SessionRuntime): AsyncGenerator<string> {
  for (let after = 0; ; ) {
    const { texts, reached, hasMore } = await history.eventTexts(session, after, PAGE_EVENTS);
    if (texts.length > 0) yield `${texts.join("\n")}\n`;
    if (!hasMore) return;
    after = reached;
  }
}

/** A session's conversation as Markdown. */
export async function* exportMarkdown(history: HistoryService, session: SessionRuntime): AsyncGenerator<string> {
  yield `# ${oneLine(session.record.name)}\n`;
  for (let after = 0; ; ) {
    const messages = await history.messagesAfter(session, after, PAGE_MESSAGES);
    for (const message of messages) yield markdownOf(message);
    const last = messages.at(-1);
    if (last === undefined || messages.length < PAGE_MESSAGES) return;
    after = last.seq;
  }
}

function markdownOf({ role, ts, text, toolCalls = [], stopReason }: HistoryMessage): string {
  const tools = toolCalls.map(({ title, toolName, status }) => `- ${oneLine(title ?? toolName)} (${status})\n`).join("");
  const ending = stopReason === undefined || stopReason === "end_turn" ? "" : `\n*${stopReason}*\n`;
  return `\n## ${role === "user" ? "User" : "Agent"}, ${new Date(ts).toISOString()}\n\n${tools === "" ? "" : `${tools}\n`}${text}\n${ending}`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}
