import { ERROR_CODES } from "../../generated/concordance/error-codes.ts";
import type { JsonObject } from "../trace/format.ts";
import { isObject } from "../trace/match.ts";
import type { Mutant, PassedRequest, Tampering } from "./mutant.ts";
import { changed, onHttp, takesFor } from "./tamper.ts";

type About = Pick<Mutant, "name" | "rule" | "about">;

/** A mutant of the store that tampers with `/stream`. */
function onStream(about: About, make: () => Tampering): Mutant {
  return { ...about, service: "concordance", begin: () => ({ socket: make }) };
}

/** A request whose JSON body is changed. */
function withBody(request: PassedRequest, change: (body: JsonObject) => JsonObject): PassedRequest {
  if (request.body.byteLength === 0) return request;
  let body: unknown;
  try {
    body = JSON.parse(String(request.body));
  } catch {
    return request;
  }
  return isObject(body) ? { ...request, body: Buffer.from(JSON.stringify(change(body))) } : request;
}

/** Leaves out or repeats changes that watchers are told; `count` counts them from 1. */
function watched(tamper: (frame: JsonObject, count: number) => JsonObject | readonly JsonObject[] | null): Tampering {
  let count = 0;
  return {
    toClient(frame) {
      if (frame["method"] !== "watch/change") return frame;
      count += 1;
      return tamper(frame, count);
    },
  };
}

