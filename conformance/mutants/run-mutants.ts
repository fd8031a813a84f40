import type { Check, Outcome } from "../runner/check.ts";
import { runChecks } from "../runner/run-checks.ts";
import type { Spec } from "../runner/spec.ts";
import type { Target } from "../target/target.ts";
import type { Mutant } from "./mutant.ts";
import { MutantTarget } from "./mutant-target.ts";

/** What the suite says of a mutant. */
export interface MutantVerdict {
  mutant: Mutant;
  /** It fails a check on the rule that it breaks, and that check holds of the server behind the same proxy without the mutant. */
  isCaught: boolean;
  /** Checks that cover the rule, and how they ended. */
  outcomes: Outcome[];
}

/** Mutants at a time. Their checks wait more than they work. */
const PARALLEL = 3;

/** Runs the checks that cover the rules of mutants against them. The verdicts are in the order of the mutants. */
export async function runMutants(
  spec: Spec,
  target: Target,
  checks: readonly Check[],
  mutants: readonly Mutant[],
  tell: (verdict: MutantVerdict) => void = () => undefined,
): Promise<MutantVerdict[]> {
  const verdicts: MutantVerdict[] = [];
  const honest = new Honest(spec, target);
  const queue = [...mutants.entries()];
  const work = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [index, mutant] = next;
      const verdict = await runMutant(spec, target, checks, mutant, honest);
      verdicts[index] = verdict;
      tell(verdict);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  return verdicts;
}

/** Runs checks that cover the rule of a mutant against it, until one catches it: the quick ones first. */
async function runMutant(spec: Spec, target: Target, checks: readonly Check[], mutant: Mutant, honest: Honest): Promise<MutantVerdict> {
  const covering = checks.filter(({ covers }) => covers.includes(mutant.rule));
  const quick = covering.filter(({ isTrace, waits }) => isTrace && !waits);
  const outcomes: Outcome[] = [];
  for (const some of [quick, ...covering.filter((check) => !quick.includes(check)).map((check) => [check])]) {
    const latest = await runChecks(spec, new MutantTarget(target, mutant), some);
    outcomes.push(...latest);
    for (const { check } of latest.filter((outcome) => catches(outcome, mutant))) {
      if (mutant.isProxyAlone || (await honest.holds(check, mutant.service))) return { mutant, outcomes, isCaught: true };
    }
  }
  return { mutant, outcomes, isCaught: false };
}

/** The server behind a proxy that tampers with nothing: a check that fails there, too, says nothing of a mutant. */
class Honest {
  readonly #spec: Spec;
  readonly #target: Target;
  readonly #known = new Map<string, Promise<boolean>>();

  constructor(spec: Spec, target: Target) {
    this.#spec = spec;
    this.#target = target;
  }

  /** Whether a check passes. Each is run once. */
  holds(check: Check, service: Mutant["service"]): Promise<boolean> {
    const key = `${service} ${check.id}`;
    const known = this.#known.get(key) ?? this.#run(check, service);
    this.#known.set(key, known);
    return known;
  }

  async #run(check: Check, service: Mutant["service"]): Promise<boolean> {
    const nothing: Mutant = { name: "honest", rule: "", about: "Tampers with nothing.", service, begin: () => ({}) };
    const outcomes = await runChecks(this.#spec, new MutantTarget(this.#target, nothing), [check]);
    return outcomes.every(({ status }) => status === "passed");
  }
}

function catches({ status, rule }: Outcome, mutant: Mutant): boolean {
  return status === "failed" && rule === mutant.rule;
}

/** The verdicts as a table that people can read. */
export function mutantTable(verdicts: readonly MutantVerdict[]): string {
  const rows = verdicts.map(({ mutant, isCaught, outcomes }) => {
    const caught = outcomes.filter((outcome) => catches(outcome, mutant)).map(({ check }) => check.id);
    const others = [...new Set(outcomes.flatMap(({ status, rule }) => (status === "failed" && rule !== mutant.rule ? [rule ?? ""] : [])))];
    const note = isCaught
      ? caught[0]
      : outcomes.length === 0
        ? "no check covers the rule"
        : `escaped${others.length > 0 ? `; broke ${others.join(", ")}` : ""}`;
    return `| ${mutant.name} | ${mutant.rule} | ${mutant.about} | ${isCaught ? "fails" : "**passes**"} | ${note} |`;
  });
  return ["| mutant | rule | what it does | verdict | caught by |", "| --- | --- | --- | --- | --- |", ...rows, ""].join("\n");
}
