/** Beyond this many texts they are not worth remembering: then they do not repeat. */
const REMEMBERED = 10_000;

/** Makes one object of equal texts, so that they take memory once. */
export class Shared {
  readonly #texts = new Map<string, string>();
  /** Most texts are equal to the one before. */
  #last = "";

  text(text: string): string {
    if (text !== this.#last) this.#last = this.#known(text);
    return this.#last;
  }

  #known(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    if (this.#texts.size >= REMEMBERED) this.#texts.clear();
    this.#texts.set(text, text);
    return text;
  }
}
