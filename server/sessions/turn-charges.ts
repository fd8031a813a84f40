import type { DurableEventBody } from "../../generated/gateway/serializers.ts";

/** What a turn costs, as far as the session is concerned. */
export interface TurnCredits {
  /**
   * Sets credits aside.
   *
   * @returns how many; null when the turn is not charged
   * @throws GatewayError INSUFFICIENT_CREDITS
   */
  reserve(turnId: string): Promise<string | null>;
  /** What a usage comes to, in credits. */
  spent(usage: TokenUsage): string;
  /** Books what was used, or gives back what was set aside when `usage` is null. Doing so twice changes nothing. */
  settle(turnId: string, usage: TokenUsage | null): Promise<void>;
}

/** What turns are charged by. */
export interface TokenUsage {
  inputTokens: number;
  outputTokens: number;
}

/** What the turns of one session are charged. */
export class TurnCharges {
  readonly #credits: TurnCredits;
  readonly #note: (message: string, error: unknown) => void;
  /** Credits that were set aside, by turn. */
  readonly #reserved = new Map<string, string>();

  constructor(credits: TurnCredits, note: (message: string, error: unknown) => void) {
    this.#credits = credits;
    this.#note = note;
  }

  /**
   * Sets aside what a turn may cost.
   *
   * @throws GatewayError INSUFFICIENT_CREDITS
   */
  async reserve(turnId: string): Promise<void> {
    const reserved = await this.#credits.reserve(turnId);
    if (reserved !== null) this.#reserved.set(turnId, reserved);
  }

  /** Books what a turn has used, or gives back what was set aside when that is null. */
  settle(turnId: string, usage: TokenUsage | null): void {
    this.#reserved.delete(turnId);
    this.#credits.settle(turnId, usage).catch((error: unknown) => this.#note("a turn could not be settled", error));
  }

  /** Adds to a report of usage what it comes to, where the turn is charged. */
  charged(event: DurableEventBody): DurableEventBody {
    const creditsReserved = event.type === "usage.updated" ? this.#reserved.get(event.turnId) : undefined;
    if (event.type !== "usage.updated" || creditsReserved === undefined) return event;
    return { ...event, creditsReserved, creditsSpent: this.#credits.spent(event) };
  }
}
