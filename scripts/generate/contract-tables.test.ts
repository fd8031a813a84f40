import { expect, test } from "vitest";
import { ACP_METHOD_NEEDS, CONFIG_SCOPE_NEEDS } from "../../generated/gateway/access-tables.ts";
import { CLOSE_CODES, RECONNECT } from "../../generated/gateway/close-codes.ts";
import { ERROR_CODES } from "../../generated/gateway/error-codes.ts";
import { LIMITS } from "../../generated/gateway/limits.ts";
import { PERMISSIONS_OF, ROLES } from "../../generated/gateway/permissions.ts";
import { SOCKETS } from "../../generated/gateway/sockets.ts";
import { LIVE_SESSION_STATUS, SESSION_STATUS_MOVES } from "../../generated/gateway/state-machines.ts";
import { PROTOCOL_VERSION, SUBPROTOCOL_PREFIX, SUPPORTED_VERSIONS } from "../../generated/gateway/versions.ts";
import { GATEWAY } from "../../spec/test/gateway-model.ts";

/* The contract of the wire, sections 1, 1.3 to 1.6, 3 and 4, written down a second time on purpose. */

test("version 1 is spoken, and asked for as diminuendo.v1", () => {
  expect([PROTOCOL_VERSION, SUPPORTED_VERSIONS, `${SUBPROTOCOL_PREFIX}${PROTOCOL_VERSION}`]).toEqual([1, [1], "diminuendo.v1"]);
});

