import { expect, test } from "vitest";
import { CLOSE_CODES, RECONNECT } from "../../generated/gateway/close-codes.ts";
import { ERROR_CODES } from "../../generated/gateway/error-codes.ts";
import { LIMITS } from "../../generated/gateway/limits.ts";
import { PERMISSIONS_OF, ROLES } from "../../generated/gateway/permissions.ts";
import { LIVE_SESSION_STATUS, SESSION_STATUS_MOVES } from "../../generated/gateway/state-machines.ts";
import { PROTOCOL_VERSION, SUBPROTOCOL_PREFIX, SUPPORTED_VERSIONS } from "../../generated/gateway/versions.ts";
import { GATEWAY } from "../../spec/test/gateway-model.ts";

/* The contract of the wire, sections 1 and 1.3 to 1.6, written down a second time on purpose. */

test("version 1 is spoken, and asked for as diminuendo.v1", () => {
  expect([PROTOCOL_VERSION, SUPPORTED_VERSIONS, `${SUBPROTOCOL_PREFIX}${PROTOCOL_VERSION}`]).toEqual([1, [1], "diminuendo.v1"]);
});

const STATUSES: Record<number, string> = {
  400: "INVALID_JSON INVALID_MESSAGE PROTOCOL_VERSION_MISMATCH PATH_OUTSIDE_WORKSPACE",
  401: "UNAUTHENTICATED AUTH_FAILED AUTH_TIMEOUT",
  402: "INSUFFICIENT_CREDITS",
  403: "FORBIDDEN",
  404: "SESSION_NOT_FOUND QUESTION_NOT_FOUND FILE_NOT_FOUND ITERATION_NOT_FOUND AGENT_NOT_FOUND MEMBER_NOT_FOUND NOT_FOUND",
  409: "SESSION_ARCHIVED INVALID_STATE TURN_IN_PROGRESS NO_ACTIVE_TURN QUEUE_FULL LAST_OWNER CONFLICT VERSION_CONFLICT",
  413: "MESSAGE_TOO_LARGE FILE_TOO_LARGE",
  429: "AUTH_RATE_LIMITED RATE_LIMITED",
  500: "INTERNAL",
  502: "AGENT_FAILED",
  503: "AGENT_UNAVAILABLE GATEWAY_RESTARTED CONFIG_UNAVAILABLE SLOW_CONSUMER SHUTTING_DOWN",
  504: "UPSTREAM_TIMEOUT",
};

test("the error codes and their statuses are those of the contract", () => {
  const statuses = Object.entries(STATUSES).flatMap(([status, codes]) =>
    codes.split(" ").map((code): [string, number] => [code, Number(status)]),
  );
  expect(new Map(Object.entries(ERROR_CODES).map(([code, { status }]) => [code, status]))).toEqual(new Map(statuses));
});

test("a refusal that the caller must mend is not worth repeating", () => {
  for (const [code, { status, retryable }] of Object.entries(ERROR_CODES)) {
    if (status >= 500 || status === 429) expect([code, retryable]).toEqual([code, true]);
    if (status < 409) expect([code, retryable]).toEqual([code, false]);
  }
});

test("close codes say whether to come back", () => {
  expect(CLOSE_CODES).toEqual({
    SHUTDOWN: 1001,
    TOO_LARGE: 1009,
    PROTOCOL_ERROR: 4400,
    NOT_AUTHENTICATED: 4401,
    FORBIDDEN: 4403,
    SLOW_CONSUMER: 4408,
    FLOODING: 4429,
  });
  expect(RECONNECT).toEqual({
    1001: "at-once",
    1009: "never",
    4400: "never",
    4401: "never",
    4403: "never",
    4408: "at-once",
    4429: "later",
  });
});

const SECOND = 1000;
const MIB = 1024 * 1024;

test("the numbers are those of the contract", () => {
  expect(LIMITS).toMatchObject({
    frameBytes: MIB,
    messagesPerWindow: 60,
    messageWindow: 10 * SECOND,
    limitedWindowsBeforeClose: 5,
    authenticateTimeout: 10 * SECOND,
    authenticationAttempts: 10,
    authenticationWindow: 60 * SECOND,
    jsonDepth: 64,
    joinedSessions: 1000,
    errorMessageLength: 500,
    queuedTurns: 20,
    heartbeatInterval: 30 * SECOND,
    silenceTimeout: 75 * SECOND,
    coalesceTime: 10,
    coalesceBytes: 4 * 1024,
    sendBufferBytes: 8 * MIB,
    shutdownTime: 10 * SECOND,
    openDatabases: 500,
    idempotencyTime: 24 * 60 * 60 * SECOND,
  });
});

