import { z } from "zod";
import { BadHistory } from "./bad-history.ts";
import type { Operation } from "./types.ts";

/** Past 2^53 JSON's numbers lose nanoseconds: such times are written as text. */
const instant = z.union([z.int(), z.string().regex(/^\d+$/, "no time in nanoseconds").transform(BigInt)]);
const version = z.int().nonnegative();
const cas = version.exactOptional();
const read = { consistency: z.enum(["local", "linearizable"]).exactOptional() };

const key = { namespace: z.string().regex(/^[^\n]+$/), key: z.string().min(1) };
const write = z.discriminatedUnion("op", [
  z.object({ op: z.literal("set"), ...key, value: z.json(), cas }),
  z.object({ op: z.literal("delete"), ...key, cas }),
  z.object({ op: z.literal("check"), ...key, cas }),
]);

const conflict = z.object({ error: z.literal("CAS_CONFLICT"), currentVersion: version });
const refused = z.object({ error: z.string().refine((code) => code !== "CAS_CONFLICT", "a conflict has its currentVersion") });
const written = z.object({ version });
const deleted = z.object({ deleted: z.boolean(), version: version.exactOptional() });
const results = z.object({ results: z.array(z.object({ deleted: z.boolean().exactOptional(), version: version.exactOptional() })) });
const found = z.object({ value: z.json(), version });
const listed = z.object({ items: z.array(z.object({ key: z.string(), value: z.json(), version })), more: z.boolean().exactOptional() });

function line<Name extends string, Fields extends z.ZodRawShape, Result extends z.ZodType>(op: Name, fields: Fields, result: Result) {
  const when = { process: z.int(), start: instant, end: instant.nullable() };
  return z.object({ op: z.literal(op), ...when, ...fields, result: z.union([z.literal("unknown"), result]) });
}

const noKey = { key: z.string().default("") };
const operation = z.discriminatedUnion("op", [
  line("get", { ...key, args: z.object(read).default({}) }, z.union([found, refused])),
  line("set", { ...key, args: z.object({ value: z.json(), cas }) }, z.union([written, conflict, refused])),
  line("delete", { ...key, args: z.object({ cas }).default({}) }, z.union([deleted, conflict, refused])),
  line("expire", { ...key, args: z.object({}).default({}) }, z.union([written, refused])),
  line(
    "batch",
    { namespace: z.string().default(""), ...noKey, args: z.object({ operations: z.array(write).min(1) }) },
    z.union([results, conflict, refused]),
  ),
  line(
    "list",
    { namespace: key.namespace, ...noKey, args: z.object({ ...read, prefix: z.string().exactOptional() }).default({}) },
    z.union([listed, refused]),
  ),
]);

/** A proposal that timed out may yet be committed. */
const UNKNOWN_OUTCOMES = ["PROPOSAL_TIMEOUT"];

/**
 * Reads a history of Concordance with an operation a line: {@link Operation} as JSON, with `arguments` for `args`. `key` may be
 * missing where it is empty, `arguments` where there are none.
 */
export function readJsonLines(text: string): Operation[] {
  return text.split("\n").flatMap((content, at) => (content.trim() === "" ? [] : [readLine(content, at + 1)]));
}

function readLine(content: string, at: number): Operation {
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch {
    throw BadHistory.at(at, "this is no JSON.");
  }
  const parsed = operation.safeParse(withArgs(json));
  if (!parsed.success) throw BadHistory.at(at, z.prettifyError(parsed.error).replaceAll("\n", " "));
  return checked(parsed.data, at);
}

function withArgs(json: unknown): unknown {
  if (typeof json !== "object" || json === null || !("arguments" in json)) return json;
  const { arguments: args, ...rest } = json;
  return { ...rest, args };
}

/** What no schema says. */
function checked(read: Operation, line: number): Operation {
  const { op, args, result, start, end } = read;
  if (end !== null && end < start) throw BadHistory.at(line, "it ends before it starts.");
  if (result === "unknown") return read;
  if (end === null) throw BadHistory.at(line, "it has a result and no end.");
  if ("error" in result) return UNKNOWN_OUTCOMES.includes(result.error) ? { ...read, result: "unknown" } : read;
  if (op === "batch" && "results" in result && result.results.length !== args.operations.length) {
    throw BadHistory.at(line, `${args.operations.length} operations have ${result.results.length} results.`);
  }
  return read;
}
