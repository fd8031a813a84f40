import type { Needs } from "../target/target.ts";
import type { Scene } from "./scene.ts";

/** Something that is found out about a server. It throws `RuleBroken` when the server departs from the contract. */
export interface Check {
  /** Its profile, a slash, and its name: `--only` chooses by it. */
  id: string;
  /** The requirements that hold when it passes. */
  covers: readonly string[];
  /** What it does, in a sentence. */
  about: string;
  needs: Needs;
  /** It waits for clocks more than it works: it begins first, and runs beside the others. */
  waits?: boolean;
  /** It replays a trace, which is quick. */
  isTrace?: boolean;
  run(scene: Scene): Promise<void>;
}

/** How a check ended. */
export interface Outcome {
  check: Check;
  /** `missing`: the target could not give what it needs, which is a failure, too. `broken`: the check itself failed. */
  status: "passed" | "failed" | "missing" | "broken";
  /** The rule that the server broke. */
  rule?: string;
  what?: string;
  place?: string;
  expected?: unknown;
  received?: unknown;
  ms: number;
}

/** The profile that a check belongs to. */
export function profileOf({ id }: Check): string {
  return id.split("/")[0] ?? "";
}
