import { cut } from "../../security/error-message.ts";
import { withoutSecrets } from "../../security/secrets.ts";
import type { AgentContext } from "../agent-runtime.ts";

/** Notes of one agent within a window; more are counted, not written. */
const NOTES_PER_WINDOW = 50;
const WINDOW_MS = 10_000;
/** Longest text of a note, in code points. */
const NOTE_LENGTH = 1000;

/** Writes what an agent prints into the gateway's log, but no more than anyone would read, and no secret. */
export class BoundedNotes {
  readonly #write: AgentContext["note"];
  #windowStart = Number.NEGATIVE_INFINITY;
  #written = 0;
  #leftOut = 0;

  constructor(write: AgentContext["note"]) {
    this.#write = write;
  }

  note(message: string, text: string): void {
    const now = performance.now();
    if (now - this.#windowStart >= WINDOW_MS) {
      this.flush();
      this.#windowStart = now;
      this.#written = 0;
    }
    if (this.#written < NOTES_PER_WINDOW) {
      this.#written++;
      this.#write(message, { text: cut(withoutSecrets(text), NOTE_LENGTH) });
    } else {
      this.#leftOut++;
    }
  }

  /** Says how many notes were left out since it was last said. */
  flush(): void {
    if (this.#leftOut > 0) this.#write("notes about an agent were left out: there were too many", { count: this.#leftOut });
    this.#leftOut = 0;
  }
}
