import { spawn } from "node:child_process";
import { readdir, writeFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { RowResult } from "./result.ts";
import { lines, table } from "./table.ts";

/*
 * npm run bench                     every row
 * npm run bench -- fan-out health   some rows
 * npm run bench -- --json FILE      the figures as JSON, too
 */

const ROWS = fileURLToPath(new URL("rows/", import.meta.url));

const { positionals, values } = parseArgs({ allowPositionals: true, options: { json: { type: "string" } } });
const present = (await readdir(ROWS)).filter((name) => name.endsWith(".ts")).map((name) => name.slice(0, -3));
const unknown = positionals.filter((name) => !present.includes(name));
if (unknown.length > 0) {
  console.error(`There is no row ${unknown.join(", ")}. The rows are ${present.join(", ")}.`);
  process.exit(64);
}
const results: RowResult[] = [];
for (const name of positionals.length > 0 ? positionals : present) {
  console.error(`${name} …`);
  const result = await runRow(name);
  results.push(result);
  console.error(lines(result).join("\n"));
}
const machine = {
  cpu: cpus()[0]?.model ?? "unknown",
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
};
console.log(table(machine, results));
if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify({ machine, results }, null, 2)}\n`);

/** Each row has a process of its own: none finds the heap of another. */
async function runRow(name: string): Promise<RowResult> {
  const child = spawn(process.execPath, [`${ROWS}${name}.ts`], { stdio: ["ignore", "pipe", "inherit"] });
  let result: RowResult | undefined;
  for await (const line of createInterface({ input: child.stdout })) result = JSON.parse(line) as RowResult;
  if (result === undefined) throw new Error(`The row ${name} measured nothing.`);
  return result;
}
