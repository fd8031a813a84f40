import { expect, test } from "vitest";
import { definition, GATEWAY, resolved } from "../../spec/test/gateway-model.ts";

/* The contract of the wire, section 1.2, written down a second time on purpose. */

/** Which turn an event belongs to: none; one; or one if it came about in one. */
type Turn = "none" | "one" | "maybe";

/** `type` and fields of the events that are sent once and not replayed. A reply's `ref?` is left out. */
const PASSING: [type: string, fields: string][] = [
  ["welcome", "protocolVersion supportedVersions requiresAuth server"],
  ["connected", "clientId heartbeatIntervalMs ts"],
  ["authenticated", "identity"],
  ["heartbeat", "ts"],
  ["pong", "ts clientTs?"],
  ["ack", "messageType sessionId? turnId? duplicate? queued? position?"],
  ["error", "code message messageType? sessionId? retryAfterMs? details?"],
  ["server_shutdown", "reason reconnectAfterMs"],
  ["session_list", "sessions nextCursor"],
  ["session_created", "session"],
  ["session_updated", "session"],
  ["session_archived", "session"],
  ["session_unarchived", "session"],
  ["session_deleted", "sessionId"],
  ["state_snapshot", "session epoch lastSeq resume replayFrom activeTurn pendingRequests participants"],
  ["session_synced", "sessionId seq"],
  ["file_list", "sessionId path entries"],
  ["file_content", "sessionId path content encoding size hash iteration?"],
  ["file_history", "sessionId path iterations"],
  ["history", "sessionId messages nextBeforeSeq"],
  ["events", "sessionId events lastSeq hasMore"],
  ["member_list", "members"],
  ["member_updated", "userId role"],
  ["automation_run", "runId automationId status sessionId? turnId? startedAt? endedAt?"],
  ["inbox_item", "itemId title runId? sessionId? createdAt"],
];

/** `type`, fields beside `sessionId`, `seq`, `ts` and `turnId`, and the turn, of the events of a session's log. */
const DURABLE: [type: string, fields: string, turn: Turn][] = [
  ["session_state", "status previous reason?", "none"],
  ["turn_started", "clientTurnId? text userId", "one"],
  ["text_delta", "text", "one"],
  ["turn_complete", "finalText stopReason usage", "one"],
  ["turn_stopped", "partialText usage", "one"],
  ["turn_error", "code message retryable", "one"],
  ["steered", "content userId", "one"],
  ["thinking.start", "", "one"],
  ["thinking.progress", "text", "one"],
  ["thinking.complete", "text", "one"],
  ["tool_call_start", "toolCallId toolName title? kind?", "one"],
  ["tool_call_delta", "toolCallId delta", "one"],
  ["tool_call", "toolCallId toolName input locations?", "one"],
  ["tool_result", "toolCallId output content? durationMs?", "one"],
  ["tool_error", "toolCallId message", "one"],
  ["question_requested", "requestId question fields? options?", "one"],
  ["permission_requested", "requestId toolCallId? title options", "one"],
  ["question_answered", "requestId answers? dismissed userId", "one"],
  ["approval_resolved", "requestId optionId? approved userId", "one"],
  ["terminal.stream", "terminalId stream data", "one"],
  ["terminal.complete", "terminalId exitCode? signal?", "one"],
  ["sandbox.provisioning", "sandboxId message?", "maybe"],
  ["sandbox.init", "sandboxId message?", "maybe"],
  ["sandbox.removed", "sandboxId message?", "maybe"],
  ["plan.updated", "entries", "one"],
  ["commands.updated", "commands", "none"],
  ["settings.updated", "modes options userId?", "none"],
  ["usage.updated", "inputTokens outputTokens cost? creditsReserved? creditsSpent?", "one"],
  ["file_changed", "path iteration size hash change", "one"],
];

