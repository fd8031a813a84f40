import { ERROR_CODES } from "../../../generated/concordance/error-codes.ts";
import type { BatchResult, DeleteResult, EntryList, EntryPage, Entry as Found } from "../../../generated/concordance/types.ts";
import type { Json, Operation } from "../../simulation/linearizability/types.ts";
import type { Reply } from "./connection.ts";
import type { Entry } from "./history.ts";
import type { Plan } from "./plan.ts";

/** Who did an operation, and when, in nanoseconds of the history. */
export interface Occasion {
  readonly process: number;
  readonly start: number;
  readonly end: number;
}

/** What is known of an operation, in the form of the history. One that was never sent, or promises nothing, is no part of it. */
export function entriesOf(plan: Plan, reply: Reply, occasion: Occasion): Entry[] {
  if (reply.kind === "unsent" || (plan.op === "get" && plan.isLocal)) return [];
  const { result } = reply.kind === "result" ? reply : { result: undefined };
  const failure = failureOf(reply);
  switch (plan.op) {
    case "get": {
      const { namespace, key } = plan;
      return [{ ...occasion, op: "get", namespace, key, args: {}, result: failure ?? readOf(result as Found) }];
    }
    case "mget": {
      const items = (result as EntryList | undefined)?.items ?? [];
      return plan.keys.map(({ namespace, key }, at) => {
        const item = items[at] ?? null;
        return {
          ...occasion,
          op: "get",
          namespace,
          key,
          args: {},
          result: failure ?? (item === null ? { error: "NOT_FOUND" } : readOf(item)),
        };
      });
    }
    case "list": {
      const { namespace } = plan;
      return [{ ...occasion, op: "list", namespace, key: "", args: {}, result: failure ?? listOf(result as EntryPage) }];
    }
    case "set": {
      const { op, namespace, key, ...args } = plan;
      const { version = 0, revision = 0 } = (result as Found | undefined) ?? {};
      return [{ ...occasion, op, namespace, key, args, result: failure ?? { version }, ...(failure ? {} : { revision }) }];
    }
    case "delete": {
      const { op, namespace, key, ...args } = plan;
      const { deleted = false, version = 0, revision = 0 } = (result as DeleteResult | undefined) ?? {};
      return [{ ...occasion, op, namespace, key, args, result: failure ?? { deleted, version }, ...(failure ? {} : { revision }) }];
    }
    case "batch": {
      const { results = [], revision = 0 } = (result as BatchResult | undefined) ?? {};
      const args = { operations: plan.operations };
      return [{ ...occasion, op: "batch", namespace: "", key: "", args, result: failure ?? { results }, ...(failure ? {} : { revision }) }];
    }
  }
}

/** Whether it is not known what came of the call. */
export function isUnknown(reply: Reply): boolean {
  return reply.kind === "lost" || (reply.kind === "error" && ERROR_CODES[reply.code].outcomeUnknown);
}

/** What stands in place of a result, or null when there is one. */
function failureOf(reply: Reply): "unknown" | { readonly error: string } | Extract<Operation["result"], { currentVersion: number }> | null {
  if (isUnknown(reply)) return "unknown";
  if (reply.kind !== "error") return null;
  const { code, data } = reply;
  return code === "CAS_CONFLICT" ? { error: code, currentVersion: data.currentVersion ?? -1 } : { error: code };
}

function readOf({ value, version }: Found): { value: Json; version: number } {
  return { value: value as Json, version };
}

function listOf({ items, nextCursor }: EntryPage) {
  return { items: items.map((item) => ({ key: item.key, ...readOf(item) })), more: nextCursor !== null };
}
