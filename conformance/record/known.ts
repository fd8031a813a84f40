/** A text that is long enough to be no word of anybody's: where it turns up within another text, it is that very value. */
const UNMISTAKABLE = 16;

/** The values that have become variables, and the names that are taken. */
export class Known {
  /** By the value, and for short values by what they are of, too. */
  readonly #names = new Map<string, string>();
  readonly #long = new Map<string, string>();
  readonly #taken = new Map<string, number>();

  /** A name that is not taken yet: `session`, `session2`, … */
  name(wanted: string): string {
    const count = (this.#taken.get(wanted) ?? 0) + 1;
    this.#taken.set(wanted, count);
    return count === 1 ? wanted : `${wanted}${count}`;
  }

  /** Makes a variable of a value; `kind` is what it is of. */
  add(kind: string, value: string, name: string): string {
    this.#names.set(key(kind, value), name);
    if (value.length >= UNMISTAKABLE) this.#long.set(value, name);
    return name;
  }

  /** The variable that a value of a kind has become. */
  get(kind: string, value: string): string | undefined {
    return this.#long.get(value) ?? this.#names.get(key(kind, value));
  }

  /** The unmistakable values within a text with their places, the longest first where two begin at one place. */
  within(text: string): { at: number; value: string; name: string }[] {
    const found = [...this.#long].flatMap(([value, name]) => {
      const places: { at: number; value: string; name: string }[] = [];
      for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length)) places.push({ at, value, name });
      return places;
    });
    return found.toSorted((a, b) => a.at - b.at || b.value.length - a.value.length);
  }
}

function key(kind: string, value: string): string {
  return `${kind}|${value}`;
}
