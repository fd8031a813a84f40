import { ACP_MUTANTS } from "./acp-mutants.ts";
import { CONCORDANCE_MUTANTS } from "./concordance-mutants.ts";
import { CONNECTION_MUTANTS } from "./connection-mutants.ts";
import type { Mutant } from "./mutant.ts";
import { REST_MUTANTS } from "./rest-mutants.ts";
import { SESSION_MUTANTS } from "./session-mutants.ts";
import { TURN_MUTANTS } from "./turn-mutants.ts";

/** Every mutant of the suite. */
export const MUTANTS: readonly Mutant[] = [
  ...CONNECTION_MUTANTS,
  ...SESSION_MUTANTS,
  ...TURN_MUTANTS,
  ...REST_MUTANTS,
  ...ACP_MUTANTS,
  ...CONCORDANCE_MUTANTS,
];
