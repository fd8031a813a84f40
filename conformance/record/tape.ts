import type { Observed } from "./observed.ts";

const LETTERS = 26;
const FIRST_LETTER = 97;
/** What a client does, and a server does not. */
const DEEDS = ["opened", "refused", "sent", "sentBinary"];

/** What was seen, in order, and how many connections have ended. */
export class Tape {
  readonly observed: Observed[] = [];
  readonly #onEnded: (ended: number) => void;
  #named = 0;
  /** What clients have done so far. */
  #deeds = 0;
  #ended = 0;

  /** @param onEnded is told how many connections have ended, each time that one does */
  constructor(onEnded: (ended: number) => void = () => undefined) {
    this.#onEnded = onEnded;
  }

  /** The name of a new connection: a, b, … z, a2, … */
  name(): string {
    const number = this.#named++;
    const round = Math.floor(number / LETTERS);
    return `${String.fromCharCode(FIRST_LETTER + (number % LETTERS))}${round === 0 ? "" : round + 1}`;
  }

  /**
   * Keeps a place for a request that begins now: what the server says meanwhile may come of it. When clients did something
   * else before it was answered, the answer may come of that, and the request stands where it was answered.
   */
  place(): (observed: Observed) => void {
    const deeds = ++this.#deeds;
    const index = this.observed.length;
    return (observed) => this.observed.splice(deeds === this.#deeds ? index : this.observed.length, 0, observed);
  }

  add(observed: Observed): void {
    if (DEEDS.includes(observed.kind)) this.#deeds += 1;
    this.observed.push(observed);
    if (observed.kind === "closed") this.#onEnded(++this.#ended);
  }
}
