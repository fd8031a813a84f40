import { type Cells, currentVersion } from "./cells.ts";
import { cellsOf } from "./parts.ts";
import type { Json, Operation, Write } from "./types.ts";
import type { Values } from "./values.ts";

/** How much of a value is shown, and how many cells. */
const SHOWN_CHARACTERS = 60;
const SHOWN_CELLS = 20;

/** Names a part of a history by its keys. */
export function nameOf(part: readonly Operation[]): string {
  const cells = cellsOf(part);
  const [first] = cells;
  if (first === undefined) return `The list of ${part[0]?.namespace ?? ""}`;
  return cells.length === 1 ? readable(first) : `${cells.length} keys that batches or lists join, ${readable(first)} among them`;
}

/** An operation and what came of it. */
export function describe(operation: Operation): string {
  return `${call(operation)} → ${outcome(operation.result)}`;
}

export function describeCells(cells: Cells, values: Values): string {
  const lines = Array.from(cells, ([name, cell]) => {
    const { version, value } = cell;
    if (currentVersion(cell) > 0) return `${readable(name)} = ${cut(values.text(value ?? 0))}, version ${version}`;
    return `${readable(name)} ${version === 0 ? "was never written" : `is deleted, version ${version}`}`;
  });
  return [...lines.slice(0, SHOWN_CELLS), ...(lines.length > SHOWN_CELLS ? [`${lines.length - SHOWN_CELLS} more`] : [])].join("; ");
}

function call(operation: Operation): string {
  const { op, namespace, key } = operation;
  if (op === "batch") return `batch of ${operation.args.operations.map(write).join(", ")}`;
  if (op === "list") return `list ${namespace}${operation.args.prefix ? ` from ${operation.args.prefix}…` : ""}`;
  return op === "set" || op === "delete" ? write({ ...operation.args, op, namespace, key } as Write) : `${op} ${namespace}/${key}`;
}

function write(part: Write): string {
  const value = part.op === "set" ? ` = ${json(part.value)}` : "";
  return `${part.op} ${part.namespace}/${part.key}${value}${part.cas === undefined ? "" : ` if version ${part.cas}`}`;
}

function outcome(result: Operation["result"]): string {
  if (result === "unknown") return "unknown";
  if ("currentVersion" in result) return `conflict, current version ${result.currentVersion}`;
  if ("error" in result) return result.error;
  if ("value" in result) return `${json(result.value)}, version ${result.version}`;
  return json(result as unknown as Json);
}

function json(value: Json): string {
  return cut(JSON.stringify(value));
}

function cut(text: string): string {
  return text.length <= SHOWN_CHARACTERS ? text : `${text.slice(0, SHOWN_CHARACTERS)}…`;
}

function readable(cell: string): string {
  return cell.replace("\n", "/");
}
