import { stripVTControlCharacters, styleText } from "node:util";

/** How a text looks. */
export type Look = "bold" | "dim" | "red" | "green" | "yellow" | "cyan";

/** Makes a text look like something, or leaves it as it is. */
export type Style = (look: Look, text: string) => string;

/** For a terminal that has colours. */
export const coloured: Style = (look, text) => (text === "" ? "" : styleText(look, text, { validateStream: false }));

/** For files, pipes, and people who asked for no colours. */
export const plain: Style = (_look, text) => text;

/** Everything that moves the cursor, but for new lines and tabs. */
const CONTROL = /(?![\n\t])\p{Cc}/gu;

/** What comes from an agent, without anything that would command the terminal. */
export function harmless(text: string): string {
  return stripVTControlCharacters(text.replaceAll("\r\n", "\n")).replace(CONTROL, "");
}

/** A text on one line, of so many code points at the most. */
export function oneLine(text: string, length: number): string {
  const points = [...harmless(text).replace(/\s+/g, " ").trim()];
  return points.length <= length ? points.join("") : `${points.slice(0, length - 1).join("")}…`;
}

/** So many lines of a text at the most, with a note on how many are left out. */
export function fewLines(text: string, count: number): string[] {
  const lines = harmless(text).replace(/\n+$/, "").split("\n");
  if (lines.length <= count) return lines;
  return [...lines.slice(0, count), `… ${lines.length - count} more lines`];
}
