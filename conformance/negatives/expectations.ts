import type { ProtocolModel } from "@diminuendo/typespec-protocol/model";
import type { Expected, Kind, Surface } from "./case.ts";
import type { Attempt } from "./trials.ts";

/** What the codes of one surface are called: of a request that breaks a rule, and of a value that is too large as JSON. */
interface Codes {
  invalid: string;
  tooLarge: string;
  /** Of half a surrogate pair, where that is no matter of a field. */
  illFormed?: string;
  /** Where an error has its number. */
  number: "none" | "status" | "rpcCode";
}

const CODES: Readonly<Record<Surface, Codes>> = {
  ws: { invalid: "INVALID_MESSAGE", tooLarge: "INVALID_MESSAGE", illFormed: "INVALID_JSON", number: "none" },
  acp: { invalid: "INVALID_MESSAGE", tooLarge: "INVALID_MESSAGE", illFormed: "INVALID_JSON", number: "rpcCode" },
  "gateway-rest": { invalid: "INVALID_MESSAGE", tooLarge: "INVALID_MESSAGE", illFormed: "INVALID_JSON", number: "status" },
  stream: { invalid: "INVALID_REQUEST", tooLarge: "TOO_LARGE", number: "rpcCode" },
  "concordance-rest": { invalid: "INVALID_REQUEST", tooLarge: "TOO_LARGE", number: "status" },
};

/** Codes that say that a request was not even looked at, or could not be served: with them it was not accepted. */
const NOT_ACCEPTED = [
  ["INVALID_JSON", "INVALID_MESSAGE", "INVALID_REQUEST", "INVALID_CALL", "METHOD_NOT_FOUND"],
  ["MESSAGE_TOO_LARGE", "TOO_LARGE", "RATE_LIMITED", "OVERLOADED"],
  ["UNAUTHENTICATED", "UNAUTHORIZED", "FORBIDDEN", "READ_ONLY"],
  ["CONFIG_UNAVAILABLE", "NO_LEADER", "STORAGE_FAILED", "SHUTTING_DOWN", "INTERNAL"],
].flat();

/** What the contract says that becomes of an attempt. */
export function expectationOf(
  protocol: ProtocolModel,
  surface: Surface,
  attempt: Pick<Attempt, "kind" | "pointers" | "isIllFormed">,
): Expected {
  const { kind, pointers, isIllFormed } = attempt;
  const { invalid, tooLarge, illFormed, number } = CODES[surface];
  if (kind === "at-limit") return { verdict: "accepted", notWith: NOT_ACCEPTED };
  const isUnreadable = isIllFormed && illFormed !== undefined;
  const code = isUnreadable ? illFormed : kind === "too-large-as-json" ? tooLarge : invalid;
  const known = protocol.errorCodes.find(({ name }) => name === code);
  if (known === undefined) throw new Error(`${protocol.name} has no error code ${code}.`);
  return { verdict: "refused", code, number: number === "none" ? null : known[number], paths: isUnreadable ? [] : pointers };
}

/** Numbers the cases of each field and kind, so that an id names one for good. */
export class Ids {
  readonly #used = new Map<string, number>();

  next(surface: Surface, target: string, field: string, kind: Kind): string {
    const name = `${surface} ${target} ${field} ${kind}`;
    const count = (this.#used.get(name) ?? 0) + 1;
    this.#used.set(name, count);
    return count === 1 ? name : `${name} ${count}`;
  }
}
