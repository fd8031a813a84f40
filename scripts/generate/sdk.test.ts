import { readFileSync } from "node:fs";
import type { MessageModel, ProtocolDocument, ProtocolModel } from "@diminuendo/typespec-protocol/model";
import { expect, test } from "vitest";
import { emitCalls, emitClientMethods, emitEventMap } from "./emit/sdk.ts";
import { emitSdk } from "./sdk.ts";

const document = JSON.parse(readFileSync(new URL("../../generated/protocol.json", import.meta.url), "utf8")) as ProtocolDocument;
const [gateway] = document.protocols as [ProtocolModel];

const ping: MessageModel = {
  type: "ring_bell",
  model: "RingBell",
  doc: "Rings.",
  chapter: "Bells",
  service: "bells",
  reply: "bell.rung",
  announces: [],
  permission: null,
  permissionWhen: null,
  sessionProperty: null,
  beforeAuthentication: false,
};

/** A protocol with one message. */
function protocolOf(message: Partial<MessageModel>, required: string[] = ["type"]): ProtocolModel {
  return {
    ...gateway,
    messages: [{ ...ping, ...message }],
    events: [{ type: "bell.rung", model: "BellRung", doc: "", chapter: "Bells", durable: true }],
    $defs: { RingBell: { type: "object", properties: {}, required }, BellRung: { type: "object", properties: {} } },
  };
}

/** What stands in the table of messages that change nothing. */
const reads = (message: Partial<MessageModel>) => /READS[^=]*= \{\n(.*?)\};/s.exec(emitCalls(protocolOf(message)))?.[1]?.trim();

test("a message that changes nothing may be sent again, whatever else it needs", () => {
  expect(reads({})).toBe("ring_bell: true,");
  expect(reads({ permission: "bell:read" })).toBe("ring_bell: true,");
});

test("a message that changes something, is announced, or says who one is, may not be sent again", () => {
  expect(reads({ permission: "bell:write" })).toBe("");
  expect(reads({ permission: "bell:read", announces: [{ event: "bell.rung", topic: "tenant" }] })).toBe("");
  expect(reads({ beforeAuthentication: true })).toBe("");
});

test("where a property decides, its values that change nothing are listed", () => {
  const permissionWhen = { property: "action", byValue: { look: "bell:read", hear: "sound:read", melt: "bell:delete" } };
  const announces = [{ event: "bell.rung", topic: "tenant" }];
  expect(reads({ permissionWhen, announces })).toBe('ring_bell: {"property":"action","values":["look","hear"]},');
});

test("only a message that needs no fields can be sent without any", () => {
  expect(emitClientMethods(protocolOf({}))).toContain('ringBell(fields: Fields<"ring_bell"> = {})');
  expect(emitClientMethods(protocolOf({}, ["type", "tone"]))).toContain('ringBell(fields: Fields<"ring_bell">):');
});

test("a method says what it does, what it needs and what answers it", () => {
  const docOf = (message: Partial<MessageModel>) => /\* (Needs.*|Answered.*)/.exec(emitClientMethods(protocolOf(message)))?.[1];
  expect(emitClientMethods(protocolOf({}))).toContain("   * Rings.\n");
  expect(docOf({})).toBe("Answered by `bell.rung`.");
  expect(docOf({ permission: "bell:read" })).toBe("Needs `bell:read`. Answered by `bell.rung`.");
  expect(docOf({ permissionWhen: { property: "action", byValue: { set_tone: "bell:write" } } })).toBe(
    "Needs `bell:write` to set tone. Answered by `bell.rung`.",
  );
});

test("events are mapped by their types, those of a log once more", () => {
  const events = emitEventMap(protocolOf({}));
  expect(events).toContain('  "bell.rung": BellRung;');
  expect(events).toMatch(/DurableEventMap = Pick<\n {2}EventMap,\n {2}\| "bell\.rung"\n>;/);
});

test("a reply that is no event is an error of the spec", () => {
  expect(() => emitCalls(protocolOf({ reply: "silence" }))).toThrow("ring_bell is answered by silence");
});

test("the SDK knows of every call what it takes, what it results in, and whether it may be made again", () => {
  const calls = emitSdk(document).get("clients/typescript/src/generated/method-calls.ts") ?? "";
  for (const { name, params, result, repeatable } of gateway.methods) {
    expect(calls).toContain(`"${name}": { params: ${params}; result: ${result} };`);
    expect(calls).toContain(`"${name}": "${repeatable}",`);
  }
});

test("the SDK has the types that messages, events, calls and endpoints refer to, and no others", () => {
  const types = emitSdk(document).get("clients/typescript/src/generated/types.ts") ?? "";
  const declared = [...types.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name]) => name);
  for (const { model } of [...gateway.messages, ...gateway.events]) expect(declared).toContain(model);
  for (const { params, result } of gateway.methods) expect(declared).toEqual(expect.arrayContaining([params, result]));
  for (const { params } of gateway.notifications) expect(declared).toContain(params);
  expect(declared).toEqual(expect.arrayContaining(["HistoryToolCall", "ConfigSetOperation", "AcpErrorData"]));
  expect(declared).toEqual(expect.arrayContaining(["ProblemDetails", "SessionPage"]));
  for (const name of ["AgentConfig", "AgentsFile", "AcpAgent"]) expect(declared).not.toContain(name);
});

test("a limit that the SDK needs and the spec has not is told by name", () => {
  const limits = gateway.limits.filter(({ name }) => name !== "messageWindow");
  expect(() => emitSdk({ protocols: [{ ...gateway, limits }] })).toThrow("messageWindow");
  expect(() => emitSdk({ protocols: [] })).toThrow('no protocol "gateway"');
});
