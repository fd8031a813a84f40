import { isObject } from "../trace/match.ts";
import type { Mutant, PassedRequest } from "./mutant.ts";
import { onHttp, takesFor } from "./tamper.ts";

/** A request without a header. */
function withoutHeader(request: PassedRequest, name: string): PassedRequest {
  const { [name]: _gone, ...headers } = request.headers;
  return { ...request, headers };
}

/** A request without a parameter of its query. */
function withoutParameter(request: PassedRequest, name: string): PassedRequest {
  const url = new URL(request.path, "http://localhost");
  url.searchParams.delete(name);
  return { ...request, path: `${url.pathname}${url.search}` };
}

/** Servers that break the rules of REST. */
export const REST_MUTANTS: readonly Mutant[] = [
  onHttp({ name: "errors-as-json", rule: "REST-ERROR-1", about: "Errors are plain JSON." }, () => ({
    answer: (_request, answer) =>
      answer.headers["content-type"]?.startsWith("application/problem+json")
        ? { ...answer, headers: { ...answer.headers, "content-type": "application/json" } }
        : answer,
  })),
  onHttp({ name: "stack-in-problem", rule: "REST-ERROR-1", about: "A problem shows where it was thrown." }, () => ({
    answer: (_request, answer) =>
      isObject(answer.body) && answer.headers["content-type"]?.startsWith("application/problem+json")
        ? { ...answer, body: { ...answer.body, detail: "Error: no\n    at handle (/srv/app/server/main.ts:12:3)" } }
        : answer,
  })),
  onHttp({ name: "item-without-status", rule: "REST-SHAPE-1", about: "A session over REST has no status." }, () => ({
    answer(request, answer) {
      if (!/^\/api\/v1\/sessions\/[^/]+$/.test(request.path) || !isObject(answer.body) || answer.status !== 200) return answer;
      const { status: _status, ...body } = answer.body;
      return { ...answer, body };
    },
  })),
  onHttp({ name: "unknown-path-is-empty", rule: "REST-ERROR-2", about: "An unknown path is an empty answer." }, () => ({
    answer: (_request, answer) => (answer.status === 404 ? { ...answer, headers: {}, body: null } : answer),
  })),
  onHttp({ name: "no-www-authenticate", rule: "REST-AUTH-1", about: "401 does not say how to authenticate." }, () => ({
    answer(_request, answer) {
      const { "www-authenticate": _gone, ...headers } = answer.headers;
      return { ...answer, headers };
    },
  })),
  takesFor({ name: "viewer-writes-by-rest", rule: "REST-ROLE-1", about: "Permissions are not checked over REST." }, { viewer: "owner" }),
  takesFor(
    { name: "foreign-served-by-rest", rule: "REST-TENANT-1", about: "What belongs to another tenant is served." },
    { stranger: "owner" },
  ),
  onHttp({ name: "pages-begin-again", rule: "REST-PAGE-1", about: "Every page is the first." }, () => ({
    request: (request) => withoutParameter(request, "cursor"),
  })),
  onHttp({ name: "idempotency-ignored", rule: "REST-IDEMPOTENCY-1", about: "A POST that is repeated takes effect again." }, () => ({
    request: (request) => withoutHeader(request, "idempotency-key"),
  })),
  onHttp({ name: "idempotency-any-body", rule: "REST-IDEMPOTENCY-2", about: "The same key with another body is no conflict." }, () => ({
    request(request) {
      const key = request.headers["idempotency-key"];
      if (key === undefined) return request;
      return {
        ...request,
        headers: { ...request.headers, "idempotency-key": `${key}-${request.body.byteLength}-${request.body.at(-3) ?? 0}` },
      };
    },
  })),
  onHttp({ name: "if-match-ignored", rule: "REST-ETAG-1", about: "A stale `If-Match` overwrites." }, () => ({
    request: (request) => withoutHeader(request, "if-match"),
  })),
  onHttp({ name: "request-id-lost", rule: "REST-REQUEST-ID-1", about: "`X-Request-Id` is not echoed." }, () => ({
    request: (request) => withoutHeader(request, "x-request-id"),
  })),
  onHttp({ name: "no-retry-after", rule: "REST-RETRY-1", about: "429 and 503 do not say when to come back." }, () => ({
    answer(_request, answer) {
      const { "retry-after": _gone, ...headers } = answer.headers;
      return { ...answer, headers };
    },
  })),
  onHttp({ name: "last-event-id-ignored", rule: "REST-SSE-1", about: "A stream of events always begins anew." }, () => ({
    request: (request) => withoutHeader(request, "last-event-id"),
  })),
  onHttp({ name: "stream-loses-one", rule: "REST-SSE-1", about: "A stream of events leaves one out." }, () => {
    let events = 0;
    return {
      event(block) {
        if (!block.includes("data:")) return block;
        events += 1;
        return events === 3 ? null : block;
      },
    };
  }),
  onHttp({ name: "fork-takes-all", rule: "REST-FORK-1", about: "A fork has the whole log, wherever it was asked to end." }, () => ({
    request(request) {
      if (!request.path.endsWith("/fork")) return request;
      const { seq: _seq, ...body } = JSON.parse(String(request.body) || "{}") as Record<string, unknown>;
      return { ...request, body: Buffer.from(JSON.stringify(body)) };
    },
  })),
  onHttp({ name: "large-body-other-code", rule: "REST-BODY-1", about: "A body that is too large gets another code." }, () => ({
    answer: (_request, answer) =>
      isObject(answer.body) && answer.body["code"] === "MESSAGE_TOO_LARGE"
        ? { ...answer, status: 400, body: { ...answer.body, status: 400, code: "INVALID_MESSAGE" } }
        : answer,
  })),
  onHttp({ name: "null-is-kept", rule: "REST-ME-2", about: "Null does not remove a preference." }, () => ({
    request(request) {
      if (request.method !== "PATCH" || !request.path.startsWith("/api/v1/me/preferences")) return request;
      const { preferences, ...rest } = JSON.parse(String(request.body)) as Record<string, Record<string, unknown>>;
      const kept = Object.fromEntries(Object.entries(preferences ?? {}).filter(([, value]) => value !== null));
      return { ...request, body: Buffer.from(JSON.stringify({ ...rest, preferences: kept })) };
    },
  })),
];
