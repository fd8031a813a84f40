import { expect, test } from "vitest";
import { METHOD_SAFETY } from "../../generated/concordance/calls.ts";
import { CLOSE_CODES, RECONNECT } from "../../generated/concordance/close-codes.ts";
import { codeOfRpc, ERROR_CODES } from "../../generated/concordance/error-codes.ts";
import { LIMITS } from "../../generated/concordance/limits.ts";
import { METHODS } from "../../generated/concordance/methods.ts";
import { PATHS } from "../../generated/concordance/paths.ts";
import { ROUTES } from "../../generated/concordance/routes.ts";
import { SOCKETS } from "../../generated/concordance/sockets.ts";
import { CONCORDANCE, storeDefinition, storeResolved } from "../../spec/test/concordance-model.ts";

/* The contract of the wire, section 5, written down a second time on purpose. */

const MIB = 1024 * 1024;
const SECOND = 1000;

test("the numbers are those of the contract", () => {
  expect(LIMITS).toMatchObject({
    namespaceBytes: 512,
    keyBytes: 512,
    valueBytes: MIB,
    batchOperations: 256,
    batchBytes: 4 * MIB,
    listLimit: 1000,
    longPoll: 30 * SECOND,
    changeLogChanges: 100_000,
    watchProgress: 10 * SECOND,
    proposalTimeout: 5 * SECOND,
    electionTimeoutMin: 150,
    electionTimeoutMax: 300,
    raftHeartbeat: 50,
    appendEntries: 100,
    snapshotEntries: 10_000,
    subscriberBufferBytes: 8 * MIB,
  });
});

test("what must fit together fits together", () => {
  expect(LIMITS.batchBytes).toBeLessThan(LIMITS.frameBytes);
  expect(LIMITS.pageBytes + LIMITS.valueBytes).toBeLessThan(LIMITS.subscriberBufferBytes);
  expect(LIMITS.valueBytes).toBeLessThan(LIMITS.batchBytes);
  expect(LIMITS.raftHeartbeat * 2).toBeLessThan(LIMITS.electionTimeoutMin);
  // A command beyond the size of an append goes with it, and as JSON in JSON each character may be escaped.
  expect((LIMITS.appendBytes + 2 * LIMITS.batchBytes) * 2).toBeLessThan(LIMITS.peerFrameBytes);
  expect(LIMITS.changesLimit + LIMITS.batchOperations).toBeLessThan(LIMITS.changeLogChanges);
});

