/** Deeper than anything that a report is read for. */
const DEEPEST = 100;
/** Longer than any text that a report is read for. */
const LONGEST = 10_000;
/** A token this long is told from words wherever it stands. */
const UNMISTAKABLE = 8;

/**
 * Something that a server said, or was to say, as a report may show it: without the tokens that the suite was given, and so
 * deep and so long at most that it can be written, whatever a server sends.
 */
export function presentable(value: unknown, tokens: Iterable<string> = []): unknown {
  return shown(
    value,
    [...tokens].filter(({ length }) => length >= UNMISTAKABLE),
    0,
  );
}

function shown(value: unknown, tokens: readonly string[], depth: number): unknown {
  if (typeof value === "string") {
    const clean = tokens.reduce((text, token) => text.replaceAll(token, "(token)"), value);
    return clean.length > LONGEST ? `${clean.slice(0, LONGEST)}… (${clean.length} characters)` : clean;
  }
  if (typeof value !== "object" || value === null) return value;
  if (depth >= DEEPEST) return "…";
  if (Array.isArray(value) || value instanceof Set) return [...value].map((one) => shown(one, tokens, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [String(shown(name, tokens, depth + 1)), shown(one, tokens, depth + 1)]),
  );
}