/** Stores that break a rule. */
export const CONCORDANCE_MUTANTS: readonly Mutant[] = [
  onHttp(
    { name: "cas-ignored", rule: "CC-CAS-1", about: "`cas` is ignored." },
    () => ({ request: (request) => withBody(request, ({ cas: _cas, ...body }) => body) }),
    "concordance",
  ),
  onHttp(
    { name: "version-begins-again", rule: "CC-VERSION-1", about: "A key that was deleted and written again begins at version 1." },
    () => {
      const deleted = new Set<string>();
      return {
        answer(request, answer) {
          if (request.method === "DELETE") deleted.add(request.path);
          if (request.method !== "PUT" || !deleted.has(request.path) || !isObject(answer.body)) return answer;
          return { ...answer, body: { ...answer.body, version: 1 } };
        },
      };
    },
    "concordance",
  ),
  onHttp(
    { name: "revision-stays", rule: "CC-REVISION-1", about: "Every write has the revision of the first." },
    () => {
      let first: number | null = null;
      return {
        answer(_request, answer) {
          if (!isObject(answer.body) || typeof answer.body["revision"] !== "number") return answer;
          first ??= answer.body["revision"];
          return { ...answer, body: { ...answer.body, revision: first } };
        },
      };
    },
    "concordance",
  ),
  onHttp(
    { name: "expiry-ignored-by-store", rule: "CC-EXPIRY-1", about: "Entries do not expire." },
    () => ({
      request: (request) => withBody(request, ({ ttlMs: _ttlMs, expiresAt: _expiresAt, ...body }) => body),
      answer: (_request, answer) => answer,
    }),
    "concordance",
  ),
  onHttp(
    { name: "prefix-by-text", rule: "CC-NAMESPACE-1", about: "A namespace covers what only begins with the same letters." },
    () => ({
      answer(request, answer) {
        if (!request.path.startsWith("/api/v1/changes") || !isObject(answer.body) || !Array.isArray(answer.body["changes"])) return answer;
        const [first] = answer.body["changes"];
        if (!isObject(first)) return answer;
        const foreign = { ...first, namespace: `${String(first["namespace"]).split("/")[0]}2/settings` };
        return { ...answer, body: { ...answer.body, changes: [...answer.body["changes"], foreign] } };
      },
    }),
    "concordance",
  ),
  onHttp(
    { name: "delete-keeps", rule: "CC-REST-1", about: "A deleted entry is still there." },
    () => ({
      request: (request) =>
        request.method === "DELETE"
          ? { status: 200, headers: { "content-type": "application/json" }, body: { deleted: true, version: 2, revision: 1_000_000 } }
          : request,
    }),
    "concordance",
  ),
  onHttp(
    { name: "list-prefix-ignored", rule: "CC-REST-2", about: "A list has every key, whatever prefix is asked for." },
    () => ({
      request(request) {
        const url = new URL(request.path, "http://localhost");
        url.searchParams.delete("prefix");
        return { ...request, path: `${url.pathname}${url.search}` };
      },
    }),
    "concordance",
  ),
  onHttp(
    { name: "batch-checks-nothing", rule: "CC-REST-3", about: "A batch passes over its checks." },
    () => ({
      request: (request) =>
        request.path === "/api/v1/batch"
          ? withBody(request, (body) => ({
              ...body,
              operations: Array.isArray(body["operations"])
                ? body["operations"].flatMap((one) => {
                    if (!isObject(one) || one["op"] === "check") return [];
                    const { cas: _cas, ...rest } = one;
                    return [rest];
                  })
                : [],
            }))
          : request,
    }),
    "concordance",
  ),
  onHttp(
    { name: "changes-lose-one", rule: "CC-REST-4", about: "The changes leave out the last." },
    () => ({
      answer: (request, answer) =>
        request.path.startsWith("/api/v1/changes") && isObject(answer.body) && Array.isArray(answer.body["changes"])
          ? { ...answer, body: { ...answer.body, changes: answer.body["changes"].slice(0, -1) } }
          : answer,
    }),
    "concordance",
  ),
  takesFor({ name: "any-key", rule: "CC-AUTH-1", about: "An unknown key is taken." }, { unknown: "full" }, "concordance"),
  takesFor({ name: "agents-write", rule: "CC-AUTH-2", about: "The agents' key may write." }, { agent: "full" }, "concordance"),
  onHttp(
    { name: "missing-other-status", rule: "CC-ERROR-1", about: "A missing entry has another status." },
    () => ({ answer: (_request, answer) => (answer.status === 404 ? { ...answer, status: 410 } : answer) }),
    "concordance",
  ),
  onStream({ name: "stream-cas-ignored", rule: "CC-CAS-1", about: "`kv/set` ignores `cas`." }, () => ({
    toServer(frame) {
      if (frame["method"] !== "kv/set" || !isObject(frame["params"])) return frame;
      const { cas: _cas, ...params } = frame["params"];
      return changed(frame, { params });
    },
  })),
  onStream({ name: "stream-other-number", rule: "CC-STREAM-2", about: "An unknown method gets the number of invalid parameters." }, () => ({
    toClient: (frame) =>
      isObject(frame["error"]) && frame["error"]["code"] === ERROR_CODES.METHOD_NOT_FOUND.rpcCode
        ? changed(frame, { error: { ...frame["error"], code: ERROR_CODES.INVALID_REQUEST.rpcCode } })
        : frame,
  })),
  onStream({ name: "stream-id-lost", rule: "CC-STREAM-3", about: "An answer has another id than its call." }, () => ({
    toClient: (frame) => (frame["id"] === undefined || frame["id"] === null ? frame : changed(frame, { id: "other" })),
  })),
  onStream({ name: "watch-loses-one", rule: "CC-WATCH-1", about: "A watcher is not told one change." }, () =>
    watched((frame, count) => (count === 2 ? null : frame)),
  ),
  onStream({ name: "watch-tells-twice", rule: "CC-WATCH-1", about: "A watcher is told a change twice." }, () =>
    watched((frame, count) => (count === 2 ? [frame, frame] : frame)),
  ),
  onStream({ name: "watch-forgets-missed", rule: "CC-WATCH-2", about: "`sinceRevision` is ignored." }, () => ({
    toServer(frame) {
      if (frame["method"] !== "watch/subscribe" || !isObject(frame["params"])) return frame;
      const { sinceRevision: _since, ...params } = frame["params"];
      return changed(frame, { params });
    },
  })),
  onStream({ name: "no-progress", rule: "CC-WATCH-4", about: "A quiet watcher is told nothing." }, () => ({
    toClient: (frame) => (frame["method"] === "watch/progress" ? null : frame),
  })),
  onStream({ name: "unsubscribe-stays", rule: "CC-WATCH-5", about: "Changes come after `watch/unsubscribe`." }, () => ({
    toServer(frame, wire) {
      if (frame["method"] !== "watch/unsubscribe") return frame;
      wire.answer({ jsonrpc: "2.0", id: frame["id"] ?? null, result: { unsubscribed: true } });
      return null;
    },
  })),
  onHttp(
    { name: "follower-answers-itself", rule: "CC-CLUSTER-2", about: "A follower forwards although it must not." },
    () => ({
      request(request) {
        const url = new URL(request.path, "http://localhost");
        url.searchParams.delete("forward");
        return { ...request, path: `${url.pathname}${url.search}` };
      },
    }),
    "concordance",
  ),
  onHttp(
    { name: "ready-without-leader", rule: "CC-HEALTH-1", about: "A node without a leader is ready." },
    () => ({ answer: (request, answer) => (request.path === "/api/v1/ready" ? { ...answer, status: 200, body: { ok: true } } : answer) }),
    "concordance",
  ),
];
