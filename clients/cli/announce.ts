import type { PlanEntry, SessionItem, ToolContent, TurnUsage } from "../typescript/src/index.ts";
import { type DiffLine, diffLines } from "./line-diff.ts";
import { fewLines, harmless, oneLine, type Style } from "./style.ts";

const TITLE_LENGTH = 200;
const RESULT_LENGTH = 160;
const RESULT_LINES = 12;
const DIFF_LINES = 40;

/**
 * What a terminal says of an event in lines of its own; empty when it says nothing. Pure.
 *
 * @param titles what tool calls and requests are called, by their ids
 */
export function announce(event: SessionItem, titles: ReadonlyMap<string, string>, style: Style): string {
  const called = (id: string) => oneLine(titles.get(id) ?? id, TITLE_LENGTH);
  switch (event.type) {
    case "tool_call_start":
      return `${style("cyan", "●")} ${oneLine(event.title ?? event.toolName, TITLE_LENGTH)}`;
    case "tool_call": {
      const places = (event.locations ?? []).map(({ path, line }) => (line === undefined ? path : `${path}:${line}`));
      const start = titles.has(event.toolCallId) ? [] : [`${style("cyan", "●")} ${oneLine(event.toolName, TITLE_LENGTH)}`];
      return [...start, ...(places.length === 0 ? [] : [style("dim", `  ${oneLine(places.join(", "), RESULT_LENGTH)}`)])].join("\n");
    }
    case "tool_result": {
      const duration = event.durationMs === undefined ? "" : style("dim", ` ${event.durationMs} ms`);
      const head = `${style("green", "✓")} ${called(event.toolCallId)}${duration}`;
      return [
        head,
        ...(event.content === undefined ? shortResult(event.output) : event.content.flatMap((block) => blockLines(block, style))),
      ].join("\n");
    }
    case "tool_error":
      return `${style("red", "✗")} ${called(event.toolCallId)}: ${oneLine(event.message, RESULT_LENGTH)}`;
    case "terminal.complete":
      return style("dim", `    └ ${event.signal === undefined ? `exit ${event.exitCode ?? "unknown"}` : harmless(event.signal)}`);
    case "plan.updated":
      return [style("bold", "Plan"), ...event.entries.map((entry) => planLine(entry, style))].join("\n");
    case "file_changed": {
      const size = event.change === "deleted" ? "" : `, version ${event.iteration}, ${event.size} bytes`;
      return style("dim", `  ${event.change} ${oneLine(event.path, TITLE_LENGTH)}${size}`);
    }
    case "permission_requested":
    case "question_requested": {
      const question = event.type === "permission_requested" ? event.title : event.question;
      const options = (event.options ?? []).map((option, index) => {
        const detail = "description" in option && option.description ? style("dim", `  ${oneLine(option.description, RESULT_LENGTH)}`) : "";
        return `  ${index + 1}) ${oneLine(option.name, TITLE_LENGTH)}${detail}`;
      });
      return [`${style("yellow", "?")} ${style("bold", harmless(question))}`, ...options].join("\n");
    }
    case "approval_resolved":
      return style("dim", `  ${event.approved ? "allowed" : "refused"} by ${harmless(event.userId)}: ${called(event.requestId)}`);
    case "question_answered": {
      const answer = event.dismissed ? "dismissed" : oneLine(JSON.stringify(event.answers ?? {}), RESULT_LENGTH);
      return style("dim", `  answered by ${harmless(event.userId)}: ${answer}`);
    }
    case "steered":
      return `${style("yellow", "↪")} ${harmless(event.content)}${style("dim", `  ${harmless(event.userId)}`)}`;
    case "turn_complete": {
      const reason = event.stopReason === "end_turn" ? "" : `${event.stopReason.replaceAll("_", " ")}, `;
      return style("dim", `— ${reason}${usage(event.usage)}`);
    }
    case "turn_stopped":
      return `${style("yellow", "Stopped.")} ${style("dim", `— ${usage(event.usage)}`)}`;
    case "turn_error":
      return style(
        "red",
        `The turn failed: ${harmless(event.message)} (${event.code})${event.retryable ? " It may succeed when it is run again." : ""}`,
      );
    case "session_state":
      return event.status === "error"
        ? style("red", `The session is in error${event.reason ? `: ${oneLine(event.reason, RESULT_LENGTH)}` : ""}.`)
        : "";
    case "sandbox.provisioning":
    case "sandbox.init":
    case "sandbox.removed":
      return style("dim", `  ${event.type.replace(".", " ")}${event.message ? `: ${oneLine(event.message, RESULT_LENGTH)}` : ""}`);
    case "reset":
      return style("yellow", "The session's log was replaced by another one. What follows comes from its beginning.");
    default:
      return "";
  }
}

function planLine({ content, status }: PlanEntry, style: Style): string {
  const text = oneLine(content, TITLE_LENGTH);
  if (status === "completed") return `  ${style("green", "[x]")} ${style("dim", text)}`;
  return status === "in_progress" ? `  ${style("yellow", "[~]")} ${text}` : `  [ ] ${text}`;
}

function shortResult(output: unknown): string[] {
  const text = typeof output === "string" ? output : (JSON.stringify(output) ?? "");
  const short = oneLine(text, RESULT_LENGTH);
  return short === "" || short === "null" ? [] : [`  ${short}`];
}

function blockLines(block: ToolContent, style: Style): string[] {
  switch (block.type) {
    case "text":
      return fewLines(block.text, RESULT_LINES).map((text) => `  ${text}`);
    case "diff": {
      const lines = diffLines(block.oldText, block.newText);
      const shown = lines.slice(0, DIFF_LINES).map((diffLine) => `  ${paintDiff(diffLine, style)}`);
      const rest = lines.length > DIFF_LINES ? [style("dim", `  … ${lines.length - DIFF_LINES} more lines`)] : [];
      return [style("bold", `  ${oneLine(block.path, TITLE_LENGTH)}`), ...shown, ...rest];
    }
    default:
      // A terminal has printed already; a kind of content that is newer than this client is left out.
      return [];
  }
}

function paintDiff({ kind, text }: DiffLine, style: Style): string {
  const shown = harmless(text);
  switch (kind) {
    case "added":
      return style("green", `+ ${shown}`);
    case "removed":
      return style("red", `- ${shown}`);
    case "same":
      return `  ${shown}`;
    case "gap":
      return style("dim", "  …");
  }
}

function usage({ inputTokens, outputTokens, cost }: TurnUsage): string {
  return `${inputTokens} tokens in, ${outputTokens} out${cost === undefined ? "" : `, ${cost.amount} ${cost.currency}`}`;
}
