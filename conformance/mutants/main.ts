import { PROPERTY_CHECKS } from "../checks/all-checks.ts";
import { loadTraces } from "../runner/load-traces.ts";
import { checkOf } from "../runner/run-trace.ts";
import { readSpec } from "../runner/spec.ts";
import { StartedTarget } from "../target/started-target.ts";
import { MUTANTS } from "./all-mutants.ts";
import { type MutantVerdict, mutantTable, runMutant } from "./run-mutants.ts";

/*
 * Runs the suite against servers that each break one rule: `npm run conformance:mutants [-- NAME…]`. A mutant that passes is
 * a missing check.
 */

/** Mutants at a time. Their checks wait more than they work. */
const PARALLEL = 3;

const names = process.argv.slice(2);
const mutants = MUTANTS.filter(({ name }) => names.length === 0 || names.includes(name));
const spec = await readSpec();
const checks = [...(await loadTraces()).map(checkOf), ...PROPERTY_CHECKS];
const target = await StartedTarget.start({ gateway: ["node", "server/main.ts"], concordance: ["node", "concordance/main.ts"] });
const verdicts: MutantVerdict[] = [];
try {
  const queue = [...mutants.entries()];
  const work = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [index, mutant] = next;
      verdicts[index] = await runMutant(spec, target, checks, mutant);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
} finally {
  await target.end();
}
process.stdout.write(mutantTable(verdicts));
const escaped = verdicts.filter(({ isCaught }) => !isCaught);
process.stdout.write(`\n${verdicts.length - escaped.length} of ${verdicts.length} mutants fail, on the rule that they break\n`);
process.exitCode = escaped.length === 0 ? 0 : 1;
