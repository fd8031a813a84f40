import { parseArgs } from "node:util";
import { FLAWS } from "../raft/flaws.ts";
import type { FaultKind } from "./faults.ts";
import { FAULT_KINDS } from "./scenario.ts";
import { type Outcome, type SimulatedFlaw, simulate } from "./simulation.ts";

/*
 * node concordance/simulation/main.ts --seeds 2000 [--from 1] [--minutes 5] [--flaw NAME]
 * node concordance/simulation/main.ts --seed 77 --verbose
 */

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "200" },
    from: { type: "string", default: "1" },
    seed: { type: "string" },
    minutes: { type: "string" },
    flaw: { type: "string" },
    faults: { type: "string" },
    verbose: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

const USAGE = `Runs the Raft core of Concordance under faults, and checks what it promises.

  --seeds N      how many runs (200)
  --from S       the first seed (1)
  --seed S       only this one
  --verbose      every step of it
  --minutes M    stop after so long
  --faults LIST  only these, by commas, instead of what each seed chooses: ${FAULT_KINDS.join(", ")}
  --flaw NAME    plant a bug, which must be found: ${[...FLAWS, "expiryByLocalClock"].join(", ")}
`;

function main(): number {
  if (values.help) {
    say(USAGE);
    return 0;
  }
  const flaw = flawNamed(values.flaw);
  if (values.seed !== undefined) return report(run(Number(values.seed), flaw), flaw) ? 0 : 1;
  return runMany(Number(values.from), Number(values.seeds), flaw);
}

function flawNamed(name: string | undefined): SimulatedFlaw | undefined {
  if (name === undefined) return undefined;
  const flaw = ([...FLAWS, "expiryByLocalClock"] as const).find((known) => known === name);
  if (flaw === undefined) throw new Error(`There is no flaw "${name}". There are: ${[...FLAWS, "expiryByLocalClock"].join(", ")}.`);
  return flaw;
}

function faultsNamed(names: string | undefined): FaultKind[] | undefined {
  return names?.split(",").map((name) => {
    const fault = FAULT_KINDS.find((known) => known === name);
    if (fault === undefined) throw new Error(`There is no fault "${name}". There are: ${FAULT_KINDS.join(", ")}.`);
    return fault;
  });
}

function run(seed: number, flaw: SimulatedFlaw | undefined): Outcome {
  const faults = faultsNamed(values.faults);
  return simulate(seed, {
    ...(flaw === undefined ? {} : { flaw }),
    ...(faults === undefined ? {} : { faults }),
    ...(values.verbose ? { tell: say } : {}),
  });
}

function runMany(from: number, count: number, flaw: SimulatedFlaw | undefined): number {
  const began = performance.now();
  const end = values.minutes === undefined ? Number.POSITIVE_INFINITY : began + Number(values.minutes) * 60_000;
  let [seeds, steps, operations, failures, undecided] = [0, 0, 0, 0, 0];
  let told = began;
  const faults = new Map<string, number>();
  for (let seed = from; seed < from + count && performance.now() < end; seed += 1) {
    const outcome = run(seed, flaw);
    seeds += 1;
    steps += outcome.steps;
    operations += outcome.operations;
    undecided += outcome.undecided ? 1 : 0;
    for (const [kind, times] of outcome.faults) faults.set(kind, (faults.get(kind) ?? 0) + times);
    if (outcome.broken !== null) {
      failures += 1;
      report(outcome, flaw);
      if (flaw !== undefined) break;
    }
    if (performance.now() - told > 5000) {
      told = performance.now();
      say(`${seeds} seeds, ${failures} failed, ${((told - began) / seeds).toFixed(0)} ms each`);
    }
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  say(
    `${seeds} seeds in ${seconds} s: ${failures} failed; ${steps} steps, ${operations} operations checked, ${undecided} histories undecided`,
  );
  say(`faults: ${[...faults].map(([kind, times]) => `${kind} ${times}`).join(", ")}`);
  return failures === 0 ? 0 : 1;
}

function report({ seed, broken, steps, digest }: Outcome, flaw: SimulatedFlaw | undefined): boolean {
  if (broken === null) {
    say(`seed ${seed} held: ${steps} steps, digest ${digest.toString(16)}`);
    return true;
  }
  say(`seed ${seed} failed after ${steps} steps (digest ${digest.toString(16)}): ${broken}`);
  say(
    `  again: node concordance/simulation/main.ts --seed ${seed}${flaw === undefined ? "" : ` --flaw ${flaw}`}${values.faults === undefined ? "" : ` --faults ${values.faults}`} --verbose`,
  );
  return false;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

process.exitCode = main();
