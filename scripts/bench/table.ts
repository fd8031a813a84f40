import { type Figure, isMet, type RowResult } from "./result.ts";

/** What the figures were measured on. */
export interface Machine {
  cpu: string;
  cores: number;
  memoryGiB: number;
  node: string;
}

/** The results as a Markdown table. Pure. */
export function table({ cpu, cores, memoryGiB, node }: Machine, results: readonly RowResult[]): string {
  return [
    `${cores} cores of ${cpu}, ${memoryGiB} GiB, Node ${node}; load and server on the same machine, over loopback.`,
    "",
    "| row | what | measured | to reach | |",
    "| --- | --- | ---: | ---: | --- |",
    ...results.flatMap(lines),
  ].join("\n");
}

/** The lines of one row. Pure. */
export function lines({ row, figures }: RowResult): string[] {
  return figures.map((figure, index) => line(index === 0 ? row : "", figure));
}

function line(row: string, figure: Figure): string {
  const { name, value, unit, target, note = "" } = figure;
  const met = isMet(figure);
  const wanted = target === undefined ? "" : `${target.at === "least" ? "≥" : "≤"} ${written(target.value)} ${unit}`;
  const verdict = met === undefined ? note : `${met ? "reached" : "**short**"}${note === "" ? "" : `; ${note}`}`;
  return `| ${row} | ${name} | ${value === null ? "–" : `${written(value)} ${unit}`} | ${wanted} | ${verdict} |`;
}

function written(value: number): string {
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString("en-US");
  return String(Math.round(value * 100) / 100);
}