test("what must fit together fits together", () => {
  const base64 = Math.ceil(LIMITS.fileBytes / 3) * 4;
  expect(base64).toBeLessThan(LIMITS.sendBufferBytes);
  expect(LIMITS.eventsPageBytes).toBeLessThan(LIMITS.sendBufferBytes);
  expect(LIMITS.eventBytes).toBeLessThanOrEqual(LIMITS.eventsPageBytes);
  expect(LIMITS.silenceTimeout).toBeGreaterThan(2 * LIMITS.heartbeatInterval);
  expect(LIMITS.agentStopTimeout).toBeLessThan(LIMITS.shutdownTime);
});

test("the limit of an error's message is that of its field", () => {
  expect(GATEWAY.$defs["ErrorMessage"]?.maxLength).toBe(LIMITS.errorMessageLength);
});

/** Section 1.6 as it stands there. Columns: create read write delete archive steer, read write delete, read write, admin. */
const ROLE_TABLE = `
owner         | ● ● ● ● ● ● | ● ● ● | ● ● | ●
admin         | ● ● ● ● ● ● | ● ● – | ● – | –
billing_admin | ● ● ● – ● ● | – – – | ● ● | –
member        | ● ● ● – ● ● | – – – | – – | –
viewer        | – ● – – – – | – – – | – – | –
`;
const COLUMNS = [
  ...["create", "read", "write", "delete", "archive", "steer"].map((name) => `session:${name}`),
  ...["read", "write", "delete"].map((name) => `member:${name}`),
  ...["read", "write"].map((name) => `billing:${name}`),
  "tenant:admin",
];
const GRANTS = ROLE_TABLE.trim()
  .split("\n")
  .map((line): [string, string[]] => {
    const [role = "", ...cells] = line.split("|");
    const marks = cells.join(" ").trim().split(/\s+/);
    return [role.trim(), COLUMNS.filter((_, index) => marks[index] === "●")];
  });

test("the roles are those of the contract, the mightiest first", () => {
  expect(ROLES).toEqual(GRANTS.map(([role]) => role));
});

test.each(GRANTS)("%s may do what the contract's table says", (role, permissions) => {
  const granted: readonly string[] = PERMISSIONS_OF[role as keyof typeof PERMISSIONS_OF];
  expect(granted.filter((permission) => COLUMNS.includes(permission)).sort()).toEqual([...permissions].sort());
});

test("the further permissions follow the pattern: read = viewer, write = member, manage = admin", () => {
  const further = GATEWAY.permissions.map(({ value }) => value).filter((value) => !COLUMNS.includes(value));
  expect(further.length).toBeGreaterThan(0);
  for (const permission of further) {
    // Credentials, integrations, settings and the audit log are the admins' alone.
    const kind = /^(credential|integration|audit):/.test(permission) ? "manage" : permission.split(":")[1];
    const least = kind === "read" ? "viewer" : kind === "write" ? "member" : "admin";
    const allowed = ROLES.filter((role) => (PERMISSIONS_OF[role] as readonly string[]).includes(permission));
    const expected = least === "admin" ? ["owner", "admin"] : ROLES.slice(0, ROLES.indexOf(least) + 1);
    expect([permission, allowed]).toEqual([permission, expected]);
  }
});

test("every permission that is asked for is one that some role has", () => {
  const granted = new Set(ROLES.flatMap((role) => PERMISSIONS_OF[role]) as string[]);
  const asked = [
    ...GATEWAY.messages.flatMap(({ permission, permissionWhen }) => [permission, ...Object.values(permissionWhen?.byValue ?? {})]),
    ...GATEWAY.operations.map(({ permission }) => permission),
  ].filter((permission) => permission !== null);
  expect(asked.filter((permission) => !granted.has(permission))).toEqual([]);
  expect(GATEWAY.permissions.map(({ value }) => value).filter((value) => !granted.has(value))).toEqual([]);
});

