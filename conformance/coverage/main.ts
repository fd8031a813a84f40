import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { loadTraces } from "../runner/load-traces.ts";
import { readSpec } from "../runner/spec.ts";
import { coverageOf, gapsIn } from "./coverage.ts";
import { readExceptions } from "./exceptions.ts";
import { summaryOf, tableOf } from "./table.ts";

const TABLE = fileURLToPath(new URL("../coverage.md", import.meta.url));

/*
 * Tells what of the spec the traces touch, and writes the table of it. With --check it writes nothing, and a table that is
 * not up to date is a failure.
 */
const { document } = await readSpec();
const exceptions = await readExceptions();
const covered = coverageOf(document, await loadTraces());
const table = tableOf(covered, exceptions);
const gaps = gapsIn(covered, exceptions);
if (!process.argv.includes("--check")) await writeFile(TABLE, table);
else if ((await readFile(TABLE, "utf8")) !== table) gaps.push("conformance/coverage.md is not up to date: npm run conformance:coverage");
process.stdout.write(`${[summaryOf(covered), "", ...gaps].join("\n")}\n`);
process.exitCode = gaps.length === 0 ? 0 : 1;
