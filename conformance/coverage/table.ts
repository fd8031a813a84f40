import type { CoverageException, Covered } from "./coverage.ts";
import { KINDS } from "./items.ts";

const HEAD = `<!-- Written by \`npm run conformance:coverage\`. Do not edit. -->

# What the traces touch

Of the traces that touch a thing, the first is named. What no trace touches fails the build, unless
\`coverage-exceptions.json\` says why; limits and close codes are for information.
`;

/** The coverage as a document of Markdown, which is readable as it is. */
export function tableOf(covered: readonly Covered[], exceptions: readonly CoverageException[]): string {
  return `${HEAD}\n${KINDS.map((kind) => {
    const items = covered.filter((item) => item.kind === kind);
    const touched = items.filter(({ traces }) => traces.length > 0).length;
    const reasons = new Map(exceptions.filter((one) => one.kind === kind).map(({ name, reason }) => [name, reason]));
    return [`## ${titleOf(kind)}: ${touched} of ${items.length}`, "", ...rows(items, reasons)].join("\n");
  }).join("\n\n")}\n`;
}

/** The numbers alone. */
export function summaryOf(covered: readonly Covered[]): string {
  return KINDS.map((kind) => {
    const items = covered.filter((item) => item.kind === kind);
    return `${titleOf(kind).padEnd(14)}${items.filter(({ traces }) => traces.length > 0).length} of ${items.length}`;
  }).join("\n");
}

function rows(items: readonly Covered[], reasons: ReadonlyMap<string, string>): string[] {
  const hasSurfaces = items.some(({ surfaces }) => surfaces.length > 0);
  const cells = [
    ["name", ...(hasSurfaces ? ["seen over"] : []), "traces", "for instance"],
    ...items.map(({ name, traces, surfaces }) => {
      const example = traces[0] ?? (reasons.has(name) ? `none: ${reasons.get(name)}` : "**none**");
      return [`\`${name}\``, ...(hasSurfaces ? [surfaces.join(", ")] : []), String(traces.length), example];
    }),
  ];
  const widths = (cells[0] ?? []).map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) => row.map((cell, column) => cell.padEnd(column === row.length - 1 ? 0 : (widths[column] ?? 0))));
  const rule = widths.map((width, column) => "-".repeat(column === widths.length - 1 ? 3 : width));
  const [head = [], ...rest] = lines;
  return [head, rule, ...rest].map((row) => `| ${row.join(" | ")} |`);
}

function titleOf(kind: string): string {
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)}s`;
}
