import type { SessionUpdate, ToolCallContent, ToolCallLocation } from "@agentclientprotocol/sdk";
import type {
  ApprovalResolved,
  PermissionRequested,
  TerminalStream,
  ToolCall,
  ToolCallStart,
  ToolContent,
  ToolError,
  ToolKind,
  ToolLocation,
  ToolResult,
} from "../../../generated/gateway/types.ts";
import { hostTerminalId } from "../../agents/host-terminal-id.ts";
import { pathBelow } from "./client-folder.ts";
import { TerminalOutputs } from "./terminal-outputs.ts";

/** The largest line that the protocol has a number for. */
const MAX_LINE = 2 ** 32 - 1;

/** The events that a tool call's life is made of. */
export type ToolCallEvent = ToolCallStart | ToolCall | ToolResult | ToolError | TerminalStream | PermissionRequested | ApprovalResolved;

/** What is known of a tool call that has not ended. */
export interface KnownToolCall {
  readonly toolName: string;
  readonly kind?: ToolKind;
  readonly locations?: readonly ToolLocation[];
}

/** A tool call's id in the protocol, where it is unique within the session; in the log it is within its turn. */
export function toolCallIdOf(turnId: string, toolCallId: string): string {
  return `${turnId}:${toolCallId}`;
}

/** The tool call that a permission is asked for. The protocol has none without: it is given one of its own then. */
export function askedToolCallId({
  turnId,
  toolCallId,
  requestId,
}: Pick<PermissionRequested, "turnId" | "toolCallId" | "requestId">): string {
  return toolCallIdOf(turnId, toolCallId ?? `permission:${requestId}`);
}

/** Places as the protocol has them: absolute. */
export function locationsBelow(cwd: string, locations: readonly ToolLocation[]): ToolCallLocation[] {
  return locations.map(({ path, line }) => ({
    path: pathBelow(cwd, path),
    ...(line === undefined || line > MAX_LINE ? {} : { line }),
  }));
}

/** The tool calls of the turn that runs, as the protocol tells of them. */
export class ToolCallUpdates {
  readonly #cwd: string;
  readonly #terminals = new TerminalOutputs();
  /** By their ids in the protocol. */
  readonly #open = new Map<string, KnownToolCall>();

  /** @param cwd absolute path of the client's folder */
  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  /** What is known of a tool call that has not ended, by its id in the protocol. */
  known(id: string): KnownToolCall | undefined {
    return this.#open.get(id);
  }

  /** @param ownsTerminals whether the client has the terminals that it hosts */
  take(event: ToolCallEvent, ownsTerminals: boolean): SessionUpdate[] {
    switch (event.type) {
      case "tool_call_start":
        return this.#start(event);
      case "tool_call":
        return this.#call(event);
      case "tool_result":
        return this.#result(event, ownsTerminals);
      case "tool_error":
        return this.#failure(event);
      case "terminal.stream":
        this.#terminals.take(event);
        return [];
      case "permission_requested":
        return this.#asked(event);
      case "approval_resolved":
        return this.#resolved(event);
    }
  }

  /** The turn is over: what is still open has failed. */
  endTurn(): SessionUpdate[] {
    const open = [...this.#open.keys()];
    this.#open.clear();
    this.#terminals.clear();
    return open.map((toolCallId) => ({ sessionUpdate: "tool_call_update", toolCallId, status: "failed" }));
  }

  #start({ turnId, toolCallId, toolName, title, kind }: ToolCallStart): SessionUpdate[] {
    const id = toolCallIdOf(turnId, toolCallId);
    const ofKind = kind === undefined ? {} : { kind };
    this.#open.set(id, { toolName, ...ofKind });
    return [{ sessionUpdate: "tool_call", toolCallId: id, title: title ?? toolName, name: toolName, ...ofKind, status: "pending" }];
  }

  #call({ turnId, toolCallId, toolName, input, locations }: ToolCall): SessionUpdate[] {
    const id = toolCallIdOf(turnId, toolCallId);
    const known = this.#open.get(id);
    this.#open.set(id, { ...known, toolName, ...(locations === undefined ? {} : { locations }) });
    const running = {
      toolCallId: id,
      status: "in_progress" as const,
      rawInput: input,
      ...(locations === undefined ? {} : { locations: locationsBelow(this.#cwd, locations) }),
    };
    if (known !== undefined) return [{ sessionUpdate: "tool_call_update", ...running }];
    return [{ sessionUpdate: "tool_call", title: toolName, name: toolName, ...running }];
  }

  #result({ turnId, toolCallId, output, content }: ToolResult, ownsTerminals: boolean): SessionUpdate[] {
    const id = toolCallIdOf(turnId, toolCallId);
    this.#open.delete(id);
    const shown = content?.flatMap((item) => this.#shown(item, ownsTerminals) ?? []);
    return [
      {
        sessionUpdate: "tool_call_update",
        toolCallId: id,
        status: "completed",
        ...(shown === undefined ? {} : { content: shown }),
        rawOutput: output,
      },
    ];
  }

  #failure({ turnId, toolCallId, message }: ToolError): SessionUpdate[] {
    const id = toolCallIdOf(turnId, toolCallId);
    this.#open.delete(id);
    const content = message === "" ? {} : { content: [textContent(message)] };
    return [{ sessionUpdate: "tool_call_update", toolCallId: id, status: "failed", ...content }];
  }

  /** A permission that no tool call is asked for stands for one. */
  #asked(event: PermissionRequested): SessionUpdate[] {
    if (event.toolCallId !== undefined) return [];
    const id = askedToolCallId(event);
    this.#open.set(id, { toolName: event.title });
    return [{ sessionUpdate: "tool_call", toolCallId: id, title: event.title, status: "pending" }];
  }

  #resolved({ turnId, requestId, approved }: ApprovalResolved): SessionUpdate[] {
    const id = askedToolCallId({ turnId, requestId });
    if (!this.#open.delete(id)) return [];
    return [{ sessionUpdate: "tool_call_update", toolCallId: id, status: approved ? "completed" : "failed" }];
  }

  #shown(item: ToolContent, ownsTerminals: boolean): ToolCallContent | null {
    switch (item.type) {
      case "text":
        return textContent(item.text);
      case "diff":
        return { type: "diff", path: pathBelow(this.#cwd, item.path), oldText: item.oldText, newText: item.newText };
      case "terminal": {
        const own = ownsTerminals ? hostTerminalId(item.terminalId) : null;
        if (own !== null) return { type: "terminal", terminalId: own };
        const printed = this.#terminals.read(item.terminalId);
        return printed === "" ? null : textContent(printed);
      }
    }
  }
}

function textContent(text: string): ToolCallContent {
  return { type: "content", content: { type: "text", text } };
}
