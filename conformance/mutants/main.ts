import { loadChecks } from "../checks/load-checks.ts";
import { readSpec } from "../runner/spec.ts";
import { withOwnServers } from "../target/own-servers.ts";
import { MUTANTS } from "./all-mutants.ts";
import { mutantTable, runMutants } from "./run-mutants.ts";

/*
 * Runs the suite against servers that each break one rule: `npm run conformance:mutants [-- NAME…]`. A mutant that passes is
 * a missing check.
 */

const names = process.argv.slice(2);
const mutants = MUTANTS.filter(({ name }) => names.length === 0 || names.includes(name));
const spec = await readSpec();
const checks = await loadChecks();
const verdicts = await withOwnServers((target) =>
  runMutants(spec, target, checks, mutants, ({ mutant, isCaught }) => {
    process.stderr.write(`${isCaught ? "✓" : "✗"} ${mutant.name}\n`);
  }),
);
process.stdout.write(mutantTable(verdicts));
const escaped = verdicts.filter(({ isCaught }) => !isCaught);
process.stdout.write(`\n${verdicts.length - escaped.length} of ${verdicts.length} mutants fail, on the rule that they break\n`);
process.exitCode = escaped.length === 0 ? 0 : 1;