test("a session moves as the contract allows, and in no other way", () => {
  expect(SESSION_STATUS_MOVES).toEqual({
    inactive: ["activating"],
    activating: ["ready", "error", "inactive"],
    ready: ["running", "deactivating", "inactive", "error"],
    running: ["ready", "waiting", "error", "deactivating"],
    waiting: ["running", "ready", "error", "deactivating"],
    deactivating: ["inactive", "error"],
    error: ["inactive", "activating", "deactivating"],
  });
  expect([...LIVE_SESSION_STATUS].sort()).toEqual(["activating", "deactivating", "ready", "running", "waiting"]);
});

const ENDPOINTS: [operation: string, method: string, path: string, permission: string | null][] = [
  ["Sessions.list", "GET", "/api/v1/sessions", "session:read"],
  ["Sessions.create", "POST", "/api/v1/sessions", "session:create"],
  ["Sessions.read", "GET", "/api/v1/sessions/{sessionId}", "session:read"],
  ["Sessions.update", "PATCH", "/api/v1/sessions/{sessionId}", "session:write"],
  ["Sessions.delete", "DELETE", "/api/v1/sessions/{sessionId}", "session:delete"],
  ["Sessions.archive", "POST", "/api/v1/sessions/{sessionId}/archive", "session:archive"],
  ["Sessions.unarchive", "POST", "/api/v1/sessions/{sessionId}/unarchive", "session:archive"],
  ["Sessions.messages", "GET", "/api/v1/sessions/{sessionId}/messages", "session:read"],
  ["Sessions.runTurn", "POST", "/api/v1/sessions/{sessionId}/turns", "session:write"],
  ["Sessions.stop", "POST", "/api/v1/sessions/{sessionId}/stop", "session:write"],
  ["Sessions.steer", "POST", "/api/v1/sessions/{sessionId}/steer", "session:steer"],
  ["Sessions.answer", "POST", "/api/v1/sessions/{sessionId}/answers", "session:write"],
  ["Sessions.events", "GET", "/api/v1/sessions/{sessionId}/events", "session:read"],
  ["Sessions.export", "GET", "/api/v1/sessions/{sessionId}/export", "session:read"],
  ["Sessions.fork", "POST", "/api/v1/sessions/{sessionId}/fork", "session:create"],
  ["SessionFiles.list", "GET", "/api/v1/sessions/{sessionId}/files", "session:read"],
  ["SessionFiles.content", "GET", "/api/v1/sessions/{sessionId}/files/content", "session:read"],
  ["SessionFiles.history", "GET", "/api/v1/sessions/{sessionId}/files/history", "session:read"],
  ["SessionFiles.at", "GET", "/api/v1/sessions/{sessionId}/files/at/{iteration}", "session:read"],
  ["Agents.list", "GET", "/api/v1/agents", "session:read"],
  ["Operations.health", "GET", "/health", null],
  ["Operations.ready", "GET", "/ready", null],
  ["Operations.metrics", "GET", "/metrics", null],
  ["Operations.openapi", "GET", "/api/v1/openapi.json", null],
];

test("the endpoints of sessions, files, agents and operations are those of the contract", () => {
  const found = GATEWAY.operations.map(({ resource, name, method, path, permission }) => [`${resource}.${name}`, method, path, permission]);
  expect(found).toEqual(ENDPOINTS);
});

test("every POST takes an Idempotency-Key, and every list is a page of 1 to 200 items, 50 unless asked", () => {
  for (const { method, parameters, responses } of GATEWAY.operations) {
    const named = (name: string) => parameters.find(({ wireName }) => wireName === name);
    expect(named("idempotency-key") !== undefined).toBe(method === "POST");
    const reference = responses[0]?.content["application/json"]?.$ref ?? "";
    const isPage = reference.endsWith("Page");
    expect(named("cursor") !== undefined).toBe(isPage);
    if (isPage) expect(named("limit")?.schema).toMatchObject({ type: "integer", minimum: 1, maximum: 200, default: 50 });
  }
});

test("what changes a session's own record may name the version that it is based on", () => {
  const versioned = GATEWAY.operations.filter(({ parameters }) => parameters.some(({ wireName }) => wireName === "if-match"));
  expect(versioned.map(({ resource, name }) => `${resource}.${name}`)).toEqual(["Sessions.update", "Sessions.delete"]);
});
