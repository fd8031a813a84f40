/** A line of a diff: in both texts, only in the old one, only in the new one, or a place where lines are left out. */
export interface DiffLine {
  kind: "same" | "removed" | "added" | "gap";
  text: string;
}

/** Lines around a change that are shown. */
const CONTEXT = 2;
/** Where the texts differ in more than this many pairs of lines, the whole is shown as replaced: comparing takes too long. */
const MAX_PAIRS = 1_000_000;

/** What changes from one text to another, by lines, with a little of what is around. Pure. */
export function diffLines(oldText: string | null, newText: string): DiffLine[] {
  return withoutFarLines(wholeDiff(split(oldText ?? ""), split(newText)));
}

function split(text: string): string[] {
  if (text === "") return [];
  return (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
}

function wholeDiff(before: string[], after: string[]): DiffLine[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const same = (lines: string[]) => lines.map((text): DiffLine => ({ kind: "same", text }));
  return [
    ...same(before.slice(0, start)),
    ...changed(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...same(before.slice(before.length - end)),
  ];
}

/** By the longest common subsequence. */
function changed(before: string[], after: string[]): DiffLine[] {
  const width = after.length + 1;
  if (before.length * after.length > MAX_PAIRS) return replaced(before, after);
  // At [i, j]: how many lines the rest of both texts have in common.
  const common = new Uint32Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const below = common[(i + 1) * width + j] ?? 0;
      const right = common[i * width + j + 1] ?? 0;
      common[i * width + j] = before[i] === after[j] ? (common[(i + 1) * width + j + 1] ?? 0) + 1 : Math.max(below, right);
    }
  }
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length && j < after.length) {
    const [old = "", now = ""] = [before[i], after[j]];
    if (old === now) {
      lines.push({ kind: "same", text: old });
      i++;
      j++;
    } else if ((common[(i + 1) * width + j] ?? 0) >= (common[i * width + j + 1] ?? 0)) {
      lines.push({ kind: "removed", text: old });
      i++;
    } else {
      lines.push({ kind: "added", text: now });
      j++;
    }
  }
  return [...lines, ...replaced(before.slice(i), after.slice(j))];
}

function replaced(before: string[], after: string[]): DiffLine[] {
  return [...before.map((text): DiffLine => ({ kind: "removed", text })), ...after.map((text): DiffLine => ({ kind: "added", text }))];
}

function withoutFarLines(lines: DiffLine[]): DiffLine[] {
  const shown = new Set<number>();
  for (const [index, { kind }] of lines.entries()) {
    if (kind === "same") continue;
    for (let near = index - CONTEXT; near <= index + CONTEXT; near++) shown.add(near);
  }
  const result: DiffLine[] = [];
  for (const [index, line] of lines.entries()) {
    if (shown.has(index)) result.push(line);
    else if (result.at(-1)?.kind !== "gap") result.push({ kind: "gap", text: "" });
  }
  return shown.size === 0 ? [] : result;
}
