/** Parts of a page, one after the other; what is empty is left out. */
export function page(...parts: string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}

export function heading(level: number, text: string): string {
  return `${"#".repeat(level)} ${text}`;
}

export function code(text: string): string {
  return `\`${text}\``;
}

export function link(text: string, target: string): string {
  return `[${text}](${target})`;
}

/** The anchor of a heading, as GitHub makes it. */
export function anchor(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
}

/** Rows under their headers; nothing where there are no rows. */
export function table(headers: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(headers), line(headers.map(() => "---")), ...rows.map(line)].join("\n");
}

/** A text within a row of a table: on one line, with its bars escaped. */
function cell(text: string): string {
  return text
    .replaceAll("|", "\\|")
    .replaceAll(/\n\s*\n|\n(?=- )/g, "<br>")
    .replaceAll(/\s*\n\s*/g, " ");
}

export function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join("\n");
}

export function block(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

/** A value as JSON; nothing where there is none. */
export function jsonBlock(value: unknown): string {
  return value === undefined ? "" : block("json", JSON.stringify(value, null, 2));
}
