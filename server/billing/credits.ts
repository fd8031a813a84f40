import type { AgentPricing } from "../../generated/gateway/types.ts";
import { toScaled } from "./decimal.ts";

/** Credits are counted in millionths. */
export const CREDIT_PLACES = 6;

/** Credits as the ledger counts them: whole millionths. */
export function toMicros(credits: string): number {
  return Number(toScaled(credits, CREDIT_PLACES));
}

/** What a turn comes to, in millionths of a credit; fractions of a millionth are rounded up. Pure. */
export function turnCost(pricing: AgentPricing, usage: { inputTokens: number; outputTokens: number }): number {
  const perThousand = (price: string | undefined, tokens: number) => Math.ceil((toMicros(price ?? "0") * tokens) / 1000);
  return (
    toMicros(pricing.turn ?? "0") +
    perThousand(pricing.inputTokens, usage.inputTokens) +
    perThousand(pricing.outputTokens, usage.outputTokens)
  );
}
