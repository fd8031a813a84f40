import { PROPERTY_CHECKS } from "../checks/all-checks.ts";
import { loadTraces } from "../runner/load-traces.ts";
import { checkOf } from "../runner/run-trace.ts";
import { readSpec } from "../runner/spec.ts";
import { StartedTarget } from "../target/started-target.ts";
import { MUTANTS } from "./all-mutants.ts";
import { type MutantVerdict, mutantTable, runMutants } from "./run-mutants.ts";

/*
 * Runs the suite against servers that each break one rule: `npm run conformance:mutants [-- NAME…]`. A mutant that passes is
 * a missing check.
 */

const names = process.argv.slice(2);
const mutants = MUTANTS.filter(({ name }) => names.length === 0 || names.includes(name));
const spec = await readSpec();
const checks = [...(await loadTraces()).map(checkOf), ...PROPERTY_CHECKS];
const target = await StartedTarget.start({ gateway: ["node", "server/main.ts"], concordance: ["node", "concordance/main.ts"] });
let verdicts: MutantVerdict[] = [];
try {
  verdicts = await runMutants(spec, target, checks, mutants, ({ mutant, isCaught }) => {
    process.stderr.write(`${isCaught ? "✓" : "✗"} ${mutant.name}\n`);
  });
} finally {
  await target.end();
}
process.stdout.write(mutantTable(verdicts));
const escaped = verdicts.filter(({ isCaught }) => !isCaught);
process.stdout.write(`\n${verdicts.length - escaped.length} of ${verdicts.length} mutants fail, on the rule that they break\n`);
process.exitCode = escaped.length === 0 ? 0 : 1;