test("the limits stand at the fields that they are of", () => {
  const field = (type: string, name: string) => storeResolved(storeDefinition(type).properties?.[name] ?? {});
  const parameter = (operation: string, name: string) => {
    const found = CONCORDANCE.operations.find((candidate) => `${candidate.resource}.${candidate.name}` === operation);
    return storeResolved(found?.parameters.find((candidate) => candidate.name === name)?.schema ?? {});
  };
  expect(storeDefinition("Namespace")).toMatchObject({ maxLength: LIMITS.namespaceBytes, "x-max-bytes": LIMITS.namespaceBytes });
  expect(storeDefinition("Key")).toMatchObject({ maxLength: LIMITS.keyBytes, "x-max-bytes": LIMITS.keyBytes });
  expect(storeDefinition("KeyPrefix")).toMatchObject({ maxLength: LIMITS.keyBytes, "x-max-bytes": LIMITS.keyBytes });
  expect(storeDefinition("Actor").maxLength).toBe(LIMITS.actorLength);
  expect(storeDefinition("ErrorMessage").maxLength).toBe(LIMITS.errorMessageLength);
  for (const type of ["NewEntry", "KvSetParams", "SetOperation"]) expect(field(type, "value")["x-max-json-bytes"]).toBe(LIMITS.valueBytes);
  for (const type of ["NewBatch", "KvBatchParams"]) {
    expect(field(type, "operations")).toMatchObject({
      minItems: 1,
      maxItems: LIMITS.batchOperations,
      "x-max-json-bytes": LIMITS.batchBytes,
    });
  }
  expect(field("KvMgetParams", "keys")).toMatchObject({ minItems: 1, maxItems: LIMITS.mgetKeys });
  expect(field("KvListParams", "limit")).toMatchObject({ minimum: 1, maximum: LIMITS.listLimit, default: LIMITS.listLimit });
  expect(parameter("Kv.list", "limit")).toMatchObject({ minimum: 1, maximum: LIMITS.listLimit, default: LIMITS.listLimit });
  expect(parameter("Changes.list", "limit")).toMatchObject({ minimum: 1, maximum: LIMITS.changesLimit, default: LIMITS.changesLimit });
  expect(parameter("Changes.list", "waitMs")).toMatchObject({ minimum: 0, maximum: LIMITS.longPoll, default: 0 });
  expect(field("PeerAppendRequest", "entries").maxItems).toBe(LIMITS.appendEntries);
  expect(storeDefinition("Version")).toMatchObject({ type: "integer", minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
});

/** Code, HTTP status, number. The first ones are the contract's; the others only this store has. */
const CODES: [string, number, number][] = [
  ["INVALID_JSON", 400, -32700],
  ["INVALID_CALL", 400, -32600],
  ["METHOD_NOT_FOUND", 405, -32601],
  ["INVALID_REQUEST", 400, -32602],
  ["INTERNAL", 500, -32603],
  ["NOT_LEADER", 307, -32001],
  ["CAS_CONFLICT", 409, -32002],
  ["UNAUTHORIZED", 401, -32003],
  ["NOT_FOUND", 404, -32004],
  ["READ_ONLY", 403, -32005],
  ["COMPACTED", 410, -32006],
  ["NO_LEADER", 503, -32007],
  ["PROPOSAL_TIMEOUT", 503, -32008],
  ["TOO_LARGE", 413, -32602],
  ["CHANGE_PENDING", 409, -32009],
  ["UNKNOWN_MEMBER", 404, -32010],
  ["OVERLOADED", 503, -32011],
  ["STORAGE_FAILED", 503, -32012],
  ["SHUTTING_DOWN", 503, -32013],
  ["LAST_VOTER", 409, -32014],
  ["TRANSFER_FAILED", 409, -32015],
  ["TOO_MANY_SUBSCRIPTIONS", 429, -32016],
];

test("the error codes, their statuses and their numbers are those of the contract", () => {
  const found = Object.entries(ERROR_CODES).map(([code, { httpStatus, rpcCode }]) => [code, httpStatus, rpcCode]);
  expect(found.sort()).toEqual(CODES.map((row) => [...row]).sort());
});

test("a number leads back to its code, the general one where two have it; one that nobody knows leaves all open", () => {
  for (const [code, , rpcCode] of CODES) expect(codeOfRpc(rpcCode)).toBe(code === "TOO_LARGE" ? "INVALID_REQUEST" : code);
  expect(codeOfRpc(-1)).toBe("INTERNAL");
});

test("what a write may have done after an error is open with two codes only, and they say so", () => {
  const open = Object.entries(ERROR_CODES).filter(([, { outcomeUnknown }]) => outcomeUnknown);
  expect(open.map(([code]) => code).sort()).toEqual(["INTERNAL", "PROPOSAL_TIMEOUT"]);
  for (const [code] of open) {
    expect(CONCORDANCE.errorCodes.find(({ name }) => name === code)?.doc).toMatch(/may have taken effect|still may/);
  }
});

test("a refusal that the caller must mend is not worth repeating", () => {
  for (const [code, { httpStatus, retryable }] of Object.entries(ERROR_CODES)) {
    if (httpStatus >= 500) expect([code, retryable]).toEqual([code, true]);
    if (httpStatus >= 400 && httpStatus < 409) expect([code, retryable]).toEqual([code, false]);
  }
});

test("close codes say whether to come back", () => {
  expect(CLOSE_CODES).toEqual({ SHUTDOWN: 1001, TOO_LARGE: 1009, PROTOCOL_ERROR: 4400, OTHER_CLUSTER: 4403, SLOW_CONSUMER: 4408 });
  expect(RECONNECT).toEqual({ 1001: "at-once", 1009: "never", 4400: "never", 4403: "never", 4408: "at-once" });
});

/** Operation, method, path, access, parameters. What is `forward?` may be for another node. */
const ENDPOINTS: [operation: string, method: string, path: string, access: string, parameters: string][] = [
  ["Kv.list", "GET", "/api/v1/kv/{namespace}", "read", "namespace prefix? limit? cursor? consistency? forward?"],
  ["Kv.get", "GET", "/api/v1/kv/{namespace}/{key}", "read", "namespace key consistency? forward?"],
  ["Kv.set", "PUT", "/api/v1/kv/{namespace}/{key}", "write", "namespace key forward?"],
  ["Kv.delete", "DELETE", "/api/v1/kv/{namespace}/{key}", "write", "namespace key actor? cas? forward?"],
  ["Batch.apply", "POST", "/api/v1/batch", "write", "forward?"],
  ["Changes.list", "GET", "/api/v1/changes", "read", "namespace since limit? waitMs?"],
  ["Cluster.status", "GET", "/api/v1/cluster/status", "read", "consistency? forward?"],
  ["Cluster.join", "POST", "/api/v1/cluster/join", "write", "forward?"],
  ["Cluster.remove", "POST", "/api/v1/cluster/remove", "write", "forward?"],
  ["Cluster.transfer", "POST", "/api/v1/cluster/transfer", "write", "forward?"],
  ["Snapshot.read", "GET", "/api/v1/snapshot", "write", ""],
  ["Operations.health", "GET", "/api/v1/health", "none", ""],
  ["Operations.ready", "GET", "/api/v1/ready", "none", ""],
  ["Operations.metrics", "GET", "/metrics", "read", ""],
  ["Operations.openapi", "GET", "/api/v1/openapi.json", "none", ""],
  ["Operations.openrpc", "GET", "/api/v1/openrpc.json", "none", ""],
];

test("the endpoints are those of the contract", () => {
  const found = CONCORDANCE.operations.map(({ resource, name, method, path, access, parameters }) => [
    `${resource}.${name}`,
    method,
    path,
    access,
    parameters.map((parameter) => parameter.name + (parameter.required ? "" : "?")).join(" "),
  ]);
  expect(found).toEqual(ENDPOINTS);
});

test("the table of routes says the same as the contract, in the words of a router", () => {
  expect(
    ROUTES.map(({ operation, method, path, access, forwardable }) => [
      operation,
      method,
      path.replace(/:(\w+)/g, "{$1}"),
      access,
      forwardable,
    ]),
  ).toEqual(
    ENDPOINTS.map(([operation, method, path, access, parameters]) => [operation, method, path, access, parameters.includes("forward?")]),
  );
  expect(PATHS).toEqual(Object.fromEntries(ENDPOINTS.map(([operation, , path]) => [operation, path])));
});

test("the WebSockets are where the contract has them", () => {
  expect(SOCKETS).toEqual({ stream: "/stream", raft: "/raft" });
});

const ENTRY = "namespace key value version revision updatedBy updatedAt expiresAt";
const STATUS = "clusterId nodeId role term leader commitIndex appliedIndex revision members";

/** Method, access, when it may be repeated, parameters, fields of the result. */
const CALLS: [method: string, access: string, safety: string, params: string, result: string][] = [
  ["kv/get", "read", "read", "namespace key consistency? forward?", ENTRY],
  ["kv/list", "read", "read", "namespace prefix? limit? cursor? consistency? forward?", "items nextCursor revision"],
  ["kv/mget", "read", "read", "keys consistency? forward?", "items revision"],
  ["kv/set", "write", "cas", "namespace key value actor? cas? expiresAt? ttlMs? forward?", ENTRY],
  ["kv/delete", "write", "cas", "namespace key actor? cas? forward?", "deleted version revision"],
  ["kv/batch", "write", "cas", "operations actor? forward?", "revision results"],
  ["watch/subscribe", "read", "read", "namespace sinceRevision?", "revision"],
  ["watch/unsubscribe", "read", "read", "namespace", "unsubscribed"],
  ["cluster/status", "read", "read", "consistency? forward?", STATUS],
  ["cluster/join", "write", "blind", "nodeId address learner? forward?", STATUS],
  ["cluster/remove", "write", "blind", "nodeId forward?", STATUS],
  ["cluster/transfer", "write", "blind", "nodeId? forward?", STATUS],
];

/** The fields of a type as the tables here write them. */
function fieldsOf(type: string): string {
  const { properties = {}, required = [] } = storeDefinition(type);
  return Object.keys(properties)
    .map((name) => (required.includes(name) ? name : `${name}?`))
    .join(" ");
}

test("the methods are those of the contract, and those of the cluster", () => {
  const found = CONCORDANCE.methods.map(({ name, access, repeatable, params, result }) => [
    name,
    access,
    repeatable,
    fieldsOf(params),
    fieldsOf(result),
  ]);
  expect(found).toEqual(CALLS);
});

test("the tables of methods say the same, to servers and to clients", () => {
  expect(Object.values(METHODS).map(({ method, access, forwardable }) => [method, access, forwardable])).toEqual(
    CALLS.map(([method, access, , params]) => [method, access, params.includes("forward?")]),
  );
  expect(METHOD_SAFETY).toEqual(Object.fromEntries(CALLS.map(([method, , safety]) => [method, safety])));
});

test("what changes something needs the full key, and only what changes nothing may always be repeated", () => {
  for (const [method, access, safety] of CALLS) expect([method, safety === "read"]).toEqual([method, access === "read"]);
  for (const [operation, method, , access] of ENDPOINTS) {
    if (operation !== "Snapshot.read") expect([operation, access === "write"]).toEqual([operation, method !== "GET"]);
  }
});

const TYPES: [type: string, fields: string][] = [
  ["Entry", ENTRY],
  ["Change", "namespace key op value version revision updatedBy updatedAt"],
  ["WatchChange", "subscription namespace key op value version revision updatedBy updatedAt"],
  ["WatchProgress", "namespace revision"],
  ["EntryPage", "items nextCursor revision"],
  ["ChangePage", "changes revision"],
  ["DeleteResult", "deleted version revision"],
  ["BatchResult", "revision results"],
  ["OperationResult", "op version deleted?"],
  ["SetOperation", "op namespace key value cas? expiresAt? ttlMs?"],
  ["DeleteOperation", "op namespace key cas?"],
  ["CheckOperation", "op namespace key cas"],
  ["NewEntry", "value actor? cas? expiresAt? ttlMs?"],
  ["ClusterStatus", STATUS],
  ["ClusterMember", "nodeId address voter role matchIndex lastContactMs"],
  ["NewMember", "nodeId address learner?"],
  ["FormerMember", "nodeId"],
  ["Successor", "nodeId?"],
  ["RestError", "code currentVersion? operation? compactedTo? leader? details? message"],
  ["Health", "ok"],
  ["Readiness", "ok"],
];

test.each(TYPES)("%s has the fields of the contract", (type, fields) => {
  expect(fieldsOf(type)).toBe(fields);
});

test("a change is a write, a deletion or an expiry; an operation a write, a deletion or a check", () => {
  expect(storeDefinition("ChangeKind").enum).toEqual(["set", "delete", "expire"]);
  expect(storeDefinition("Operation").anyOf?.map(({ $ref }) => $ref)).toEqual([
    "#/$defs/SetOperation",
    "#/$defs/DeleteOperation",
    "#/$defs/CheckOperation",
  ]);
  expect(storeDefinition("Consistency").enum).toEqual(["local", "linearizable"]);
});

test("who makes a change is `api` unless it is said", () => {
  for (const type of ["NewEntry", "NewBatch", "KvSetParams", "KvDeleteParams", "KvBatchParams"]) {
    expect([type, storeDefinition(type).properties?.["actor"]?.default]).toEqual([type, "api"]);
  }
});

test("what any node takes it forwards unless it is told not to", () => {
  const forwards = [
    ...CONCORDANCE.methods.map(({ params }) => storeDefinition(params).properties?.["forward"]),
    ...CONCORDANCE.operations.map(({ parameters }) => parameters.find(({ name }) => name === "forward")?.schema),
  ].filter((schema) => schema !== undefined);
  expect(forwards.length).toBe(19);
  for (const schema of forwards) expect(schema).toMatchObject({ type: "boolean", default: true });
});
