import { createHash } from "node:crypto";
import { SCALARS } from "../../../generated/gateway/scalars.ts";
import type { ToolContent, ToolKind, ToolLocation } from "../../../generated/gateway/types.ts";
import { cut } from "../../security/error-message.ts";
import type { TurnOutput } from "../agent-runtime.ts";
import { textOfContent, toolContent } from "./content-blocks.ts";
import { type Fields, isObject, objectsOf, textField } from "./json-fields.ts";
import { relativeLocation } from "./workspace-location.ts";

/** Longest id that the protocol's `ToolCallId` takes, name and title, in code points. */
const ID_LENGTH = SCALARS.ToolCallId.maxLength;
const NAME_LENGTH = 200;
const TITLE_LENGTH = 1000;
/** Tool calls that may run at a time; what goes beyond is not told. */
const MAX_OPEN_CALLS = 10_000;

const KINDS: Readonly<Record<ToolKind, true>> = {
  read: true,
  edit: true,
  delete: true,
  move: true,
  search: true,
  execute: true,
  think: true,
  fetch: true,
  switch_mode: true,
  other: true,
};

/** A tool call that has not ended. */
interface OpenCall {
  readonly toolCallId: string;
  readonly toolName: string;
  readonly startedAt: number;
  title: string | undefined;
  /** `tool_call` was told. */
  called: boolean;
  input: unknown;
  output: unknown;
  content: ToolContent[];
  locations: ToolLocation[];
}

/**
 * The tool calls of one turn. Agents tell of one in as many steps as they like: `tool_call` announces it and
 * `tool_call_update` changes any part of it. The gateway's events are fewer:
 *
 * - `tool_call_start` when it is first heard of, by whichever of the two;
 * - `tool_call`, at most once, when its input is known or it begins to run, at the latest when it ends;
 * - `tool_result` or `tool_error`, exactly once: when its status says so, or when the prompt ends before it.
 *
 * What comes after the end is ignored.
 */
export class ToolCalls {
  readonly #root: string;
  readonly #emit: TurnOutput["emit"];
  readonly #now: () => number;
  readonly #open = new Map<string, OpenCall>();
  readonly #ended = new Set<string>();

  /**
   * @param root absolute path of the workspace
   * @param now milliseconds of a clock that never goes back
   */
  constructor(root: string, emit: TurnOutput["emit"], now: () => number) {
    this.#root = root;
    this.#emit = emit;
    this.#now = now;
  }

  /** Takes a `tool_call`, a `tool_call_update`, or the tool call of a permission request. */
  update(fields: Fields): void {
    const toolCallId = idOf(fields);
    if (toolCallId === undefined || this.#ended.has(toolCallId)) return;
    const call = this.#open.get(toolCallId) ?? this.#start(toolCallId, fields);
    if (call === undefined) return;
    this.#merge(call, fields);
    const { status } = fields;
    const ends = status === "completed" || status === "failed";
    if (!call.called && (ends || status === "in_progress" || isKnown(call.input))) this.#call(call);
    if (ends) this.#end(call, status === "failed" ? failureOf(call) : null);
  }

  /** The id that an open tool call has in the gateway's events, and what it is called; undefined when there is none. */
  describe(fields: Fields): { toolCallId: string; title: string } | undefined {
    const call = this.#open.get(idOf(fields) ?? "");
    return call === undefined ? undefined : { toolCallId: call.toolCallId, title: call.title ?? call.toolName };
  }

  /** Ends the tool calls that are still open: the agent will not. */
  endAll(message: string): void {
    for (const call of this.#open.values()) {
      if (!call.called) this.#call(call);
      this.#end(call, message);
    }
  }

  #start(toolCallId: string, fields: Fields): OpenCall | undefined {
    if (this.#open.size >= MAX_OPEN_CALLS) return undefined;
    const kind = kindOf(fields["kind"]);
    const title = textField(fields, "title");
    const call: OpenCall = {
      toolCallId,
      toolName: cut(textField(fields, "name") ?? kind ?? "other", NAME_LENGTH),
      startedAt: this.#now(),
      title: title === undefined ? undefined : cut(title, TITLE_LENGTH),
      called: false,
      input: undefined,
      output: undefined,
      content: [],
      locations: [],
    };
    this.#open.set(toolCallId, call);
    this.#emit({
      type: "tool_call_start",
      toolCallId,
      toolName: call.toolName,
      ...(call.title === undefined ? {} : { title: call.title }),
      ...(kind === undefined ? {} : { kind }),
    });
    return call;
  }

  /** Only what is given changes; lists replace the ones before them. */
  #merge(call: OpenCall, fields: Fields): void {
    const { rawInput, rawOutput, content, locations } = fields;
    if (rawInput !== undefined && rawInput !== null) call.input = rawInput;
    if (rawOutput !== undefined && rawOutput !== null) call.output = rawOutput;
    if (Array.isArray(content)) call.content = toolContent(this.#root, content);
    if (Array.isArray(locations)) call.locations = objectsOf(locations).flatMap((place) => this.#location(place));
    const title = textField(fields, "title");
    if (title !== undefined) call.title = cut(title, TITLE_LENGTH);
  }

  #location({ path, line }: Fields): ToolLocation[] {
    if (typeof path !== "string") return [];
    const counted = typeof line === "number" && Number.isSafeInteger(line) && line >= 1;
    return [{ path: relativeLocation(this.#root, path), ...(counted ? { line } : {}) }];
  }

  #call(call: OpenCall): void {
    call.called = true;
    this.#emit({
      type: "tool_call",
      toolCallId: call.toolCallId,
      toolName: call.toolName,
      input: call.input ?? {},
      ...(call.locations.length === 0 ? {} : { locations: call.locations }),
    });
  }

  #end(call: OpenCall, failure: string | null): void {
    const { toolCallId, content } = call;
    this.#open.delete(toolCallId);
    this.#ended.add(toolCallId);
    if (failure !== null) {
      this.#emit({ type: "tool_error", toolCallId, message: failure });
      return;
    }
    this.#emit({
      type: "tool_result",
      toolCallId,
      output: call.output ?? (textOfContent(content) || null),
      ...(content.length === 0 ? {} : { content }),
      durationMs: Math.max(0, Math.round(this.#now() - call.startedAt)),
    });
  }
}

/** An id that is too long for the spec is replaced by its hash. */
function idOf(fields: Fields): string | undefined {
  const given = textField(fields, "toolCallId");
  if (given === undefined || given.length <= ID_LENGTH) return given;
  return createHash("sha256").update(given).digest("hex");
}

function kindOf(kind: unknown): ToolKind | undefined {
  return typeof kind === "string" && Object.hasOwn(KINDS, kind) ? (kind as ToolKind) : undefined;
}

/** Agents announce calls with an empty input while they still write it. */
function isKnown(input: unknown): boolean {
  if (input === undefined) return false;
  return !isObject(input) || Object.keys(input).length > 0;
}

/** Why a tool failed, as far as the agent says. */
function failureOf({ content, output }: OpenCall): string {
  const said = textOfContent(content);
  if (said !== "") return said;
  if (typeof output === "string" && output !== "") return output;
  if (isObject(output)) {
    const text = textField(output, "error") ?? textField(output, "message");
    if (text !== undefined) return text;
  }
  return "The tool failed.";
}
