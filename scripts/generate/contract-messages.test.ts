import type { JsonSchema, MessageModel } from "@diminuendo/typespec-protocol/model";
import { expect, test } from "vitest";
import { definition, GATEWAY, refName, resolved } from "../../spec/test/gateway-model.ts";

/*
 * The contract of the wire, section 1.1, written down a second time on purpose: what the spec says by accident, or what
 * the generator makes of it, shows here.
 */

/** `type`; the fields beside `type` and `ref?`; the reply; what is also sent, and to whom; the permission. */
type Row = [type: string, fields: string[], reply: string, alsoSent: string[], permission: string | null];

const SESSION = "sessionId uuid";

const MESSAGES: Row[] = [
  ["authenticate", ["token text 1–8192"], "authenticated", [], null],
  [
    "list_sessions",
    ["includeArchived? boolean = false", "projectId? uuid", "cwd? text 0–4096", "limit? integer 1–200 = 100", "cursor? text 1–512"],
    "session_list",
    [],
    "session:read",
  ],
  [
    "create_session",
    ["agentType text 1–64 ^[a-z0-9][a-z0-9._-]*$", 'name? text 1–200 = "New session"', "projectId? uuid", "metadata? object ≤ 16384 bytes"],
    "session_created",
    ["session_created → tenant"],
    "session:create",
  ],
  ["rename_session", [SESSION, "name text 1–200"], "session_updated", ["session_updated → tenant"], "session:write"],
  ["archive_session", [SESSION], "session_archived", ["session_archived → tenant"], "session:archive"],
  ["unarchive_session", [SESSION], "session_unarchived", ["session_unarchived → tenant"], "session:archive"],
  ["delete_session", [SESSION], "session_deleted", ["session_deleted → tenant", "session_deleted → session"], "session:delete"],
  ["join_session", [SESSION, "afterSeq? integer 0–", "epoch? text 1–64"], "state_snapshot", [], "session:read"],
  ["leave_session", [SESSION], "ack", [], "session:read"],
  [
    "run_turn",
    [
      SESSION,
      "text text 1–100000",
      "clientTurnId? text 1–64",
      'whenBusy? reject | queue | interrupt = "reject"',
      "attachments? ≤ 20 of {name, mimeType, data} | {name, mimeType, fileId}",
    ],
    "ack",
    ["turn_started → session"],
    "session:write",
  ],
  ["stop_turn", [SESSION], "ack", ["turn_stopped → session"], "session:write"],
  ["steer", [SESSION, "content text 1–100000"], "ack", ["steered → session"], "session:steer"],
  [
    "answer_question",
    [SESSION, "requestId text 1–128", "answers? object", "optionId? text 1–128", "dismissed? boolean = false"],
    "ack",
    ["question_answered → session", "approval_resolved → session"],
    "session:write",
  ],
  ["get_history", [SESSION, "beforeSeq? integer 1–", "limit? integer 1–500 = 100"], "history", [], "session:read"],
  ["get_events", [SESSION, "afterSeq? integer 0– = 0", "limit? integer 1–1000 = 500"], "events", [], "session:read"],
  ["ping", ["ts? number"], "pong", [], null],
  ["list_files", [SESSION, 'path? text 0–4096 = ""', "depth? integer 1–10 = 1"], "file_list", [], "session:read"],
  ["read_file", [SESSION, "path text 1–4096"], "file_content", [], "session:read"],
  ["file_history", [SESSION, "path text 1–4096"], "file_history", [], "session:read"],
  ["file_at_iteration", [SESSION, "path text 1–4096", "iteration integer 1–"], "file_content", [], "session:read"],
  [
    "manage_members",
    ["action list | add | set_role | remove", "userId? text 1–128", "role? owner | admin | billing_admin | member | viewer"],
    "member_list",
    ["member_updated → tenant"],
    null,
  ],
];

