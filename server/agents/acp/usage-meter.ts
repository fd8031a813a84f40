import type { Cost } from "../../../generated/gateway/types.ts";
import { fromScaled, toScaled } from "../../billing/decimal.ts";
import type { AgentEvent } from "../agent-runtime.ts";
import { type Fields, isObject } from "./json-fields.ts";

/** Decimal places of a cost. */
const PLACES = 12;
/** A larger sum is a mistake, and its fraction would be noise. */
const MAX_AMOUNT = 1e12;
const CURRENCY_LENGTH = 16;

type UsageEvent = Extract<AgentEvent, { type: "usage.updated" }>;

/**
 * What an agent reports of its usage, turn by turn.
 *
 * `usage_update` tells the tokens in the context and the cost of the whole session so far. The context is what a turn
 * takes in, so it counts as its input until the agent tells the turn's own numbers in its answer to the prompt; the cost
 * of a turn is what the session's cost rose by.
 */
export class UsageMeter {
  /** The session's cost as it was last told. */
  #total: Cost | null = null;
  /** The session's cost when the turn began. */
  #before: Cost | null = null;
  #contextTokens = 0;
  /** What the answers to the turn's prompts told; null before the first that did. */
  #told: { inputTokens: number; outputTokens: number } | null = null;
  #last = "";

  beginTurn(): void {
    this.#before = this.#total;
    this.#contextTokens = 0;
    this.#told = null;
    this.#last = "";
  }

  /** Takes an update that the agent replays: what the session cost in an earlier life was told then. */
  replay(update: unknown): void {
    if (isObject(update) && update["sessionUpdate"] === "usage_update") this.#total = costOf(update["cost"]) ?? this.#total;
  }

  /** Takes a `usage_update`; the event is undefined when it changes nothing. */
  context({ used, cost }: Fields): UsageEvent | undefined {
    this.#contextTokens = count(used) ?? this.#contextTokens;
    this.#total = costOf(cost) ?? this.#total;
    return this.#event();
  }

  /** Takes the `usage` of the answer to a prompt; the event is undefined when it changes nothing. */
  prompt(usage: unknown): UsageEvent | undefined {
    if (!isObject(usage)) return undefined;
    const inputTokens = count(usage["inputTokens"]);
    const outputTokens = count(usage["outputTokens"]);
    if (inputTokens === undefined || outputTokens === undefined) return undefined;
    this.#told = {
      inputTokens: sum(this.#told?.inputTokens ?? 0, inputTokens),
      outputTokens: sum(this.#told?.outputTokens ?? 0, outputTokens),
    };
    return this.#event();
  }

  #event(): UsageEvent | undefined {
    const { inputTokens, outputTokens } = this.#told ?? { inputTokens: this.#contextTokens, outputTokens: 0 };
    const cost = this.#turnCost();
    const key = `${inputTokens} ${outputTokens} ${cost?.amount} ${cost?.currency}`;
    if (key === this.#last) return undefined;
    this.#last = key;
    return { type: "usage.updated", inputTokens, outputTokens, ...(cost === undefined ? {} : { cost }) };
  }

  #turnCost(): Cost | undefined {
    if (this.#total === null) return undefined;
    const { amount, currency } = this.#total;
    const before = this.#before?.currency === currency ? toScaled(this.#before.amount, PLACES) : 0n;
    const risen = toScaled(amount, PLACES) - before;
    // An agent that begins to count anew tells less than before.
    return { amount: risen < 0n ? amount : fromScaled(risen, PLACES), currency };
  }
}

/** A number as decimal text, to 12 places; undefined when it is no sum of money. */
export function decimalOf(amount: unknown): string | undefined {
  if (typeof amount !== "number" || !(amount >= 0) || amount >= MAX_AMOUNT) return undefined;
  // 15 digits are what a double holds for certain: what comes after them is an artefact of binary fractions.
  const digits = amount.toPrecision(15);
  return fromScaled(toScaled(digits.includes("e") ? amount.toFixed(18) : digits, PLACES), PLACES);
}

function costOf(cost: unknown): Cost | undefined {
  if (!isObject(cost)) return undefined;
  const { currency } = cost;
  const amount = decimalOf(cost["amount"]);
  if (amount === undefined || typeof currency !== "string" || currency === "" || currency.length > CURRENCY_LENGTH) return undefined;
  return { amount, currency };
}

function count(value: unknown): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

function sum(left: number, right: number): number {
  return Math.min(left + right, Number.MAX_SAFE_INTEGER);
}
