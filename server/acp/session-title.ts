/** Longest title, in code points. */
const LENGTH = 60;

/** What a session is called by its first prompt: the first line that says something, as far as there is room. Pure. */
export function titleOf(text: string): string | null {
  const line = text
    .split("\n")
    .map((part) => part.replace(/\s+/g, " ").trim())
    .find((part) => part !== "");
  if (line === undefined) return null;
  const points = [...line];
  return points.length <= LENGTH
    ? line
    : `${points
        .slice(0, LENGTH - 1)
        .join("")
        .trimEnd()}…`;
}