test("there are 21 messages, in the order of the contract", () => {
  expect(GATEWAY.messages.map(({ type }) => type)).toEqual(MESSAGES.map(([type]) => type));
  expect(MESSAGES).toHaveLength(21);
});

test.each(MESSAGES)("%s has the fields, limits and defaults of the contract", (type, fields) => {
  const { properties = {}, required = [] } = definition(messageOf(type).model);
  const { type: literal, ref, ...others } = properties;
  expect(literal).toEqual({ type: "string", const: type });
  expect(described(ref ?? {})).toBe("text 1–64");
  expect(Object.entries(others).map(([name, schema]) => `${name}${required.includes(name) ? "" : "?"} ${described(schema)}`)).toEqual(
    fields,
  );
});

test.each(MESSAGES)(
  "%s has the reply, the further events and the permission of the contract",
  (type, _fields, reply, alsoSent, permission) => {
    const message = messageOf(type);
    expect(message.reply).toBe(reply);
    expect(message.announces.map(({ event, topic }) => `${event} → ${topic}`)).toEqual(alsoSent);
    expect(message.permission).toBe(permission);
  },
);

test("only the permission of manage_members depends on what is asked", () => {
  expect(GATEWAY.messages.filter(({ permissionWhen }) => permissionWhen).map(({ type, permissionWhen }) => [type, permissionWhen])).toEqual(
    [
      [
        "manage_members",
        {
          property: "action",
          byValue: { list: "member:read", add: "member:write", set_role: "member:write", remove: "member:delete" },
        },
      ],
    ],
  );
});

test("a message names a session exactly when it has the field, and then only one of the caller's tenant", () => {
  for (const { model, sessionProperty } of GATEWAY.messages) {
    expect(sessionProperty).toBe(definition(model).properties?.["sessionId"] ? "sessionId" : null);
  }
});

test("only authenticate may come before authentication", () => {
  expect(GATEWAY.messages.filter(({ beforeAuthentication }) => beforeAuthentication).map(({ type }) => type)).toEqual(["authenticate"]);
});

test("every reply carries the ref of its message, as does every error", () => {
  const answers = new Set([...GATEWAY.messages.map(({ reply }) => reply), "error"]);
  const carriers = GATEWAY.events.filter(({ model }) => definition(model).properties?.["ref"] !== undefined);
  expect(carriers.map(({ type }) => type).sort()).toEqual([...answers].sort());
});

function messageOf(type: string): MessageModel {
  const found = GATEWAY.messages.find((message) => message.type === type);
  if (found === undefined) throw new Error(`There is no ${type}.`);
  return found;
}

/** A schema in the words of the table. */
function described(schema: JsonSchema): string {
  const plain = resolved(schema);
  const fallback = plain.default === undefined ? "" : ` = ${JSON.stringify(plain.default)}`;
  return `${form(plain)}${fallback}`;
}

function form(schema: JsonSchema): string {
  if (schema.enum) return schema.enum.join(" | ");
  if (schema.format === "uuid") return "uuid";
  const { minimum, maximum, minLength = 0, maxLength, pattern } = schema;
  switch (schema.type) {
    case "string":
      return `text ${minLength}–${maxLength ?? ""}${pattern ? ` ${pattern}` : ""}`;
    case "integer":
      return `integer ${minimum ?? ""}–${maximum ?? ""}`;
    case "array":
      return `≤ ${schema.maxItems} of ${resolved(schema.items ?? {})
        .anyOf?.map(({ $ref = "" }) => fieldsOf(refName($ref)))
        .join(" | ")}`;
    case "object":
      return schema["x-max-json-bytes"] === undefined ? "object" : `object ≤ ${schema["x-max-json-bytes"]} bytes`;
    default:
      return String(schema.type);
  }
}

function fieldsOf(name: string): string {
  const { properties = {}, required = [] } = definition(name);
  return `{${Object.keys(properties)
    .map((field) => (required.includes(field) ? field : `${field}?`))
    .join(", ")}}`;
}
