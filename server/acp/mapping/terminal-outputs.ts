import type { TerminalStream } from "../../../generated/gateway/types.ts";
import { OutputTail } from "../../agents/process/output-tail.ts";

/** What is kept of what one terminal printed, in bytes of UTF-8. */
const OUTPUT_BYTES = 64 * 1024;
/** Terminals whose output is kept. Past that the one that began first is forgotten. */
const MAX_TERMINALS = 64;
const CUT = "…\n";

/** What the terminals of a turn have printed, so that it can be shown to clients that do not have the terminals. */
export class TerminalOutputs {
  readonly #tails = new Map<string, OutputTail>();

  /** A terminal prints. */
  take({ terminalId, data }: TerminalStream): void {
    let tail = this.#tails.get(terminalId);
    if (tail === undefined) {
      const [oldest] = this.#tails.keys();
      if (oldest !== undefined && this.#tails.size >= MAX_TERMINALS) this.#tails.delete(oldest);
      tail = new OutputTail(OUTPUT_BYTES);
      this.#tails.set(terminalId, tail);
    }
    tail.push(data);
  }

  /** What a terminal printed last; empty when nothing is known of it. */
  read(terminalId: string): string {
    const { text, truncated } = this.#tails.get(terminalId)?.read() ?? { text: "", truncated: false };
    return truncated ? CUT + text : text;
  }

  /** The turn is over. */
  clear(): void {
    this.#tails.clear();
  }
}