/** What events are made of. */
const PARTS: [name: string, fields: string][] = [
  ["Session", "id name agentType status projectId metadata archived createdAt updatedAt lastSeq createdBy usage cwd?"],
  ["SessionUsage", "inputTokens outputTokens cost"],
  ["Cost", "amount currency"],
  ["ServerInfo", "name version"],
  ["Identity", "userId email tenantId role permissions"],
  ["ErrorDetail", "path message"],
  ["ActiveTurn", "turnId startedAt text"],
  ["PermissionOption", "optionId name kind"],
  ["PlanEntry", "content priority status"],
  ["AgentCommand", "name description hint?"],
  ["SessionModes", "currentModeId available"],
  ["SessionMode", "modeId name description?"],
  ["SessionOption", "optionId name description? category? kind value choices?"],
  ["SessionOptionChoice", "value name description? group?"],
  ["FileEntry", "path type size modifiedAt iteration?"],
  ["FileIteration", "iteration timestamp size hash"],
  ["HistoryMessage", "seq turnId role text ts toolCalls? stopReason?"],
  ["Member", "userId email? role createdAt updatedAt"],
];

/** Which words a field takes. */
const WORDS: [type: string, field: string, words: string][] = [
  ["StateSnapshot", "resume", "live continued reset"],
  ["TurnComplete", "stopReason", "end_turn max_tokens max_turn_requests refusal"],
  ["PermissionOption", "kind", "allow_once allow_always reject_once reject_always"],
  ["FileChanged", "change", "created modified deleted"],
  ["FileContent", "encoding", "utf8 base64"],
  ["SessionState", "status", "inactive activating ready running waiting deactivating error"],
  ["SessionState", "previous", "inactive activating ready running waiting deactivating error"],
];

/** Which fields are null rather than absent when there is nothing to say. */
const NULLABLE: [type: string, fields: string][] = [
  ["Session", "projectId"],
  ["SessionUsage", "cost"],
  ["SessionList", "nextCursor"],
  ["StateSnapshot", "activeTurn"],
  ["History", "nextBeforeSeq"],
  ["MemberUpdated", "role"],
  ["SettingsUpdated", "modes"],
];

test("the events are those of the contract", () => {
  const expected = [...PASSING, ...DURABLE].map(([type]) => type);
  expect(GATEWAY.events.map(({ type }) => type).sort()).toEqual(expected.sort());
});

test("the events of a session's log are those of the contract", () => {
  const durable = GATEWAY.events.filter((event) => event.durable).map(({ type }) => type);
  expect(durable.sort()).toEqual(DURABLE.map(([type]) => type).sort());
});

test.each(PASSING)("%s has the fields of the contract", (type, fields) => {
  expect(fieldsOf(modelOf(type), ["type", "ref?"])).toBe(fields);
});

test.each(DURABLE)("%s has the fields of the contract, and its place in the log", (type, fields, turn) => {
  const model = modelOf(type);
  expect(definition(model).required).toEqual(expect.arrayContaining(["sessionId", "seq", "ts"]));
  expect(fieldsOf(model, ["type", "sessionId", "seq", "ts", "turnId", "turnId?"])).toBe(fields);
  const { properties = {}, required = [] } = definition(model);
  expect(properties["turnId"] === undefined ? "none" : required.includes("turnId") ? "one" : "maybe").toBe(turn);
});

test.each(PARTS)("%s has the fields of the contract", (name, fields) => {
  expect(fieldsOf(name)).toBe(fields);
});

test.each(WORDS)("%s.%s takes the words of the contract", (type, field, words) => {
  expect(resolved(definition(type).properties?.[field] ?? {}).enum).toEqual(words.split(" "));
});

test("what is null when there is nothing to say", () => {
  const found = [...GATEWAY.events.map(({ model }) => model), ...PARTS.map(([name]) => name)].flatMap((name) => {
    const nullable = Object.entries(definition(name).properties ?? {}).filter(([, schema]) =>
      schema.anyOf?.some(({ type }) => type === "null"),
    );
    return nullable.length > 0 ? [[name, nullable.map(([field]) => field).join(" ")]] : [];
  });
  expect(new Map(found as [string, string][])).toEqual(new Map(NULLABLE));
});

function modelOf(type: string): string {
  return GATEWAY.events.find((event) => event.type === type)?.model ?? type;
}

/** The fields of a type in order, an optional one with a question mark, but some. */
function fieldsOf(name: string, but: string[] = []): string {
  const { properties = {}, required = [] } = definition(name);
  const fields = Object.keys(properties).map((field) => (required.includes(field) ? field : `${field}?`));
  return fields.filter((field) => !but.includes(field)).join(" ");
}
