import type { Json } from "../trace/format.ts";
import type { Known } from "./known.ts";

/** A token this long is told from words wherever it stands. */
const UNMISTAKABLE = 8;

/** What the client has said so far, what it will say, and what it must not be heard saying. */
export class Said {
  readonly #tokens: readonly string[];
  readonly #known: Known;
  readonly #whole = new Set<Json>();
  readonly #texts: string[] = [];
  /** Places in a log that the client asks from, later: their variables, as soon as they have one. */
  readonly #places: Map<number, string | null>;

  constructor(tokens: readonly string[], places: readonly number[], known: Known) {
    this.#tokens = tokens;
    this.#known = known;
    this.#places = new Map(places.map((place) => [place, null]));
  }

  add(value: Json): void {
    this.#whole.add(value);
    if (typeof value === "string") this.#texts.push(value);
  }

  /** Whether the client has sent this very value. */
  isWhole(value: Json): boolean {
    return this.#whole.has(value);
  }

  /** Whether something that the client has sent holds this text. */
  includes(text: string): boolean {
    return this.#texts.some((one) => one.includes(text));
  }

  isToken(text: string): boolean {
    return this.#tokens.includes(text);
  }

  /** Whether a token stands in a text. */
  hasToken(text: string): boolean {
    return this.isToken(text) || this.#tokens.some((token) => token.length >= UNMISTAKABLE && text.includes(token));
  }

  /** A text without the tokens in it. */
  withoutTokens(text: string): string {
    const long = this.#tokens.filter((token) => token.length >= UNMISTAKABLE);
    return long.reduce((rest, token) => rest.replaceAll(token, "(token)"), text);
  }

  /** The variable that a place in a log is to be kept in; null when nobody asks for it later, or it has one. */
  variableOfPlace(place: number): string | null {
    if (this.#places.get(place) !== null) return null;
    const name = this.#known.name("seq");
    this.#places.set(place, name);
    return name;
  }

  /** The variable that a place has. */
  place(place: number): string | null {
    return this.#places.get(place) ?? null;
  }
}
