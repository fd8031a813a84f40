import type { RouteRow } from "../../generated/concordance/routes.ts";
import type { Validator } from "../../generated/runtime/validation.ts";
import { broken, invalid } from "./invalid.ts";

/** The parts of a request that a handler's input is made of. */
export interface RequestParts {
  /** As it was sent, with the query. */
  readonly url: string;
  readonly query: object;
  /** Parsed JSON. */
  readonly body: unknown;
}

/**
 * Checks parameters and body, fills in their defaults, and brings them together under the names that the handler knows.
 *
 * @throws ConcordanceError INVALID_REQUEST, TOO_LARGE
 */
export function inputOf(row: RouteRow, { url, query, body }: RequestParts): Record<string, unknown> {
  // Validators fill in defaults and turn text into numbers: each gets an object of its own.
  const places = {
    path: pathParameters(row.path, url),
    query: { ...query } as Record<string, unknown>,
    header: {} as Record<string, unknown>,
  };
  check(row.validators.path, places.path, "/path");
  check(row.validators.query, places.query, "/query");
  const input: Record<string, unknown> = {};
  for (const { name, wireName, in: place } of row.parameters) {
    const value = places[place][wireName];
    if (value !== undefined) input[name] = value;
  }
  if (row.validators.body !== undefined) {
    check(row.validators.body, body, "/body");
    input["body"] = body;
  }
  return input;
}

/**
 * The path's parameters, each decoded once. A router decodes some characters twice, and a namespace may hold what looks
 * like an escape.
 */
function pathParameters(template: string, url: string): Record<string, unknown> {
  const segments = (url.split("?", 1)[0] ?? "").split("/");
  const parameters: Record<string, unknown> = {};
  for (const [at, name] of template.split("/").entries()) {
    if (name.startsWith(":")) parameters[name.slice(1)] = decoded(segments[at] ?? "", name.slice(1));
  }
  return parameters;
}

function decoded(segment: string, name: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw invalid([{ path: `/path/${name}`, message: "must be percent-encoded UTF-8" }]);
  }
}

function check(validate: Validator | undefined, value: unknown, place: string): void {
  if (validate !== undefined && !validate(value)) throw broken(validate.errors, place);
}
