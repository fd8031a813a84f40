/** A node that is silent for so long is pinged, in ms: while calls wait for answers, and while none do. */
const PING_BUSY_MS = 1000;
const PING_IDLE_MS = 5000;
/** One that then stays silent for so long is taken for dead, in ms. */
const ANSWER_MS = 2000;
/** However long this process was held up: no more than so much of it is counted as silence of the other side, in ms. */
const MOST_COUNTED_MS = 500;

/** Tells a connection that is dead from one that has nothing to say. */
export class Pulse {
  #wasHeard = false;
  #silentMs = 0;
  #unansweredMs: number | null = null;

  /** It was pinged and has not answered yet. */
  get isDoubtful(): boolean {
    return this.#unansweredMs !== null && !this.#wasHeard;
  }

  /** Something came. */
  heard(): void {
    this.#wasHeard = true;
  }

  /** What to do now. @param elapsed since the last time, in ms. @param isBusy somebody waits for an answer */
  beat(elapsed: number, isBusy: boolean): "nothing" | "ping" | "dead" {
    if (this.#wasHeard) {
      this.#wasHeard = false;
      this.#silentMs = 0;
      this.#unansweredMs = null;
      return "nothing";
    }
    const counted = Math.min(elapsed, MOST_COUNTED_MS);
    this.#silentMs += counted;
    if (this.#unansweredMs !== null) {
      this.#unansweredMs += counted;
      return this.#unansweredMs >= ANSWER_MS ? "dead" : "nothing";
    }
    if (this.#silentMs < (isBusy ? PING_BUSY_MS : PING_IDLE_MS)) return "nothing";
    this.#unansweredMs = 0;
    return "ping";
  }
}
