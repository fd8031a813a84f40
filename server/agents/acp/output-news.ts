/** How much of the end of an output is remembered, in UTF-16 units. More that comes between two looks is not told. */
const KEPT_UNITS = 1024 * 1024;

/**
 * Tells what is new of an output that is only ever seen as a whole, and whose beginning may have been cut off since. Where
 * an output repeats itself so that it cannot be told what is new, less is taken for new.
 */
export class OutputNews {
  #known = "";

  /** What is new of an output. */
  take(output: string): string {
    const shown = endOf(output);
    const known = this.#known;
    if (known.startsWith(shown)) return "";
    this.#known = shown;
    return shown.slice(shown.startsWith(known) ? known.length : overlap(known, shown));
  }
}

/** The end of a text, no code point split. */
function endOf(text: string): string {
  const end = text.slice(-KEPT_UNITS);
  return end.length < text.length && (end.charCodeAt(0) & 0xfc00) === 0xdc00 ? end.slice(1) : end;
}

/** The length of the longest text that one text ends and another one begins with, by Knuth, Morris and Pratt. */
function overlap(before: string, after: string): number {
  const most = Math.min(before.length, after.length);
  const borders = new Uint32Array(most);
  const next = (length: number, unit: number): number => {
    let matched = length;
    while (matched > 0 && (matched === most || after.charCodeAt(matched) !== unit)) matched = borders[matched - 1] ?? 0;
    return after.charCodeAt(matched) === unit ? matched + 1 : 0;
  };
  for (let at = 1; at < most; at++) borders[at] = next(borders[at - 1] ?? 0, after.charCodeAt(at));
  let matched = 0;
  for (let at = before.length - most; at < before.length; at++) matched = next(matched, before.charCodeAt(at));
  return matched;
}
