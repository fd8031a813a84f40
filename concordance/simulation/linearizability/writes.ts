import type { Deleted, Operation, Write } from "./types.ts";

export type WriteOperation = Exclude<Operation, { readonly op: "get" | "list" }>;

export function isWrite(operation: Operation): operation is WriteOperation {
  return operation.op !== "get" && operation.op !== "list";
}

/** An operation that writes, as the batch that it is or could be. */
export function writesOf(operation: WriteOperation): readonly Write[] {
  const { namespace, key } = operation;
  switch (operation.op) {
    case "set":
      return [{ ...operation.args, op: "set", namespace, key }];
    case "delete":
      return [{ ...operation.args, op: "delete", namespace, key }];
    case "expire":
      return [{ op: "delete", namespace, key }];
    case "batch":
      return operation.args.operations;
  }
}

/** What an operation that writes was told of each of its writes, or the version of the conflict. */
export type Told = { readonly results: readonly Partial<Deleted>[] } | { readonly conflict: number };

/** Null when nothing was told. */
export function toldOf(operation: WriteOperation): Told | null {
  const { op, result } = operation;
  if (result === "unknown") return null;
  if ("currentVersion" in result) return { conflict: result.currentVersion };
  if ("error" in result) return null;
  if ("results" in result) return result;
  return { results: [op === "expire" ? { deleted: true, version: result.version } : result] };
}
