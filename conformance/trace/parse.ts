import type { Step, Trace, TraceHeader } from "./format.ts";

/** What a step must have exactly one of. */
const ACTIONS = [
  "open",
  "send",
  "sendText",
  "sendBinary",
  "receive",
  "unordered",
  "repeat",
  "until",
  "silent",
  "close",
  "closed",
  "request",
  "server",
  "set",
];
/** What may stand beside the action of a step. */
const BESIDE = ["on", "rule", "within", "refused", "size", "times", "joined", "from", "answer", "eventually", "service", "node"];
const WITHOUT_CONNECTION = ["request", "server", "set"];
const HEADER = ["trace", "covers", "limits", "env", "restarts", "nodes", "ignore", "waits"];

/** A trace that cannot be run, with the line that is wrong. */
export class TraceError extends Error {
  override readonly name = "TraceError";
}

/**
 * Reads a trace.
 *
 * @param id its path below the folder of traces, without the ending; the first part is the profile
 * @throws TraceError
 */
export function parseTrace(id: string, text: string): Trace {
  const lines = text
    .split("\n")
    .map((content, index) => ({ line: index + 1, content }))
    .filter(({ content }) => content.trim() !== "");
  const [first, ...rest] = lines;
  if (first === undefined) throw new TraceError(`${id}: is empty. The first line is a header.`);
  return {
    id,
    profile: id.split("/")[0] ?? "",
    header: headerOf(id, objectOf(id, first)),
    steps: rest.map((line) => ({ line: line.line, step: stepOf(id, line.line, objectOf(id, line)) })),
  };
}

function objectOf(id: string, { line, content }: { line: number; content: string }): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    throw new TraceError(`${id}:${line}: is no JSON.`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new TraceError(`${id}:${line}: is no JSON object.`);
  return value as Record<string, unknown>;
}

function headerOf(id: string, value: Record<string, unknown>): TraceHeader {
  const unknown = Object.keys(value).filter((name) => !HEADER.includes(name));
  if (unknown.length > 0) throw new TraceError(`${id}:1: the header has no "${unknown[0]}"; it has ${HEADER.join(", ")}.`);
  if (typeof value["trace"] !== "string") throw new TraceError(`${id}:1: the header needs "trace": a sentence.`);
  const { covers } = value;
  if (!Array.isArray(covers) || covers.length === 0) throw new TraceError(`${id}:1: the header needs "covers": ids of requirements.`);
  return value as unknown as TraceHeader;
}

function stepOf(id: string, line: number, value: Record<string, unknown>): Step {
  const actions = Object.keys(value).filter((name) => ACTIONS.includes(name));
  if (actions.length !== 1) throw new TraceError(`${id}:${line}: a step has exactly one of ${ACTIONS.join(", ")}.`);
  const unknown = Object.keys(value).filter((name) => !ACTIONS.includes(name) && !BESIDE.includes(name));
  if (unknown.length > 0) throw new TraceError(`${id}:${line}: a step has no "${unknown[0]}".`);
  const [action = ""] = actions;
  if (!WITHOUT_CONNECTION.includes(action) && typeof value["on"] !== "string") {
    throw new TraceError(`${id}:${line}: "${action}" needs "on": the name of a connection.`);
  }
  if (action === "request" && value["answer"] === undefined) throw new TraceError(`${id}:${line}: "request" needs "answer".`);
  return value as unknown as Step;
}
