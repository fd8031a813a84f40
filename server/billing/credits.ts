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
  const { turn = "0", inputTokens = "0", outputTokens = "0" } = pricing;
  return Number(
    toScaled(turn, CREDIT_PLACES) + perThousand(inputTokens, usage.inputTokens) + perThousand(outputTokens, usage.outputTokens),
  );
}

/** Tokens at a price for a thousand. Whole numbers of any size: a price times its tokens is more than a double can count. */
function perThousand(price: string, tokens: number): bigint {
  return (toScaled(price, CREDIT_PLACES) * BigInt(tokens) + 999n) / 1000n;
}
