import type { Cost, FileChanged, SessionState, SessionStatus, TurnUsage } from "../../generated/gateway/types.ts";
import { addDecimals } from "../billing/decimal.ts";

/** What a session's log adds up to. */
export interface SessionTotals {
  status: SessionStatus;
  lastSeq: number;
  /** Unix milliseconds of the last event. */
  updatedAt: number;
  inputTokens: number;
  outputTokens: number;
  cost: Cost | null;
}

export const EMPTY_TOTALS: SessionTotals = { status: "inactive", lastSeq: 0, updatedAt: 0, inputTokens: 0, outputTokens: 0, cost: null };

/** The events that change more than `lastSeq` and `updatedAt`; the others need not be parsed. */
export type CountedEvent =
  | SessionState
  | FileChanged
  | { type: "turn_started" | "turn_error"; turnId: string }
  | { type: "turn_complete" | "turn_stopped"; turnId: string; usage: TurnUsage };

const COUNTED = new Set<string>(["session_state", "turn_started", "turn_complete", "turn_stopped", "turn_error", "file_changed"]);

export function isCounted(type: string): boolean {
  return COUNTED.has(type);
}

/** Adds an event to what came before it. */
export function addEvent(totals: SessionTotals, event: CountedEvent): SessionTotals {
  switch (event.type) {
    case "session_state":
      return { ...totals, status: event.status };
    case "turn_complete":
    case "turn_stopped":
      return addUsage(totals, event.usage);
    default:
      return totals;
  }
}

function addUsage(totals: SessionTotals, usage: TurnUsage): SessionTotals {
  return {
    ...totals,
    inputTokens: totals.inputTokens + usage.inputTokens,
    outputTokens: totals.outputTokens + usage.outputTokens,
    cost: addCost(totals.cost, usage.cost),
  };
}

/** Costs in another currency than the first one's are left out: sums of mixed currencies mean nothing. */
export function addCost(sum: Cost | null, cost: Cost | undefined): Cost | null {
  if (cost === undefined) return sum;
  if (sum === null) return cost;
  return cost.currency === sum.currency ? { amount: addDecimals(sum.amount, cost.amount), currency: sum.currency } : sum;
}
