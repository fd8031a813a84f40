import { type SchemasOf, schemasOf } from "../runner/scene.ts";
import type { Spec } from "../runner/spec.ts";
import type { Json, JsonObject } from "../trace/format.ts";
import { Callers, tokensOf } from "./callers.ts";
import { normalise } from "./normalise.ts";
import type { Observed } from "./observed.ts";

/** A token this short may be a word by chance. */
const UNMISTAKABLE = 8;

/** What is said of a recording. */
export interface TraceTextOptions {
  /** What it is about, in a sentence. */
  trace: string;
  /** Ids of requirements; without any those that hold for whatever is said. */
  covers: readonly string[];
  /** Names of identities by their tokens. */
  identities: ReadonlyMap<string, string>;
  /** The types of the spec, where they are compiled already. */
  schemas?: SchemasOf;
}

/**
 * A recording as a trace: a header, and a step a line.
 *
 * @throws Error when a token would stand in it
 */
export function traceText(spec: Spec, observed: readonly Observed[], options: TraceTextOptions): string {
  const { trace, covers, identities, schemas = schemasOf(spec) } = options;
  const header = { trace, covers: covers.length > 0 ? [...covers] : coversOf(spec, observed) };
  const lines = [header, ...normalise(spec, schemas, observed, identities)];
  const tokens = tokensOf(observed);
  for (const line of lines)
    if (holdsToken(line, tokens)) throw new Error(`A token would stand in the trace: ${Object.keys(line).join(", ")}.`);
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

/** The requirements that are checked of whatever a trace says, by what is spoken. */
function coversOf(spec: Spec, observed: readonly Observed[]): string[] {
  const callers = new Callers(spec, observed, new Map());
  const begun = observed.find((one) => one.kind === "opened" || one.kind === "request");
  if (begun === undefined) return ["WS-FRAME-7"];
  if (callers.service(begun) === "concordance") return ["CC-SHAPE-1"];
  const path = begun.path.split("?")[0];
  const socket = spec.gateway.sockets.find((one) => one.path === path)?.name;
  return [socket === "ws" ? "WS-FRAME-7" : socket === "acp" ? "ACP-RPC-2" : "REST-SHAPE-1"];
}

function holdsToken(value: Json | JsonObject, tokens: readonly string[]): boolean {
  if (Array.isArray(value)) return value.some((one) => holdsToken(one, tokens));
  if (typeof value === "object" && value !== null) return Object.values(value).some((one) => holdsToken(one, tokens));
  return typeof value === "string" && tokens.some((token) => token.length >= UNMISTAKABLE && value.includes(token));
}
