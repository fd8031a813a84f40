/** Where a request is made. */
export type Surface = "ws" | "acp" | "gateway-rest" | "stream" | "concordance-rest";

/** The rule that a request breaks, or `at-limit`: it only just keeps one. */
export type Kind =
  | "missing"
  | "wrong-type"
  | "null"
  | "not-integer"
  | "too-small"
  | "too-large"
  | "too-short"
  | "too-long"
  | "too-many-bytes"
  | "too-large-as-json"
  | "wrong-form"
  | "not-in-enum"
  | "too-few-items"
  | "too-many-items"
  | "not-together"
  | "at-limit";

/** A request over HTTP, ready to be sent. */
export interface HttpRequest {
  method: string;
  /** Path and query, encoded. */
  path: string;
  headers: Record<string, string>;
  body?: unknown;
}

/** A message of `/ws`, the parameters of a call, or a request. */
export type Sent = { message: Record<string, unknown> } | { method: string; params: unknown } | HttpRequest;

export type Expected =
  | {
      verdict: "refused";
      code: string;
      /** The HTTP status, or the number of the error in JSON-RPC; null on `/ws`, where there is none. */
      number: number | null;
      /** `details` names one of these; none where the error is about no field. */
      paths: string[];
    }
  /** Whatever comes of it, it does not end with one of these codes. */
  | { verdict: "accepted"; notWith: string[] };

/** One request that breaks one rule of one field, or only just keeps it. */
export interface Case {
  id: string;
  surface: Surface;
  /** The type of a message, the name of a method, or the method and path of an endpoint. */
  target: string;
  /** The field as the schema has it: an item of an array is `-`, an option of a union stands in parentheses. */
  field: string;
  kind: Kind;
  sent: Sent;
  /** The session that the request names, for an executor to put a real one in its place. */
  session: string | null;
  expected: Expected;
}

/** How a case went. */
export interface Verdict {
  caseId: string;
  verdict: "passed" | "failed";
  expected: string;
  received: string;
}