const STATUSES: Record<number, string> = {
  400: "INVALID_JSON INVALID_MESSAGE INVALID_REQUEST PROTOCOL_VERSION_MISMATCH PATH_OUTSIDE_WORKSPACE",
  401: "UNAUTHENTICATED AUTH_FAILED AUTH_TIMEOUT",
  402: "INSUFFICIENT_CREDITS",
  403: "FORBIDDEN",
  404: "METHOD_NOT_FOUND SESSION_NOT_FOUND QUESTION_NOT_FOUND FILE_NOT_FOUND ITERATION_NOT_FOUND AGENT_NOT_FOUND MEMBER_NOT_FOUND NOT_FOUND",
  409: "REQUEST_CANCELLED SESSION_ARCHIVED INVALID_STATE TURN_IN_PROGRESS NO_ACTIVE_TURN QUEUE_FULL LAST_OWNER CONFLICT VERSION_CONFLICT",
  410: "COMPACTED",
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

/** Of section 4 and of the Agent Client Protocol: the numbers of JSON-RPC that mean more than "it failed". */
const RPC_CODES: Record<string, number> = {
  INVALID_JSON: -32700,
  INVALID_REQUEST: -32600,
  METHOD_NOT_FOUND: -32601,
  INVALID_MESSAGE: -32602,
  PATH_OUTSIDE_WORKSPACE: -32602,
  INTERNAL: -32603,
  REQUEST_CANCELLED: -32800,
  UNAUTHENTICATED: -32000,
  AUTH_FAILED: -32000,
  AUTH_TIMEOUT: -32000,
  SESSION_NOT_FOUND: -32002,
  VERSION_CONFLICT: -32002,
  FORBIDDEN: -32003,
  NOT_FOUND: -32004,
  COMPACTED: -32006,
  CONFIG_UNAVAILABLE: -32007,
};

test.each(Object.entries(RPC_CODES))("%s is %i in JSON-RPC", (code, rpcCode) => {
  expect(ERROR_CODES[code as keyof typeof ERROR_CODES].rpcCode).toBe(rpcCode);
});

test("a number of JSON-RPC that one of the protocols has given a meaning is not used for another one", () => {
  const reserved = new Map([
    [-32700, ["INVALID_JSON"]],
    [-32600, ["INVALID_REQUEST"]],
    [-32601, ["METHOD_NOT_FOUND"]],
    [-32602, ["INVALID_MESSAGE", "PATH_OUTSIDE_WORKSPACE"]],
    [-32603, ["INTERNAL"]],
    [-32800, ["REQUEST_CANCELLED"]],
    [-32000, ["UNAUTHENTICATED", "AUTH_FAILED", "AUTH_TIMEOUT"]],
    [-32004, ["NOT_FOUND"]],
  ]);
  for (const [rpcCode, codes] of reserved) {
    expect(Object.keys(ERROR_CODES).filter((code) => ERROR_CODES[code as keyof typeof ERROR_CODES].rpcCode === rpcCode)).toEqual(codes);
  }
  // What is not the protocol's own stands in the range that JSON-RPC leaves to servers.
  const others = Object.values(ERROR_CODES).map(({ rpcCode }) => rpcCode);
  for (const rpcCode of others.filter((code) => !reserved.has(code))) expect(rpcCode >= -32099 && rpcCode <= -32000).toBe(true);
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
    acpFrameBytes: 16 * MIB,
    configPatchKeys: 100,
    mcpServersBytes: 256 * 1024,
    configTimeout: 5 * SECOND,
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
    ...GATEWAY.accessTables.flatMap(({ rows }) => rows.flatMap(({ permissions }) => permissions)),
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
  ["Me.read", "GET", "/api/v1/me", "session:read"],
  ["Me.readPreferences", "GET", "/api/v1/me/preferences", "config:read"],
  ["Me.updatePreferences", "PATCH", "/api/v1/me/preferences", "config:write"],
  ["Me.listDevices", "GET", "/api/v1/me/devices", "config:read"],
  ["Me.readDevice", "GET", "/api/v1/me/devices/{deviceId}", "config:read"],
  ["Me.writeDevice", "PUT", "/api/v1/me/devices/{deviceId}", "config:write"],
  ["Me.deleteDevice", "DELETE", "/api/v1/me/devices/{deviceId}", "config:write"],
  ["TenantSettings.read", "GET", "/api/v1/settings", "config:read"],
  ["TenantSettings.update", "PATCH", "/api/v1/settings", "config:manage"],
  ["Projects.list", "GET", "/api/v1/projects", "project:read"],
  ["Projects.create", "POST", "/api/v1/projects", "project:write"],
  ["Projects.read", "GET", "/api/v1/projects/{projectId}", "project:read"],
  ["Projects.update", "PATCH", "/api/v1/projects/{projectId}", "project:write"],
  ["Projects.delete", "DELETE", "/api/v1/projects/{projectId}", "project:manage"],
  ["Operations.health", "GET", "/health", null],
  ["Operations.ready", "GET", "/ready", null],
  ["Operations.metrics", "GET", "/metrics", null],
  ["Operations.openapi", "GET", "/api/v1/openapi.json", null],
];

test("the endpoints are those of the contract", () => {
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

test("what changes a record may name the version that it is based on", () => {
  const versioned = GATEWAY.operations.filter(({ parameters }) => parameters.some(({ wireName }) => wireName === "if-match"));
  expect(versioned.map(({ resource, name }) => `${resource}.${name}`)).toEqual([
    "Sessions.update",
    "Sessions.delete",
    "Me.updatePreferences",
    "Me.writeDevice",
    "Me.deleteDevice",
    "TenantSettings.update",
    "Projects.update",
    "Projects.delete",
  ]);
});

test("what can be changed under a condition tells its version where it is read", () => {
  const withTag = GATEWAY.operations.filter(({ responses }) => responses.some(({ headers }) => headers.includes("etag")));
  expect(withTag.map(({ resource, name }) => `${resource}.${name}`)).toEqual(
    expect.arrayContaining(["Sessions.read", "Me.readPreferences", "Me.readDevice", "TenantSettings.read", "Projects.read"]),
  );
});

test("there are two WebSockets", () => {
  expect(SOCKETS).toEqual({ ws: "/ws", acp: "/acp" });
});

/** Section 4: a call, its fields, those of its result, and when it may be sent again. */
const METHODS: [method: string, params: string, result: string, repeatable: string][] = [
  ["config/get", "key", "value version stale?", "read"],
  ["config/set", "key value cas? expiresAt?", "version", "cas"],
  ["config/delete", "key cas?", "deleted", "cas"],
  ["config/list", "prefix? limit? cursor?", "items revision nextCursor?", "read"],
  ["config/batch", "operations", "versions", "cas"],
  ["config/subscribe", "since?", "subscribed revision?", "read"],
  ["config/unsubscribe", "", "subscribed revision?", "read"],
];
const TARGET = ["scope", "sessionId?", "projectId?", "deviceId?"];

test("the calls of configuration are those of the contract", () => {
  const found = GATEWAY.methods.map(({ name, params, result, repeatable }) => [name, fieldsOf(params), fieldsOf(result), repeatable]);
  expect(found).toEqual(METHODS);
  for (const { params } of GATEWAY.methods) {
    const given = Object.keys(GATEWAY.$defs[params]?.properties ?? {});
    if (params !== "ConfigBatchParams") expect(given).toEqual(expect.arrayContaining(TARGET.map((name) => name.replace("?", ""))));
    for (const foreign of ["userId", "tenantId", "namespace"]) expect(given).not.toContain(foreign);
  }
});

test("a change of configuration is told with all that the contract names", () => {
  expect(GATEWAY.notifications.map(({ name, params }) => [name, fieldsOf(params)])).toEqual([
    ["config/update", "key value version revision op updatedBy"],
  ]);
});

test("whoever uses configuration needs what the contract says: to read, then to write", () => {
  expect(CONFIG_SCOPE_NEEDS).toEqual({
    user: ["config:read", "config:write"],
    tenant: ["config:read", "config:manage"],
    session: ["session:read", "config:write"],
    project: ["project:read", "config:write"],
    device: ["config:read", "config:write"],
  });
});

test("every call of the Agent Client Protocol that the gateway answers has its needs, those before authentication none", () => {
  expect(ACP_METHOD_NEEDS).toEqual({
    initialize: [],
    authenticate: [],
    logout: [],
    "session/new": ["session:create"],
    "session/load": ["session:read"],
    "session/resume": ["session:read"],
    "session/list": ["session:read"],
    "session/delete": ["session:delete"],
    "session/close": ["session:read"],
    "session/set_mode": ["session:write"],
    "session/set_config_option": ["session:write"],
    "session/prompt": ["session:write"],
    "session/cancel": ["session:write"],
  });
});

/** The fields of a type in order but those of its target, an optional one with a question mark. */
function fieldsOf(type: string): string {
  const { properties = {}, required = [] } = GATEWAY.$defs[type] ?? {};
  const fields = Object.keys(properties).map((field) => (required.includes(field) ? field : `${field}?`));
  return fields.filter((field) => !TARGET.includes(field)).join(" ");
}
