import type { FileContent, FileList, HistoryMessage, Identity, Session } from "../typescript/src/index.ts";
import { harmless, oneLine, type Style } from "./style.ts";

const NAME_LENGTH = 200;

/** Who talks to what, and where. */
export function heading(session: Session, url: string, { email, userId, role, tenantId }: Identity, style: Style): string {
  const who = harmless(email === "" ? userId : email);
  return [
    `${style("bold", oneLine(session.name, NAME_LENGTH))}  ${style("dim", `session ${session.id}`)}`,
    style("dim", `${session.agentType} at ${url}, as ${who}, ${role} of ${tenantId}. /help lists the commands.`),
  ].join("\n");
}

/** What was said, the oldest first. */
export function history(messages: readonly HistoryMessage[], style: Style): string {
  if (messages.length === 0) return style("dim", "Nothing was said yet.");
  return messages.map((message) => said(message, style)).join("\n");
}

function said({ role, text, toolCalls = [], stopReason }: HistoryMessage, style: Style): string {
  if (role === "user") return style("bold", `> ${harmless(text)}`);
  const tools = toolCalls.map(({ title, toolName, status }) =>
    style("dim", `  ${mark(status)} ${oneLine(title ?? toolName, NAME_LENGTH)}`),
  );
  const end = stopReason === undefined || stopReason === "end_turn" ? [] : [style("yellow", `  (${stopReason.replaceAll("_", " ")})`)];
  return [...tools, ...(text === "" ? [] : [harmless(text)]), ...end].join("\n");
}

function mark(status: "pending" | "completed" | "failed"): string {
  return { pending: "●", completed: "✓", failed: "✗" }[status];
}

/** What is in a folder. */
export function files({ entries }: FileList, style: Style): string {
  if (entries.length === 0) return style("dim", "Nothing is there.");
  const width = Math.max(...entries.map(({ size }) => String(size).length));
  return entries
    .map(({ path, type, size, iteration }) => {
      const version = iteration === undefined ? "" : style("dim", `  version ${iteration}`);
      const name =
        type === "directory" ? style("cyan", `${harmless(path)}/`) : `${harmless(path)}${type === "link" ? style("dim", " (link)") : ""}`;
      return `${(type === "file" ? String(size) : "").padStart(width)}  ${name}${version}`;
    })
    .join("\n");
}

/** What is in a file. */
export function file({ content, encoding, size }: FileContent, style: Style): string {
  if (encoding === "base64") return style("dim", `${size} bytes that are no text.`);
  return content === "" ? style("dim", "The file is empty.") : harmless(content).replace(/\n$/, "");
}

/** The tenant's sessions. */
export function sessions(all: readonly Session[], currentId: string, style: Style): string {
  return all
    .map(({ id, name, agentType, status }) => {
      const title = oneLine(name, NAME_LENGTH);
      return `${id === currentId ? style("green", "*") : " "} ${id}  ${status.padEnd(12)}  ${agentType.padEnd(14)}  ${title}`;
    })
    .join("\n");
}
