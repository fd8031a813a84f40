import type { JsonSchema, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import { expect, test } from "vitest";
import { type ChangeKind, KINDS } from "./change.ts";
import { classify } from "./classify.ts";
import { type Sample, sample } from "./test/sample.ts";

type Edit = (after: Sample) => void;
type Expected = [kind: ChangeKind, path: string, breaking: boolean];

/** The only item of a list. */
function one<Item>([item]: readonly Item[]): Item {
  if (item === undefined) throw new Error("There is none.");
  return item;
}

function found(before: Sample, after: Sample): Expected[] {
  return classify(before, after).flatMap(({ changes }) => changes.map(({ kind, path, breaking }): Expected => [kind, path, breaking]));
}

const inChat =
  (edit: (chat: ProtocolModel) => void): Edit =>
  ({ chat }) =>
    edit(chat);
const inType = (name: string, edit: (schema: JsonSchema) => void): Edit => inChat(({ $defs }) => edit($defs[name] ?? {}));
const inField = (type: string, field: string, change: JsonSchema): Edit =>
  inType(type, ({ properties = {} }) => Object.assign(properties[field] ?? {}, change));
const set =
  <Target extends object>(target: (after: Sample) => Target, change: Partial<Target>): Edit =>
  (after) => {
    Object.assign(target(after), change);
  };
const message = ({ chat }: Sample) => one(chat.messages);
const method = ({ chat }: Sample) => one(chat.methods);
const code = ({ chat }: Sample) => one(chat.errorCodes);
const endpoint = ({ endpoint }: Sample) => endpoint;
const response = ({ endpoint }: Sample) => one(endpoint.responses);
const limit = (name: string, value: number): Edit =>
  inChat(({ limits }) => Object.assign(one(limits.filter((limit) => limit.name === name)), { value }));
const openapi = ({ openapi }: Sample) => one(Object.values(openapi[`chat`]?.paths?.["/rooms/{room}"] ?? {}));
/** A field of a type that is gone. */
const without = (type: string, field: string): Edit =>
  inType(type, (schema) => {
    delete schema.properties?.[field];
    schema.required = (schema.required ?? []).filter((name) => name !== field);
  });
const required = (type: string, field: string): Edit => inType(type, (schema) => (schema.required = [...(schema.required ?? []), field]));
const optional = (type: string, field: string): Edit =>
  inType(type, (schema) => (schema.required = (schema.required ?? []).filter((name) => name !== field)));
const POST = "POST /rooms/{room}";

/** What is done to the spec, and what must be told. `undo` tells what doing the opposite must be told as. */
const CASES: { name: string; edit: Edit; told: Expected[]; undo?: Expected[] }[] = [
  // The protocol as a whole.
  {
    name: "version raised",
    edit: inChat((chat) => chat.version++),
    told: [["version-raised", "version", false]],
    undo: [["version-lowered", "version", true]],
  },
  {
    name: "a version dropped",
    edit: inChat((chat) => chat.supportedVersions.shift()),
    told: [["version-dropped", "supportedVersions", true]],
    undo: [["version-supported", "supportedVersions", false]],
  },
  {
    name: "another subprotocol",
    edit: inChat((chat) => (chat.subprotocolPrefix = "talk.v")),
    told: [["subprotocol-changed", "subprotocolPrefix", true]],
  },
  {
    name: "a protocol gone",
    edit: ({ document }) => document.protocols.pop(),
    told: [["protocol-removed", "chat", true]],
    undo: [["protocol-added", "chat", false]],
  },
  // Messages and events.
  {
    name: "a message gone",
    edit: inChat((chat) => chat.messages.pop()),
    told: [["message-removed", "say", true]],
    undo: [["message-added", "say", false]],
  },
  { name: "another reply", edit: set(message, { reply: "typing" }), told: [["reply-changed", "say", true]] },
  {
    name: "no announcement",
    edit: set(message, { announces: [] }),
    told: [["announcement-removed", "say", true]],
    undo: [["announcement-added", "say", false]],
  },
  {
    name: "no permission needed",
    edit: set(message, { permission: null }),
    told: [["permission-dropped", "say", false]],
    undo: [["permission-required", "say", true]],
  },
  { name: "another permission", edit: set(message, { permission: "room:admin" }), told: [["permission-changed", "say", true]] },
  {
    name: "another permission for a value",
    edit: set(message, { permissionWhen: { property: "mood", byValue: { loud: "room:admin" } } }),
    told: [["permission-changed", "say mood=loud", true]],
  },
  {
    name: "a permission for a value less",
    edit: set(message, { permissionWhen: null }),
    told: [["permission-dropped", "say mood=loud", false]],
    undo: [["permission-required", "say mood=loud", true]],
  },
  {
    name: "no session checked",
    edit: set(message, { sessionProperty: null }),
    told: [["session-check-changed", "say", false]],
    undo: [["session-check-changed", "say", true]],
  },
  {
    name: "authentication needed",
    edit: set(message, { beforeAuthentication: false }),
    told: [["authentication-changed", "say", true]],
    undo: [["authentication-changed", "say", false]],
  },
  {
    name: "an event gone",
    edit: inChat((chat) => chat.events.splice(1, 1)),
    told: [["event-removed", "typing", true]],
    undo: [["event-added", "typing", false]],
  },
  {
    name: "an event out of the log",
    edit: inChat(({ events }) => Object.assign(events[0] ?? {}, { durable: false })),
    told: [["durability-changed", "said", true]],
    undo: [["durability-changed", "said", true]],
  },
  // Methods and notifications.
  {
    name: "a method gone",
    edit: inChat((chat) => chat.methods.pop()),
    told: [["method-removed", "room/get", true]],
    undo: [["method-added", "room/get", false]],
  },
  {
    name: "another key needed",
    edit: set(method, { access: "write" }),
    told: [["access-changed", "room/get", true]],
    undo: [["access-changed", "room/get", false]],
  },
  { name: "no key needed", edit: set(method, { access: "none" }), told: [["access-changed", "room/get", false]] },
  {
    name: "a call not to be sent again",
    edit: set(method, { repeatable: "blind" }),
    told: [["repeatable-changed", "room/get", true]],
    undo: [["repeatable-changed", "room/get", false]],
  },
  {
    name: "a call does not end with a code",
    edit: set(method, { errors: [] }),
    told: [["error-not-raised", "room/get", false]],
    undo: [["error-raised", "room/get", false]],
  },
  {
    name: "a notification gone",
    edit: inChat((chat) => chat.notifications.pop()),
    told: [["notification-removed", "room/update", true]],
    undo: [["notification-added", "room/update", false]],
  },
  // Tables.
  {
    name: "a socket gone",
    edit: inChat((chat) => chat.sockets.pop()),
    told: [["socket-removed", "ws", true]],
    undo: [["socket-added", "ws", false]],
  },
  { name: "a socket elsewhere", edit: inChat(({ sockets }) => (one(sockets).path = "/socket")), told: [["socket-moved", "ws", true]] },
  {
    name: "an error code gone",
    edit: inChat((chat) => chat.errorCodes.pop()),
    told: [["error-code-removed", "GONE", true]],
    undo: [["error-code-added", "GONE", false]],
  },
  { name: "another status", edit: set(code, { status: 410 }), told: [["error-status-changed", "GONE status", true]] },
  { name: "another number", edit: set(code, { rpcCode: -2 }), told: [["error-number-changed", "GONE rpcCode", true]] },
  {
    name: "no number",
    edit: set(code, { rpcCode: null }),
    told: [["error-number-changed", "GONE rpcCode", true]],
    undo: [["error-number-changed", "GONE rpcCode", false]],
  },
  {
    name: "trying again is in vain",
    edit: set(code, { retryable: false }),
    told: [["error-meaning-changed", "GONE retryable", true]],
    undo: [["error-meaning-changed", "GONE retryable", false]],
  },
  {
    name: "an outcome unknown",
    edit: set(code, { outcomeUnknown: true }),
    told: [["error-meaning-changed", "GONE outcomeUnknown", true]],
    undo: [["error-meaning-changed", "GONE outcomeUnknown", false]],
  },
  {
    name: "a close code gone",
    edit: inChat((chat) => chat.closeCodes.pop()),
    told: [["close-code-removed", "BYE", true]],
    undo: [["close-code-added", "BYE", false]],
  },
  {
    name: "another close code",
    edit: inChat(({ closeCodes }) => (one(closeCodes).code = 4001)),
    told: [["close-code-changed", "BYE", true]],
  },
  {
    name: "coming back otherwise",
    edit: inChat(({ closeCodes }) => (one(closeCodes).reconnect = "never")),
    told: [["reconnect-changed", "BYE", true]],
  },
  {
    name: "a permission gone",
    edit: inChat((chat) => chat.permissions.pop()),
    told: [["permission-removed", "write", true]],
    undo: [["permission-added", "write", false]],
  },
  {
    name: "a permission of another name",
    edit: inChat(({ permissions }) => (one(permissions).value = "room:put")),
    told: [["permission-renamed", "write", true]],
  },
  {
    name: "a role gone",
    edit: inChat((chat) => chat.roles.pop()),
    told: [["role-removed", "member", true]],
    undo: [["role-added", "member", false]],
  },
  {
    name: "a role loses a permission",
    edit: inChat(({ roles }) => (one(roles).permissions = [])),
    told: [["role-lost", "member", true]],
    undo: [["role-gained", "member", false]],
  },
  {
    name: "a row of access gone",
    edit: inChat(({ accessTables }) => one(accessTables).rows.pop()),
    told: [["access-row-removed", "Call room/new", true]],
    undo: [["access-row-added", "Call room/new", false]],
  },
  {
    name: "a row of access needs nothing",
    edit: inChat(({ accessTables }) => (one(one(accessTables).rows).permissions = [])),
    told: [["permission-dropped", "Call room/new", false]],
    undo: [["permission-required", "Call room/new", true]],
  },
  {
    name: "a limit gone",
    edit: inChat((chat) => chat.limits.pop()),
    told: [["limit-removed", "openDatabases", false]],
    undo: [["limit-added", "openDatabases", false]],
  },
  {
    name: "clients may less",
    edit: limit("frameBytes", 99),
    told: [["limit-lowered", "frameBytes", true]],
    undo: [["limit-raised", "frameBytes", false]],
  },
  {
    name: "servers take longer",
    edit: limit("heartbeatInterval", 101),
    told: [["limit-raised", "heartbeatInterval", true]],
    undo: [["limit-lowered", "heartbeatInterval", false]],
  },
  {
    name: "a limit that nobody sees",
    edit: limit("openDatabases", 99),
    told: [["limit-lowered", "openDatabases", false]],
    undo: [["limit-raised", "openDatabases", false]],
  },
  {
    name: "another unit",
    edit: inChat(({ limits }) => Object.assign(limits[0] ?? {}, { unit: "KiB" })),
    told: [["limit-unit-changed", "frameBytes", true]],
  },
  {
    name: "a state gone",
    edit: inChat(({ stateMachines }) => one(stateMachines).states.pop()),
    told: [["state-removed", "Room shut", true]],
    undo: [["state-added", "Room shut", true]],
  },
  {
    name: "a move gone",
    edit: inChat(({ stateMachines }) => Object.assign(one(stateMachines).states[0] ?? {}, { moves: [] })),
    told: [["move-removed", "Room open", false]],
    undo: [["move-added", "Room open", true]],
  },
  {
    name: "a state of another life",
    edit: inChat(({ stateMachines }) => Object.assign(one(stateMachines).states[0] ?? {}, { live: false })),
    told: [["state-life-changed", "Room open", true]],
  },
  {
    name: "a rule gone",
    edit: inChat((chat) => chat.requirements.pop()),
    told: [["requirement-removed", "order-1", true]],
    undo: [["requirement-added", "order-1", false]],
  },
  {
    name: "a rule weakened",
    edit: inChat(({ requirements }) => (one(requirements).level = "SHOULD")),
    told: [["requirement-weakened", "order-1", true]],
    undo: [["requirement-strengthened", "order-1", false]],
  },
  {
    name: "a rule in other words",
    edit: inChat(({ requirements }) => (one(requirements).sentence = "A single order.")),
    told: [["requirement-reworded", "order-1", false]],
  },
  // Endpoints.
  {
    name: "an endpoint gone",
    edit: inChat((chat) => chat.operations.pop()),
    told: [["endpoint-removed", POST, true]],
    undo: [["endpoint-added", POST, false]],
  },
  {
    name: "an endpoint of another method",
    edit: set(endpoint, { method: "PUT" }),
    told: [
      ["endpoint-removed", POST, true],
      ["endpoint-added", "PUT /rooms/{room}", false],
    ],
  },
  { name: "an endpoint named otherwise", edit: set(endpoint, { name: "post" }), told: [["endpoint-renamed", POST, false]] },
  {
    name: "an endpoint without permission",
    edit: set(endpoint, { permission: null }),
    told: [["permission-dropped", POST, false]],
    undo: [["permission-required", POST, true]],
  },
  {
    name: "an endpoint for everyone",
    edit: set(endpoint, { authenticated: false }),
    told: [["authentication-changed", POST, false]],
    undo: [["authentication-changed", POST, true]],
  },
  { name: "an endpoint with a stronger key", edit: set(endpoint, { access: "write" }), told: [["access-changed", POST, true]] },
  {
    name: "an endpoint without a session",
    edit: set(endpoint, { sessionParameter: null }),
    told: [["session-check-changed", POST, false]],
  },
  { name: "an endpoint does not end with a code", edit: set(endpoint, { errors: [] }), told: [["error-not-raised", POST, false]] },
  {
    name: "a parameter gone",
    edit: ({ endpoint }) => endpoint.parameters.splice(1, 1),
    told: [["parameter-removed", `${POST} ?limit`, true]],
    undo: [["parameter-added", `${POST} ?limit`, false]],
  },
  {
    name: "a needed header gone",
    edit: ({ endpoint }) => endpoint.parameters.pop(),
    told: [["parameter-removed", `${POST} header idempotency-key`, true]],
    undo: [["parameter-added", `${POST} header idempotency-key`, true]],
  },
  {
    name: "a header need not be",
    edit: ({ endpoint }) => Object.assign(endpoint.parameters[2] ?? {}, { required: false }),
    told: [["parameter-optional", `${POST} header idempotency-key`, false]],
    undo: [["parameter-required", `${POST} header idempotency-key`, true]],
  },
  {
    name: "a parameter's bound",
    edit: ({ endpoint }) => Object.assign(endpoint.parameters[1]?.schema ?? {}, { maximum: 8 }),
    told: [["bound-narrowed", `${POST} ?limit maximum`, true]],
    undo: [["bound-widened", `${POST} ?limit maximum`, false]],
  },
  {
    name: "a parameter's default",
    edit: ({ endpoint }) => Object.assign(endpoint.parameters[1]?.schema ?? {}, { default: 6 }),
    told: [["default-changed", `${POST} ?limit`, true]],
  },
  { name: "no body", edit: set(endpoint, { body: null }), told: [["body-removed", POST, true]], undo: [["body-added", POST, false]] },
  {
    name: "a body need not be",
    edit: (after) => Object.assign(openapi(after).requestBody ?? {}, { required: false }),
    told: [["body-optional", POST, false]],
    undo: [["body-required", POST, true]],
  },
  {
    name: "a body that is not taken as text",
    edit: (after) => delete openapi(after).requestBody?.content?.["text/plain"],
    told: [["body-type-removed", POST, true]],
    undo: [["body-type-added", POST, false]],
  },
  {
    name: "a success gone",
    edit: ({ endpoint }) => endpoint.responses.shift(),
    told: [["response-removed", POST, true]],
    undo: [["response-added", POST, true]],
  },
  {
    name: "a failure gone",
    edit: ({ endpoint }) => endpoint.responses.pop(),
    told: [["response-removed", POST, false]],
    undo: [["response-added", POST, false]],
  },
  {
    name: "a header of the answer gone",
    edit: set(response, { headers: [] }),
    told: [["response-header-removed", `${POST} 200`, true]],
    undo: [["response-header-added", `${POST} 200`, false]],
  },
  {
    name: "no answer as text",
    edit: (after) => delete response(after).content["text/plain"],
    told: [["response-type-removed", `${POST} 200`, true]],
    undo: [["response-type-added", `${POST} 200`, false]],
  },
  {
    name: "callers say otherwise who they are",
    edit: (after) => (openapi(after).security = [{ Cookie: [] }]),
    told: [["security-changed", POST, true]],
  },
  {
    name: "callers may say otherwise, too, who they are",
    edit: (after) => openapi(after).security?.push({ Cookie: [] }),
    told: [["security-changed", POST, false]],
    undo: [["security-changed", POST, true]],
  },
  {
    name: "callers need not say who they are",
    edit: (after) => (openapi(after).security = []),
    told: [["security-changed", POST, false]],
    undo: [["security-changed", POST, true]],
  },
  // What clients send.
  {
    name: "a field of a request gone",
    edit: without("Say", "count"),
    told: [["field-removed", "Say/count", true]],
    undo: [["field-added", "Say/count", false]],
  },
  {
    name: "a needed field of a request gone",
    edit: without("Say", "text"),
    told: [["field-removed", "Say/text", true]],
    undo: [["field-added", "Say/text", true]],
  },
  {
    name: "a field of a request needed",
    edit: required("Say", "count"),
    told: [["field-required", "Say/count", true]],
    undo: [["field-optional", "Say/count", false]],
  },
  { name: "a request of another type", edit: inField("Say", "count", { type: "string" }), told: [["type-changed", "Say/count", true]] },
  {
    name: "a request of integers only",
    edit: inField("Say", "size", { type: "integer" }),
    told: [["type-narrowed", "Say/size", true]],
    undo: [["type-widened", "Say/size", false]],
  },
  {
    name: "a longer text may be sent",
    edit: inField("Say", "text", { maxLength: 101 }),
    told: [["bound-widened", "Say/text maxLength", false]],
    undo: [["bound-narrowed", "Say/text maxLength", true]],
  },
  {
    name: "fewer bytes may be sent",
    edit: inField("Say", "text", { "x-max-bytes": 199 }),
    told: [["bound-narrowed", "Say/text x-max-bytes", true]],
  },
  {
    name: "less JSON may be sent",
    edit: inField("Say", "extra", { "x-max-json-bytes": 99 }),
    told: [["bound-narrowed", "Say/extra x-max-json-bytes", true]],
  },
  {
    name: "smaller numbers may be sent",
    edit: inField("Say", "count", { minimum: 0 }),
    told: [["bound-widened", "Say/count minimum", false]],
    undo: [["bound-narrowed", "Say/count minimum", true]],
  },
  { name: "fewer items may be sent", edit: inField("Say", "tags", { maxItems: 4 }), told: [["bound-narrowed", "Say/tags maxItems", true]] },
  {
    name: "items of another type",
    edit: inField("Say", "tags", { items: { type: "integer" } }),
    told: [["type-changed", "Say/tags/-", true]],
  },
  {
    name: "further fields of another type",
    edit: inField("Say", "extra", { additionalProperties: { type: "integer" } }),
    told: [["type-changed", "Say/extra/*", true]],
  },
  {
    name: "further fields of any type",
    edit: inField("Say", "extra", { additionalProperties: true }),
    told: [["type-widened", "Say/extra/*", false]],
    undo: [["type-narrowed", "Say/extra/*", true]],
  },
  {
    name: "a request may hold what it could not",
    edit: inType("Say", (schema) => delete schema.not),
    told: [["exclusion-removed", "Say", false]],
    undo: [["exclusion-added", "Say", true]],
  },
  {
    name: "a request may not hold something else",
    edit: inType("Say", (schema) => (schema.not = { required: ["count", "size"] })),
    told: [["exclusion-changed", "Say", true]],
  },
  { name: "another default", edit: inField("Say", "mood", { default: "loud" }), told: [["default-changed", "Say/mood", true]] },
  {
    name: "a request that may be null no more",
    edit: inField("Say", "target", { anyOf: [{ $ref: "#/$defs/Name" }] }),
    told: [["variant-removed", "Say/target", true]],
    undo: [["variant-added", "Say/target", false]],
  },
  {
    name: "any value may be sent",
    edit: inType("Mood", (schema) => delete schema.enum),
    told: [["values-opened", "Mood", false]],
    undo: [["values-closed", "Mood", true]],
  },
  {
    name: "a value less may be sent",
    edit: inType("Mood", (schema) => schema.enum?.pop()),
    told: [["value-removed", "Mood", true]],
    undo: [["value-added", "Mood", false]],
  },
  // What servers send.
  {
    name: "a field of an event gone",
    edit: without("Said", "by"),
    told: [["field-removed", "Said/by", true]],
    undo: [["field-added", "Said/by", false]],
  },
  {
    name: "a sure field of an event gone",
    edit: without("Said", "text"),
    told: [["field-removed", "Said/text", true]],
    undo: [["field-added", "Said/text", false]],
  },
  {
    name: "a field of an event may be missing",
    edit: optional("Said", "text"),
    told: [["field-optional", "Said/text", true]],
    undo: [["field-required", "Said/text", false]],
  },
  { name: "an event of another type", edit: inField("Said", "by", { type: "integer" }), told: [["type-changed", "Said/by", true]] },
  {
    name: "longer text comes",
    edit: inField("Said", "text", { maxLength: 101 }),
    told: [["bound-widened", "Said/text maxLength", true]],
    undo: [["bound-narrowed", "Said/text maxLength", false]],
  },
  {
    name: "a value more comes",
    edit: inField("Said", "mood", { enum: ["calm", "loud", "shy"] }),
    told: [["value-added", "Said/mood", true]],
    undo: [["value-removed", "Said/mood", false]],
  },
  {
    name: "any value comes",
    edit: inType("Said", ({ properties }) => delete properties?.["mood"]?.enum),
    told: [["values-opened", "Said/mood", true]],
  },
  {
    name: "a new code comes, as tables grow",
    edit: inChat((chat) => {
      chat.errorCodes.push({ name: "FULL", doc: "", status: 409, rpcCode: -3, retryable: false, outcomeUnknown: false });
      chat.$defs["Code"]?.enum?.push("FULL");
    }),
    told: [
      ["value-added", "Code", false],
      ["error-code-added", "FULL", false],
    ],
  },
  {
    name: "a code comes that no table has",
    edit: inType("Code", (schema) => schema.enum?.push("FULL")),
    told: [["value-added", "Code", true]],
  },
  {
    name: "null comes no more",
    edit: inField("Said", "holder", { anyOf: [{ $ref: "#/$defs/Name" }] }),
    told: [["variant-removed", "Said/holder", false]],
    undo: [["variant-added", "Said/holder", true]],
  },
  {
    name: "an event less in a union",
    edit: inField("Said", "last", { anyOf: [{ $ref: "#/$defs/Failure" }] }),
    told: [["variant-removed", "Said/last", false]],
    undo: [["variant-added", "Said/last", false]],
  },
  {
    name: "another default of an event",
    edit: inField("Said", "mood", { default: "loud" }),
    told: [["default-changed", "Said/mood", false]],
  },
  { name: "a result that lacks a field", edit: without("Room", "open"), told: [["field-removed", "Room/open", true]] },
  // Open unions, and types that both sides write.
  {
    name: "a known value of an open union",
    edit: inType("Tone", ({ anyOf }) => anyOf?.push({ type: "string", const: "hard" })),
    told: [],
    undo: [],
  },
  {
    name: "an open union closed",
    edit: inType("Tone", ({ anyOf }) => anyOf?.pop()),
    told: [["variant-removed", "Tone", true]],
    undo: [["variant-added", "Tone", true]],
  },
  {
    name: "a shared name may be longer",
    edit: inType("Name", (schema) => (schema.maxLength = 11)),
    told: [["bound-widened", "Name maxLength", true]],
    undo: [["bound-narrowed", "Name maxLength", true]],
  },
  {
    name: "a shared name of any form",
    edit: inType("Name", (schema) => delete schema.pattern),
    told: [["form-removed", "Name pattern", true]],
    undo: [["form-added", "Name pattern", true]],
  },
  {
    name: "a shared name of another form",
    edit: inType("Name", (schema) => (schema.pattern = "^[a-z0-9]+$")),
    told: [["form-changed", "Name pattern", true]],
  },
  { name: "a file that lacks a setting", edit: without("Settings", "theme"), told: [["field-removed", "Settings/theme", true]] },
  // What no client can tell.
  { name: "other words", edit: inType("Say", (schema) => (schema.description = "Says it.")), told: [], undo: [] },
  {
    name: "a parameter of the path called otherwise",
    edit: ({ endpoint }) => {
      endpoint.path = "/rooms/{name}";
      Object.assign(endpoint.parameters[0] ?? {}, { name: "name", wireName: "name" });
      Object.assign(endpoint, { sessionParameter: null });
    },
    told: [["session-check-changed", "POST /rooms/{name}", false]],
  },
  {
    name: "a type of another name",
    edit: inChat((chat) => {
      chat.$defs["Utterance"] = chat.$defs["Say"] ?? {};
      one(chat.messages).model = "Utterance";
      one(chat.operations).body = { $ref: "#/$defs/Utterance" };
    }),
    told: [],
    undo: [],
  },
];

test.each(CASES)("$name", ({ edit, told, undo }) => {
  const [before, after] = [sample(), sample()];
  edit(after);
  expect(found(before, after)).toEqual(told);
  if (undo !== undefined) expect(found(after, before)).toEqual(undo);
});

test.each([undefined, [], [{}]])("nobody need say who they are, in other words than %j", (security) => {
  for (const other of [undefined, [], [{}]]) {
    const [before, after] = [sample(), sample()];
    Object.assign(openapi(before), { security });
    Object.assign(openapi(after), { security: other });
    expect(found(before, after)).toEqual([]);
  }
});

test("every kind of change has a case", () => {
  const tested = new Set(CASES.flatMap(({ told, undo = [] }) => [...told, ...undo]).map(([kind]) => kind));
  expect(KINDS.filter((kind) => !tested.has(kind))).toEqual([]);
});

test("the same spec has no changes, however it is written", () => {
  const shuffled = JSON.parse(JSON.stringify(sample()), (_key, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).reverse()) : value,
  ) as Sample;
  expect(found(sample(), shuffled)).toEqual([]);
});
