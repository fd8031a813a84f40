import type { JsonSchema, OperationModel, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import { isObject } from "../trace/match.ts";
import type { Refusal } from "../wire/peer.ts";
import { showsInside } from "./inside.ts";
import type { Violation } from "./monitor.ts";
import type { Schemas } from "./schemas.ts";

/** The rules that an answer over HTTP can break. */
export interface RestRules {
  shape: string;
  error: string;
  /** The media type of every error. */
  errorMedia: string;
}

/** The first status that is an error. */
const FIRST_ERROR = 400;

/** The endpoint of the spec that a request is for. */
export function operationOf({ operations }: ProtocolModel, method: string, path: string): OperationModel | undefined {
  const segments = (path.split("?")[0] ?? "").split("/");
  const fitting = operations.filter((operation) => {
    const parts = operation.path.split("/");
    return (
      operation.method === method &&
      parts.length === segments.length &&
      parts.every((part, index) => (part.startsWith("{") ? segments[index] !== "" : part === segments[index]))
    );
  });
  // A path of plain words goes before one with parameters.
  return fitting.toSorted((a, b) => parametersIn(a) - parametersIn(b))[0];
}

/** Checks an answer against what the spec says of its endpoint. */
export function restViolations(
  protocol: ProtocolModel,
  schemas: Schemas,
  rules: RestRules,
  request: { method: string; path: string },
  answer: Refusal,
): Violation[] {
  const operation = operationOf(protocol, request.method, request.path);
  if (operation === undefined) return [];
  const { status, body, headers } = answer;
  const endpoint = `${request.method} ${operation.path}`;
  const documented = operation.responses.find((one) => one.status === status);
  const media = (headers["content-type"] ?? "").split(";")[0] ?? "";
  if (documented !== undefined) {
    const types = Object.keys(documented.content);
    if (types.length > 0 && !types.includes(media)) {
      return [{ rule: rules.shape, what: `The answer to ${endpoint} has another type.`, expected: types, received: media }];
    }
    const schema = documented.content[media];
    return schema ? shape(schemas, rules.shape, `${endpoint} ${status}`, schema, body) : [];
  }
  // A redirect may be how an error is told.
  const isError = status >= FIRST_ERROR || protocol.errorCodes.some((code) => code.status === status);
  if (!isError || operation.error === null) {
    return [{ rule: rules.shape, what: `The spec has no status ${status} for ${endpoint}.`, received: status }];
  }
  if (media !== rules.errorMedia) {
    return [{ rule: rules.error, what: `The error of ${endpoint} has another type.`, expected: rules.errorMedia, received: media }];
  }
  return [
    ...shape(schemas, rules.error, `${endpoint} error`, operation.error, body),
    ...errorCode(protocol, rules, status, body),
    ...words(rules, endpoint, body),
  ];
}

function shape(schemas: Schemas, rule: string, what: string, schema: JsonSchema, body: unknown): Violation[] {
  return schemas.errorsOfSchema(what, schema, body).map(({ path, message, received }) => ({
    rule,
    what: `${path || "the body"} of the answer to ${what} ${message}.`,
    received,
  }));
}

/** What an error says to people shows nothing of the server's inside. */
function words(rules: RestRules, endpoint: string, body: unknown): Violation[] {
  const { title, detail, message } = errorIn(body);
  return [title, detail, message].flatMap((text) =>
    typeof text === "string" && showsInside(text)
      ? [{ rule: rules.error, what: `The error of ${endpoint} shows the inside.`, received: text }]
      : [],
  );
}

/** The gateway's errors are their own body; Concordance's stand in it. */
function errorIn(body: unknown): Readonly<Record<string, unknown>> {
  if (!isObject(body)) return {};
  return isObject(body["error"]) ? body["error"] : body;
}

function errorCode({ errorCodes }: ProtocolModel, rules: RestRules, status: number, body: unknown): Violation[] {
  const { code: name } = errorIn(body);
  const known = errorCodes.find((one) => one.name === name);
  if (known === undefined) return [{ rule: rules.error, what: "The code is none of the spec.", received: name }];
  if (known.status === status) return [];
  return [{ rule: rules.error, what: `The status of ${known.name} is another.`, expected: known.status, received: status }];
}

function parametersIn({ path }: OperationModel): number {
  return path.split("{").length;
}
