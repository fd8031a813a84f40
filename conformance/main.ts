import { readFile, writeFile } from "node:fs/promises";
import { constants } from "node:os";
import { loadChecks } from "./checks/load-checks.ts";
import { type Options, readOptions, USAGE, UsageError } from "./options.ts";
import { record } from "./record/main.ts";
import { choose, mistakesIn } from "./runner/choose.ts";
import { type ExpectedFailure, isExpected, weigh } from "./runner/expected-failures.ts";
import { jsonReport, junitReport } from "./runner/report-files.ts";
import { lineOf, summaryOf } from "./runner/report-text.ts";
import { runChecks } from "./runner/run-checks.ts";
import { readSpec } from "./runner/spec.ts";
import { traceability } from "./runner/traceability.ts";
import { RemoteTarget } from "./target/remote-target.ts";
import { StartedTarget } from "./target/started-target.ts";
import type { Target } from "./target/target.ts";

const EXIT_DEPARTS = 1;
const EXIT_USAGE = 2;
/** Shells add the number of the signal to it. */
const EXIT_SIGNAL = 128;

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // Whoever reads the report has seen enough.
  if (error.code === "EPIPE") process.exit();
  throw error;
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n\n${USAGE}`);
  process.exitCode = EXIT_USAGE;
}

/** Runs the command, and returns its exit status. @throws UsageError */
async function main(args: readonly string[]): Promise<number> {
  if (args[0] === "record") return record(args.slice(1));
  const options = readOptions(args);
  if (options.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const spec = await readSpec();
  const all = await loadChecks();
  const mistakes = mistakesIn(all, spec);
  if (mistakes.length > 0) throw new Error(mistakes.join("\n"));
  const checks = choose(all, options.profiles.length === 0 ? spec.profiles : options.profiles, options.only);
  if (options.list) {
    process.stdout.write(checks.map(({ id, about, covers }) => `${id}\n    ${about}\n    ${covers.join(" ")}\n`).join(""));
    return 0;
  }
  if (checks.length === 0) throw new UsageError("No check fits what --only asks for.");
  const expected = options.expected === null ? [] : await expectedIn(options.expected);
  const isText = options.report === "text";
  // Servers that were started do not outlive the command.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(EXIT_SIGNAL + constants.signals[signal]));
  const target = await targetOf(options);
  try {
    const outcomes = await runChecks(spec, target, checks, (outcome) => {
      const [verdict] = weigh([outcome], expected);
      if (isText && verdict) process.stdout.write(`${lineOf(spec, verdict)}\n`);
    });
    const verdicts = weigh(outcomes, expected);
    if (options.traceability !== null) {
      await writeFile(options.traceability, `${JSON.stringify(traceability(spec, outcomes), null, 2)}\n`);
    }
    if (isText) process.stdout.write(`${summaryOf(spec, verdicts)}\n`);
    else process.stdout.write(options.report === "json" ? jsonReport(spec, verdicts) : junitReport(spec, verdicts));
    return verdicts.some(({ isFailure }) => isFailure) ? EXIT_DEPARTS : 0;
  } finally {
    await target.end();
  }
}

/** The failures that are known. @throws UsageError when the file does not tell them */
async function expectedIn(file: string): Promise<ExpectedFailure[]> {
  let known: unknown;
  try {
    known = JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    throw new UsageError(`--expected ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isExpected(known)) throw new UsageError(`--expected ${file} is no JSON array of {check, rule, reason}.`);
  return known;
}

async function targetOf({ url, concordance, tokens, tenant, start, startConcordance }: Options): Promise<Target> {
  if (start === null && startConcordance === null) return new RemoteTarget({ gateway: url, concordance, tokens, tenant });
  return StartedTarget.start({ gateway: start, concordance: startConcordance });
}
