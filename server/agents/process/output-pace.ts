import { setTimeout as delay } from "node:timers/promises";
import { LIMITS } from "../../../generated/gateway/limits.ts";

/** What a process may put out at once before its rate counts, in bytes. */
const BURST_BYTES = 4 * 1024 * 1024;

/** Keeps the reading of a process's output at `agentOutputRate` at most: the process is held back by its full pipe. */
export class OutputPace {
  /** Bytes that were read ahead of the rate, as of `#at`. */
  #ahead = 0;
  #at = performance.now();

  /** Counts what was read, and resolves when more may be read. */
  async read(bytes: number): Promise<void> {
    const now = performance.now();
    const refilled = ((now - this.#at) / 1000) * LIMITS.agentOutputRate;
    this.#ahead = Math.max(0, this.#ahead - refilled) + bytes;
    this.#at = now;
    const excess = this.#ahead - BURST_BYTES;
    if (excess > 0) await delay((excess / LIMITS.agentOutputRate) * 1000);
  }
}
